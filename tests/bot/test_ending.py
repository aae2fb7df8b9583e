"""A process ends when it is told to, whatever it waits for."""

import asyncio
from pathlib import Path

import pytest

from bot.process import ending
from bot.process.ending import Ending
from storage.engine import database_url, own_connection
from storage.migrate import migrate
from storage.schema import VERSION_TABLE
from tests.acceptance.wirewatch import Process

UNTIL_SOMEBODY_WAITS = """
DO $$ BEGIN
    WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.02); END LOOP;
END $$
"""


async def stubborn(begun: asyncio.Event, waits: int) -> None:
    """Wait for what never comes; cancelled, wait for it again, so many times in all."""
    begun.set()
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        if waits > 1:
            await stubborn(begun, waits - 1)


@pytest.mark.parametrize("signals", [1, 2])
async def test_what_never_looks_whether_it_is_to_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, signals: int
) -> None:
    monkeypatch.setattr(ending, "PATIENCE", 0 if signals == 1 else None)
    monkeypatch.setattr(ending, "UNWINDING", 0)
    begun, told = asyncio.Event(), Ending()
    work = asyncio.create_task(stubborn(begun, waits=2))
    await begun.wait()
    for _ in range(signals):
        assert not work.cancelled()
        told.signalled()
    assert told.stopping.is_set()
    await told.end(work)
    assert work.cancelled()


async def test_second_signal_ends_a_process_that_waits_for_anothers_migration(
    empty_postgresql: str, tmp_path: Path
) -> None:
    url = database_url(empty_postgresql)
    await migrate(url)
    process = Process(tmp_path, "run", "--role", "schedule", WIREWATCH_DATABASE_URL=empty_postgresql)
    async with own_connection(url) as connection, connection.transaction():
        await connection.execute(f"LOCK TABLE {VERSION_TABLE} IN ACCESS EXCLUSIVE MODE")
        async with process:
            await connection.execute(UNTIL_SOMEBODY_WAITS)
            process.terminate()
            await process.says("Ending")
            process.terminate()
            assert await process.ended() == 0
    assert "Traceback" not in process.everything
