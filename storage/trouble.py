"""What went wrong with the database, said for people: what, where, what to do; never the password."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError

from config.errors import StorageError

_SQLITE = (
    ("file is not a database", "is not a database: move that file away, or name another one"),
    ("unable to open database file", "cannot be opened: check that its folder exists and may be written"),
    ("readonly database", "cannot be written: give this user write access to the file and its folder"),
    ("disk is full", "cannot grow because the disk is full: make room and start again"),
    ("disk I/O error", "cannot be read or written (disk error): check the disk and the file's permissions"),
    ("malformed", "is damaged: restore it from a backup"),
    ("no such module: fts5", "needs FTS5, which this SQLite lacks: use the image, or another Python"),
    ("is locked", "is held by another program: stop the other one, then try again"),
)
_POSTGRESQL = (
    ("InvalidPasswordError", "refused the user name or password: check them in the database URL"),
    ("InvalidAuthorizationSpecificationError", "refused the user: check the name in the database URL"),
    ("InvalidCatalogNameError", "has no such database: create it, or name another in the database URL"),
    ("InsufficientPrivilegeError", "refused: the user may not do this; grant it the right on the schema"),
    ("TooManyConnectionsError", "has no free connection: raise max_connections or run fewer processes"),
    (
        "DeadlockDetectedError",
        "did two things at once that waited for each other; this one was undone: try again",
    ),
    ("DiskFullError", "has no room left: make room on its disk"),
    ("CannotConnectNowError", "is starting or stopping: try again in a moment"),
)


def place(url: URL) -> str:
    """The database as a person knows it, without its password; begins a sentence."""
    if url.get_backend_name() == "sqlite":
        return f"The database file {url.database}"
    return f"The database {url.render_as_string(hide_password=True)}"


def explain(error: BaseException, url: URL) -> StorageError | None:
    """The error for people, or None where it is a bug and must stay what it is."""
    if isinstance(error, (IntegrityError, ProgrammingError)) and not _caused_by(error, _POSTGRESQL):
        return None
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(error, url)
    return _of_postgresql(error, url)


def hide_values(error: BaseException) -> None:
    """Take from the error and its causes what PostgreSQL repeats of a row: logs tell them all."""
    cause: BaseException | None = error
    while cause is not None:
        if _from_driver(cause):
            cause.__dict__["detail"] = None
        cause = cause.__cause__ or cause.__context__


def refuse_file(url: URL) -> StorageError | None:
    """What is wrong with an SQLite file before it is opened, or None."""
    path = Path(url.database or "")
    try:
        if path.is_dir():
            return StorageError(f"{path} is a folder, but the database must be a file: name a file in it.")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return StorageError(
            f"The folder {path.parent} of the database cannot be used ({error.strerror}): "
            "choose a folder that this user may write."
        )
    held = path if path.exists() else path.parent
    if not os.access(held, os.R_OK | os.W_OK):
        return StorageError(
            f"This user may not read and write {held}: change its permissions, or name another database file."
        )
    return None


def wrong_url(error: ArgumentError | ValueError) -> StorageError:
    """A database URL that cannot be understood; it is not repeated because it may hold a password."""
    reason = str(error) if "driver" in str(error) or "dialect" in str(error) else "it cannot be parsed"
    return StorageError(
        f"The database URL cannot be used ({reason}): write sqlite+aiosqlite:///path/to/file "
        "or postgresql+asyncpg://user:password@host/name."
    )


def _of_sqlite(error: BaseException, url: URL) -> StorageError | None:
    if not isinstance(error, (DBAPIError, sqlite3.Error, OSError)):
        return None
    said = str(error)
    for sign, advice in _SQLITE:
        if sign in said:
            return StorageError(f"{place(url)} {advice}.")
    return None


def _of_postgresql(error: BaseException, url: URL) -> StorageError | None:
    advice = _caused_by(error, _POSTGRESQL)
    if advice is not None:
        return StorageError(f"{place(url)} {advice}.")
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or isinstance(error, (OSError, TimeoutError)) or _from_driver(error):
        return StorageError(
            f"{place(url)} does not answer: check that PostgreSQL runs there "
            "and that the host and port in the database URL are right."
        )
    return None


def _caused_by(error: BaseException, signs: tuple[tuple[str, str], ...]) -> str | None:
    cause: BaseException | None = error
    while cause is not None:
        for sign, advice in signs:
            if any(kind.__name__ == sign for kind in type(cause).__mro__):
                return advice
        cause = cause.__cause__
    return None


def _from_driver(error: BaseException) -> bool:
    return type(error).__module__.startswith("asyncpg")
