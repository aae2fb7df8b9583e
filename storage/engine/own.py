"""A connection outside the pool, for what SQLAlchemy has no words for, such as LISTEN."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.engine import URL

from storage.engine.connect import create_engine
from storage.engine.url import spoken


@asynccontextmanager
async def own_connection(url: URL) -> AsyncIterator[Any]:
    """A connection of asyncpg's to the PostgreSQL database, set up as SQLAlchemy's are; closed at the end.

    StorageError where the database cannot be reached or refuses, then or while it is used.
    """
    engine = create_engine(url, pool=1)
    try:
        with spoken(url):
            held = await engine.raw_connection()
            try:
                yield held.driver_connection
            finally:
                held.invalidate()
    finally:
        await engine.dispose()
