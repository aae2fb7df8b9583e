"""Connections, each set up as its database needs it."""

import os
from contextlib import suppress
from sqlite3 import OperationalError
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.engine.server import bounded, look_before_use, patient
from storage.engine.trips import Thrifty, connect
from storage.engine.url import is_sqlite
from storage.trouble import refuse_damaged, refuse_file, refuse_lost, wrong_url

BUSY = 15.0
"""Seconds that SQLite waits for another process's writer."""

READERS = 2
"""How many connections SQLite keeps open beside its writer's; more are opened for a moment where needed."""


def create_engine(url: URL, *, migrating: bool = False, pool: int | None = None) -> AsyncEngine:
    """An engine for the application or, on connections of its own, for migrations.

    With `pool` it is for work of which nothing takes long: PostgreSQL gets at most so many connections, which
    are renewed where they were lost at rest, and it ends what takes longer than `server` says. Migrations
    rebuild tables on SQLite, and with foreign_keys on that would empty the tables that refer to them.
    StorageError where the file or the URL cannot be used.
    """
    try:
        if is_sqlite(url):
            return _on_file(url, migrating=migrating)
        if migrating:
            return create_async_engine(url, hide_parameters=True, poolclass=NullPool, connect_args=patient())
        if pool is None:
            return create_async_engine(url, hide_parameters=True, connect_args=patient())
        engine = create_async_engine(
            url,
            hide_parameters=True,
            connect_args=bounded(),
            pool_size=pool,
            max_overflow=0,
            # those used last know the statements
            pool_use_lifo=True,
        )
    except (ArgumentError, ValueError) as error:
        raise wrong_url(error) from None
    look_before_use(engine)
    return engine


def _on_file(url: URL, *, migrating: bool) -> AsyncEngine:
    trouble = refuse_file(url) or refuse_lost(url) or refuse_damaged(url)
    if trouble is not None:
        raise trouble
    pool: dict[str, Any] = {"poolclass": NullPool} if migrating else {"pool_size": READERS + 1}
    engine = create_async_engine(
        url,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": BUSY, "async_creator_fn": _open},
        **pool,
    )
    links = "OFF" if migrating else "ON"
    sa.event.listen(engine.sync_engine, "connect", lambda connection, _: _set_up(connection, links))
    sa.event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _open(file: str, **how: Any) -> Thrifty:
    """A connection; a file that is not there yet is made for this user alone, and so is its log."""
    # one that is there is left alone: to close it would end the locks that this process has on it
    with suppress(OSError):
        os.close(os.open(os.path.realpath(file), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return connect(file, **how)


def retire(engine: AsyncEngine) -> None:
    """Let every connection end when it is given back: a pool that was disposed of would keep it unclosed."""
    sa.event.listen(engine.sync_engine, "checkin", _end)


def _end(_: Any, entry: ConnectionPoolEntry) -> None:
    entry.close()


def _set_up(connection: Any, links: str) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA foreign_keys={links}")
        # as Debian's SQLite does unasked: what is deleted is not left in free pages, which FAST would leave
        cursor.execute("PRAGMA secure_delete=ON")
        # both stay with the file: where another process is just setting them, they need not be set here
        with suppress(OperationalError):
            # only a file that holds nothing can be made so (storage.vacuum), and any is locked for it
            cursor.execute("PRAGMA page_count")
            if cursor.fetchone()[0] == 0:
                cursor.execute("PRAGMA auto_vacuum=INCREMENTAL")
            cursor.execute("PRAGMA journal_mode=WAL")
    except BaseException:
        # the pool forgets a connection that was never ready
        connection.close()
        raise
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    # the driver's own BEGIN takes the write lock late, and updates were lost in silence
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))
