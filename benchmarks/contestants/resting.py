"""The running bot with feeds that have an article more each, then none that is due: its memory at rest."""

import asyncio
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from benchmarks.contestants.ready import settings, settle
from benchmarks.measuring import cpu_of_tree, descendants, memory
from benchmarks.newsroom import DATABASE
from benchmarks.populating import populate
from benchmarks.results import Rest
from benchmarks.together.feeds import fingerprints, lay
from benchmarks.wire import address, document
from bot import logs
from bot.app import utc_now
from storage.archive import Archive
from storage.engine import Database
from storage.queue import NoNudges
from tests.acceptance.wirewatch import Anew
from tests.fakes.discord import FakeDiscord

LONGEST: Final = 1_500.0
"""Seconds in which all must be read."""

SETTLING, RESTING, PERIOD = 240.0, 60.0, 5.0
"""Seconds from then on until its memory is looked at, for how long, and between two looks."""

SELDOM: Final = "600"
"""Minutes between two looks at a feed: it has nothing to do once it has read them."""

READ: Final = "SELECT count(DISTINCT feed) FROM article"
UNREAD: Final = "SELECT count(*) FROM reading WHERE state <> 'read'"
WAITING: Final = "SELECT count(*) FROM reading WHERE state NOT IN ('read', 'aside')"


def run(*, folder: str, port: int, feeds: int, guilds: int, channels: int, roles: int) -> Rest:
    """Let it read so many feeds of this port in so many guilds, of so many channels and roles, and rest."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder), port, feeds, (guilds, channels, roles)))


async def _run(folder: Path, port: int, feeds: int, furnished: tuple[int, int, int]) -> Rest:
    async with FakeDiscord() as discord:
        guilds = populate(discord, *furnished)
        await _lay(folder, [address(number, port) for number in range(feeds)], guilds, utc_now())
        floor = await _floor(folder, discord)
        often = {"WIREWATCH_POLL_FLOOR_MINUTES": SELDOM, "WIREWATCH_POLL_CEILING_MINUTES": SELDOM}
        async with Anew(folder, "run", **settings(folder, discord), **often) as bot:
            await _all_read(folder / DATABASE, feeds)
            await asyncio.sleep(SETTLING)
            began, spent, held = time.perf_counter(), cpu_of_tree(bot.pid), []
            while time.perf_counter() < began + RESTING:
                held.append(sum(map(memory, (bot.pid, *descendants(bot.pid)))))
                await asyncio.sleep(PERIOD)
            others = descendants(bot.pid)
            found = Rest(
                held=held,
                main=memory(bot.pid),
                workers=[memory(pid) for pid in others],
                resident=sum(memory(pid, "Rss") for pid in (bot.pid, *others)),
                cpu=(cpu_of_tree(bot.pid) - spent) / (time.perf_counter() - began),
                floor=floor,
                read=_count(folder / DATABASE, READ),
                unread=_count(folder / DATABASE, UNREAD),
                articles=_count(folder / DATABASE, "SELECT count(*) FROM article"),
            )
            bot.terminate()
            await bot.ended()
    return found


async def _lay(folder: Path, addresses: Sequence[str], guilds: Sequence[int], now: datetime) -> None:
    """An archive with feeds that were read before, for these guilds."""
    url = f"sqlite+aiosqlite:///{folder / DATABASE}"
    await (await Archive.open(url, NoNudges())).close()
    database = Database(url, NoNudges())
    before = [fingerprints(document(number)) for number in range(len(addresses))]
    await lay(database, addresses, now, guild=str(guilds[0]), known=before.__getitem__)
    await database.close()
    await settle(folder, guilds)


async def _all_read(database: Path, feeds: int) -> None:
    """Return once every feed was read and no article waits to be; TimeoutError where it is never so."""
    async with asyncio.timeout(LONGEST):
        while _count(database, READ) < feeds or _count(database, WAITING):  # noqa: ASYNC110 - another process
            await asyncio.sleep(1)


def _count(database: Path, question: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(question).fetchone()[0])


async def _floor(folder: Path, discord: FakeDiscord) -> float:
    """Megabytes of a bare client that is ready."""
    told = (discord.rest_url, discord.gateway_url, discord.token, str(folder / DATABASE))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.contestants.bare", *told, stdout=PIPE
    )
    assert process.stdout is not None
    try:
        await process.stdout.readline()
        return memory(process.pid)
    finally:
        process.kill()
        await process.wait()
