"""A process killed while it looks at several feeds, to save them together, loses and doubles nothing.

One feed of each group moves to its new address with that look: a third permanent redirect in a row.
"""

import sqlalchemy as sa

from feeds.moves import MOVES
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import feed
from tests.acceptance.killed import SECOND, Groups, groups_of, wrong
from tests.fakes.feeds import FeedServer

TOGETHER = 3
TRIED = 20
STRIDE = 7
"""Awaits between two kills: a look at every one of them would take a minute."""


async def move_the_last(prepared: Groups, wire: FeedServer) -> None:
    """Let the last feed of each group be one look short of being believed to have moved."""
    database = Database(prepared.url, NoNudges())
    async with database.writing() as tx:
        for number, group in enumerate(prepared.groups):
            path = f"/{number * TOGETHER + TOGETHER - 1}"
            wire.redirect(path, f"/moved{path}", 301)
            led = {"moved_to": wire.put(f"/moved{path}", SECOND, etag='"2"'), "moved_times": MOVES - 1}
            await tx.execute(sa.update(feed).where(feed.c.id == group[-1]).values(led))
    await database.close()


async def test_killed_looks_lose_nothing_and_double_nothing(url: str) -> None:
    async with FeedServer() as wire:
        prepared = await groups_of(url, wire, TRIED, TOGETHER)
        await move_the_last(prepared, wire)
        runs = await prepared.killed(STRIDE)
    assert [run["died"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) > 10, "there are more awaits than that between claim and commit"
    assert wrong(runs, TOGETHER) == []
    moved = [["/moved/" in address for address in run["addresses"]] for run in runs]
    assert moved == [[False, False, True]] * len(runs)
