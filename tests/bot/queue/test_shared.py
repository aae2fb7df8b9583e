"""What the queue on PostgreSQL promises beside that: many workers, dead ones, and each shard's deliveries."""

import asyncio
import logging
from datetime import timedelta
from threading import Thread
from unittest.mock import ANY
from uuid import uuid4

import pytest
import sqlalchemy as sa
from asyncpg import InterfaceError, InternalClientError
from pgqueuer import AsyncpgDriver
from pgqueuer.ports.repository import EntrypointExecutionParameter
from pgqueuer.types import QueueEntrypoint, QueueManagerId

from bot.queue.lane import HEARTBEAT
from bot.queue.shared import ABANDONED, AHEAD
from bot.queue.statements import SETTINGS, queries_on
from bot.queue.taking import Ears
from bot.queue.work import LIMITS
from config.settings import Role
from storage.engine import Database, create_engine, database_url, own_connection
from storage.model import Shards
from tests.bot.queue.conftest import PATIENCE, Keys, nudge, shared, working

READER: frozenset[Role] = frozenset({"read"})
BOT: frozenset[Role] = frozenset({"bot"})
TABLE = SETTINGS.queue_table
CUT = """
SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ~ 'SKIP LOCKED|LISTEN|pg_notify'
"""
AGED = f"UPDATE {TABLE} SET heartbeat = heartbeat - $1::interval WHERE queue_manager_id = $2"


NEVER_USED = create_engine(database_url("postgresql+asyncpg://nobody@localhost/none"), pool=1).pool.status()


async def pick(url: str, name: str) -> tuple[QueueManagerId, list[bytes | None]]:
    """Take a job of this name, if any can be taken, as a process that is killed right after."""
    dead = QueueManagerId(uuid4())
    async with own_connection(database_url(url)) as connection:
        taken = await queries_on(AsyncpgDriver(connection)).dequeue(
            batch_size=1,
            entrypoints={QueueEntrypoint(name): EntrypointExecutionParameter(0)},
            queue_manager_id=dead,
            global_concurrency_limit=None,
            heartbeat_timeout=HEARTBEAT,
        )
    return dead, [job.payload for job in taken]


async def say(url: str, statement: str, *values: object) -> None:
    async with own_connection(database_url(url)) as connection:
        await connection.execute(statement, *values)


async def count(database: Database) -> int:
    async with database.reading() as tx:
        found: int = await tx.value(sa.select(sa.func.count()).select_from(sa.table(TABLE)))
    return found


async def test_killed_workers_job_is_taken_over_once_its_heart_has_not_beaten_for_long(
    migrated_postgresql: str,
) -> None:
    seen = Keys()
    async with shared(migrated_postgresql, READER) as (queue, database):
        await nudge(database, "read", "1")
        dead, taken = await pick(migrated_postgresql, "read")
        assert taken == [b"1"]
        async with working(queue, {"read": seen}):
            await nudge(database, "read", "1", "2")
            assert await seen.next() == "2", "the first may still be at work"
            await say(migrated_postgresql, AGED, HEARTBEAT + timedelta(seconds=1), dead)
            await nudge(database, "read", "3")
            assert {await seen.next(), await seen.next()} == {"1", "3"}


async def test_many_jobs_of_two_workers_are_done_once_each(migrated_postgresql: str) -> None:
    seen, wanted = Keys(), [str(number) for number in range(100)]
    async with (
        shared(migrated_postgresql, READER) as (one, database),
        shared(migrated_postgresql, READER) as (other, _),
        working(one, {"read": seen}),
        working(other, {"read": seen}),
    ):
        await nudge(database, "read", *wanted)
        for _ in wanted:
            await seen.next()
    assert sorted(seen.given) == sorted(wanted)


async def test_queue_is_crowded_by_what_no_process_takes_and_drops_it_in_the_end(
    migrated_postgresql: str,
) -> None:
    async with shared(migrated_postgresql, frozenset({"schedule"}), None) as (queue, database):
        await nudge(database, "read", *map(str, range(AHEAD["read"])))
        await nudge(database, "poll", "1,2")
        assert await queue.crowded() == {"read"}
        dead, _ = await pick(migrated_postgresql, "read")
        await say(migrated_postgresql, f"UPDATE {TABLE} SET created = created - interval '1 hour'")
        await queue.trim()
        assert await queue.crowded() == frozenset()
        assert await count(database) == 1, "whoever took it was heard of"
        await say(migrated_postgresql, AGED, 2 * ABANDONED, dead)
        await queue.trim()
        assert await count(database) == 0


