"""A process that tells how it is, and who asks it, on real sockets."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest

from bot.counts import Counts
from bot.health import server, watching
from bot.health.watching import Watching
from bot.newsroom import Newsroom
from bot.shards.holding import Alone
from bot.shards.state import GatewayState
from config.settings import ROLES, Settings
from storage.archive import Archive
from tests.fakes.examples import NOON

TOKEN = "a-token-of-twenty-five-letters"
PATIENCE = 20.0


@dataclass
class Wire:
    """A connection with Discord's gateway, as a test wants it."""

    now: GatewayState = field(
        default_factory=lambda: GatewayState(held=2, connected=2, guilds=7, latency=0.04)
    )

    def state(self) -> GatewayState:
        return self.now


@dataclass
class Door:
    """A process that can be asked; `now` is its time."""

    archive: Archive
    counts: Counts
    gateway: Wire
    port: int
    session: aiohttp.ClientSession
    now: datetime = NOON

    async def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, Any]:
        """Status, text and headers."""
        named = {name.replace("_", "-"): said for name, said in headers.items()}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.session.request(method, url, headers=named) as response:
            return response.status, await response.text(), response.headers

    async def ready(self) -> tuple[int, dict[str, Any]]:
        """Status and checks."""
        status, text, _ = await self.get("/health/ready")
        return status, json.loads(text)["checks"]

    async def metric(self, sample: str) -> float | None:
        """The value of a sample, by its name and labels."""
        _, text, _ = await self.get("/metrics")
        found = [line for line in text.splitlines() if line.startswith(sample + " ")]
        return float(found[0].rpartition(" ")[2]) if found else None

    async def raw(self, data: bytes) -> bytes:
        """What comes back until the connection is closed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(data)
            async with asyncio.timeout(PATIENCE):
                return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()


def free_port() -> int:
    """A port of this machine that nobody has."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


Opened = Callable[..., AbstractAsyncContextManager[Door]]


@pytest.fixture
def opened(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens a door, for a process of these roles and settings; every answer is found out anew."""
    monkeypatch.setattr(watching, "Lately", lambda ask: watching_lately(ask, 0.0))
    from bot.health.lately import Lately as watching_lately

    @asynccontextmanager
    async def open_one(
        roles: tuple[str, ...] = ROLES, patience: float = 5.0, gateway: bool = True, **settings: Any
    ) -> AsyncIterator[Door]:
        port, counts, wire = free_port(), Counts(), Wire()
        async with aiohttp.ClientSession() as session:
            door = Door(archive=archive, counts=counts, gateway=wire, port=port, session=session)
            room = SimpleNamespace(
                settings=Settings(health=str(port), **settings),
                archive=archive,
                counts=counts,
                now=lambda: door.now,
                roles=frozenset(roles),
                targets=None,
                holding=Alone(),
            )
            kept = Watching(cast("Newsroom", room), wire if gateway else None)
            try:
                async with server.serving(kept, room.settings, patience):
                    yield door
            finally:
                await kept.close()

    return open_one


@pytest.fixture
async def door(opened: Opened) -> AsyncIterator[Door]:
    """The door of a process that does everything."""
    async with opened() as found:
        yield found
