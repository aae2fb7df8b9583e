"""A backup becomes the database again; what was there before is kept."""

import os
import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.backup.copying import Told, close_log, empty_log
from storage.backup.manifest import Manifest
from storage.backup.opening import manifest_of, unpack
from storage.backup.room import keep, written_to
from storage.backup.rows import file_url
from storage.backup.settling import Settled, settle
from storage.backup.shelf import STAMP, sweep
from storage.engine import is_sqlite
from storage.moving import move, visited
from storage.trouble import refuse_damaged, refuse_file

_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What was restored, what was made of it, and where the database that was there before is kept."""

    manifest: Manifest
    settled: Settled
    kept: Path | None


async def restore(url: URL, file: Path, scratch: Path, now: datetime, told: Told) -> Restored:
    """Make the backup the database, which nothing may work on; nothing is changed where that cannot be.

    An SQLite file that was there is kept under another name. A PostgreSQL database must be empty; `scratch`
    is a folder where the backup is unpacked. A backup of an older version is brought to this one's schema.
    StorageError says what keeps it from being done.
    """
    manifest = manifest_of(file)
    if not is_sqlite(url):
        return await _into_postgresql(url, file, manifest, scratch, now, told)
    place = _real(url)
    trouble = refuse_file(url.set(database=str(place)))
    if trouble is not None:
        raise trouble
    fresh = _unfinished(place, now)
    try:
        settled = await _prepare(file, manifest, fresh, now, told)
        with written_to(place, "The database that is restored"):
            kept = _put_in_place(fresh, place, now)
    finally:
        _drop(fresh)
    return Restored(manifest=manifest, settled=settled, kept=kept)


async def _into_postgresql(
    url: URL, file: Path, manifest: Manifest, scratch: Path, now: datetime, told: Told
) -> Restored:
    fresh = _unfinished(scratch / "postgresql", now)
    try:
        settled = await _prepare(file, manifest, fresh, now, told)
        await move(file_url(fresh), url, now, told)
    finally:
        _drop(fresh)
    return Restored(manifest=manifest, settled=settled, kept=None)


def _real(url: URL) -> Path:
    """The file itself: SQLite follows links, and names the log after what they lead to."""
    return Path(os.path.realpath(url.database or ""))


def _unfinished(place: Path, now: datetime) -> Path:
    """Where to unpack what becomes that; what a process that died left there a day ago is deleted."""
    left = re.compile(rf"\.{re.escape(place.name)}\.[0-9]+\.restoring(?:-wal|-shm|-journal)?")
    sweep(place.parent, left, now)
    return place.with_name(f".{place.name}.{os.getpid()}.restoring")


async def _prepare(file: Path, manifest: Manifest, fresh: Path, now: datetime, told: Told) -> Settled:
    """Unpack it, bring it to this version's schema, and settle it."""
    _drop(fresh)
    unpack(file, manifest, fresh, told)
    async with visited(file_url(fresh)) as house, house.transaction() as tx:
        settled = await settle(tx, now)
    close_log(fresh)
    with fresh.open("rb") as held:
        os.fsync(held.fileno())
    return settled


def _put_in_place(fresh: Path, place: Path, now: datetime) -> Path | None:
    """Where the database that was there is now; where that cannot be, it is there as it was."""
    kept = place.with_name(f"{place.name}.before-restore-{now.astimezone(UTC).strftime(STAMP)}")
    if kept.exists():
        raise StorageError(f"{kept} is there already: move it away, or try again in a second.")
    held = place.exists()
    if held and refuse_damaged(file_url(place)) is None:
        # from then on the file is whole by itself, whatever becomes of the rest; what is damaged is left so
        with suppress(sqlite3.Error):
            empty_log(place)
    try:
        if held:
            _keep_as(place, kept)
        # a log beside it belongs to it alone: SQLite would play it into the other
        with suppress(FileNotFoundError):
            Path(f"{place}-wal").rename(f"{kept}-wal")
        with suppress(FileNotFoundError):
            Path(f"{place}-shm").unlink()
        fresh.replace(place)
    except OSError:
        _put_back(place, kept)
        raise
    keep(place.parent)
    return kept if held else None


def _keep_as(place: Path, kept: Path) -> None:
    """Give the file a second name, so that one is there under its own at every moment.

    Some file systems know no second names (exFAT, many network drives): there it is renamed.
    """
    try:
        os.link(place, kept)
    except FileExistsError:
        raise
    except OSError:
        place.rename(kept)


def _put_back(place: Path, kept: Path) -> None:
    with suppress(FileNotFoundError):
        Path(f"{kept}-wal").rename(f"{place}-wal")
    with suppress(FileNotFoundError):
        if place.exists():
            kept.unlink()
        else:
            kept.rename(place)


def _drop(fresh: Path) -> None:
    for end in _BESIDE:
        with suppress(OSError):
            Path(f"{fresh}{end}").unlink()
