"""A backup from its beginning to its end, of either database."""

import asyncio
import os
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.backup.copying import Told, copy_file, is_sound, revision_of
from storage.backup.manifest import Manifest
from storage.backup.packing import pack, private
from storage.backup.room import refuse_no_room, size_of, written_to
from storage.backup.rows import copy_rows, size_of_rows
from storage.backup.shelf import Shelf
from storage.engine import is_sqlite
from storage.trouble import place as named
from storage.trouble.sqlite import advice

WHAT: Final = "The backup"

NICE: Final = 10
"""How far others go before it, as `nice` counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """A backup that was made: where it is, its bytes, and what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


class _StoppedError(Exception):
    """Whoever asked for the backup does not want it any more."""


async def back_up(url: URL, shelf: Shelf, now: datetime, told: Told, *, before: str | None = None) -> Backup:
    """Copy all that the database holds into a new file on the shelf while others work on it.

    Made `before` a migration to that revision, which is SQLite's alone, it is called so.
    StorageError says what keeps it from being done. `told` is called in another thread.
    """
    if not is_sqlite(url):
        return await _back_up_rows(url, shelf, now, told)
    stopped = threading.Event()

    def until_stopped(doing: str, done: int, total: int) -> None:
        if stopped.is_set():
            raise _StoppedError
        told(doing, done, total)

    # a thread of its own, which others go before
    with ThreadPoolExecutor(1, "backup", _stand_back) as thread:
        copying = partial(back_up_file, Path(url.database or ""), shelf, now, until_stopped, before=before)
        working = asyncio.get_running_loop().run_in_executor(thread, copying)
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            stopped.set()
            # it notices within a few milliseconds, and leaves nothing half-written
            with suppress(_StoppedError, StorageError):
                await working
            raise


def _stand_back() -> None:
    """Linux gives each thread a priority of its own; elsewhere nothing is changed."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def back_up_file(
    source: Path, shelf: Shelf, now: datetime, told: Told, *, before: str | None = None
) -> Backup:
    """The same of an SQLite file, in this thread; `before` a migration to that revision it is called so."""
    with written_to(source, "The database file"):
        is_folder = source.is_dir()
    if is_folder:
        raise StorageError(f"{source} is a folder, but the database must be a file: name a file in it.")
    if not source.is_file():
        raise StorageError(f"There is no database file {source}: there is nothing to back up.")
    place = shelf.place(now, before)
    shelf.sweep(now)
    size = size_of(source)
    # the copy as it is, and what it is packed into
    refuse_no_room(place.parent, 2 * size, WHAT)
    copy = _beside(place)
    try:
        with written_to(place, WHAT):
            private(copy).close()
            _copy(source, copy, told)
            return _packed(copy, place, now, "sqlite", f"The database file {source}", told)
    finally:
        _drop(copy)


def _copy(source: Path, copy: Path, told: Told) -> None:
    """Copy it; StorageError where what is to be copied is at fault, and not what is written."""
    try:
        copy_file(source, copy, told)
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error):
            raise _damaged(f"The database file {source}") from error
        if "not a database" in str(error):
            raise StorageError(f"The database file {source} {advice(str(error))}.") from error
        raise


async def _back_up_rows(url: URL, shelf: Shelf, now: datetime, told: Told) -> Backup:
    place = shelf.place(now)
    shelf.sweep(now)
    refuse_no_room(place.parent, 2 * await size_of_rows(url), WHAT)
    copy = _beside(place)
    try:
        with written_to(place, WHAT):
            private(copy).close()
        await copy_rows(url, copy, told)
        with written_to(place, WHAT):
            return await asyncio.to_thread(_packed, copy, place, now, "postgresql", named(url), told)
    finally:
        _drop(copy)


def _damaged(of: str) -> StorageError:
    return StorageError(
        f"{of} is damaged, and was not backed up: restore an earlier backup, or save what can be read "
        "with sqlite3's .recover. Earlier backups were kept."
    )


def _packed(copy: Path, place: Path, now: datetime, source: str, of: str, told: Told) -> Backup:
    if not is_sound(copy):
        raise _damaged(of)
    revision = revision_of(copy)
    if revision is None:
        raise StorageError(f"{of} is no database of Wirewatch's: there is nothing to back up.")
    manifest = Manifest(
        made_at=now,
        version=version("wirewatch"),
        revision=revision,
        source=source,
        length=0,
        sha256="",
    )
    whole = pack(copy, place, manifest, told)
    return Backup(path=place, size=place.stat().st_size, manifest=whole)


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.copy")


def _drop(copy: Path) -> None:
    for path in (copy, *(Path(f"{copy}{end}") for end in ("-wal", "-shm", "-journal"))):
        with suppress(OSError):
            path.unlink()
