"""Full text search over the archive that the counter's run left, and what the index alone takes of it."""

import asyncio
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.newsroom import DATABASE
from benchmarks.prose import vocabulary
from benchmarks.results import Searches
from bot import logs
from bot.app import utc_now
from storage.archive import Archive
from storage.queue import NoNudges
from summarise.actors.catalogue import shipped

SEARCHES: Final = 200
WARM: Final = 10
"""Searches before those that count: the index is read from the disk."""


def run(*, folder: str, seed: int = 3) -> Searches:
    """Search for what people might."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder) / DATABASE, seed))


async def _run(database: Path, seed: int) -> Searches:
    asked = list(queries(random.Random(seed), utc_now()))
    archive = await Archive.open(f"sqlite+aiosqlite:///{database}", NoNudges())
    seconds, hits = [], 0
    try:
        with closing(sqlite3.connect(database)) as connection:
            feeds = frozenset(one for (one,) in connection.execute("SELECT id FROM feed"))
        for number, (query, how) in enumerate(asked):
            began = time.perf_counter()
            found = await archive.search.find(feeds, query, **how)
            if number >= WARM:
                seconds.append(time.perf_counter() - began)
                hits += len(found)
    finally:
        await archive.close()
    floor, articles = _floor(database, [query for query, _ in asked])
    return Searches(seconds=seconds, hits=hits, floor=floor, articles=articles)


def queries(chance: random.Random, now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """A common word or a rare one, two, a phrase, the beginning of a word, a name; half with more asked."""
    words, names = sorted(set(vocabulary())), [actor.name for actor in shipped().actors]
    ids = [actor.id for actor in shipped().actors]
    for number in range(SEARCHES + WARM):
        one, other = chance.choice(vocabulary()), chance.choice(vocabulary())
        asked = (
            one,
            f"{one} {other}",
            f'"{one} {other}"',
            one[:4],
            chance.choice(names),
            chance.choice(words),
        )
        how: dict[str, Any] = {}
        if number % 4 == 1:
            how["since"] = now - timedelta(days=chance.randint(1, 30))
        if number % 4 == 3:
            how["actor"] = chance.choice(ids)
        yield asked[number % len(asked)], how


def _floor(database: Path, queries: list[str]) -> tuple[list[float], int]:
    """Seconds that SQLite's index takes to find the twenty newest articles with the query's words."""
    took = []
    with closing(sqlite3.connect(database)) as connection:
        for query in queries:
            words = " AND ".join(f'"{word.lower()}"' for word in query.replace('"', " ").split())
            began = time.perf_counter()
            connection.execute(
                "SELECT rowid FROM sought WHERE sought MATCH ? ORDER BY rowid DESC LIMIT 20", (words,)
            ).fetchall()
            took.append(time.perf_counter() - began)
        articles = connection.execute("SELECT count(*) FROM searched").fetchone()[0]
    return took[WARM:], articles
