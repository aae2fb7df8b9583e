"""A process that is killed while it migrates leaves all to the next; two at once migrate once."""

import asyncio
import os
import signal

import sqlalchemy as sa
from alembic import command
from sqlalchemy.engine import URL, Engine

from storage.engine import create_engine, database_url
from storage.migrate import migrate
from storage.schema import HEAD, VERSION_TABLE
from storage.upgrade import configuration

BEFORE = "0003"
NAMES = ("Meridian", "Lantern", "Київ")


def child(url: URL, dies_after: str = "nothing") -> int:
    """A process that migrates; after a statement with these words SIGKILL ends it. Its number."""
    number = os.fork()
    if number:
        return number
    try:

        @sa.event.listens_for(Engine, "after_cursor_execute")
        def die(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if dies_after in " ".join(statement.split()):
                os.kill(os.getpid(), signal.SIGKILL)

        asyncio.run(migrate(url))
        os._exit(0)
    finally:
        os._exit(1)


def ended(number: int) -> int:
    """How it ended: 0, or the negative number of the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


async def an_older_one(url: URL) -> None:
    """A database of an earlier version with some rows in it."""
    engine = create_engine(url, migrating=True)
    async with engine.begin() as connection:

        def begin(held: sa.Connection) -> None:
            command.upgrade(configuration(held), BEFORE)

        await connection.run_sync(begin)
        for number, name in enumerate(NAMES):
            await connection.execute(
                sa.text("INSERT INTO note (key, value) VALUES (:key, :value)"),
                {"key": name, "value": str(number)},
            )
    await engine.dispose()


async def held(url: URL) -> tuple[str, list[str]]:
    """Which revision a database is at, and what was in it."""
    engine = create_engine(url)
    async with engine.connect() as connection:
        revision = await connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))
        notes = await connection.scalars(sa.text("SELECT key FROM note ORDER BY value"))
        found = str(revision), list(notes)
    await engine.dispose()
    return found


async def test_killed_migration_changes_nothing_and_the_next_one_is_whole(empty_url: str) -> None:
    url = database_url(empty_url)
    await an_older_one(url)
    for last in ("CREATE TABLE process", f"version_num='{HEAD}'"):
        assert ended(await asyncio.to_thread(child, url, last)) == -signal.SIGKILL
        assert await held(url) == (BEFORE, list(NAMES))
    assert [ended(number) for number in [await asyncio.to_thread(child, url) for _ in range(2)]] == [0, 0]
    assert await held(url) == (HEAD, list(NAMES))
