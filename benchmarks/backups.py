"""A backup while the bot runs: no write waits for it, and the restored copy is equal."""

import asyncio
from typing import Final

from benchmarks.counter import at_95
from benchmarks.report import Line, missing
from benchmarks.results import Backups
from benchmarks.stacking import stack_sqlite
from benchmarks.stacks import FEW, make
from benchmarks.stage import Stage
from storage.engine import database_url
from storage.migrate import migrate

WAIT: Final = 100.0
"""Milliseconds that a write may take at the most."""

LONGEST: Final = 1_800.0


def measure(stage: Stage) -> list[Line]:
    """250,000 articles; ten minutes, most of them to fill the database."""
    folder = stage.folder("backups")
    source, filled = folder / "source.sqlite3", folder / "filled.sqlite3"
    asyncio.run(make(source))
    asyncio.run(migrate(database_url(f"sqlite+aiosqlite:///{filled}")))
    stack_sqlite(source, filled, FEW)
    source.unlink()
    found = stage.run(Backups, "backups", database=str(filled), folder=str(folder / "kept"), longest=LONGEST)
    return _lines(found)


def _lines(found: Backups) -> list[Line]:
    of = f"backup of {found.articles:,} articles on SQLite"
    return [
        Line(
            what=f"longest write during a {of}",
            figure=max(found.beside) * 1000,
            unit="ms",
            target=WAIT,
            beside=f"of {len(found.beside):,}; 95th percentile {at_95(found.beside):.1f}, "
            f"without a backup {at_95(found.alone):.1f} and at most {max(found.alone) * 1000:.0f}",
        ),
        missing(f"tables that differ after a {of}", len(found.differing), ", ".join(found.differing)),
        Line(
            what=of,
            figure=found.seconds,
            unit="s",
            beside=f"{found.length / 1e6:,.0f} MB, packed into {found.packed / 1e6:,.0f}; unpacked and "
            f"checked in {found.unpacking:.0f} s",
        ),
    ]
