"""A backup of an archive while it is written to: how long writes take, and whether the copy is equal."""

import asyncio
import gc
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.results import Backups
from bot import logs
from bot.app import utc_now
from storage.backup import Shelf, back_up
from storage.backup.opening import unpack
from storage.engine import Database, database_url
from storage.queue import NoNudges
from storage.schema import metadata, note

PAUSE: Final = 0.01
"""Seconds between two writes."""

ALONE: Final = 10.0
"""Seconds for which writes are measured without a backup."""

WRITTEN: Final = "note"
"""The table that is written to meanwhile, which need not be equal."""


def run(*, database: str, folder: str) -> Backups:
    """Back up the SQLite file, which nothing else is at work on, into the folder."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(database), Path(folder)))


async def _run(source: Path, folder: Path) -> Backups:
    url = f"sqlite+aiosqlite:///{source}"
    database = Database(url, NoNudges())
    gc.collect()
    gc.freeze()  # as the bot does
    try:
        over = asyncio.Event()
        asyncio.get_running_loop().call_later(ALONE, over.set)
        alone = await _write(database, over)
        over = asyncio.Event()
        writing = asyncio.create_task(_write(database, over))
        began = time.perf_counter()
        made = await back_up(database_url(url), Shelf(folder=folder), utc_now(), _unheard)
        took = time.perf_counter() - began
        # the log is longest now
        await asyncio.sleep(1)
        over.set()
        beside = await writing
    finally:
        await database.close()
    unpacked = folder / "unpacked.sqlite3"
    began = time.perf_counter()
    unpack(made.path, made.manifest, unpacked, _unheard)
    return Backups(
        alone=alone,
        beside=beside,
        seconds=took,
        unpacking=time.perf_counter() - began,
        differing=_differing(source, unpacked),
        length=made.manifest.length,
        packed=made.size,
        articles=_articles(unpacked),
    )


async def _write(database: Database, over: asyncio.Event) -> list[float]:
    """Seconds that each write took, from when it was asked for until it was kept."""
    took: list[float] = []
    while not over.is_set():
        began = time.perf_counter()
        async with database.writing() as tx:
            put = tx.insert(note).values(key=f"backed up {len(took) % 1000}", value=str(began) * 50)
            await tx.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": str(began)}))
        took.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)
    return took


def _differing(source: Path, copy: Path) -> list[str]:
    """The tables that are not the same in both, row by row."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(copy)) as other:
        return [
            name
            for name in (*metadata.tables, "sought_docsize", "sqlite_sequence")
            if name != WRITTEN and not _same(one, other, f"SELECT * FROM {name}")
        ]


def _same(one: sqlite3.Connection, other: sqlite3.Connection, rows: str) -> bool:
    here, there = one.execute(rows), other.execute(rows)
    while batch := here.fetchmany(1000):
        if batch != there.fetchmany(1000):
            return False
    return there.fetchone() is None


def _articles(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as connection:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


def _unheard(doing: str, done: int, total: int) -> None:
    """Nobody looks at the progress."""
