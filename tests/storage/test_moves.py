"""A feed that moved for good is asked at its new address, and found at the old one."""

from dataclasses import replace

from feeds.model import Feed, Health, Move
from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON, entry, failed_look, look
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


async def test_many_addresses_are_looked_up_at_once_as_each_by_itself(archive: Archive) -> None:
    feed, other = await wire(archive), await wire(archive, "Other", guilds=())
    await moved(archive, feed)
    there = {feed.address: feed.id, NEW: feed.id, other.address: other.id}
    assert await archive.feeds.ids_at((*there, "https://nobody.example")) == there
    places = {feed.id: NEW, other.id: other.address}
    assert await archive.feeds.addresses_of((*places, 99)) == places
    assert await archive.feeds.ids_at(()) == {}
    assert await archive.feeds.addresses_of(()) == {}


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


async def move_on(archive: Archive, feed: Feed, to: str, hours: int) -> None:
    """The feed's third look that was led there."""
    current = await archive.feeds.get(feed.id)
    assert current is not None
    move = Move(to=to, times=3, believed=True)
    await archive.feeds.save(
        replace(look(current, next_due_at=NOON + 9 * HOUR), move=move), NOON + hours * HOUR
    )


async def test_feed_moves_to_the_address_of_one_whose_readers_it_took_over(archive: Archive) -> None:
    old, new = await wire(archive, "Old", guilds=("a",)), await wire(archive, "New", guilds=("b",))
    await moved(archive, old, new.address)
    for hours, (to, other) in enumerate([(old.address, new.address), (new.address, old.address)] * 2, 1):
        await move_on(archive, new, to, hours)
        after = await archive.feeds.get(new.id)
        assert after is not None
        assert after.address == to
        assert await archive.feeds.find(other) == after
        assert [row.feed for row in await archive.subscriptions.of_guild("a")] == [after]
    retired = await archive.feeds.get(old.id)
    assert retired is not None
    assert retired.next_due_at is None


async def test_feed_that_slept_takes_readers_over_as_if_it_had_never_been_read(archive: Archive) -> None:
    asleep = await wire(archive, "Asleep", backlog="silent")
    await bring(archive, asleep, entry("old"))
    await archive.subscriptions.unsubscribe("a", asleep.id)
    feed = await wire(archive, "Wire", guilds=("z",))
    await bring(archive, feed, entry("e1"), entry("e2"))
    for number in (2, 3):
        await archive.stories.set_aside(number, "it was told", NOON)
    await move_on(archive, feed, asleep.address, 1)
    woken = await archive.feeds.get(asleep.id)
    assert woken is not None
    assert (woken.first_read_at, woken.etag, woken.next_due_at) == (None, None, NOON + HOUR)
    told = (entry("old"), entry("e1"), entry("e2"))
    assert await bring(archive, asleep, *told, entry("missed"), now=NOON + 2 * HOUR) == 1
    assert await bring(archive, asleep, *told, entry("new"), now=NOON + 3 * HOUR) == 1
    missed, new = await archive.stories.unread(4), await archive.stories.unread(5)
    assert missed is not None
    assert new is not None
    assert (missed.guid, missed.silent, new.guid, new.silent) == ("missed", True, "new", False)


async def test_feed_in_trouble_that_takes_readers_over_was_seen_to_be_well(archive: Archive) -> None:
    troubles: tuple[Health, ...] = ("failing", "paused", "gone")
    for health in troubles:
        ill = await wire(archive, f"Ill-{health}", guilds=("b",))
        failed = failed_look(ill)
        week = None if health == "gone" else NOON + 168 * HOUR
        standing = replace(failed.standing, health=health, next_due_at=week, gone_times=3)
        await archive.feeds.save(replace(failed, standing=standing), NOON)
        feed = await wire(archive, f"Moved-{health}", guilds=(health,))
        await move_on(archive, feed, ill.address, 1)
        (taken,) = await archive.feeds.due([ill.id], NOON + HOUR)
        assert (taken.health, taken.failures, taken.gone_times) == ("well", 0, 0), health
        assert [row.feed.id for row in await archive.subscriptions.of_guild(health)] == [ill.id]


async def test_news_of_the_look_that_hands_over_reaches_the_readers_where_they_are(archive: Archive) -> None:
    old, new = await wire(archive, "Old", guilds=("a",)), await wire(archive, "New", guilds=("b",))
    await bring(archive, new, entry("both"))
    await moved(archive, old, new.address)
    hot = await archive.stories.unread(2)
    assert hot is not None
    assert (hot.guid, hot.feed_id) == ("e1", new.id)
    for guild in ("a", "b"):
        assert hot.feed_id in [row.feed.id for row in await archive.subscriptions.of_guild(guild)]
    assert await bring(archive, new, entry("both"), entry("e1"), now=NOON + 2 * HOUR) == 0


async def test_feed_does_not_move_to_an_address_that_no_index_takes(archive: Archive) -> None:
    feed = await wire(archive)
    endless = "https://elsewhere.example/" + "".join(chr(0x4E00 + number) for number in range(1000))
    assert (await moved(archive, feed, endless)).address == feed.address


async def test_move_in_a_look_that_came_too_late_is_not_made(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    late = replace(look(feed), move=Move(to=NEW, times=3, believed=True))
    await archive.feeds.save(late, NOON + HOUR)
    kept = await archive.feeds.get(feed.id)
    assert kept is not None
    assert kept.address == feed.address
