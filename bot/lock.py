"""One process at a time on a data folder: a second one would send what the first is sending."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.errors import StorageError

try:
    import fcntl
except ImportError:  # Windows: SQLite's own lock is what remains
    fcntl = None  # type: ignore[assignment]


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Hold the folder while the block runs, making it first; StorageError where another process has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder / "wirewatch.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError(
            f"The data folder {folder} cannot be used: {error.strerror}. "
            "Correct its permissions, or set WIREWATCH_DATA to another folder."
        ) from None
    try:
        _lock(handle, folder)
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(handle, 20).decode(errors="replace").strip() or "unknown"
        raise StorageError(
            f"Another Wirewatch (process {holder}) uses the data folder {folder}. "
            "Stop it, or set WIREWATCH_DATA to another folder."
        ) from None
