"""One open transaction, in the words of the database it is open on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.bulk import insertion, ready
from storage.model import Job, JobKind

CHUNK = 5000
"""How many values one IN list holds: SQLite takes 32,766 parameters, PostgreSQL 32,767."""

Insert = sqlite.Insert | postgresql.Insert

# AUTOINCREMENT notes the highest id of each table, those of rows that are gone included
_LAST_ID = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :b_name")
_NEXT_IDS = sa.text(
    "SELECT nextval(pg_get_serial_sequence(:b_name, 'id')) FROM generate_series(1, :b_number)"
).bindparams(sa.bindparam("b_name", type_=sa.String), sa.bindparam("b_number", type_=sa.Integer))
_CLOCK = sa.select(sa.func.clock_timestamp())


class Transaction:
    """One open transaction: statements, and the jobs to nudge once it is kept."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        self._jobs: dict[Job, None] = {}

    @property
    def is_sqlite(self) -> bool:
        """Whether it is open on SQLite: for what the two databases do in ways of their own."""
        return self._connection.dialect.name == "sqlite"

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The nudges asked for, each once."""
        return tuple(self._jobs)

    def nudge(self, kind: JobKind, key: int | str) -> None:
        """Ask the queue to look at a row when this transaction is kept."""
        self._jobs[Job(kind=kind, key=str(key))] = None

    def insert(self, table: sa.Table) -> Insert:
        """An INSERT that knows ON CONFLICT in this database's words."""
        return self._insert(table)

    async def execute(
        self, statement: sa.Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> sa.CursorResult[Any]:
        """Run a statement, with these values, or once per row of them."""
        return await self._connection.execute(statement, values)

    async def put(
        self, table: sa.Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]], *, over: bool = False
    ) -> None:
        """Insert rows, each the values of these columns in order; with `over`, update those of the same key.

        For many rows: each column is made ready at once, where SQLAlchemy would look at every value by name.
        """
        if rows:
            dialect = self._connection.dialect
            sql = insertion(dialect.name, table, names, over)
            await self._connection.exec_driver_sql(sql, ready(dialect, table, names, rows))

    async def fresh_ids(self, table: sa.Table, number: int) -> Sequence[int]:
        """So many ids, in order, that no row of the table had or will get: for rows of this transaction."""
        if number < 1:
            return ()
        if self.is_sqlite:
            last = await self.value(_LAST_ID, {"b_name": table.name}) or 0
            return range(last + 1, last + number + 1)
        return await self.values(_NEXT_IDS, {"b_name": table.name, "b_number": number})

    async def rows(
        self, statement: sa.Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[sa.RowMapping]:
        """All rows, by column name."""
        return (await self._connection.execute(statement, values)).mappings().all()

    async def row(self, statement: sa.Executable) -> sa.RowMapping | None:
        """The first row, or None."""
        return (await self._connection.execute(statement)).mappings().first()

    async def value(self, statement: sa.Executable, values: Mapping[str, Any] | None = None) -> Any:
        """The first column of the first row, or None."""
        return (await self._connection.execute(statement, values)).scalar()

    async def values(
        self, statement: sa.Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Any]:
        """The first column of all rows."""
        return (await self._connection.execute(statement, values)).scalars().all()

    async def time(self) -> datetime:
        """What time it is: by PostgreSQL's clock, which all processes share; on SQLite by this machine's."""
        if self.is_sqlite:
            return datetime.now(UTC)
        told: datetime = await self.value(_CLOCK)
        return told.astimezone(UTC)

    async def changed(self, statement: sa.Executable) -> int:
        """Run an UPDATE or DELETE; how many rows it touched."""
        return (await self._connection.execute(statement)).rowcount