async def test_lane_that_lost_its_connection_goes_on_beside_what_runs_and_holds_that(
    migrated_postgresql: str,
) -> None:
    seen = Keys()
    seen.open.clear()
    async with (
        shared(migrated_postgresql, BOT) as (queue, database),
        working(queue, {"deliver": seen}),
    ):
        await nudge(database, "deliver", "channel:slow")
        assert await seen.next() == "channel:slow"
        await say(migrated_postgresql, f"UPDATE {TABLE} SET heartbeat = now() - interval '1 hour'")
        await say(migrated_postgresql, CUT)
        await nudge(database, "deliver", "channel:slow", "channel:quick")
        assert await seen.next() == "channel:quick"
        assert await pick(migrated_postgresql, "deliver 0/1") == (ANY, []), "both are at work"
        seen.open.set()
        async with asyncio.timeout(PATIENCE):
            while await count(database):  # noqa: ASYNC110 - the queue tells nobody
                await asyncio.sleep(0.01)
    assert seen.given == ["channel:slow", "channel:quick"]


async def test_connection_that_a_statement_finds_cut_is_lost_and_told_of_once(
    migrated_postgresql: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The cut is read, and not yet the connection's end: asyncpg gives up then and tells no listener."""
    lost: list[bool] = []
    async with own_connection(database_url(migrated_postgresql)) as connection:
        ears = Ears(connection, ("read",), lambda: lost.append(True))
        await ears.add_listener("wirewatch_test", lambda _: None)
        assert not lost
        elsewhere = Thread(target=lambda: asyncio.run(say(migrated_postgresql, CUT)))
        elsewhere.start()
        elsewhere.join()
        for _ in range(2):
            await asyncio.sleep(0)
        with pytest.raises(InternalClientError) as cut:
            await ears.execute("SELECT 1")
        assert lost
        for ask in (ears.fetch("SELECT 1"), ears.notify("wirewatch_test", "")):
            lost.clear()
            with pytest.raises(InterfaceError):
                await ask
            assert lost
    logging.getLogger("pgqueuer").error("Flush failed", exc_info=cut.value)
    assert caplog.records == [], "the lane tells of it"


async def test_process_does_no_more_of_a_kind_at_once_than_its_limit_and_others_beside_it(
    migrated_postgresql: str,
) -> None:
    reads, editions = Keys(), Keys()
    reads.open.clear()
    wanted = [str(number) for number in range(3 * LIMITS["read"])]
    async with (
        shared(migrated_postgresql, READER) as (queue, database),
        working(queue, {"read": reads, "publish": editions}),
    ):
        await nudge(database, "read", *wanted)
        for _ in range(LIMITS["read"]):
            await reads.next()
        await nudge(database, "publish", "7")
        assert await editions.next() == "7"
        assert len(reads.given) == LIMITS["read"]
        reads.open.set()
        for _ in wanted[LIMITS["read"] :]:
            await reads.next()
    assert sorted(reads.given) == sorted(wanted)


async def test_whoever_only_nudges_uses_the_queue_to_its_end_and_leaves_no_connection(
    migrated_postgresql: str,
) -> None:
    async with shared(migrated_postgresql, frozenset({"schedule"}), None) as (queue, _):
        async with working(queue, {}) as task:
            await queue.crowded()
            assert not task.done()
        assert queue._engine.pool.status() == NEVER_USED


async def test_what_was_done_is_not_forgotten_while_a_dump_reads_it_and_nobody_waits_for_that(
    migrated_postgresql: str,
) -> None:
    async with (
        shared(migrated_postgresql, frozenset({"schedule"}), None) as (queue, database),
        own_connection(database_url(migrated_postgresql)) as dump,
    ):
        await nudge(database, "read", "1")
        async with dump.transaction():
            done = await dump.fetchval(f"SELECT count(*) FROM {SETTINGS.queue_table_log}")
            await queue.trim()
            assert await dump.fetchval(f"SELECT count(*) FROM {SETTINGS.queue_table_log}") == done > 0
        await queue.trim()
        assert not await dump.fetchval(f"SELECT count(*) FROM {SETTINGS.queue_table_log}")


async def test_deliveries_go_to_whoever_holds_their_shard_and_follow_it(migrated_postgresql: str) -> None:
    first, second = Keys(), Keys()
    async with (
        shared(migrated_postgresql, BOT, Shards(total=2, mine=frozenset({0}))) as (one, database),
        shared(migrated_postgresql, BOT, Shards(total=2, mine=frozenset())) as (other, _),
        working(one, {"deliver": first}),
        working(other, {"deliver": second}),
    ):
        first.open.clear()
        await nudge(database, "deliver", "user:1")
        assert await first.next() == "user:1"
        one.hold(Shards(total=2, mine=frozenset({0, 1})))
        await nudge(database, "deliver", "user:3")
        assert await first.next() == "user:3", "nobody waits for what is being sent"
        first.open.set()
        one.hold(Shards(total=2, mine=frozenset()))
        await nudge(database, "deliver", "user:2")
        other.hold(Shards(total=2, mine=frozenset({0})))
        assert await second.next() == "user:2"
    assert (first.given, second.given) == (["user:1", "user:3"], ["user:2"])
