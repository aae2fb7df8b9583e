"""A copy of the database and its manifest, as one ZIP file that is whole or not there."""

import os
import time
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from storage.backup.copying import PAUSE, Told
from storage.backup.manifest import MEMBER, NAMED, Manifest, written
from storage.backup.room import keep

CHUNK: Final = 1 << 20
LEVEL: Final = 1
"""Of zlib: more takes much longer, and saves little."""

SYNC: Final = 16
"""Chunks after which the disk is asked to keep up: at the end it would have all to do at once."""

_YEARS: Final = (1980, 2107)
"""What a date in a ZIP file can be of; a machine whose clock was never set is at 1970."""

PACKING: Final = "Packing it"


def private(path: Path) -> IO[bytes]:
    """A new file, open for writing, that only this user may read; FileExistsError where it is there."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def pack(copy: Path, place: Path, manifest: Manifest, told: Told) -> Manifest:
    """Pack the copy; the manifest with its length and checksum. OSError where the disk does not take it.

    It is written under another name in the same folder, and gets its own when all of it is on the disk.
    """
    partial = place.with_name(f".{place.name}.{os.getpid()}.partial")
    with suppress(FileNotFoundError):
        partial.unlink()
    try:
        with private(partial) as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as packed:
                whole = _add(copy, packed, file, manifest, told)
                packed.writestr(_member(NAMED, manifest), written(whole))
            file.flush()
            os.fsync(file.fileno())
        partial.rename(place)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
    keep(place.parent)
    return whole


def _add(copy: Path, packed: ZipFile, file: IO[bytes], manifest: Manifest, told: Told) -> Manifest:
    total, done, summed = copy.stat().st_size, 0, sha256()
    with copy.open("rb") as held, packed.open(_member(MEMBER, manifest), "w", force_zip64=True) as member:
        for number, chunk in enumerate(iter(lambda: held.read(CHUNK), b""), 1):
            summed.update(chunk)
            member.write(chunk)
            done += len(chunk)
            told(PACKING, done, total)
            if number % SYNC == 0:
                file.flush()
                os.fsync(file.fileno())
            time.sleep(PAUSE)
    return replace(manifest, length=done, sha256=summed.hexdigest())


def _member(name: str, manifest: Manifest) -> ZipInfo:
    year, month, day, *clock = manifest.made_at.timetuple()[:6]
    member = ZipInfo(name, (min(max(year, _YEARS[0]), _YEARS[1]), month, day, clock[0], clock[1], clock[2]))
    member.compress_type = ZIP_DEFLATED
    member._compresslevel = LEVEL  # type: ignore[attr-defined] # Python 3.13 names it compress_level
    member.external_attr = 0o600 << 16
    return member
