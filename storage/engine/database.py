"""A pool of connections, and the transactions on them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from storage.engine.connect import create_engine, retire
from storage.engine.transaction import Transaction
from storage.engine.url import database_url, is_sqlite, spoken
from storage.queue import Nudges

POOL = 10
"""How many connections to PostgreSQL one process uses, unless told otherwise."""


class Database:
    """A pool of connections. A read sees one state; a write is alone (SQLite) or locks what it decides by."""

    def __init__(self, url: str, nudges: Nudges, pool: int = POOL) -> None:
        """`pool` is how many connections to PostgreSQL there are at most."""
        self.url = database_url(url)
        self._nudges = nudges
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
                jobs = transaction.jobs
                if jobs:
                    await self._nudges.within(connection, jobs)
        if jobs:
            await self._nudges.after(jobs)

    async def close(self) -> None:
        """Close every connection: one that is in use, once its transaction has ended."""
        retire(self._engine)
        await self._engine.dispose()
