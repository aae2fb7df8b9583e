"""The rows beside the processes that work on them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa

from storage.archive import Archive
from storage.engine import Database, Transaction, database_url, is_sqlite
from storage.queue import NoNudges
from storage.schema import reading
from tests.postgresql import administer_at

BURIED = """
UPDATE process SET heard_at = heard_at - interval '1 hour' WHERE number = ANY({dead});
UPDATE shard SET held_until = now() WHERE holder IN (SELECT id FROM process WHERE number = ANY({dead}));
UPDATE wirewatch_pgqueuer SET heartbeat = heartbeat - interval '1 hour';
"""


@asynccontextmanager
async def writing(url: str) -> AsyncIterator[Transaction]:
    """A transaction on the database."""
    database = Database(url, NoNudges())
    try:
        async with database.writing() as tx:
            yield tx
    finally:
        await database.close()


async def read_articles(url: str) -> int:
    """How many articles have been read."""
    async with writing(url) as tx:
        count: int = await tx.value(sa.select(sa.func.count()).where(reading.c.state == "read"))
        return count


async def count_as_dead(url: str, *dead: int) -> None:
    """Let the processes of these ids on PostgreSQL have been silent for half a minute."""
    await administer_at(url, BURIED.format(dead=f"ARRAY[{','.join(map(str, dead))}]"))


async def bury(url: str, *dead: int) -> None:
    """Let the processes of these ids have died long ago, and no other be there.

    On SQLite nothing waits: whoever starts is the only one.
    """
    if is_sqlite(database_url(url)):
        return
    await count_as_dead(url, *dead)
    archive = Archive(Database(url, NoNudges()))
    await archive.release()
    await archive.close()
