"""Transactions are kept whole, nobody's update is lost, and nudges follow what was kept."""

import asyncio
import traceback
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.archive import Archive
from storage.engine import Database
from storage.model import Job
from storage.schema import feed, note, subscription, tally
from tests.fakes.examples import NOON
from tests.storage.conftest import Noted


@pytest.fixture
def database(archive: Archive) -> Database:
    """The database under the archive."""
    return archive._database


async def test_eight_concurrent_writers_lose_no_update(database: Database) -> None:
    async def count() -> None:
        for _ in range(10):
            async with database.writing() as tx:
                seen = await tx.value(sa.select(tally.c.changes).with_for_update())
                await asyncio.sleep(0)
                await tx.execute(sa.update(tally).values(changes=seen + 1))

    await asyncio.gather(*(count() for _ in range(8)))
    async with database.reading() as tx:
        assert await tx.value(sa.select(tally.c.changes)) == 80


async def test_two_archives_of_one_database_lose_no_update(archive: Archive, url: str) -> None:
    other = await Archive.open(url, Noted())

    async def count(database: Database) -> None:
        for _ in range(10):
            async with database.writing() as tx:
                seen = await tx.value(sa.select(tally.c.changes).with_for_update())
                await tx.execute(sa.update(tally).values(changes=seen + 1))

    await asyncio.gather(count(archive._database), count(other._database))
    async with other._database.reading() as tx:
        assert await tx.value(sa.select(tally.c.changes)) == 20
    await other.close()


async def test_reader_sees_nothing_of_an_open_transaction(database: Database) -> None:
    async with database.writing() as tx:
        await tx.execute(tx.insert(note).values(key="k", value="v"))
        async with database.reading() as reader:
            assert await reader.row(sa.select(note)) is None
    async with database.reading() as reader:
        assert await reader.value(sa.select(note.c.value)) == "v"


async def test_reader_sees_one_state_whatever_is_written_meanwhile(archive: Archive) -> None:
    query = sa.select(note.c.value).where(note.c.key == "k")
    await archive.guilds.note("k", "before")
    async with archive._database.reading() as tx:
        assert await tx.value(query) == "before"
        await archive.guilds.note("k", "after")
        assert await tx.value(query) == "before"
    assert await archive.guilds.note_of("k") == "after"


async def test_nudges_go_inside_before_the_commit_and_after_it(database: Database, nudges: Noted) -> None:
    job = Job(kind="read", key="5")
    async with database.writing() as tx:
        tx.nudge("read", 5)
        tx.nudge("read", "5")
        assert (nudges.inside, nudges.done) == ([], [])
    assert (nudges.inside, nudges.done) == ([job], [job])


async def leave_a_note(database: Database, *, broken_off: bool = False) -> None:
    async with database.writing() as tx:
        await tx.execute(tx.insert(note).values(key="k", value="v"))
        tx.nudge("read", 5)
        if broken_off:
            raise RuntimeError("broken off")


async def test_broken_transaction_keeps_nothing_and_nudges_nobody(database: Database, nudges: Noted) -> None:
    with pytest.raises(RuntimeError, match="broken off"):
        await leave_a_note(database, broken_off=True)
    assert (nudges.inside, nudges.done) == ([], [])
    async with database.reading() as tx:
        assert await tx.row(sa.select(note)) is None


async def test_queue_that_refuses_inside_takes_the_rows_with_it(url: str) -> None:
    class Refusing(Noted):
        async def within(self, connection: object, jobs: object) -> None:
            raise RuntimeError("no queue")

    archive = await Archive.open(url, Refusing())
    with pytest.raises(RuntimeError, match="no queue"):
        await leave_a_note(archive._database)
    assert await archive.guilds.note_of("k") is None
    await archive.close()


async def test_row_that_refers_to_nothing_is_refused(database: Database) -> None:
    orphan = {"guild": "a", "feed": 77, "origin": "command", "created_at": NOON}
    with pytest.raises(IntegrityError):
        async with database.writing() as tx:
            await tx.execute(tx.insert(subscription).values(orphan))


