"""SQLite on its thread, one trip a statement: aiosqlite makes four, and the way there is most of the cost."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

import aiosqlite


class Statement:
    """A cursor as SQLAlchemy wants it: its rows are fetched, and it is closed, where it is executed."""

    arraysize = 1

    def __init__(self, connection: "Thrifty") -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "Statement":
        """Itself: nothing is made before there is something to execute."""
        return self

    async def execute(self, sql: str, values: Any = ()) -> None:
        """Execute it and fetch all that it answers; sqlite3.Error where that fails."""
        await self._run("execute", sql, values)

    async def executemany(self, sql: str, values: Any) -> None:
        """Execute it once per row of values; sqlite3.Error where one fails."""
        await self._run("executemany", sql, values)

    async def _run(self, call: str, sql: str, values: Any) -> None:
        answer = await self._connection.run(call, sql, values)
        self.description, self.rowcount, self.lastrowid, self._rows = answer

    async def fetchall(self) -> Sequence[Any]:
        """All rows of what was executed last."""
        return self._rows

    async def close(self) -> None:
        """Nothing is left open."""


class Thrifty(aiosqlite.Connection):
    """A connection whose statements make one trip each to its thread."""

    def cursor(self) -> Statement:  # type: ignore[override]
        """What executes statements."""
        return Statement(self)

    async def run(self, call: str, sql: str, values: Any) -> tuple[Any, int, int | None, Sequence[Any]]:
        """What a cursor of the thread says after this call: description, row count, last row id and rows."""
        asked = self._execute(_whole, self._conn, call, sql, values)  # type: ignore[no-untyped-call]
        answer: tuple[Any, int, int | None, Sequence[Any]] = await asked
        return answer


def _whole(
    connection: sqlite3.Connection, call: str, sql: str, values: Any
) -> tuple[Any, int, int | None, Sequence[Any]]:
    cursor = connection.cursor()
    try:
        getattr(cursor, call)(sql, values)
        rows = cursor.fetchall() if cursor.description else ()
        return cursor.description, cursor.rowcount, cursor.lastrowid, rows
    finally:
        cursor.close()


def connect(place: str, **how: Any) -> Thrifty:
    """A connection to the SQLite file, to be awaited; the arguments are those of sqlite3.connect."""
    connection = Thrifty(partial(sqlite3.connect, place, **how), iter_chunk_size=1)
    # as SQLAlchemy does with a connection that it makes itself: the process need not wait for the thread
    connection._thread.daemon = True
    return connection
