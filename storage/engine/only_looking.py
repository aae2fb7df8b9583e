"""A database that is looked at and left as it is: nothing is migrated, made or written."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from config.errors import StorageError
from storage.engine.connect import create_engine
from storage.engine.database import Database
from storage.engine.trips import Thrifty, connect
from storage.engine.url import database_url, is_sqlite, spoken
from storage.queue import NoNudges

CONNECTIONS: Final = 2
BUSY: Final = 5.0
"""Seconds that SQLite waits for a process that is just putting its log away."""


class OnlyLooking(Database):
    """A database on which every write fails, by its own word."""

    def __init__(self, url: str) -> None:
        self.url = database_url(url)
        self._nudges = NoNudges()
        self._turn = nullcontext()
        if is_sqlite(self.url):
            self._reads = {"begin": "BEGIN"}
            self._engine = create_async_engine(
                self.url,
                hide_parameters=True,
                poolclass=NullPool,
                connect_args={"isolation_level": None, "timeout": BUSY, "async_creator_fn": _connect},
            )
            sa.event.listen(
                self._engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN")
            )
        else:
            self._reads: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            self._engine = create_engine(self.url, pool=CONNECTIONS)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """A connection for questions that are no part of a transaction of the archive's."""
        with spoken(self.url):
            async with self._engine.connect() as connection:
                yield connection


def absent(url: URL) -> bool:
    """Whether it is an SQLite file that is not there yet. StorageError where a folder is."""
    if not is_sqlite(url):
        return False
    file = Path(url.database or "")
    try:
        is_folder, is_there = file.is_dir(), file.exists()
    except OSError as error:
        raise StorageError(
            f"The database file {file} cannot be looked at: {error.strerror}. Let this user into its folder."
        ) from None
    if is_folder:
        raise StorageError(f"{file} is a folder, but the database must be a file: name a file in it.")
    return not is_there


def _connect(file: str, **how: Any) -> Thrifty:
    """A connection that writes nothing: without a log beside it, the file is whole and nobody writes it.

    What is logged is in no file but the log. Where SQLite's index to that (-shm) is gone, it makes a new one.
    """
    logged = any(_holds(Path(f"{file}{ending}")) for ending in ("-wal", "-journal"))
    opened = logged or all(Path(f"{file}{ending}").exists() for ending in ("-wal", "-shm"))
    kind = "mode=ro" if opened else "mode=ro&immutable=1"
    return connect(f"file:{quote(str(Path(file).absolute()))}?{kind}", uri=True, **how)


def _holds(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False
