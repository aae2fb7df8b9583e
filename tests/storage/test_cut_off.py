"""Work on PostgreSQL that is cancelled ends, whatever it does."""

import asyncio

import pytest
import sqlalchemy as sa

from storage.engine import Database, create_engine, database_url
from storage.queue import NoNudges
from storage.schema import note

LONG = "x" * 1_000_000


@pytest.mark.parametrize("pool", [None, 2], ids=["of a move", "of the pool"])
async def test_sending_many_rows_can_be_cancelled_between_two_of_them(
    migrated_postgresql: str, pool: int | None
) -> None:
    url = database_url(migrated_postgresql)
    engine, begun = create_engine(url, pool=pool), asyncio.Event()

    async def fill() -> None:
        async with engine.begin() as connection:
            begun.set()
            rows = [{"key": str(number), "value": LONG} for number in range(50)]
            await connection.execute(sa.insert(note), rows)

    other = Database(migrated_postgresql, NoNudges())
    async with other.writing() as tx:
        await tx.execute(tx.insert(note).values(key="0", value="theirs"))
        filling = asyncio.create_task(fill())
        await begun.wait()
        # the first row waits for the same one of ours, and the others fill the way there
        blocked = sa.text("SELECT 1 FROM pg_locks WHERE NOT granted")
        while await tx.value(blocked) is None:  # noqa: ASYNC110 - PostgreSQL tells nobody who waits
            await asyncio.sleep(0)
        filling.cancel()
        done, _ = await asyncio.wait({filling}, timeout=30)
        assert done == {filling}
        assert filling.cancelled()
    async with other.reading() as tx:
        assert await tx.values(sa.select(note.c.value)) == ["theirs"]
    async with engine.connect() as connection:
        assert await connection.scalar(sa.text("SELECT 1")) == 1
    await engine.dispose()
    await other.close()
