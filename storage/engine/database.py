"""A pool of connections, and the transactions on them."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy.engine import URL

from storage.engine.connect import create_engine, retire
from storage.engine.transaction import Transaction
from storage.engine.url import database_url, is_sqlite, spoken
from storage.queue import Nudges

POOL = 10
"""How many connections to PostgreSQL one process uses, unless told otherwise."""


Home = Callable[[Transaction, URL], Awaitable[None]]
"""Raises StorageError where the database is no longer the one to work on."""


def passed() -> float:
    """Seconds by a clock that nobody sets, and that goes on while the machine sleeps, where there is one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Database:
    """A pool of connections. A read sees one state; a write is alone (SQLite) or locks what it decides by."""

    _home: Home | None = None
    _trusted_until = float("-inf")

    def __init__(self, url: str, nudges: Nudges, pool: int = POOL, *, home: Home | None = None) -> None:
        """`pool` is how many connections to PostgreSQL there are at most.

        Each writing transaction ends with `home`, but where `trust_until` says that it need not.
        """
        self.url = database_url(url)
        self._nudges = nudges
        self._home = home
        self._engine = create_engine(self.url, pool=pool)
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
                # at its end: what it wrote keeps a move out from now on
                if self._home is not None and passed() > self._trusted_until:
                    await self._home(transaction, self.url)
                jobs = transaction.jobs
                if jobs:
                    await self._nudges.within(connection, jobs)
        if jobs:
            await self._nudges.after(jobs)

    def trust_until(self, moment: float) -> None:
        """Spare writing transactions that end before this moment of `passed` their question for `home`."""
        self._trusted_until = moment

    async def close(self) -> None:
        """Close every connection: one that is in use, once its transaction has ended."""
        retire(self._engine)
        await self._engine.dispose()
