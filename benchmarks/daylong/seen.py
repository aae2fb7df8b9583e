"""Looks at the bot from outside: its processes' memory and handles, and what its database holds."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.measuring import MB, descendants, memory
from benchmarks.newsroom import kept

FIRST, ROUNDS = timedelta(minutes=10), timedelta(hours=6)
"""From the start to the timer's first round that lets go what is old, and between two of them."""

START: Final = timedelta(minutes=1)
"""In which the bot starts, from when its rounds count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One look, in the words of `results.Day`."""

    memory: dict[str, float]
    handles: dict[str, int]
    threads: int
    live: float
    file: float
    log: float
    rows: dict[str, int]
    come: int
    gone: int
    lost: int
    overstayed: int


def look(pid: int, database: Path, held: Mapping[int, datetime], begun: datetime, now: datetime) -> Look:
    """At the bot of this process and at its database; `held` is what `newest_of_story` said at first."""
    workers = descendants(pid)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        pages, free, size = (asked.execute(f"PRAGMA {name}").fetchone()[0] for name in PAGES)
        tables = [name for (name,) in asked.execute(TABLES)]
        rows = {name: asked.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
        there = {one for (one,) in asked.execute("SELECT id FROM article")}
    log = Path(f"{database}-wal")
    lost, overstayed = misjudged(held, there, begun, now)
    return Look(
        memory={
            "the bot": memory(pid),
            "its workers": sum(map(memory, workers)),
            "all, resident": sum(memory(one, "Rss") for one in (pid, *workers)),
        },
        handles={"the bot": _listed(pid, "fd"), "its workers": sum(_listed(one, "fd") for one in workers)},
        threads=_listed(pid, "task"),
        live=(pages - free) * size / MB,
        file=pages * size / MB,
        log=log.stat().st_size / MB if log.exists() else 0.0,
        rows=rows,
        come=len(there - held.keys()),
        gone=len(held.keys() - there),
        lost=lost,
        overstayed=overstayed,
    )


def in_use(database: Path) -> float:
    """Megabytes of a database that nobody has open."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        pages, free, size = (asked.execute(f"PRAGMA {name}").fetchone()[0] for name in PAGES)
    return float((pages - free) * size / MB)


PAGES: Final = ("page_count", "freelist_count", "page_size")
TABLES: Final = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def newest_of_story(database: Path) -> dict[int, datetime]:
    """Of every article when the newest of its story is from: so long all of them are kept."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        return {
            article: datetime.fromisoformat(f"{newest}+00:00") for article, newest in asked.execute(NEWEST)
        }


NEWEST: Final = """
    SELECT trace.article, max(article.at) OVER (PARTITION BY trace.story)
    FROM trace JOIN article ON article.id = trace.article
"""


def misjudged(
    held: Mapping[int, datetime],
    there: set[int],
    begun: datetime,
    now: datetime,
    keep: timedelta = timedelta(days=7),
) -> tuple[int, int]:
    """How many articles are gone that are to be kept, and kept that were to go with the last round.

    A round that began up to START later has let those go, too, which became old in between.
    """
    rounds = (now - begun - FIRST) // ROUNDS
    before = begun + FIRST + ROUNDS * rounds - keep
    gone = sum(article not in there for article, newest in held.items() if newest >= before + START)
    if rounds < 0:
        return sum(article not in there for article in held), 0
    return gone, sum(article in there for article, newest in held.items() if newest < before)


def _listed(pid: int, what: str) -> int:
    """How many of something a process has; none where it is gone."""
    with suppress(OSError):
        return len(list(Path(f"/proc/{pid}/{what}").iterdir()))
    return 0


def failing(database: Path) -> set[int]:
    """The places of the feeds (from 0, in the order they were laid) that failed at their last look."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        found = asked.execute("SELECT id, failures FROM feed ORDER BY id").fetchall()
    return {place for place, (_, failures) in enumerate(found) if failures}


def left(database: Path, now: datetime) -> tuple[int, int]:
    """How many articles nobody has read, and how many posts are due and were not sent."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        unread = asked.execute(
            "SELECT count(*) FROM reading WHERE state NOT IN ('read', 'aside')"
        ).fetchone()[0]
        untold = asked.execute(UNTOLD, {"before": kept(now)}).fetchone()[0]
    return unread, untold


UNTOLD: Final = """
    SELECT count(*) FROM delivery
    WHERE state IN ('due', 'claimed') AND action = 'post' AND created_at < :before
"""
