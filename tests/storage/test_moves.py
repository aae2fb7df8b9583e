"""A feed that moved for good is asked at its new address, and found at the old one."""

from dataclasses import replace

from feeds.model import Feed, Move
from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON, entry, look
from tests.storage.conftest import Noted
from tests.storage.scenes import bring, wire

NEW = "https://elsewhere.example/feed"


async def moved(
    archive: Archive, feed: Feed, to: str = NEW, *, times: int = 3, believed: bool = True
) -> Feed:
    current = await archive.feeds.get(feed.id)
    assert current is not None
    move = Move(to=to, times=times, believed=believed)
    await archive.feeds.save(replace(look(current, entry()), move=move), NOON)
    after = await archive.feeds.get(feed.id)
    assert after is not None
    return after


async def test_redirect_is_counted_until_it_is_believed(archive: Archive) -> None:
    feed = await wire(archive)
    counted = await moved(archive, feed, times=2, believed=False)
    assert (counted.address, counted.moved_to, counted.moved_times) == (feed.address, NEW, 2)
    followed = await moved(archive, replace(feed, next_due_at=counted.next_due_at))
    assert (followed.address, followed.moved_to, followed.moved_times) == (NEW, None, 0)


async def test_old_address_leads_to_the_feed(archive: Archive) -> None:
    feed = await wire(archive)
    after = await moved(archive, feed)
    assert await archive.feeds.find(feed.address) == after
    assert await archive.feeds.find(NEW) == after
    again = await archive.feeds.add(address=feed.address, outlet="Declared", declared=True, now=NOON)
    assert (again.id, again.outlet) == (feed.id, "Declared")
    assert len(await archive.feeds.all()) == 1


async def test_moved_feed_is_polled_as_its_new_hosts(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await archive.nudge_unfinished(NOON)
    await moved(archive, feed)
    other = await archive.feeds.add(address="https://elsewhere.example/other", outlet="E", now=NOON)
    await archive.subscriptions.subscribe("a", other.id, "command", NOON)
    nudges.take()
    await archive.nudge_unfinished(NOON + 2 * HOUR, frozenset({"poll"}))
    assert [key for kind, key in nudges.take() if kind == "poll"] == [str(other.id)], "one at a time"


async def test_feed_that_moves_to_another_feeds_address_hands_its_readers_over(archive: Archive) -> None:
    old = await wire(archive, "Old", guilds=("a", "b"))
    new = await wire(archive, "New", guilds=("b",))
    await moved(archive, old, new.address)
    assert [held.feed.id for held in await archive.subscriptions.of_guild("a")] == [new.id]
    assert [held.feed.id for held in await archive.subscriptions.of_guild("b")] == [new.id]
    assert await archive.feeds.due([old.id], NOON + 1000 * HOUR) == ()
    found = await archive.feeds.find(old.address)
    assert found is not None
    assert found.id == new.id


async def test_feed_that_moves_back_keeps_both_addresses(archive: Archive) -> None:
    feed = await wire(archive)
    there = await moved(archive, feed)
    current = await archive.feeds.get(feed.id)
    assert current is not None
    back = Move(to=feed.address, times=3, believed=True)
    await archive.feeds.save(replace(look(current), move=back), NOON + HOUR)
    home = await archive.feeds.get(feed.id)
    assert home is not None
    assert home.address == feed.address
    assert await archive.feeds.find(there.address) == home


async def test_move_in_a_look_that_came_too_late_is_not_made(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    late = replace(look(feed), move=Move(to=NEW, times=3, believed=True))
    await archive.feeds.save(late, NOON + HOUR)
    kept = await archive.feeds.get(feed.id)
    assert kept is not None
    assert kept.address == feed.address
