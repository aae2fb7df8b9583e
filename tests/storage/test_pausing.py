"""A guild pauses a feed, keeps what it had of it, and goes on without a flood."""

import asyncio
from dataclasses import replace

import pytest

from feeds.model import Backlog, Move
from feeds.opml import Outline
from storage.archive import Archive
from tests.fakes.examples import HOUR, NOON, entry, look
from tests.storage.scenes import bring, wire

LATER = NOON + 900 * HOUR


async def test_paused_feed_is_kept_as_it_was_and_polled_for_others_alone(archive: Archive) -> None:
    feed = await wire(archive, guilds=())
    [outline] = [Outline(address=feed.address, title="Wire", topic="World/Europe")]
    await archive.subscriptions.bring_in("a", [outline], "operator", NOON)
    await archive.subscriptions.subscribe("b", feed.id, "command", NOON)
    (before,) = await archive.subscriptions.of_guild("a")
    assert await archive.pausing.pause("a", feed.id, NOON + HOUR)
    assert not await archive.pausing.pause("a", feed.id, NOON + HOUR), "it is not read any more"
    assert not await archive.pausing.pause("c", feed.id, NOON + HOUR)
    (paused,) = await archive.pausing.of_guild("a")
    assert paused == replace(before, next_look_at=None, paused_at=NOON + HOUR)
    assert await archive.subscriptions.of_guild("a") == await archive.pausing.of_guild("b") == ()
    assert [due.id for due in await archive.feeds.due([feed.id], NOON + HOUR)] == [feed.id]
    assert [(one.id, one.is_paused) for one in await archive.subscriptions.names("a")] == [(feed.id, True)]
    assert [(one.outlet, one.is_paused) for one in await archive.subscriptions.names("b")] == [
        ("Wire", False)
    ]
    assert (await archive.subscriptions.topics("a"), await archive.subscriptions.topics("b")) == (
        ("World/Europe",),
        (),
    )
    assert await archive.pausing.pause("b", feed.id, NOON + HOUR)
    assert await archive.feeds.due([feed.id], LATER) == ()
    assert await archive.subscriptions.file("a", feed.id, "Sport")
    assert not await archive.subscriptions.file("c", feed.id, "Sport")
    assert await archive.pausing.resume("a", feed.id, LATER)
    assert not await archive.pausing.resume("a", feed.id, LATER)
    (after,) = await archive.subscriptions.of_guild("a")
    assert (after.topic, after.origin, after.paused_at) == ("Sport", "operator", None)
    assert after.next_look_at == LATER
    assert await archive.subscriptions.file("a", feed.id, "")
    assert [row.topic for row in await archive.subscriptions.of_guild("a")] == [""]
    assert [row.guild for row in await archive.pausing.of_guild("b")] == ["b"]


@pytest.mark.parametrize("backlog", ["silent", "post"])
async def test_what_came_during_a_pause_is_backlog_and_what_comes_after_is_news(
    archive: Archive, backlog: Backlog
) -> None:
    feed = await wire(archive, backlog=backlog)
    await bring(archive, feed, entry("known"))
    await archive.pausing.pause("a", feed.id, NOON)
    await archive.pausing.resume("a", feed.id, LATER)
    assert await bring(archive, feed, entry("known"), entry("missed"), now=LATER) == 1
    assert await bring(archive, feed, entry("new"), now=LATER + HOUR) == 1
    missed, new = await archive.stories.unread(2), await archive.stories.unread(3)
    assert missed is not None
    assert new is not None
    assert (missed.guid, missed.silent, new.guid, new.silent) == ("missed", True, "new", False)
    await archive.subscriptions.unsubscribe("a", feed.id)
    await archive.subscriptions.subscribe("b", feed.id, "command", LATER + 2 * HOUR)
    assert await bring(archive, feed, entry("again"), now=LATER + 2 * HOUR) == 1
    again = await archive.stories.unread(4)
    assert again is not None
    assert again.silent is (backlog == "silent"), "a pause that is over says nothing of the next reading"


async def test_who_asks_for_a_paused_feed_again_finds_it_paused(archive: Archive) -> None:
    feed, other = await wire(archive), await wire(archive, "Other", guilds=())
    await archive.pausing.pause("a", feed.id, NOON)
    assert not await archive.subscriptions.subscribe("a", feed.id, "configuration", NOON)
    listed = [Outline(address=one.address, title="") for one in (feed, other)]
    came = await archive.subscriptions.bring_in("a", listed, "operator", NOON)
    assert list(came.values()) == [False, True]
    assert await archive.subscriptions.bring_in("a", listed[:1], "operator", NOON) == {feed.address: False}
    assert [row.feed.id for row in await archive.subscriptions.of_guild("a")] == [other.id]
    assert await archive.feeds.due([feed.id], LATER) == ()
    assert await archive.subscriptions.unsubscribe("a", feed.id)
    assert await archive.pausing.of_guild("a") == ()


async def test_declared_feed_stays_paused_until_it_is_no_longer_declared(archive: Archive) -> None:
    feed = await wire(archive, guilds=())
    await archive.subscriptions.subscribe("a", feed.id, "configuration", NOON)
    await archive.pausing.pause("a", feed.id, NOON)
    await archive.subscriptions.subscribe("a", feed.id, "configuration", LATER)
    assert await archive.subscriptions.keep("configuration", frozenset({("a", feed.id)})) == 0
    assert len(await archive.pausing.of_guild("a")) == 1
    assert await archive.subscriptions.keep("configuration", frozenset()) == 1
    assert await archive.pausing.of_guild("a") == ()


async def test_feed_that_moves_to_another_takes_its_pauses_along_where_that_is_not_read(
    archive: Archive,
) -> None:
    old = await wire(archive, "Old", guilds=("a", "b", "c", "d"))
    new = await wire(archive, "New", guilds=("b", "c"))
    for guild, feed in (("a", old), ("b", old), ("c", new)):
        assert await archive.pausing.pause(guild, feed.id, NOON)
    current = await archive.feeds.get(old.id)
    assert current is not None
    gone = Move(to=new.address, times=3, believed=True)
    await archive.feeds.save(replace(look(current, entry()), move=gone), NOON)
    reading = {
        guild: [row.feed.id for row in await archive.subscriptions.of_guild(guild)] for guild in "abcd"
    }
    paused = {guild: [row.feed.id for row in await archive.pausing.of_guild(guild)] for guild in "abcd"}
    assert reading == {"a": [], "b": [new.id], "c": [new.id], "d": [new.id]}
    assert paused == {"a": [new.id], "b": [], "c": [], "d": []}


async def test_pausing_resuming_and_asking_at_once_leave_each_guild_with_one_of_both(
    archive: Archive,
) -> None:
    guilds = ("a", "b", "c")
    feed = await wire(archive, guilds=guilds)
    said = ("configuration", NOON)
    for _ in range(3):
        await asyncio.gather(
            *(archive.pausing.pause(guild, feed.id, NOON) for guild in guilds),
            *(archive.subscriptions.subscribe(guild, feed.id, *said) for guild in guilds),  # type: ignore[call-overload]
            *(archive.pausing.resume(guild, feed.id, NOON) for guild in guilds),
        )
        for guild in guilds:
            rows = (
                *await archive.subscriptions.of_guild(guild),
                *await archive.pausing.of_guild(guild),
            )
            assert [row.feed.id for row in rows] == [feed.id]
