"""One process at a time on a data folder: a second one would send what the first is sending."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Final

from config.errors import StorageError

try:
    import fcntl
except ImportError:  # Windows: SQLite's own lock is what remains
    fcntl = None  # type: ignore[assignment]

NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
"""In a folder that others may write too, a link of that name would have another file emptied."""

TRIES: Final = 3
PAUSE: Final = 0.02
"""How often the lock is asked for, with so many seconds between: who looks holds it for a moment."""


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Hold the folder while the block runs, making it first; StorageError where another process has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder / "wirewatch.lock", os.O_RDWR | os.O_CREAT | NO_LINK, 0o600)
    except OSError as error:
        raise StorageError(
            f"The data folder {folder} cannot be used: {_why(error)}, or set WIREWATCH_DATA to another."
        ) from None
    try:
        _lock(handle, folder)
        with suppress(OSError):  # on a full disk the lock holds without the number in it
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def holder(folder: Path) -> str | None:
    """The number of the process that holds the folder; None where none does. OSError where it cannot be told.

    The lock is asked for in passing, and makes no file: `sole_user` waits out who only looks.
    """
    try:
        handle = os.open(folder / "wirewatch.lock", os.O_RDONLY | NO_LINK)
    except FileNotFoundError:
        return None
    try:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return None if _taken(handle, only_looking=True) else _number(handle)
    finally:
        os.close(handle)


def _why(error: OSError) -> str:
    """What is in the way, and what to do."""
    if isinstance(error, IsADirectoryError):
        return "wirewatch.lock in it is a folder. Remove that"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a file is in its place. Move that away"
    if isinstance(error, PermissionError):
        return f"{error.strerror}. Correct its permissions"
    return f"{error.strerror}. Mend that"


def _lock(handle: int, folder: Path) -> None:
    for _ in range(TRIES):
        if _taken(handle):
            return
        sleep(PAUSE)
    raise StorageError(
        f"Another Wirewatch (process {_number(handle)}) uses the data folder {folder}. "
        "Stop it, or set WIREWATCH_DATA to another folder."
    )


def _taken(handle: int, *, only_looking: bool = False) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if only_looking else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _number(handle: int) -> str:
    return os.read(handle, 20).decode(errors="replace").strip() or "unknown"
