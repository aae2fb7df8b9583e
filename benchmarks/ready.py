"""How long a bot takes from its start until it is ready, where a long-kept archive and its guilds wait."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.newsroom import DATABASE, kept
from benchmarks.report import Line, missing
from benchmarks.results import Starts
from benchmarks.stacking import stack_sqlite
from benchmarks.stacks import make
from benchmarks.stage import Stage
from benchmarks.wire import address, ip
from storage.engine import database_url
from storage.migrate import migrate

SOURCE, FEEDS, COPIES = 10_000, 100, 10
"""Articles that are made and read, of so many feeds, and how often each is there: 100,000 of 1,000 feeds."""

GUILDS, CHANNELS, ROLES = 100, 30, 20
STARTS: Final = 7
TARGET: Final = 2.5
"""Seconds."""

CADENCE: Final = timedelta(minutes=5)
"""Over which the feeds come due from the first start on, as where the bot was away for a moment."""

LONGEST: Final = 600.0


def measure(stage: Stage) -> list[Line]:
    """The median of some starts, each after one of the floor's."""
    folder = stage.folder("ready")
    stage.serve()
    establish(folder)
    point(folder / DATABASE, stage.port)
    found = stage.run(
        Starts,
        "ready",
        longest=LONGEST,
        folder=folder,
        guilds=GUILDS,
        channels=CHANNELS,
        roles=ROLES,
        times=STARTS,
    )
    seconds = [one.seconds - one.handshake for one in found.starts]
    spoke, cpu, handshake = (
        median(getattr(one, name) for one in found.starts) for name in ("spoke", "cpu", "handshake")
    )
    bare = median(one.seconds - one.handshake for one in found.floors)
    bare_cpu = median(one.cpu for one in found.floors)
    return [
        Line(
            what=f"from its start until it is ready, {found.articles:,} articles and {GUILDS} guilds",
            figure=median(seconds),
            unit="s",
            target=TARGET,
            beside=f"{min(seconds):.2f} to {max(seconds):.2f}; before it first spoke with Discord "
            f"{spoke:.2f}; CPU {cpu:.2f}; Discord took {handshake:.2f} more to tell of the guilds; a bare "
            f"discord.py client that asks the database once {bare:.2f}, CPU {bare_cpu:.2f}",
        ),
        missing("guilds that were known when it was ready", sum(GUILDS - one.guilds for one in found.starts)),
    ]


def establish(folder: Path) -> None:
    """An archive in the folder as a bot leaves it that has been at work for sixty days."""
    source, filled = folder / "source.sqlite3", folder / DATABASE
    asyncio.run(make(source, feeds=FEEDS, articles=SOURCE))
    asyncio.run(migrate(database_url(f"sqlite+aiosqlite:///{filled}")))
    stack_sqlite(source, filled, COPIES)
    source.unlink()


def point(filled: Path, port: int) -> None:
    """Let its feeds be those that are served at this port, due one after the other from now on."""
    now = datetime.now(UTC)
    with closing(sqlite3.connect(filled)) as connection, connection:
        feeds = connection.execute("SELECT id, host FROM feed ORDER BY id").fetchall()
        for number, (feed, host) in enumerate(feeds):
            due = kept(now + CADENCE * ((number + 1) / len(feeds)))
            connection.execute(
                "UPDATE feed SET address = ?, host = ?, etag = ?, next_due_at = ?, first_read_at = ?,"
                " last_read_at = ?, last_polled_at = ? WHERE id = ?",
                (address(number, port), ip(number), f'"{number}-0"', due, *[kept(now)] * 3, feed),
            )
            connection.execute(
                "UPDATE host SET name = ?, next_at = ? WHERE name = ?", (ip(number), due, host)
            )
