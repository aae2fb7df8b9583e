"""A process that is killed at any await between claim and commit loses no article and doubles none.

Here one feed is looked at, and every await is tried; in tests/storage/test_killed_looks.py several are, whose
looks are saved together, on both databases.
"""

import sqlalchemy as sa

from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import reading
from tests.acceptance.killed import groups_of, wrong
from tests.fakes.feeds import FeedServer

MOST_AWAITS = 100


async def read_all(url: str) -> None:
    """Let the first reports count as read: what changes them from now on is a correction."""
    database = Database(url, NoNudges())
    async with database.writing() as tx:
        await tx.execute(sa.update(reading).values(state="read"))
    await database.close()


async def test_killed_poll_loses_nothing_and_doubles_nothing(archive_url: str) -> None:
    async with FeedServer() as wire:
        prepared = await groups_of(archive_url, wire, MOST_AWAITS, 1)
        await read_all(archive_url)
        runs = await prepared.killed(stride=1)
    assert [run["died"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) > 20, "there are more awaits than that between claim and commit"
    assert wrong(runs, 1) == []
