"""The stacks: what a search, a digest and the claim of due feeds take of an archive of very many articles."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import morgue
from benchmarks.contestants.claims import multiply
from benchmarks.counter import at_95
from benchmarks.report import Line
from benchmarks.results import Stacks
from benchmarks.stacking import stack_postgresql, stack_sqlite
from benchmarks.stage import Stage
from benchmarks.together.postgresql import postgresql
from storage.archive import Archive
from storage.engine import Database, database_url
from storage.migrate import migrate
from storage.queue import NoNudges

SOURCE, FEEDS = 25_000, 250
"""Articles that are made and read, of so many feeds; the rest are copies."""

FEW, MANY = 10, 40
"""Copies on SQLite and on PostgreSQL: 250,000 and 1,000,000 articles."""

SERVER: Final = 1_000
"""The most feeds of a server that the targets are for; what reads more is told beside."""

SEARCH, DIGEST, CLAIM = 100.0, 200.0, 10.0
"""Milliseconds at the 95th percentile."""

LONGEST = 1_800.0


def measure(stage: Stage) -> list[Line]:
    """Both databases; a quarter of an hour, most of it to fill them."""
    folder = stage.folder("stacks")
    source, small = folder / "source.sqlite3", folder / "small.sqlite3"
    asyncio.run(make(source))
    url = f"sqlite+aiosqlite:///{small}"
    asyncio.run(migrate(database_url(url)))
    stack_sqlite(source, small, FEW)
    lines = _lines("SQLite", stage.run(Stacks, "stacks", url=url, longest=LONGEST))
    small.unlink()
    with postgresql() as server:
        asyncio.run(migrate(database_url(server.url)))
        asyncio.run(stack_postgresql(source, server.url, MANY))
        return lines + _lines("PostgreSQL", stage.run(Stacks, "stacks", url=server.url, longest=LONGEST))


async def make(source: Path, *, feeds: int = FEEDS, articles: int = SOURCE) -> None:
    """An archive to make copies of: so many articles of so many feeds."""
    url, now = f"sqlite+aiosqlite:///{source}", datetime.now(UTC)
    archive = await Archive.open(url, NoNudges())
    await archive.feeds.add(address="https://outlet-00000.example/feed.xml", outlet="Outlet", now=now)
    await archive.close()
    multiply(source, feeds)
    with closing(sqlite3.connect(source)) as connection:
        known = connection.execute("SELECT id, outlet FROM feed").fetchall()
    database = Database(url, NoNudges())
    await morgue.fill(database, known, articles, now)
    await database.close()
    with closing(sqlite3.connect(source)) as connection:
        # it is then read where nothing may be written beside it
        connection.execute("PRAGMA journal_mode = DELETE")


def _lines(database: str, found: Stacks) -> list[Line]:
    of = f"{found.articles:,} articles on {database}"
    digests = {
        name: [one + other for one, other in zip(found.gathered[name], found.digests[name], strict=True)]
        for name in found.gathered
    }
    return [
        _slowest(f"search in {of}", found.searches, SEARCH),
        _slowest(f"what a digest is of, {of}", found.gathered, DIGEST),
        _slowest("composed too, in one process", digests, None),
        Line(
            what=f"claim of the feeds due in a second, {database}",
            figure=at_95(found.claims),
            unit="ms",
            target=CLAIM,
            beside=f"median {median(found.claims) * 1000:.1f}; with its transaction",
        ),
    ]


def _slowest(what: str, times: dict[str, list[float]], target: float | None) -> Line:
    """The slowest server's 95th percentile, of those that read no more than SERVER feeds."""
    each = {name: at_95(seconds) for name, seconds in times.items()}
    within = [each[name] for name in each if int(name.split()[0]) <= SERVER]
    beside = ", ".join(f"{name} feeds {figure:.0f}" for name, figure in each.items())
    return Line(what=f"{what}, 95th percentile", figure=max(within), unit="ms", target=target, beside=beside)
