"""Readers as processes on one PostgreSQL: what an article takes from its row to its story.

Each article is nudged in a transaction of its own, as by a poller that saved it. The first ones do not count:
each worker's first builds the catalogue's index.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from statistics import fmean
from typing import Final

import sqlalchemy as sa

from benchmarks import morgue
from benchmarks.measuring import cpu_of_tree
from benchmarks.together.feeds import lay
from benchmarks.together.postgresql import Server, postgresql
from benchmarks.together.results import Read
from benchmarks.together.starting import started
from bot.queue.shared import SharedQueue
from storage.engine import Database, database_url
from storage.migrate import migrate
from storage.queue import NoNudges
from storage.schema import reading

FEEDS: Final = 50
WARM: Final = 100
GLANCE: Final = 0.5
STUCK: Final = 60.0
"""Seconds without an article read after which no more is waited for."""


def run(*, articles: int, readers: int, queue: str, heaped: bool = False) -> Read:
    """Have so many articles read by so many processes, nudged by this queue.

    Reports of one story come among many others, as they do where many outlets write; `heaped`, all at once.
    """
    with postgresql() as server, tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as folder:
        return asyncio.run(_run(server, articles, readers, (queue, folder), heaped))


async def _run(server: Server, articles: int, readers: int, given: tuple[str, str], heaped: bool) -> Read:
    url, now = server.url, datetime.now(UTC)
    await migrate(database_url(url))
    await SharedQueue(database_url(url), frozenset()).install()
    database = Database(url, NoNudges())
    try:
        feeds = await lay(
            database, [f"https://outlet-{one:02d}.example/feed.xml" for one in range(FEEDS)], now
        )
        await morgue.leave_unread(database, [(one, "Outlet") for one in feeds], WARM + articles, now)
        async with AsyncExitStack() as stack:
            told = ("-m", "benchmarks.together.reader", url, *given)
            at_work = [
                await stack.enter_async_context(started(sys.executable, *told)) for _ in range(readers)
            ]
            order = list(range(1, WARM + articles + 1))
            if not heaped:
                random.Random(1).shuffle(order)
            await _read(database, at_work[0], order[:WARM])
            before = [cpu_of_tree(pid) for pid in (server.pid, *(one.pid for one in at_work))]
            began = time.perf_counter()
            unread = await _read(database, at_work[0], order[WARM:])
            took = time.perf_counter() - began
            after = [cpu_of_tree(pid) for pid in (server.pid, *(one.pid for one in at_work))]
            held = [second for one in at_work for second in await _locks(one)]
    finally:
        await database.close()
    postgres, *others = (late - early for early, late in zip(before, after, strict=True))
    done = articles - unread
    return Read(
        readers=sum(others) / done * 1000,
        postgresql=postgres / done * 1000,
        lock=fmean(held) * 1000,
        seconds=took,
        articles=done,
        unread=unread,
    )


async def _read(database: Database, reader: asyncio.subprocess.Process, articles: list[int]) -> int:
    """Have these articles read; how many were not."""
    assert reader.stdin is not None
    reader.stdin.write(" ".join(map(str, articles)).encode() + b"\n")
    due = sa.select(sa.func.count()).where(reading.c.state == "due", reading.c.article.in_(articles))
    left, since = len(articles), time.perf_counter()
    while left and time.perf_counter() - since < STUCK:
        await asyncio.sleep(GLANCE)
        async with database.reading() as tx:
            now = await tx.value(due)
        if now != left:
            left, since = now, time.perf_counter()
    return left


async def _locks(reader: asyncio.subprocess.Process) -> list[float]:
    """For how many seconds each of its transactions held the tally's row."""
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(b"end\n")
    held: list[float] = json.loads(await reader.stdout.readline())
    return held
