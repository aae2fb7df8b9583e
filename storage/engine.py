"""SQLite and PostgreSQL, and the only place that knows which."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext, suppress
from functools import lru_cache
from sqlite3 import OperationalError
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from config.errors import StorageError
from storage.model import Job, JobKind
from storage.queue import Nudges
from storage.trouble import explain, hide_values, refuse_file, wrong_url

BUSY = 15.0
"""Seconds that SQLite waits for another process's writer."""

READERS = 2
"""How many connections SQLite keeps open beside its writer's; more are opened for a moment where needed."""

CHUNK = 5000
"""How many values one IN list holds: SQLite takes 32,766 parameters, PostgreSQL 32,767."""

Insert = sqlite.Insert | postgresql.Insert


class Transaction:
    """One open transaction: statements, and the jobs to nudge once it is kept."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        self._jobs: dict[Job, None] = {}

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

    async def put_plain(self, table: sa.Table, rows: Sequence[tuple[int | bytes, ...]]) -> None:
        """Insert rows, or update those of the same key: every column in order, whole numbers and bytes alone.

        For many small rows: drivers take such values as they are, and SQLAlchemy would look at each.
        """
        await self._connection.exec_driver_sql(_plain(self._connection.dialect.name, table), rows)

    async def rows(self, statement: sa.Executable) -> Sequence[sa.RowMapping]:
        """All rows, by column name."""
        return (await self._connection.execute(statement)).mappings().all()

    async def row(self, statement: sa.Executable) -> sa.RowMapping | None:
        """The first row, or None."""
        return (await self._connection.execute(statement)).mappings().first()

    async def value(self, statement: sa.Executable) -> Any:
        """The first column of the first row, or None."""
        return (await self._connection.execute(statement)).scalar()

    async def values(self, statement: sa.Executable) -> Sequence[Any]:
        """The first column of all rows."""
        return (await self._connection.execute(statement)).scalars().all()

    async def changed(self, statement: sa.Executable) -> int:
        """Run an UPDATE or DELETE; how many rows it touched."""
        return (await self._connection.execute(statement)).rowcount


@lru_cache(maxsize=32)
def _plain(dialect: str, table: sa.Table) -> str:
    names, key = [column.name for column in table.c], [column.name for column in table.primary_key]
    marks = ", ".join("?" if dialect == "sqlite" else f"${number}" for number in range(1, len(names) + 1))
    others = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    # names of our own tables alone; values are bound
    insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    return f"{insert} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {others}"


class Database:
    """A pool of connections. A read sees one state; a write is alone (SQLite) or locks what it decides by."""

    def __init__(self, url: str, nudges: Nudges) -> None:
        self.url = database_url(url)
        self._nudges = nudges
        self._engine = create_engine(self.url)
        self._reads = {"begin": "BEGIN"} if is_sqlite(self.url) else {"isolation_level": "REPEATABLE READ"}
        # SQLite has one writer: waiting here is fair and quick, waiting in its busy handler is neither
        self._turn: AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if is_sqlite(self.url) else nullcontext()
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads, all as it stood at its first read; it never waits for writers."""
        with spoken(self.url):
            async with self._engine.connect() as connection:
                yield Transaction(await connection.execution_options(**self._reads))

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """A transaction that is kept whole or not at all; then its jobs are nudged."""
        with spoken(self.url):
            async with self._turn, self._engine.begin() as connection:
                transaction = Transaction(connection)
                yield transaction
                jobs = transaction.jobs
                if jobs:
                    await self._nudges.within(connection, jobs)
        if jobs:
            await self._nudges.after(jobs)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def database_url(url: str) -> URL:
    """The URL parsed; StorageError where it names no database that Wirewatch knows."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise wrong_url(error) from None
    if parsed.drivername not in {"sqlite+aiosqlite", "postgresql+asyncpg"}:
        raise wrong_url(ValueError(f"its driver is {parsed.drivername}"))
    if is_sqlite(parsed) and parsed.database in {None, "", ":memory:"}:
        raise wrong_url(ValueError("its driver needs a file"))
    return parsed


def is_sqlite(url: URL) -> bool:
    """Whether this is the embedded database."""
    return url.get_backend_name() == "sqlite"


def create_engine(url: URL, *, migrating: bool = False) -> AsyncEngine:
    """An engine for the application or, on connections of its own, for migrations.

    Migrations rebuild tables on SQLite, and with foreign_keys on that would empty the tables that refer to
    them. StorageError where the file or the URL cannot be used.
    """
    try:
        if not is_sqlite(url):
            pool: dict[str, Any] = {"poolclass": NullPool} if migrating else {}
            return create_async_engine(url, hide_parameters=True, **pool)
        trouble = refuse_file(url)
        if trouble is not None:
            raise trouble
        engine = create_async_engine(
            url,
            hide_parameters=True,
            connect_args={"isolation_level": None, "timeout": BUSY},
            **({"poolclass": NullPool} if migrating else {"pool_size": READERS + 1}),
        )
    except (ArgumentError, ValueError) as error:
        raise wrong_url(error) from None
    links = "OFF" if migrating else "ON"
    sa.event.listen(engine.sync_engine, "connect", lambda connection, _: _set_up(connection, links))
    sa.event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _set_up(connection: Any, links: str) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA foreign_keys={links}")
        # the mode stays with the file: where another process is just setting it, it need not be set here
        with suppress(OperationalError):
            cursor.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        # the pool forgets a connection that was never ready
        connection.close()
        raise
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    # the driver's own BEGIN takes the write lock late, and updates were lost in silence
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))


@contextmanager
def spoken(url: URL) -> Iterator[None]:
    """Turn what a person can mend about the database into StorageError; let bugs be bugs."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        hide_values(error)
        told = explain(error, url)
        if told is None:
            raise
        raise told from error