async def test_what_a_failed_statement_carried_is_not_told(database: Database) -> None:
    secret = {"key": "https://news.example/feed?key=sesame", "value": "sesame"}

    async def keep() -> None:
        async with database.writing() as tx:
            await tx.execute(tx.insert(note).values(secret))

    await keep()
    with pytest.raises(IntegrityError) as raised:
        await keep()
    assert "sesame" not in "".join(traceback.format_exception(raised.value))


async def test_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="no time zone"):
        async with database.reading() as tx:
            await tx.rows(sa.select(feed).where(feed.c.next_due_at <= NOON.replace(tzinfo=None)))


async def test_cancelled_writer_leaves_the_way_free(database: Database) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with database.writing() as tx:
            await tx.execute(tx.insert(note).values(key="k", value="v"))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.writing() as tx:
        assert await tx.row(sa.select(note)) is None


def watched(url: str) -> tuple[Database, list[ConnectionPoolEntry]]:
    """A database, and the pool's place of each connection that it will open."""
    database = Database(url, Noted())
    opened: list[ConnectionPoolEntry] = []
    sa.event.listen(database._engine.sync_engine, "connect", lambda _, entry: opened.append(entry))
    return database, opened


async def test_close_beside_open_transactions_leaves_no_connection_behind(url: str) -> None:
    database, opened = watched(url)
    async with database.reading() as reader, database.writing() as writer:
        await writer.execute(writer.insert(note).values(key="k", value="v"))
        await database.close()
        assert await reader.row(sa.select(note)) is None
    assert [entry.dbapi_connection for entry in opened] == [None, None]


async def test_transaction_begun_after_close_leaves_no_connection_behind(url: str) -> None:
    database, opened = watched(url)
    await database.close()
    async with database.reading() as tx:
        assert await tx.row(sa.select(note)) is None
    assert [entry.dbapi_connection for entry in opened] == [None]


async def test_sqlite_keeps_a_log_beside_the_file_and_minds_references(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.db"
    archive = await Archive.open(f"sqlite+aiosqlite:///{path}", Noted())
    async with archive._database.reading() as tx:
        assert await tx.value(sa.text("PRAGMA journal_mode")) == "wal"
        assert await tx.value(sa.text("PRAGMA foreign_keys")) == 1
        assert await tx.value(sa.text("PRAGMA busy_timeout")) == 15000
    await archive.close()


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT id FROM feed WHERE next_due_at <= ? LIMIT 9", "ix_feed_next_due_at"),
        ("SELECT id FROM digest_plan WHERE next_due_at <= ? LIMIT 9", "ix_digest_plan_next_due_at"),
        ("SELECT article FROM reading WHERE state = ? LIMIT 9", "ix_reading_state_wake_at"),
        (
            "SELECT target FROM delivery WHERE state IN ('due', 'claimed') AND not_before <= ? GROUP BY 1",
            "ix_delivery_unfinished",
        ),
        (
            "SELECT id FROM delivery WHERE state IN ('due', 'claimed') AND target = ? AND not_before <= ?",
            "ix_delivery_unfinished",
        ),
        (
            "SELECT id FROM delivery WHERE attempts > 0 AND state IN ('due', 'claimed', 'unknown')",
            "ix_delivery_tried",
        ),
        ("SELECT story FROM trace_term WHERE term = ? AND at >= 0", "ix_trace_term_term_at_story"),
        ("SELECT id FROM delivery WHERE guild = ? AND subject = 's'", "ix_delivery_guild_subject"),
    ],
)
async def test_what_the_tick_asks_for_is_indexed(
    migrated_sqlite: Path, query: str, index: str, tmp_path: Path
) -> None:
    database = Database(f"sqlite+aiosqlite:///{migrated_sqlite}", Noted())
    async with database.reading() as tx:
        steps = await tx.rows(sa.text("EXPLAIN QUERY PLAN " + query.replace("?", "'x'")))
    await database.close()
    assert any(index in step["detail"] for step in steps)
