"""An archive of very many articles: what it takes to search it, to lay out a digest, and to claim due feeds.

Each question is asked on behalf of servers that read few, some, many and all of the feeds that brought any
articles, and of servers that read those that brought most.
"""

import asyncio
import gc
import random
import time
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from benchmarks.contestants.searches import WARM, queries
from benchmarks.results import Stacks
from bot import logs
from bot.app import utc_now
from storage.archive import Archive
from storage.documents import Planned
from storage.engine import Database
from storage.hosts import claim_due
from storage.queue import NoNudges
from storage.schema import article, feed, host, subscription
from summarise.editions.digest import digest

GUILDS: Final = (20, 250, 1_000, 1 << 62)
"""Feeds of each server, by chance; the last one has all."""

FULLEST: Final = (20, 100, 150)
"""Feeds of each server that reads those with most articles."""

WISHES: Final = (Planned(), Planned(keywords=("council",)))
DIGESTS: Final = 20
"""Of each plan, and a few to warm up."""

TICK: Final = 33
"""Feeds that come due within a second where 20,000 are looked at every ten minutes."""

CLAIMS: Final = 200
DAY: Final = timedelta(days=1)


def run(*, url: str, seed: int = 3) -> Stacks:
    """Ask the archive at this address, which nothing else is at work on."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(url, random.Random(seed)))


async def _run(url: str, chance: random.Random) -> Stacks:
    archive, database = await Archive.open(url, NoNudges()), Database(url, NoNudges())
    searches, hits, gathered, digests = {}, {}, {}, {}
    try:
        async with database.reading() as tx:
            most = sa.func.count().desc()
            brought = sa.select(article.c.feed).group_by(article.c.feed).order_by(most, article.c.feed)
            feeds = list(await tx.values(brought))
            newest = await tx.value(sa.select(sa.func.max(article.c.at, type_=article.c.at.type)))
            articles = await tx.value(sa.select(sa.func.count()).select_from(article))
        gc.collect()
        gc.freeze()  # as the bot does
        for name, own in _servers(feeds, chance):
            searches[name], hits[name] = await _search(archive, frozenset(own), newest)
            gathered[name], digests[name] = await _publish(archive, database, name, own, newest)
        claims = await _claim(database)
    finally:
        await database.close()
        await archive.close()
    return Stacks(
        articles=articles, searches=searches, hits=hits, gathered=gathered, digests=digests, claims=claims
    )


def _servers(feeds: Sequence[int], chance: random.Random) -> Iterator[tuple[str, Sequence[int]]]:
    """What each server is called, which begins with how many feeds it reads, and those; `feeds` are in order
    of how much they brought."""
    for count in sorted({min(one, len(feeds)) for one in GUILDS}):
        yield str(count), chance.sample(feeds, count)
    for count in FULLEST:
        own = feeds[:count]
        yield f"{len(own)} fullest", own


async def _search(archive: Archive, feeds: frozenset[int], newest: datetime) -> tuple[list[float], int]:
    """Seconds for each search, and how many hits all had."""
    took, hits = [], 0
    for number, (query, how) in enumerate(queries(random.Random(5), newest)):
        began = time.perf_counter()
        found = await archive.search.find(feeds, query, **how)
        if number >= WARM:
            took.append(time.perf_counter() - began)
            hits += len(found)
    return took, hits


async def _publish(
    archive: Archive, database: Database, guild: str, feeds: Collection[int], newest: datetime
) -> tuple[list[float], list[float]]:
    """Seconds to gather what each digest is made of, and to compose it, of days that end at other hours."""
    async with database.writing() as tx:
        rows = [(guild, one, "", "command", newest) for one in feeds]
        names = ("guild", "feed", "topic", "origin", "created_at")
        await tx.put(subscription, names, rows, over=True)
    gathered, composed, told = [], [], 0
    for place, wishes in enumerate(WISHES):
        plan = await archive.plans.add(
            guild=guild,
            target=f"channel:{place + 1}",
            at=newest.time().replace(tzinfo=None),
            zone="UTC",
            stories=10,
            sentences=3,
            origin="command",
            next_due_at=newest - 30 * DAY,
            now=newest,
            wishes=wishes,
        )
        for hour in range(-1, DIGESTS):
            until = newest - timedelta(hours=max(0, hour))
            began = time.perf_counter()
            due = await archive.plans.due_plan(plan.id, until)
            middle = time.perf_counter()
            if due is None:
                raise RuntimeError(f"no digest is due at {until:%c}")
            told += digest(due, until) is not None
            if hour >= 0:
                gathered.append(middle - began)
                composed.append(time.perf_counter() - middle)
    if not told:
        raise RuntimeError(f"no digest of {len(feeds)} feeds has anything to tell")
    return gathered, composed


async def _claim(database: Database) -> list[float]:
    """Seconds for each second's claims among all feeds, of which as many are due as come due in one."""
    took = []
    async with database.writing() as tx:
        names = await tx.values(sa.select(host.c.name).order_by(host.c.name))
        await tx.execute(sa.update(feed).values(next_due_at=utc_now() + DAY))
        await tx.execute(sa.update(host).values(next_at=utc_now() + DAY, leased_until=None))
    for place in range(CLAIMS):
        some, now = [names[(place * TICK + one) % len(names)] for one in range(TICK)], utc_now()
        async with database.writing() as tx:
            await tx.execute(sa.update(feed).where(feed.c.host.in_(some)).values(next_due_at=now))
            await tx.execute(sa.update(host).where(host.c.name.in_(some)).values(next_at=now))
        began = time.perf_counter()
        async with database.writing() as tx:
            claimed = await claim_due(tx, now, TICK)
        took.append(time.perf_counter() - began)
        if len(claimed) != TICK:
            raise RuntimeError(f"only {len(claimed)} of {TICK} due feeds were claimed")
    return took
