"""A database file takes the place of another, of which nothing is lost wherever this is killed.

At each moment one whole database is at the place, or where the file system knows no second names (exFAT, many
network drives) for one moment beside it: then `storage.trouble.refuse_lost` keeps a new one from being made.
"""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from config.errors import StorageError
from storage.backup.copying import empty_log
from storage.backup.room import keep
from storage.backup.rows import file_url
from storage.backup.shelf import STAMP
from storage.trouble import refuse_damaged
from storage.trouble.kept import BEFORE, is_same_file, kept_beside


def put_in_place(fresh: Path, place: Path, now: datetime) -> Path | None:
    """Where the database that was there is now; where that cannot be, it is there as it was."""
    held = place.exists()
    kept = _to_keep(place, now)
    if kept.exists() and not is_same_file(kept, place):
        raise _taken(kept)
    if held and refuse_damaged(file_url(place)) is None:
        _settle_log(place)
    if held:
        _keep_as(place, kept)
    try:
        # a log beside it belongs to it alone: SQLite would play it into the other
        with suppress(FileNotFoundError):
            Path(f"{place}-wal").replace(f"{kept}-wal")
        with suppress(FileNotFoundError):
            Path(f"{place}-shm").unlink()
        fresh.replace(place)
    except OSError:
        _put_back(place, kept, held=held)
        raise
    keep(place.parent)
    if held:
        return kept
    # of a restore that was killed in between
    return next(iter(kept_beside(place)), None)


def _to_keep(place: Path, now: datetime) -> Path:
    """What the file is to be called; the name that a restore which was killed gave it already, if one did."""
    for one in kept_beside(place):
        log = Path(f"{one}-wal")
        if is_same_file(one, place) and not (log.exists() and log.stat().st_size):
            return one
    return place.with_name(f"{place.name}{BEFORE}{now.astimezone(UTC).strftime(STAMP)}")


def _settle_log(place: Path) -> None:
    """From then on the file is whole by itself, whatever becomes of the rest; what is damaged is left so."""
    try:
        is_empty = empty_log(place)
    except sqlite3.OperationalError as error:
        is_empty = "locked" not in str(error)
    except sqlite3.Error:
        return
    if not is_empty:
        raise StorageError(
            f"{place} is being read or written by another program, such as a backup: let that end, then "
            "restore again. Nothing was changed."
        )


def _keep_as(place: Path, kept: Path) -> None:
    """Give the file a second name, so that one is there under its own at every moment."""
    if is_same_file(kept, place):
        return
    try:
        os.link(place, kept)
    except FileExistsError:  # since it was looked for: another restore's, which is not ours to move
        raise _taken(kept) from None
    except OSError:
        place.rename(kept)


def _taken(kept: Path) -> StorageError:
    return StorageError(f"{kept} is there already: move it away, or try again in a second.")


def _put_back(place: Path, kept: Path, *, held: bool) -> None:
    """Undo what was done once the file that was `held` there had its second name."""
    with suppress(FileNotFoundError):
        Path(f"{kept}-wal").rename(f"{place}-wal")
    if not held:  # then nothing was kept
        return
    with suppress(FileNotFoundError):
        if place.exists():
            kept.unlink()
        else:
            kept.rename(place)
