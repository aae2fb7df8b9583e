"""A backup looked at, checked, and unpacked."""

import zlib
from hashlib import sha256
from importlib.metadata import version
from lzma import LZMAError
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile

from packaging.version import InvalidVersion, Version

from config.errors import StorageError
from storage.backup.copying import Told, is_sound, revision_of
from storage.backup.manifest import MEMBER, NAMED, Manifest, read
from storage.backup.packing import CHUNK, private
from storage.backup.room import refuse_no_room, written_to
from storage.revision import is_newer
from storage.schema import HEAD

UNPACKING = "Unpacking it"

_LONGEST = 10_000
"""Bytes that a manifest may have."""

_BROKEN = (
    *(BadZipFile, LargeZipFile, LZMAError, zlib.error),
    *(EOFError, NotImplementedError, RuntimeError, ValueError),
)
"""What zipfile raises for what is no ZIP file, or one that was cut off or altered."""


def manifest_of(file: Path) -> Manifest:
    """What the backup says of itself.

    StorageError where there is no such file, or it is no backup, or one that this version cannot read.
    """
    if file.is_dir():
        raise StorageError(f"{file} is a folder: name one of the backups in it, such as wirewatch-….zip.")
    try:
        with ZipFile(file) as packed:
            sizes = {member.filename: member.file_size for member in packed.infolist()}
            text = packed.read(NAMED) if sizes.get(NAMED, _LONGEST + 1) <= _LONGEST else b""
    except OSError as error:
        raise StorageError(
            f"The backup {file} cannot be read: {error.strerror or error}. Name another."
        ) from None
    except _BROKEN:
        raise _not_whole(file) from None
    found = read(text)
    if isinstance(found, int):
        raise StorageError(
            f"The backup {file} is of a format ({found}) that this Wirewatch does not know: "
            "install a newer version."
        )
    if found is None or MEMBER not in sizes:
        raise StorageError(
            f"{file} is no backup of Wirewatch's. Name a file that `wirewatch backup` made; a database file "
            "itself is used by setting WIREWATCH_DATABASE_URL to it."
        )
    if sizes[MEMBER] != found.length:
        raise _not_whole(file)
    _refuse_newer(file, found)
    return found


def unpack(file: Path, manifest: Manifest, target: Path, told: Told) -> None:
    """Unpack the database into a new file and see that it is what was backed up, to the last bit.

    StorageError where it is not, or where the disk does not take it; what is there then is to be deleted.
    """
    refuse_no_room(target.parent, manifest.length, "Restoring")
    summed, done = sha256(), 0
    try:
        with (
            written_to(target, "The database that is restored"),
            ZipFile(file) as packed,
            packed.open(MEMBER) as member,
            private(target) as restored,
        ):
            while chunk := member.read(CHUNK):
                done += len(chunk)
                if done > manifest.length:
                    raise _not_whole(file)
                summed.update(chunk)
                restored.write(chunk)
                told(UNPACKING, done, manifest.length)
    except _BROKEN:
        raise _not_whole(file) from None
    if (done, summed.hexdigest()) != (manifest.length, manifest.sha256):
        raise _not_whole(file)
    if not is_sound(target) or revision_of(target) != manifest.revision:
        raise _not_whole(file)


def _not_whole(file: Path) -> StorageError:
    return StorageError(
        f"{file} is no whole backup of Wirewatch's: it was cut off or altered, or it is of another kind. "
        "Nothing was changed. Name another backup."
    )


def _refuse_newer(file: Path, manifest: Manifest) -> None:
    if not is_newer(manifest.revision):
        return
    if not _comes_after(manifest.version):
        raise StorageError(
            f"The backup {file} was made of the database of a newer Wirewatch than this one (revision "
            f"{manifest.revision}, this one's is {HEAD}). Nothing was changed.\n"
            "Install the version that the database was of, or a newer one, then restore it."
        )
    raise StorageError(
        f"The backup {file} was made by Wirewatch {manifest.version} (revision {manifest.revision}), "
        f"which is newer than this one (revision {HEAD}). Nothing was changed.\n"
        f"Install Wirewatch {manifest.version} or a newer one, then restore it."
    )


def _comes_after(other: str) -> bool:
    """Whether this version comes after ours, as PEP 440 orders them; one that is none does."""
    try:
        return Version(other) > Version(version("wirewatch"))
    except InvalidVersion:
        return True
