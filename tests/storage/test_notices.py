"""A feed's trouble is told once to each guild that reads it, where that guild looks."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from feeds.cadence import Pace, standing
from feeds.model import Feed, FetchFailed, Health, NotModified, Poll, Standing
from storage.archive import Archive
from storage.documents import POST
from storage.model import Delivery
from summarise.editions.notice import notices
from summarise.model import Alert, Digest, FeedTrouble, Notice
from summarise.notify import notify
from tests.fakes.examples import HOUR, NOON
from tests.storage.conftest import Noted
from tests.storage.dump import DUMPS, load
from tests.storage.scenes import claimed, watched, wire

DAY = timedelta(days=1)
GONE = "https://wire.example/feed is gone for good."


def now() -> datetime:
    return NOON


async def planned(archive: Archive, guild: str, target: str, hour: int = 8) -> None:
    """A digest plan of the guild."""
    await archive.plans.add(
        guild=guild,
        target=target,
        at=time(hour),
        zone="UTC",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON + DAY,
        now=NOON,
    )


async def look(archive: Archive, feed: Feed, poll: Poll) -> None:
    """A look at the feed as it is now."""
    current = await archive.feeds.get(feed.id)
    assert current is not None
    await archive.feeds.save(replace(poll, feed=current), NOON)


async def troubled(
    archive: Archive, feed: Feed, *, health: Health = "failing", announce: bool = True
) -> None:
    """A look at the feed that fails, as five did before."""
    standing = Standing(
        next_due_at=None if health == "gone" else NOON + HOUR,
        interval=None,
        health=health,
        failures=6,
        failing_since=NOON - DAY,
        announce=announce,
    )
    failed = FetchFailed(reason="status", detail=GONE, status=410)
    await look(archive, feed, Poll(feed=feed, outcome=failed, read=None, standing=standing))


async def mended(archive: Archive, feed: Feed) -> None:
    """A look at the feed that finds nothing new."""
    standing = Standing(next_due_at=NOON + HOUR, interval=HOUR)
    await look(archive, feed, Poll(feed=feed, outcome=NotModified(), read=None, standing=standing))


def told(delivery: Delivery) -> Notice:
    assert isinstance(delivery.post.body, Notice)
    return delivery.post.body


def test_notice_comes_back_as_it_was() -> None:
    trouble = FeedTrouble(
        feed=7,
        outlet="Wire",
        address="https://wire.example/feed",
        health="gone",
        error=GONE,
        since=NOON,
        targets=("channel:1", "terminal"),
    )
    for post in notices(trouble, NOON):
        assert POST.load(POST.dump(post)) == post


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.name)
def test_posts_of_every_version_so_far_can_be_read(dump: Path, tmp_path: Path) -> None:
    load(dump, tmp_path / "old.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        documents = [text for (text,) in connection.execute("SELECT document FROM delivery")]
    assert {type(POST.load(text).body) for text in documents} >= {Alert, Digest}


async def test_trouble_says_what_is_wrong_since_when_and_where_to_tell_it(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a",))
    await watched(archive, "a", "channel:1")
    assert await archive.notices.trouble(feed.id) is None
    await troubled(archive, feed)
    assert await archive.notices.trouble(feed.id) == FeedTrouble(
        feed=feed.id,
        outlet="Wire",
        address=feed.address,
        health="failing",
        error=GONE,
        since=NOON - DAY,
        targets=("channel:1",),
    )


async def test_guild_hears_where_its_oldest_digest_goes_else_its_oldest_watch(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b", "c"))
    for guild, target in (("a", "channel:1"), ("b", "channel:3"), ("b", "channel:4"), ("z", "channel:9")):
        await watched(archive, guild, target)
    for hour, target in enumerate(("channel:7", "channel:6")):
        await planned(archive, "a", target, hour)
    await troubled(archive, feed)
    trouble = await archive.notices.trouble(feed.id)
    assert trouble is not None
    assert trouble.targets == ("channel:7", "channel:3")


async def test_readers_are_told_once(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    await watched(archive, "a", "channel:1")
    await planned(archive, "b", "channel:2")
    await troubled(archive, feed)
    nudges.take()
    assert await notify(feed.id, store=archive.notices, now=now) == 2
    assert nudges.take() == [("deliver", "channel:1"), ("deliver", "channel:2")]
    assert await notify(feed.id, store=archive.notices, now=now) == 0
    assert len(await archive.deliveries.recent(None, 10)) == 2
    [mine] = await archive.deliveries.recent("b", 10)
    assert mine.post.target == "channel:2"
    assert str(told(mine).title) == "Wire cannot be read"
    kept = await archive.feeds.get(feed.id)
    assert kept is not None
    assert kept.announced_at == NOON


async def test_two_runs_at_once_tell_it_once(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    await troubled(archive, feed)
    sent = await asyncio.gather(*(notify(feed.id, store=archive.notices, now=now) for _ in range(4)))
    assert sorted(sent) == [0, 0, 0, 1]
    assert len(await archive.deliveries.recent(None, 10)) == 1


async def test_trouble_that_nobody_hears_of_counts_as_told(archive: Archive) -> None:
    feed = await wire(archive)
    await troubled(archive, feed)
    assert await notify(feed.id, store=archive.notices, now=now) == 0
    kept = await archive.feeds.get(feed.id)
    assert kept is not None
    assert kept.announced_at == NOON
    assert await archive.notices.trouble(feed.id) is None


async def test_guild_that_left_meanwhile_is_not_told(archive: Archive) -> None:
    feed = await wire(archive, guilds=("a", "b"))
    await watched(archive, "a", "channel:1")
    await watched(archive, "b", "channel:2")
    await troubled(archive, feed)
    trouble = await archive.notices.trouble(feed.id)
    assert trouble is not None
    await archive.subscriptions.unsubscribe("a", feed.id)
    assert await archive.notices.save_notices(feed.id, notices(trouble, NOON), NOON)
    assert [sent.post.target for sent in await archive.deliveries.recent(None, 10)] == ["channel:2"]


async def test_feed_that_was_told_of_is_told_of_again_when_it_goes_for_good(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    await troubled(archive, feed)
    await notify(feed.id, store=archive.notices, now=now)
    await troubled(archive, feed, health="gone")
    await notify(feed.id, store=archive.notices, now=now)
    gone, failing = await archive.deliveries.recent(None, 10)
    assert (str(told(failing).title), str(told(gone).title)) == ("Wire cannot be read", "Wire is gone")


async def test_failing_look_after_the_news_is_no_news(archive: Archive) -> None:
    feed = await wire(archive)
    await troubled(archive, feed)
    await notify(feed.id, store=archive.notices, now=now)
    await troubled(archive, feed, announce=False)
    assert await archive.notices.trouble(feed.id) is None


async def test_feed_that_is_well_before_anybody_was_told_is_not_told_of(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    await troubled(archive, feed)
    await mended(archive, feed)
    assert await notify(feed.id, store=archive.notices, now=now) == 0
    assert await archive.deliveries.recent(None, 10) == ()


async def test_what_was_not_sent_yet_is_withdrawn_when_the_feed_is_well(archive: Archive) -> None:
    feed, other = await wire(archive), await wire(archive, "Other")
    await watched(archive)
    for troubling in (feed, other):
        await troubled(archive, troubling)
        await notify(troubling.id, store=archive.notices, now=now)
    await mended(archive, feed)
    assert str(told(await claimed(archive)).title) == "Other cannot be read"
    second, first = await archive.deliveries.recent(None, 10)
    assert (first.state, second.state) == ("superseded", "claimed")


@pytest.mark.parametrize("unknown", [False, True])
async def test_what_may_have_been_sent_is_not_withdrawn(archive: Archive, unknown: bool) -> None:
    feed = await wire(archive)
    await watched(archive)
    await troubled(archive, feed)
    await notify(feed.id, store=archive.notices, now=now)
    held = await claimed(archive)
    if unknown:
        await archive.deliveries.retry(held.id, not_before=NOON, error="lost", unknown=True, now=NOON)
    await mended(archive, feed)
    [kept] = await archive.deliveries.recent(None, 10)
    assert kept.state == ("due" if unknown else "claimed")


async def test_later_trouble_is_told_anew(archive: Archive) -> None:
    feed = await wire(archive)
    await watched(archive)
    await troubled(archive, feed)
    await notify(feed.id, store=archive.notices, now=now)
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    await mended(archive, feed)
    await troubled(archive, feed)
    assert await notify(feed.id, store=archive.notices, now=lambda: NOON + 9 * DAY) == 1
    assert len(await archive.deliveries.recent(None, 10)) == 2


async def test_feed_that_fails_for_weeks_is_told_of_once_and_comes_back_by_itself(archive: Archive) -> None:
    feed, pace = await wire(archive), Pace(floor=timedelta(minutes=5), ceiling=DAY)
    await watched(archive)
    down = FetchFailed(reason="no answer", detail="Nobody answers at wire.example.")
    healths, at = [], NOON
    while at < NOON + 30 * DAY:
        [due] = await archive.feeds.due([feed.id], at)
        found = standing(due, down, None, at, pace=pace, jitter=0.5)
        await archive.feeds.save(Poll(feed=due, outcome=down, read=None, standing=found), at)
        sent = await notify(feed.id, store=archive.notices, now=lambda moment=at: moment)  # type: ignore[misc]
        healths.append((found.health, sent))
        assert found.next_due_at is not None
        at = found.next_due_at
    assert [health for health, _ in healths[-3:]] == ["paused"] * 3
    assert sum(sent for _, sent in healths) == 1
    assert ("failing", 1) in healths
    [paused] = await archive.feeds.due([feed.id], at)
    found = standing(paused, NotModified(), None, at, pace=pace, jitter=0.5)
    await archive.feeds.save(Poll(feed=paused, outcome=NotModified(), read=None, standing=found), at)
    mended = await archive.feeds.get(feed.id)
    assert mended is not None
    assert (mended.health, mended.failures, mended.failing_since, mended.announced_at) == (
        "well",
        0,
        None,
        None,
    )
