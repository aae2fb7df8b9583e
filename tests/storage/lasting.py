"""Connections to PostgreSQL that last from test to test: on a new one each statement is prepared anew."""

import asyncio
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import Database, create_engine, database_url
from storage.queue import Nudges

NAME = "lasting"
"""What such a connection says it is."""

_engines: dict[str, AsyncEngine] = {}


class LastingLoop(asyncio.SelectorEventLoop):
    """The event loop of one test after another: whoever closes it cancels what runs, and leaves it usable."""

    async def shutdown_asyncgens(self) -> None:
        """End the generators of this test alone."""
        await super().shutdown_asyncgens()
        self._asyncgens_shutdown_called = False

    async def shutdown_default_executor(self) -> None:
        """End the threads of this test alone."""
        await super().shutdown_default_executor()
        self._executor_shutdown_called, self._default_executor = False, None

    def close(self) -> None:
        """Stay open, for the connections."""

    def end(self) -> None:
        """Close it in earnest."""
        super().close()


class _Lasting(Database):
    """A database on connections that its end leaves open."""

    def __init__(self, url: str, nudges: Nudges, engine: AsyncEngine) -> None:
        super().__init__(url, nudges)
        # its own to be listened to; the connections are shared
        self._engine = engine.execution_options()

    async def close(self) -> None:
        """Leave them open, but for those that a test left in use: nobody knows what they are in."""
        pool = self._engine.pool
        if isinstance(pool, sa.AsyncAdaptedQueuePool) and pool.checkedout():
            await self._engine.dispose()


def keep(url: str) -> AsyncEngine:
    """Let the connections to this database last from now on; who disposes of the engine ends them."""
    engine = _engines[url] = create_engine(database_url(url))

    def named(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET application_name TO {NAME}")
        cursor.close()
        connection.commit()

    sa.event.listen(engine.sync_engine, "connect", named)
    return engine


def database(url: str, nudges: Nudges) -> Database:
    """The database, on connections that last where they are kept, else on its own."""
    engine = _engines.get(url)
    return Database(url, nudges) if engine is None else _Lasting(url, nudges, engine)
