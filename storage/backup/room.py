"""Room on the disk, and what a person is told of a folder or a file that cannot be written."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from config.errors import StorageError

SPARE: Final = 64 << 20
"""Bytes that stay free on the disk, for the running bot."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def size_of(database: Path) -> int:
    """Bytes of an SQLite file with the log beside it."""
    size = 0
    for path in (database, Path(f"{database}-wal")):
        with suppress(OSError):
            size += path.stat().st_size
    return size


def refuse_no_room(folder: Path, needed: int, what: str) -> None:
    """StorageError where the folder's disk has less than these bytes and some to spare."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise StorageError(
            f"{what} needs up to {_megabytes(needed + SPARE)} MB in {folder}, and its disk has "
            f"{_megabytes(free)} MB left.\nMake room there, or choose a folder on another disk."
        )


def make_folder(folder: Path) -> None:
    """Make a folder that only this user may look into; StorageError where that cannot be."""
    with written_to(folder, "The folder of backups"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(
            f"This user may not write in the folder of backups {folder}: change its permissions, "
            "or choose another folder."
        )


@contextmanager
def written_to(path: Path, what: str) -> Iterator[None]:
    """Turn what a disk refuses while `what` is written there into StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(_refusal(path, what, error)) from error
    except sqlite3.Error as error:
        if isinstance(error, sqlite3.DatabaseError) and "full" in str(error):
            raise StorageError(_no_room(path, what)) from error
        raise StorageError(f"{what} {path} could not be written or read: {error}.") from error


def _refusal(path: Path, what: str, error: OSError) -> str:
    if error.errno in _FULL:
        return _no_room(path, what)
    said = error.strerror or type(error).__name__
    return f"{what} {path} cannot be used: {said}. Correct its permissions, or choose another folder."


def _no_room(path: Path, what: str) -> str:
    return (
        f"{what} {path} could not be written: no room is left on its disk. Nothing half-written was kept.\n"
        "Make room there, or choose a folder on another disk."
    )


def keep(folder: Path) -> None:
    """Let the folder's names outlast a loss of power, where the system can promise that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _megabytes(count: int) -> str:
    return f"{-(-count // 1_000_000):,}"
