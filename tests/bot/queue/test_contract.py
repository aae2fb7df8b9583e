"""What both queues promise: a nudge of a kept transaction is run, once at a time for each row."""

import pytest

from storage.engine import Database
from storage.model import JobKind
from tests.bot.queue.conftest import Keys, Office, nudge, working


async def undone(database: Database, kind: JobKind, key: str) -> None:
    async with database.writing() as tx:
        tx.nudge(kind, key)
        _ = 1 / 0


async def test_nudge_of_a_kept_transaction_is_run_with_the_rows_id_and_that_of_an_undone_one_is_not(
    office: Office,
) -> None:
    seen = Keys()
    async with working(office.queue, {"read": seen}):
        with pytest.raises(ZeroDivisionError):
            await undone(office.database, "read", "6")
        await nudge(office.database, "read", "7")
        assert await seen.next() == "7"
    assert seen.given == ["7"]


async def test_row_that_waits_or_is_running_is_not_run_beside_itself(office: Office) -> None:
    slow, others = Keys(), Keys()
    slow.open.clear()
    async with working(office.queue, {"mend": slow, "read": others}):
        await nudge(office.database, "mend", "1")
        await slow.next()
        await nudge(office.database, "mend", "1")
        for number in "123":
            await nudge(office.database, "read", number)
            await others.next()
        assert slow.given == ["1"]
        slow.open.set()


async def test_failing_handler_ends_neither_the_queue_nor_its_neighbours(office: Office) -> None:
    seen = Keys()

    async def fragile(key: str) -> None:
        if key == "bad":
            raise RuntimeError("a bug")
        await seen(key)

    async with working(office.queue, {"poll": fragile}) as task:
        await nudge(office.database, "poll", "bad", "good")
        await seen.until("good")
        assert not task.done()


async def test_queue_takes_nothing_more_when_told_to_stop_and_ends_with_what_runs(office: Office) -> None:
    seen = Keys()
    seen.open.clear()
    async with working(office.queue, {"read": seen}) as task:
        await nudge(office.database, "read", "1")
        await seen.next()
        office.queue.stop()
        await nudge(office.database, "read", "2")
        assert not task.done()
        seen.open.set()
        await task
    assert seen.given == ["1"]
    assert 0 < office.queue.grace <= 2


async def test_what_was_done_is_forgotten(office: Office) -> None:
    seen = Keys()
    async with working(office.queue, {"read": seen}):
        await nudge(office.database, "read", "1")
        await seen.next()
        await office.queue.trim()
        await nudge(office.database, "read", "2")
        await seen.until("2")
