"""A backup becomes the database again; what was there before is kept."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.backup.copying import Told, close_log
from storage.backup.manifest import Manifest
from storage.backup.opening import manifest_of, unpack
from storage.backup.room import keep, written_to
from storage.backup.rows import file_url
from storage.backup.settling import Settled, settle
from storage.backup.shelf import STAMP
from storage.engine import is_sqlite
from storage.moving import move, visited
from storage.trouble import refuse_file

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
    place = Path(url.database or "")
    trouble = refuse_file(url)
    if trouble is not None:
        raise trouble
    fresh = place.with_name(f".{place.name}.{os.getpid()}.restoring")
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
    fresh = scratch / f".restoring.{os.getpid()}.sqlite3"
    try:
        settled = await _prepare(file, manifest, fresh, now, told)
        await move(file_url(fresh), url, now, told)
    finally:
        _drop(fresh)
    return Restored(manifest=manifest, settled=settled, kept=None)


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
    """Where the database that was there is now. At every moment there is one under its name."""
    kept = None
    if place.exists():
        kept = place.with_name(f"{place.name}.before-restore-{now.astimezone(UTC).strftime(STAMP)}")
        if kept.exists():
            raise StorageError(f"{kept} is there already: move it away, or try again in a second.")
        os.link(place, kept)
        # a log beside it belongs to it alone: SQLite would play it into the other
        with suppress(FileNotFoundError):
            Path(f"{place}-wal").rename(f"{kept}-wal")
    with suppress(FileNotFoundError):
        Path(f"{place}-shm").unlink()
    fresh.replace(place)
    keep(place.parent)
    return kept


def _drop(fresh: Path) -> None:
    for end in _BESIDE:
        with suppress(OSError):
            Path(f"{fresh}{end}").unlink()
