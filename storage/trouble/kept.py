"""What a restore leaves beside a database file: what was there before, and what was not finished."""

import os
import re
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL

from config.errors import StorageError

BEFORE: Final = ".before-restore-"
STAMPED: Final = r"\d{8}T\d{6}Z"


def file_of(url: URL) -> Path:
    """The SQLite database's file itself: SQLite follows links, and names the log after what they lead to."""
    return Path(os.path.realpath(url.database or ""))


def kept_beside(place: Path) -> tuple[Path, ...]:
    """The databases that restores kept there, the newest first."""
    return _called(place, re.escape(f"{place.name}{BEFORE}") + STAMPED)[::-1]


def unfinished_beside(place: Path) -> tuple[Path, ...]:
    """What restores that died had unpacked there, with the logs of those."""
    return _called(place, rf"\.{re.escape(place.name)}\.[0-9]+\.restoring(?:-wal|-shm|-journal)?")


def is_same_file(one: Path, other: Path) -> bool:
    """Whether these are two names of one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def refuse_lost(url: URL) -> StorageError | None:
    """Why an SQLite file that is not there is not to be made: a restore was killed while it put one there."""
    place = file_of(url)
    kept = kept_beside(place)
    if not kept or place.exists():
        return None
    return StorageError(
        f"There is no database file {place}, and {kept[0]} is kept beside it: a restore was killed before "
        "its end, or the file was removed.\n"
        f"To go on with what was there: mv {kept[0]} {place} (and what is called so with -wal, likewise). "
        "Else restore again. To begin anew, move what was kept into another folder."
    )


def _called(place: Path, names: str) -> tuple[Path, ...]:
    try:
        return tuple(
            sorted(path for path in place.parent.iterdir() if re.fullmatch(names, path.name, re.ASCII))
        )
    except OSError:
        return ()
