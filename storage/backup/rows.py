"""What a PostgreSQL database holds, as it stood at one moment, in an SQLite file."""

from pathlib import Path
from typing import Final
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.backup.copying import Told, close_log
from storage.engine import Transaction, create_engine, database_url, spoken
from storage.moving import at_home, fill_new, visited
from storage.trouble import place

# any number: whoever holds it on a database copies it
_LOCK: Final = 7_203_477_217

_TAKE: Final = sa.text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")
_SIZE: Final = sa.text("SELECT pg_database_size(current_database())")
_PATIENT: Final = ("SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0")


async def copy_rows(url: URL, target: Path, told: Told) -> None:
    """Copy every table in one snapshot (REPEATABLE READ) into a file that is empty, and check each row.

    Nobody waits for it. StorageError where another process copies it, or it was moved elsewhere.
    """
    engine = create_engine(url)
    try:
        with spoken(url):
            async with engine.connect() as plain:
                connection = await plain.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
                source = Transaction(connection)
                for setting in _PATIENT:
                    await source.execute(sa.text(setting))
                if not await source.value(_TAKE):
                    raise StorageError(f"{place(url)} is being backed up by another process: let it finish.")
                await at_home(source, url)
                async with visited(file_url(target)) as house:
                    await fill_new(source, house, told)
    finally:
        await engine.dispose()
    close_log(target)


async def size_of_rows(url: URL) -> int:
    """Bytes of the PostgreSQL database, which a copy of its rows does not need all of."""
    engine = create_engine(url)
    try:
        with spoken(url):
            async with engine.connect() as connection:
                size: int = await Transaction(connection).value(_SIZE)
    finally:
        await engine.dispose()
    return size


def file_url(path: Path) -> URL:
    """The URL of an SQLite file."""
    return database_url(f"sqlite+aiosqlite:///{quote(str(path))}")
