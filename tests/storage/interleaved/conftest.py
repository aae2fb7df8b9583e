"""An archive in PostgreSQL, and its database once more, for a transaction that is held open."""

import asyncio
from collections.abc import AsyncIterator, Awaitable

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.engine import Database
from tests.storage.conftest import Noted
from tests.storage.lasting import database as database_of

_WAITING = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture
async def archive(migrated_postgresql: str, nudges: Noted) -> AsyncIterator[Archive]:
    """An open archive in PostgreSQL, with nothing in it."""
    opened = Archive(database_of(migrated_postgresql, nudges))
    yield opened
    await opened.close()


@pytest.fixture
async def database(migrated_postgresql: str, nudges: Noted) -> AsyncIterator[Database]:
    """The same database, for a transaction that is held open."""
    opened = database_of(migrated_postgresql, nudges)
    yield opened
    await opened.close()


async def waiting(database: Database, work: Awaitable[object]) -> asyncio.Future[object]:
    """The work, begun and waiting for a lock that another transaction holds."""
    task = asyncio.ensure_future(work)
    async with asyncio.timeout(10):
        while not task.done():
            async with database.reading() as tx:
                if await tx.value(_WAITING):
                    return task
            await asyncio.sleep(0)
    raise AssertionError("nothing was waited for")
