"""The schedule alone: the ticks that claim every due feed, their nudges in the queue included."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.newsroom import POLL
from benchmarks.results import Claims
from bot.queue.memory import MemoryQueue
from storage.archive import Archive
from storage.unfinished import BATCH

IDLE_TICKS = 200


def run(*, folder: str, feeds: int) -> Claims:
    """Claim `feeds` feeds, all due, each of a host of its own."""
    return asyncio.run(_run(Path(folder) / f"{feeds}.sqlite3", feeds))


async def _run(database: Path, feeds: int) -> Claims:
    url, now = f"sqlite+aiosqlite:///{database}", datetime.now(UTC)
    archive = await Archive.open(url, MemoryQueue())
    feed = await archive.feeds.add(address=_address(0), outlet="Outlet", now=now)
    await archive.subscriptions.subscribe("terminal", feed.id, "command", now)
    await archive.close()
    multiply(database, feeds + BATCH)
    archive = await Archive.open(url, MemoryQueue())
    try:
        await archive.nudge_unfinished(now, POLL)  # the first one also has its statements compiled
        claimed, spent = 0, time.process_time()
        while taken := await archive.nudge_unfinished(now, POLL):
            claimed += taken
        spent = time.process_time() - spent
        idle = time.process_time()
        for _ in range(IDLE_TICKS):
            await archive.nudge_unfinished(now, POLL)
        idle = time.process_time() - idle
    finally:
        await archive.close()
    return Claims(each=spent / claimed * 1e6, claimed=claimed, idle_tick=idle / IDLE_TICKS * 1e6)


def _address(feed: int) -> str:
    return f"https://{_host(feed)}/feed.xml"


def _host(feed: int) -> str:
    return f"outlet-{feed:05d}.example"


def multiply(database: Path, feeds: int) -> None:
    """Make `feeds` feeds and hosts of the first one; to add each by itself would take minutes."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.row_factory = sqlite3.Row
        for table in ("feed", "host"):
            template = connection.execute(f"SELECT * FROM {table}").fetchone()
            if template is None:
                continue
            names = template.keys()
            rows = [[_renamed(name, template[name], feed) for name in names] for feed in range(1, feeds)]
            marks = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def _renamed(column: str, value: object, feed: int) -> object:
    if column == "id":
        return feed + 1
    return value.replace(_host(0), _host(feed)) if isinstance(value, str) else value
