"""The database as it is, whoever works on it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.engine import make_url

from tests.storage.renewal import administration


class Ledger(Protocol):
    """Where rows can be looked up."""

    async def rows(self, query: str) -> Sequence[Sequence[Any]]:
        """What a query finds."""
        ...


class OnSqlite:
    """A file; implements `Ledger`."""

    def __init__(self, database: Path) -> None:
        self._database = database

    async def rows(self, query: str) -> Sequence[Sequence[Any]]:
        """What a query finds."""
        with closing(sqlite3.connect(self._database, timeout=30)) as connection:
            return connection.execute(query).fetchall()


class OnPostgresql:
    """A database of a server; implements `Ledger`."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def rows(self, query: str) -> Sequence[Sequence[Any]]:
        """What a query finds."""
        connection = await administration(self._url, make_url(self._url).database or "postgres")
        try:
            found = await connection.fetch(query)
        finally:
            await connection.close()
        return [tuple(row) for row in found]
