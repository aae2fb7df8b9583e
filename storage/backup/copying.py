"""An SQLite file copied as it stands while others write to it (SQLite's Online Backup API)."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from storage.schema import VERSION_TABLE

Told = Callable[[str, int, int], None]
"""Is told what is done, how much of it is, and how much there is in all; what it raises ends the work."""

STEP: Final = 256
"""Pages that are copied at once: a megabyte."""

SYNC: Final = 16
"""Steps after which the disk is asked to keep up: a commit of others would wait for all that it was given."""

PAUSE: Final = 0.002
"""Seconds between two steps, for whoever else wants the disk."""

BUSY: Final = 5.0
"""Seconds for whoever reads it to be done."""

COPYING: Final = "Copying the database"


def copy_file(source: Path, target: Path, told: Told) -> None:
    """Copy the database, as it stood at the beginning, into a file that is empty or not there.

    One read transaction is held meanwhile. In the write-ahead log's mode that keeps nobody from writing, and
    SQLite does not begin anew as it would for changes made elsewhere; the log grows until the end.
    sqlite3.Error where either cannot be used.
    """
    with closing(sqlite3.connect(source, isolation_level=None, timeout=15)) as held:
        held.execute("BEGIN")
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target, isolation_level=None)) as copy, target.open("rb") as written:
            # a copy that is cut off is thrown away
            copy.execute("PRAGMA synchronous = OFF")
            copy.execute("PRAGMA journal_mode = OFF")

            def step(_: int, left: int, total: int) -> None:
                told(COPYING, total - left, total)
                if (total - left) % (SYNC * STEP) == 0:
                    os.fsync(written.fileno())
                time.sleep(PAUSE)

            held.backup(copy, pages=STEP, progress=step)
        held.execute("COMMIT")
        # what was written meanwhile goes into the file from here, before a writer has to do it at once
        held.execute("PRAGMA wal_checkpoint(PASSIVE)")


def is_sound(copy: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as held:
        try:
            return bool(held.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False


def revision_of(copy: Path) -> str | None:
    """The revision of its schema; None where it is no database of ours."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as held:
        try:
            rows = held.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()  # noqa: S608
        except sqlite3.DatabaseError:
            return None
    return str(rows[0][0]) if len(rows) == 1 else None


def close_log(copy: Path) -> None:
    """Bring what stands in the log beside the file into it, so that it is whole by itself."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held.execute("PRAGMA journal_mode = DELETE")


def empty_log(database: Path) -> bool:
    """Bring what stands in the log beside a database into it; sqlite3.Error where it is none.

    Whether all of it is there: where another process just reads it, some stays in the log.
    """
    with closing(sqlite3.connect(database, isolation_level=None, timeout=BUSY)) as held:
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return bool(held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
