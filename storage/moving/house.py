"""The two databases of a move: one is held still and read, the other is nobody's but ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from config.errors import StorageError
from storage.engine import Transaction, create_engine, is_sqlite, spoken
from storage.migrate import migrate
from storage.processes import SILENCE, heard_of
from storage.schema import metadata
from storage.trouble import place

# any number: whoever holds it on a database moves into it
_LOCK: Final = 7_203_477_216

# a move's statements may take long, and it waits for another database between two of them
_PATIENT: Final = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET lock_timeout = '10s'",
)


class House:
    """A database on one connection of ours."""

    def __init__(self, url: URL, connection: AsyncConnection) -> None:
        self.url = url
        self._connection = connection

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return is_sqlite(self.url)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction that is kept whole or not at all."""
        with spoken(self.url):
            async with self._connection.begin():
                yield Transaction(self._connection)

    @asynccontextmanager
    async def held_still(self) -> AsyncIterator[Transaction]:
        """One transaction in which nobody else can change anything.

        It shows the database as it stood at its beginning. StorageError where it is in use.
        """
        if not self.is_sqlite:
            await self._connection.execution_options(isolation_level="REPEATABLE READ")
        async with self.transaction() as tx:
            if not self.is_sqlite:
                # readers may go on; before the first SELECT, so that it shows what is there once it is held
                await _take(
                    tx,
                    f"LOCK TABLE {', '.join(sorted(metadata.tables))} IN EXCLUSIVE MODE",
                    f"{place(self.url)} is in use: stop whatever writes to it, then try again.",
                )
                # whoever began before was heard of by now; who begins later waits, and then reads the note
                await _refuse_busy(tx, self.url)
            yield tx

    async def refuse_busy(self) -> None:
        """StorageError where processes work on the PostgreSQL database."""
        if not self.is_sqlite:
            async with self.transaction() as tx:
                await _refuse_busy(tx, self.url)

    async def enter(self) -> None:
        """Keep other moves out of it from now on; StorageError where one goes on."""
        if self.is_sqlite:
            return
        async with self.transaction() as tx:
            # what is not yet on its disk after a crash is copied once more
            await tx.execute(sa.text("SET synchronous_commit = off"))
            # PostgreSQL may be a while to learn that an earlier one was killed
            await _take(
                tx,
                f"SELECT pg_advisory_lock({_LOCK})",
                f"{place(self.url)} is being moved into by another process: let it finish.",
            )


@asynccontextmanager
async def visited(url: URL, backups: Path | None = None) -> AsyncIterator[House]:
    """The database, migrated as `migrate` says, on a connection that is closed at the end."""
    await migrate(url, backups=backups)
    engine = create_engine(url)
    try:
        with spoken(url):
            connection = await engine.connect()
        try:
            house = House(url, connection)
            if not house.is_sqlite:
                async with house.transaction() as tx:
                    for setting in _PATIENT:
                        await tx.execute(sa.text(setting))
            yield house
        finally:
            # never back into the pool: its settings are a move's
            await connection.invalidate()
            await connection.close()
    finally:
        await engine.dispose()


def refuse_missing(url: URL) -> None:
    """StorageError where there is no such SQLite file: it would be made, and nothing moved out of it."""
    if is_sqlite(url) and not Path(url.database or "").is_file():
        raise StorageError(
            f"There is no database file {url.database}: name the one that is to be moved, by "
            "WIREWATCH_DATABASE_URL, WIREWATCH_DATA or --from."
        )


def is_same(one: URL, other: URL) -> bool:
    """Whether both name one database, as far as that can be seen."""
    if is_sqlite(one) and is_sqlite(other):
        return Path(one.database or "").resolve() == Path(other.database or "").resolve()
    return one == other


async def _take(tx: Transaction, lock: str, refusal: str) -> None:
    """Execute what takes a lock; StorageError with this refusal where others hold it for long."""
    try:
        await tx.execute(sa.text(lock))
    except DBAPIError as error:
        if "LockNotAvailable" not in str(error):
            raise
        raise StorageError(refusal) from error


async def _refuse_busy(tx: Transaction, url: URL) -> None:
    running = await heard_of(tx)
    if running:
        named = ", ".join(f"process {one.number} on {one.host}" for one in running)
        raise StorageError(
            f"{place(url)} is in use by {named}.\n"
            f"Stop whatever runs on it; one that was killed counts as running for {SILENCE.seconds} seconds."
        )
