"""What SQLite says, what is wrong with its files, and what a person can do about it."""

import os
import struct
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.trouble.place import place

_DAMAGED: Final = "is damaged: restore it from a backup, or save what can be read with sqlite3's .recover"

_ADVICE: Final = (
    ("file is not a database", "is not a database: move that file away, or name another one"),
    ("unable to open database file", "cannot be opened: check that its folder exists and may be written"),
    ("readonly database", "cannot be written: give this user write access to the file and its folder"),
    ("disk is full", "cannot grow because its disk is full: make room on it"),
    (
        "disk I/O error",
        "cannot be read or written (disk error): look whether its disk is full or broken",
    ),
    ("malformed", _DAMAGED),
    ("no such module: fts5", "needs FTS5, which this SQLite lacks: use the image, or another Python"),
    (
        "is locked",
        "is held by another program, or being moved or migrated: let that finish or stop it, then try again",
    ),
)

_LOG_HEADER: Final = 32
_LOG_MAGIC: Final = (0x377F0682, 0x377F0683)


def advice(said: str) -> str | None:
    """What to tell, as the end of a sentence that begins with the file; None where it is a bug."""
    return next((advice for sign, advice in _ADVICE if sign in said), None)


def damaged(url: URL) -> StorageError:
    """The error of a file that is damaged."""
    return StorageError(f"{place(url)} {_DAMAGED}.")


def refuse_file(url: URL) -> StorageError | None:
    """What is wrong with an SQLite file before it is opened, or None; makes its folder."""
    path = Path(url.database or "")
    try:
        if path.is_dir():
            return StorageError(f"{path} is a folder, but the database must be a file: name a file in it.")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = path if path.exists() else path.parent
    except OSError as error:
        return StorageError(
            f"The folder {path.parent} of the database cannot be used ({error.strerror}): "
            "choose a folder that this user may write."
        )
    if not os.access(held, os.R_OK | os.W_OK):
        return StorageError(
            f"This user may not read and write {held}: change its permissions, or name another database file."
        )
    return None


def refuse_damaged(url: URL) -> StorageError | None:
    """What is wrong with the log beside an SQLite file (its name and -wal), or None.

    SQLite would pass over a log whose header is damaged, and over what was written last with it
    (https://www.sqlite.org/fileformat.html#the_write_ahead_log).
    """
    log = Path(f"{url.database}-wal")
    try:
        with log.open("rb") as file:
            header = file.read(_LOG_HEADER)
    except OSError:
        return None
    # a log of which a loss of power left nothing but zeros was never reported as written
    if len(header) < _LOG_HEADER or not any(header) or _is_whole(header):
        return None
    return StorageError(
        f"{log} is damaged, and in it may be what was written last. Restore it and {url.database} from a "
        "backup; or move it away to go on without."
    )


def _is_whole(header: bytes) -> bool:
    magic, *_ = struct.unpack(">8I", header)
    if magic not in _LOG_MAGIC:
        return False
    words = struct.unpack(">6I" if magic & 1 else "<6I", header[:24])
    first = second = 0
    for at in range(0, 6, 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return struct.unpack(">2I", header[24:]) == (first, second)
