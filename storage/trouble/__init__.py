"""What went wrong with the database, said for people: what, where, what to do; never the password."""

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from config.errors import StorageError
from storage.trouble import postgresql
from storage.trouble.kept import refuse_lost
from storage.trouble.parameters import refuse_parameters, wrong_place
from storage.trouble.place import place, wrong_url
from storage.trouble.sqlite import advice, damaged, refuse_damaged, refuse_file

__all__ = [
    "damaged",
    "explain",
    "hide_values",
    "place",
    "refuse_damaged",
    "refuse_file",
    "refuse_lost",
    "refuse_parameters",
    "wrong_place",
    "wrong_url",
]


def explain(error: BaseException, url: URL) -> StorageError | None:
    """The error for people, or None where it is a bug and must stay what it is."""
    if isinstance(error, PoolTimeout):
        return StorageError(
            f"{place(url)} is asked for more at once than this process has connections for: "
            "try again; where it goes on, raise the setting `pool`."
        )
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(error, url)
    return _of_postgresql(error, url)


def hide_values(error: BaseException) -> None:
    """Take from the error and its causes what PostgreSQL repeats of a row: logs tell them all."""
    cause: BaseException | None = error
    while cause is not None:
        if postgresql.from_driver(cause):
            cause.__dict__["detail"] = None
        cause = cause.__cause__ or cause.__context__


def _of_sqlite(error: BaseException, url: URL) -> StorageError | None:
    if isinstance(error, (IntegrityError, ProgrammingError)):
        return None
    if not isinstance(error, (DBAPIError, sqlite3.Error, OSError)):
        return None
    told = advice(str(error))
    return None if told is None else StorageError(f"{place(url)} {told}.")


def _of_postgresql(error: BaseException, url: URL) -> StorageError | None:
    wrong = postgresql.wrong_parameter(error)
    if wrong is not None:
        return wrong_url(ValueError(wrong))
    told = postgresql.advice(error)
    return None if told is None else StorageError(f"{place(url)} {told}.")
