"""A feed is polled while some guild reads it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.model import Backlog, Feed, Health
from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON, entry, failed_look
from tests.storage.conftest import Noted
from tests.storage.scenes import bring, wire


async def test_guild_subscribes_once(archive: Archive) -> None:
    feed = await wire(archive, guilds=())
    assert await archive.subscriptions.subscribe("a", feed.id, "command", NOON)
    assert not await archive.subscriptions.subscribe("a", feed.id, "configuration", NOON)
    (kept,) = await archive.subscriptions.of_guild("a")
    assert (kept.guild, kept.feed, kept.origin, kept.last_error, kept.last_read_at) == (
        "a",
        replace(feed, next_due_at=NOON),
        "command",
        None,
        None,
    )


TROUBLES: tuple[Health, ...] = ("failing", "paused", "gone")


async def ill(archive: Archive, health: Health) -> Feed:
    """A feed in trouble, of which its readers were told; its next look is a week away, or never."""
    feed = await wire(archive, health.title())
    look = failed_look(feed)
    standing = replace(
        look.standing,
        health=health,
        failures=30,
        failing_since=NOON - timedelta(days=9),
        next_due_at=None if health == "gone" else NOON + timedelta(days=7),
        announce=True,
    )
    await archive.feeds.save(replace(look, standing=standing), NOON)
    assert await archive.notices.save_notices(feed.id, (), NOON)
    after = await archive.feeds.get(feed.id)
    assert after is not None
    assert after.health == health
    return after


async def test_new_reader_of_a_feed_in_trouble_has_it_looked_at_once(archive: Archive) -> None:
    for health in TROUBLES[:2]:
        feed = await ill(archive, health)
        assert await archive.subscriptions.subscribe("b", feed.id, "command", NOON + HOUR), health
        assert await archive.feeds.due([feed.id], NOON + HOUR) == (replace(feed, next_due_at=NOON + HOUR),)


async def test_reader_who_is_one_already_hurries_no_feed_in_trouble(archive: Archive) -> None:
    for health in TROUBLES:
        feed = await ill(archive, health)
        assert not await archive.subscriptions.subscribe("a", feed.id, "configuration", NOON + HOUR), health
        assert await archive.feeds.get(feed.id) == feed


async def test_trouble_from_before_nobody_read_the_feed_is_forgotten(archive: Archive) -> None:
    for health in TROUBLES:
        feed = await ill(archive, health)
        await archive.subscriptions.unsubscribe("a", feed.id)
        await archive.subscriptions.subscribe("b", feed.id, "command", NOON + 900 * HOUR)
        (woken,) = await archive.feeds.due([feed.id], NOON + 900 * HOUR)
        assert (woken.health, woken.failures, woken.failing_since) == ("well", 0, None), health
        assert (woken.gone_times, woken.announced_at) == (0, None), health
    assert [row.last_error for row in await archive.subscriptions.of_guild("b")] == [None] * len(TROUBLES)


async def test_feed_that_nobody_reads_is_not_polled(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    assert await archive.subscriptions.unsubscribe("a", feed.id)
    assert not await archive.subscriptions.unsubscribe("a", feed.id)
    assert await archive.feeds.due([feed.id], NOON) == (feed,)
    assert await archive.subscriptions.unsubscribe("b", feed.id)
    assert await archive.feeds.due([feed.id], NOON + 1000 * HOUR) == ()


async def test_leaving_what_it_never_had_changes_nothing(archive: Archive) -> None:
    feed = await wire(archive, guilds=("b",))
    assert not await archive.subscriptions.unsubscribe("a", feed.id)
    assert await archive.feeds.due([feed.id], NOON) == (feed,)


async def test_two_guilds_leaving_at_once_end_the_polling(archive: Archive) -> None:
    guilds = ("a", "b", "c", "d")
    feed = await wire(archive, guilds=guilds)
    left = await asyncio.gather(*(archive.subscriptions.unsubscribe(guild, feed.id) for guild in guilds))
    assert all(left)
    assert await archive.feeds.due([feed.id], NOON) == ()


async def test_subscribing_again_makes_the_feed_due(archive: Archive) -> None:
    feed = await wire(archive)
    await archive.subscriptions.unsubscribe("a", feed.id)
    await archive.subscriptions.subscribe("b", feed.id, "command", NOON + HOUR)
    (again,) = await archive.feeds.due([feed.id], NOON + HOUR)
    assert again.next_due_at == NOON + HOUR


@pytest.mark.parametrize(("backlog", "silent"), [("silent", True), ("post", False)])
async def test_feed_that_nobody_read_meanwhile_is_read_as_if_for_the_first_time(
    archive: Archive, backlog: Backlog, silent: bool
) -> None:
    feed = await wire(archive, backlog=backlog)
    await bring(archive, feed, entry("known"))
    await archive.subscriptions.unsubscribe("a", feed.id)
    later = NOON + 720 * HOUR
    await archive.subscriptions.subscribe("b", feed.id, "command", later)
    (woken,) = await archive.feeds.due([feed.id], later)
    assert (woken.first_read_at, woken.etag, woken.last_modified, woken.body_hash) == (None,) * 4
    assert await bring(archive, woken, entry("missed"), entry("known"), now=later) == 1
    assert await bring(archive, woken, entry("new"), now=later + HOUR) == 1
    missed, new = await archive.stories.unread(2), await archive.stories.unread(3)
    assert missed is not None
    assert new is not None
    assert (missed.guid, missed.silent) == ("missed", silent)
    assert (new.guid, new.silent) == ("new", False)


async def test_known_article_that_changed_while_nobody_read_it_is_backlog(archive: Archive) -> None:
    feed = await wire(archive, backlog="silent")
    await bring(archive, feed)
    await bring(archive, feed, entry("known"), entry("same"), now=NOON + HOUR)
    await archive.subscriptions.unsubscribe("a", feed.id)
    await archive.subscriptions.subscribe("b", feed.id, "command", NOON + 9 * HOUR)
    changed = entry("known", title="Envoy met president")
    await bring(archive, feed, changed, entry("same"), now=NOON + 9 * HOUR)
    known, same = await archive.stories.unread(1), await archive.stories.unread(2)
    assert known is not None
    assert same is not None
    assert (known.title, known.silent, same.silent) == ("Envoy met president", True, False)


async def test_guild_that_joins_a_feed_is_told_no_old_article(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive, backlog="silent")
    await bring(archive, feed, entry("old"))
    before = await archive.feeds.get(feed.id)
    await archive.subscriptions.subscribe("b", feed.id, "command", NOON)
    nudges.take()
    assert await archive.feeds.get(feed.id) == before
    assert await bring(archive, feed, entry("old"), now=NOON + HOUR) == 0
    assert nudges.take() == []


async def test_subscribing_does_not_hurry_a_feed_that_is_polled(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    await archive.subscriptions.subscribe("b", feed.id, "command", NOON)
    assert await archive.feeds.due([feed.id], NOON) == ()


async def test_retired_feed_stays_retired_whoever_subscribes(archive: Archive) -> None:
    feed = await wire(archive)
    await archive.feeds.retire(feed.id)
    await archive.subscriptions.subscribe("b", feed.id, "command", NOON)
    assert await archive.feeds.due([feed.id], NOON + HOUR) == ()


async def test_subscriptions_no_longer_declared_go_and_others_stay(archive: Archive) -> None:
    one, two = await wire(archive, "One", guilds=()), await wire(archive, "Two", guilds=("b",))
    await archive.subscriptions.subscribe("a", one.id, "configuration", NOON)
    await archive.subscriptions.subscribe("a", two.id, "configuration", NOON)
    assert await archive.subscriptions.keep("configuration", frozenset({("a", two.id)})) == 1
    assert [kept.feed.id for kept in await archive.subscriptions.of_guild("a")] == [two.id]
    assert await archive.feeds.due([one.id], NOON) == ()
    assert await archive.subscriptions.keep("configuration", frozenset()) == 1
    assert [kept.feed.id for kept in await archive.subscriptions.of_guild("b")] == [two.id]
    assert len(await archive.feeds.due([two.id], NOON)) == 1
