"""What people settle while a feed moves or is read again (PostgreSQL): nothing of it is lost."""

from dataclasses import replace

import sqlalchemy as sa

from feeds.model import Move
from storage.archive import Archive
from storage.counting import in_turn
from storage.documents import PLANNED, Planned
from storage.engine import Database
from storage.pausing import hold
from storage.schema import digest_plan, paused_feed, subscription
from tests.fakes.examples import NOON, look
from tests.storage.interleaved.conftest import waiting
from tests.storage.scenes import wire
from tests.storage.test_plans import plan_of


async def test_plan_edited_while_its_feed_moves_keeps_the_edit(archive: Archive, database: Database) -> None:
    old, new = await wire(archive, "Old"), await wire(archive, "New")
    plan = await plan_of(archive, wishes=Planned(feeds=(old.id,)))
    gone = replace(look(old), move=Move(to=new.address, times=3, believed=True))
    async with database.writing() as tx:
        await in_turn(tx, "plans")
        edited = PLANNED.dump(Planned(feeds=(old.id,), keywords=("grain",)))
        await tx.execute(sa.update(digest_plan).where(digest_plan.c.id == plan.id).values(wishes=edited))
        moving = await waiting(database, archive.feeds.save(gone, NOON))
    await moving
    [kept] = await archive.plans.of_guild("a")
    assert (kept.feeds, kept.keywords) == ((new.id,), ("grain",))


async def test_feed_filed_while_it_is_resumed_is_filed(archive: Archive, database: Database) -> None:
    feed = await wire(archive)
    assert await archive.pausing.pause("a", feed.id, NOON)
    async with database.writing() as tx:
        await hold(tx, (feed.id,))
        row = {"guild": "a", "feed": feed.id, "topic": "", "origin": "command", "created_at": NOON}
        await tx.execute(tx.insert(subscription).values(row))
        await tx.execute(sa.delete(paused_feed).where(paused_feed.c.feed == feed.id))
        filing = await waiting(database, archive.subscriptions.file("a", feed.id, "Sport"))
    assert await filing is True
    [read] = await archive.subscriptions.of_guild("a")
    assert read.topic == "Sport"
