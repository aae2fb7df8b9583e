"""A backup becomes the database again; what was there before is kept."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL

from storage.backup.copying import Told, close_log
from storage.backup.manifest import Manifest
from storage.backup.opening import manifest_of, unpack
from storage.backup.replacing import put_in_place
from storage.backup.room import written_to
from storage.backup.rows import file_url
from storage.backup.settling import Settled, settle
from storage.backup.shelf import sweep
from storage.engine import is_sqlite
from storage.moving import move, visited
from storage.trouble import refuse_file
from storage.trouble.kept import file_of, unfinished_beside

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
    place = file_of(url)
    trouble = refuse_file(url.set(database=str(place)))
    if trouble is not None:
        raise trouble
    fresh = _unfinished(place)
    for left in unfinished_beside(place):  # of processes that died: nobody else may be at it
        with suppress(OSError):
            left.unlink()
    try:
        settled = await _prepare(file, manifest, fresh, now, told)
        with written_to(place, "The database that is restored"):
            kept = put_in_place(fresh, place, now)
    finally:
        _drop(fresh)
    return Restored(manifest=manifest, settled=settled, kept=kept)


async def _into_postgresql(
    url: URL, file: Path, manifest: Manifest, scratch: Path, now: datetime, told: Told
) -> Restored:
    fresh = _unfinished(scratch / "postgresql")
    # another one may go on there, into another database: what was left a day ago belongs to nobody
    sweep(scratch, re.compile(r"\.postgresql\.[0-9]+\.restoring(?:-wal|-shm|-journal)?"), now)
    try:
        settled = await _prepare(file, manifest, fresh, now, told)
        await move(file_url(fresh), url, now, told)
    finally:
        _drop(fresh)
    return Restored(manifest=manifest, settled=settled, kept=None)


def _unfinished(place: Path) -> Path:
    """Where to unpack what becomes that."""
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


def _drop(fresh: Path) -> None:
    for end in _BESIDE:
        with suppress(OSError):
            Path(f"{fresh}{end}").unlink()
