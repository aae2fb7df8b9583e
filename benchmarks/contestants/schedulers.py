"""Schedulers as processes on one PostgreSQL: they claim and queue all due feeds, each once."""

import asyncio
import json
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from benchmarks.together.feeds import lay
from benchmarks.together.postgresql import postgresql
from benchmarks.together.results import Shared
from benchmarks.together.starting import started
from bot.queue.shared import SharedQueue
from bot.queue.statements import SETTINGS
from storage.engine import Database, database_url
from storage.migrate import migrate
from storage.queue import NoNudges
from storage.schema import feed, host


def run(*, feeds: int, schedulers: int) -> Shared:
    """Have so many feeds, which come due at once and each of which has a host of its own, claimed."""
    with postgresql() as server:
        return asyncio.run(_run(server.url, feeds, schedulers))


async def _run(url: str, feeds: int, schedulers: int) -> Shared:
    await migrate(database_url(url))
    await SharedQueue(database_url(url), frozenset()).install()
    database, now = Database(url, NoNudges()), datetime.now(UTC)
    try:
        addresses = [f"https://outlet-{one:05d}.example/feed.xml" for one in range(feeds)]
        ids = await lay(database, addresses, now, due=lambda _: now + timedelta(days=1))
        async with AsyncExitStack() as stack:
            told = ("-m", "benchmarks.together.scheduler", url)
            at_work = [
                await stack.enter_async_context(started(sys.executable, *told)) for _ in range(schedulers)
            ]
            async with database.writing() as tx:
                await tx.execute(sa.update(feed).values(next_due_at=now))
                await tx.execute(sa.update(host).values(next_at=now))
            began = time.perf_counter()
            for one in at_work:
                assert one.stdin is not None
                one.stdin.write(b"claim\n")
            said = [json.loads(await one.stdout.readline()) for one in at_work if one.stdout is not None]
        async with database.reading() as tx:
            queued = await tx.values(
                sa.select(sa.column("payload")).select_from(sa.table(SETTINGS.queue_table))
            )
    finally:
        await database.close()
    times = Counter(int(one) for payload in queued for one in payload.decode().split(","))
    return Shared(
        seconds=max(at for _, at in said) - began,
        claimed=[claimed for claimed, _ in said],
        twice=sum(many > 1 for many in times.values()),
        unclaimed=sum(one not in times for one in ids),
    )
