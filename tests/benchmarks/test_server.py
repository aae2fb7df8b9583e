"""The feed server answers as a well-behaved host does, and misbehaves when told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from benchmarks.server import Host, Mode, mode_of
from benchmarks.wire import address, document


@asynccontextmanager
async def serving(mode: Mode) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(lambda: Host([mode]), "127.1.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_the_validator_of_an_edition_spares_its_body() -> None:
    async with serving(Mode(edition=1)) as port, aiohttp.ClientSession() as session:
        async with session.get(address(0, port)) as response:
            assert await response.read() == document(0, 1)
            etag = response.headers["ETag"]
        async with session.get(address(0, port), headers={"If-None-Match": etag}) as response:
            assert response.status == 304
        async with session.get(address(0, port), headers={"If-None-Match": '"0-0"'}) as response:
            assert response.status == 200


@pytest.mark.parametrize("mode", [Mode(hung=frozenset({0})), Mode(drip=frozenset({0}))])
async def test_a_hung_host_and_a_dripping_one_never_come_to_an_end(mode: Mode) -> None:
    async with serving(mode) as port, aiohttp.ClientSession() as session:

        async def whole() -> bytes:
            async with session.get(address(0, port)) as response:
                return await response.read()

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(whole(), 0.2)


def test_a_command_names_what_differs_from_the_start() -> None:
    assert mode_of({}) == Mode()
    assert mode_of({"edition": 2, "hung": [3, 8]}) == Mode(edition=2, hung=frozenset({3, 8}))
