"""The floor: a bare aiohttp loop that asks for every feed with its ETag, and keeps nothing."""

import asyncio

import aiohttp

from benchmarks.measuring import Spent
from benchmarks.results import Sweeps
from benchmarks.wire import address


def run(*, port: int, feeds: int, rounds: int, at_once: int) -> Sweeps:
    """`rounds` rounds of conditional GETs, `at_once` at a time."""
    return asyncio.run(_run(port, feeds, rounds, at_once))


async def _run(port: int, feeds: int, rounds: int, at_once: int) -> Sweeps:
    addresses = [address(feed, port) for feed in range(feeds)]
    etags: dict[str, str] = {}
    spent = []
    async with aiohttp.ClientSession() as session:
        await _round(session, addresses, etags, at_once)
        for _ in range(rounds):
            before = Spent.now()
            await _round(session, addresses, etags, at_once)
            spent.append(Spent.now().since(before))
    return Sweeps(
        wall=[each.wall for each in spent], own=[each.own for each in spent], workers=[0.0 for _ in spent]
    )


async def _round(
    session: aiohttp.ClientSession, addresses: list[str], etags: dict[str, str], at_once: int
) -> None:
    waiting = iter(addresses)

    async def lane() -> None:
        for one in waiting:
            headers = {"If-None-Match": etags[one]} if one in etags else {}
            async with session.get(one, headers=headers) as response:
                await response.read()
                etags[one] = response.headers["ETag"]

    await asyncio.gather(*(lane() for _ in range(at_once)))
