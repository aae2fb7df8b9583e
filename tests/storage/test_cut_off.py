"""Sending many rows to PostgreSQL ends, though it is cancelled or cut off between two of them."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import Database, create_engine, database_url
from storage.queue import NoNudges
from storage.schema import note

LONG = "x" * 1_000_000
BLOCKED = sa.text("SELECT pid FROM pg_locks WHERE NOT granted")
PATIENCE = 60


@pytest.fixture(params=[None, 2], ids=["of a move", "of the pool"])
async def engine(migrated_postgresql: str, request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    held = create_engine(database_url(migrated_postgresql), pool=request.param)
    yield held
    async with held.connect() as connection:
        assert await connection.scalar(sa.text("SELECT 1")) == 1, "the next one works"
    await held.dispose()


async def fill(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        rows = [{"key": str(number), "value": LONG} for number in range(50)]
        await connection.execute(sa.insert(note), rows)


@pytest.mark.parametrize("cut", [False, True], ids=["cancelled", "cut off"])
async def test_sending_many_rows_ends_between_two_of_them(
    migrated_postgresql: str, engine: AsyncEngine, cut: bool
) -> None:
    other = Database(migrated_postgresql, NoNudges())
    async with other.writing() as tx:
        await tx.execute(tx.insert(note).values(key="0", value="ours"))
        filling = asyncio.create_task(fill(engine))
        # the first row waits for the same one of ours, and the others fill the way there
        while (blocked := await tx.value(BLOCKED)) is None:  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0)
        if cut:
            await tx.execute(sa.text(f"SELECT pg_terminate_backend({blocked})"))
        else:
            filling.cancel()
        await asyncio.wait({filling}, timeout=PATIENCE)
        with pytest.raises(DBAPIError if cut else asyncio.CancelledError):
            filling.result()
    async with other.reading() as tx:
        assert await tx.values(sa.select(note.c.value)) == ["ours"]
    await other.close()
