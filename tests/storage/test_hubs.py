"""Hubs are asked politely and in time, believed only in what was asked, and no push of theirs is lost."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feeds.model import Feed, Hub, HubRequest, NotModified
from feeds.websub.protocol import ECHO, FIRST_WAIT, GIVEN_UP, LEASE, MOST_TRIES, PING_PAUSE
from storage.archive import HOST_DELAY, Archive
from storage.hosts import LEASE as HOST_LEASE
from tests.fakes.examples import HOUR, NOON, entry, failed_look, look
from tests.storage.conftest import Noted
from tests.storage.scenes import wire

SECOND = timedelta(seconds=1)
PUBLIC = "https://bot.example/here"
HUB = Hub(address="https://hub.example/", topic="https://wire.example/feed?x=1")
TOPIC = HUB.topic


async def current(archive: Archive, feed: Feed) -> Feed:
    held = await archive.feeds.get(feed.id)
    assert held is not None
    return held


async def read(
    archive: Archive, feed: Feed, hub: Hub | None = HUB, *, now: datetime = NOON, news: str = ""
) -> None:
    """A look at the feed finds a whole document, which names this hub; it is due again an hour later."""
    entries = (entry(news),) if news else ()
    poll = look(await current(archive, feed), *entries, next_due_at=now + HOUR)
    await archive.feeds.save(replace(poll, hub=hub), now)


async def named(archive: Archive, outlet: str = "Wire", hub: Hub = HUB) -> Feed:
    """A feed that was read at noon and names the hub; due again an hour later."""
    feed = await wire(archive, outlet)
    await read(archive, feed, hub)
    return feed


async def request(archive: Archive, feed: Feed, now: datetime = NOON, url: str = PUBLIC) -> HubRequest:
    """What the feed's hub is to be asked, which must be something."""
    wanted = await archive.hubs.wanted(feed.id, url, now)
    assert wanted is not None
    return wanted


def token_of(asked: HubRequest) -> str:
    return asked.callback.rpartition("/")[2]


async def pushed(archive: Archive, *, lease: timedelta = LEASE) -> tuple[Feed, str]:
    """A feed whose subscription lives since noon, and its token."""
    feed = await named(archive)
    asked = await request(archive, feed)
    await archive.hubs.keep(asked, None, NOON)
    assert await archive.hubs.confirm(token_of(asked), TOPIC, lease, NOON)
    return await current(archive, feed), token_of(asked)


async def called(archive: Archive, nudges: Noted, now: datetime) -> list[str]:
    """Which feeds' hubs the tick calls for."""
    nudges.take()
    await archive.nudge_unfinished(now, frozenset({"hub"}))
    return [key for kind, key in nudges.take() if kind == "hub"]


async def test_hub_that_a_look_names_is_to_be_asked_once(archive: Archive, nudges: Noted) -> None:
    feed = await named(archive)
    assert await called(archive, nudges, NOON) == [str(feed.id)]
    assert await called(archive, nudges, NOON) == []
    asked = await request(archive, feed)
    assert (asked.feed_id, asked.hub, asked.topic, asked.tries) == (feed.id, HUB.address, HUB.topic, 1)
    assert asked.callback.startswith(f"{PUBLIC}/websub/")
    assert len(token_of(asked)) == len(asked.secret) == 43
    assert await archive.hubs.wanted(feed.id, PUBLIC, NOON + 10 * SECOND) is None


async def test_feed_without_a_hub_asks_nobody(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await read(archive, feed, None)
    assert await called(archive, nudges, NOON + HOUR) == []
    assert await archive.hubs.wanted(feed.id, PUBLIC, NOON + HOUR) is None


async def test_each_look_that_names_the_same_hub_changes_nothing(archive: Archive) -> None:
    feed = await named(archive)
    asked = await request(archive, feed)
    await read(archive, feed, now=NOON + SECOND)
    assert await archive.hubs.wanted(feed.id, PUBLIC, NOON + SECOND) is None
    assert await archive.hubs.secret(token_of(asked)) == asked.secret


async def test_two_that_ask_at_once_ask_once(archive: Archive) -> None:
    feed = await named(archive)
    wanted = await asyncio.gather(*(archive.hubs.wanted(feed.id, PUBLIC, NOON) for _ in range(4)))
    assert sum(each is not None for each in wanted) == 1


async def test_one_hub_is_asked_for_one_feed_at_a_time_with_a_pause_between(
    archive: Archive, nudges: Noted
) -> None:
    first, second = await named(archive, "First"), await named(archive, "Second")
    other = await named(archive, "Third", Hub(address="https://another.example/", topic="https://c.example"))
    assert await called(archive, nudges, NOON) == [str(first.id), str(other.id)]
    asked = await request(archive, first)
    assert await archive.hubs.wanted(second.id, PUBLIC, NOON) is None
    await archive.hubs.keep(asked, None, NOON)
    assert await archive.hubs.wanted(second.id, PUBLIC, NOON) is None
    assert await called(archive, nudges, NOON + HOST_DELAY) == [str(second.id)]
    await request(archive, second, NOON + HOST_DELAY)
    await request(archive, other, NOON)


async def test_hub_of_a_process_that_died_is_asked_again(archive: Archive, nudges: Noted) -> None:
    feed = await named(archive)
    first = await request(archive, feed)
    await archive.release()
    assert await called(archive, nudges, NOON + FIRST_WAIT - SECOND) == []
    assert await called(archive, nudges, NOON + FIRST_WAIT) == [str(feed.id)]
    again = await request(archive, feed, NOON + FIRST_WAIT)
    assert (again.callback, again.tries) == (first.callback, 2)


async def test_hub_that_refuses_is_asked_ever_more_rarely(archive: Archive, nudges: Noted) -> None:
    feed = await named(archive)
    now = NOON
    for tries in range(1, MOST_TRIES + 2):
        asked = await request(archive, feed, now)
        assert asked.tries == tries
        await archive.hubs.keep(asked, "The hub answered with status 403.", now)
        wait = FIRST_WAIT * 2 ** (tries - 1) if tries < MOST_TRIES else GIVEN_UP
        assert await called(archive, nudges, now + wait - SECOND) == []
        now += wait


async def test_subscription_lives_once_the_hub_has_verified_it(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive, lease=10 * HOUR)
    assert feed.pushed_until == NOON + 10 * HOUR
    assert await archive.hubs.secret(token)
    assert await called(archive, nudges, NOON + 8 * HOUR - SECOND) == []
    assert await called(archive, nudges, NOON + 8 * HOUR) == [str(feed.id)]


async def test_renewal_in_vain_is_tried_again_before_the_lease_ends(archive: Archive, nudges: Noted) -> None:
    feed, _ = await pushed(archive, lease=HOUR)
    at = NOON + HOUR * 0.8
    for _ in range(2):
        await archive.hubs.keep(await request(archive, feed, at), "No.", at)
        assert (await current(archive, feed)).pushed_until == NOON + HOUR
        at = at + min(FIRST_WAIT * 2, (NOON + HOUR - at) / 2)
        assert at < NOON + HOUR
        assert await called(archive, nudges, at) == [str(feed.id)]


async def test_renewed_lease_counts_from_its_own_moment(archive: Archive) -> None:
    feed, token = await pushed(archive, lease=HOUR)
    at = NOON + HOUR * 0.8
    asked = await request(archive, feed, at)
    assert (token_of(asked), asked.tries) == (token, 1)
    await archive.hubs.keep(asked, None, at)
    assert await archive.hubs.confirm(token, TOPIC, HOUR, at)
    assert (await current(archive, feed)).pushed_until == at + HOUR


async def test_hub_that_verifies_before_it_answers_is_believed(archive: Archive) -> None:
    feed = await named(archive)
    asked = await request(archive, feed)
    assert await archive.hubs.confirm(token_of(asked), TOPIC, LEASE, NOON)
    await archive.hubs.keep(asked, "It took longer than 20 s.", NOON)
    assert (await current(archive, feed)).pushed_until == NOON + LEASE
    assert await archive.hubs.wanted(feed.id, PUBLIC, NOON + 7 * 24 * HOUR) is None


async def test_hub_that_verifies_the_last_try_before_it_fails_may_still_deny(archive: Archive) -> None:
    feed = await named(archive)
    now = NOON
    for tries in range(1, MOST_TRIES):
        await archive.hubs.keep(await request(archive, feed, now), "No.", now)
        now += FIRST_WAIT * 2 ** (tries - 1)
    asked = await request(archive, feed, now)
    assert await archive.hubs.confirm(token_of(asked), TOPIC, LEASE, now)
    await archive.hubs.keep(asked, "It took longer than 20 s.", now)
    assert await archive.hubs.deny(token_of(asked), TOPIC, now)
    assert (await current(archive, feed)).pushed_until is None


async def test_hub_that_verifies_twice_is_answered_twice(archive: Archive) -> None:
    feed, token = await pushed(archive)
    assert await archive.hubs.confirm(token, TOPIC, LEASE, NOON + SECOND)
    assert (await current(archive, feed)).pushed_until == NOON + SECOND + LEASE


async def test_what_was_not_asked_for_is_not_confirmed(archive: Archive) -> None:
    feed = await named(archive)
    asked = await request(archive, feed)
    token = token_of(asked)
    assert not await archive.hubs.confirm(token, "https://wire.example/other", LEASE, NOON)
    assert not await archive.hubs.confirm("x" * 43, TOPIC, LEASE, NOON)
    assert not await archive.hubs.deny(token, "https://wire.example/other", NOON)
    assert not await archive.hubs.deny("x" * 43, TOPIC, NOON)
    assert (await current(archive, feed)).pushed_until is None


async def test_feed_whose_hub_denies_is_polled_and_the_hub_asked_a_week_later(
    archive: Archive, nudges: Noted
) -> None:
    feed, token = await pushed(archive)
    assert await archive.hubs.deny(token, TOPIC, NOON)
    assert await archive.hubs.deny(token, TOPIC, NOON + HOUR)
    assert (await current(archive, feed)).pushed_until is None
    await read(archive, feed, now=NOON + HOUR)
    assert await called(archive, nudges, NOON + GIVEN_UP - SECOND) == []
    assert await called(archive, nudges, NOON + GIVEN_UP) == [str(feed.id)]


async def test_changed_hub_is_asked_and_the_old_one_not_listened_to(archive: Archive) -> None:
    feed, token = await pushed(archive)
    moved = replace(HUB, address="https://new.example/")
    await read(archive, feed, moved, now=NOON + HOUR)
    assert await archive.hubs.secret(token) is None
    assert (await current(archive, feed)).pushed_until is None
    asked = await request(archive, feed, NOON + HOUR)
    assert asked.hub == moved.address
    assert token_of(asked) != token


async def test_hub_that_a_document_names_no_more_is_not_asked_to_go_on(
    archive: Archive, nudges: Noted
) -> None:
    feed, token = await pushed(archive)
    unchanged = look(await current(archive, feed), next_due_at=NOON + 2 * HOUR)
    await archive.feeds.save(replace(unchanged, outcome=NotModified(), read=None), NOON + HOUR)
    assert await called(archive, nudges, NOON + LEASE) == [str(feed.id)]
    await read(archive, feed, None, now=NOON + 2 * HOUR)
    assert await called(archive, nudges, NOON + 2 * LEASE) == []
    assert await archive.hubs.secret(token), "what it still pushes until then is welcome"
    await read(archive, feed, now=NOON + 3 * HOUR)
    assert await called(archive, nudges, NOON + 3 * HOUR) == [str(feed.id)]


async def test_feed_that_nobody_reads_is_not_renewed_nor_heard(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive)
    await archive.subscriptions.unsubscribe("a", feed.id)
    assert await archive.hubs.secret(token) is None
    assert await archive.hubs.ping(token, NOON) is None
    assert not await archive.hubs.confirm(token, TOPIC, LEASE, NOON)
    assert await archive.hubs.wanted(feed.id, PUBLIC, NOON + LEASE) is None
    assert await called(archive, nudges, NOON + 2 * LEASE) == []
    await archive.subscriptions.subscribe("a", feed.id, "command", NOON + LEASE)
    await read(archive, feed, now=NOON + LEASE)
    assert await called(archive, nudges, NOON + LEASE) == [str(feed.id)]


async def test_ping_makes_the_feed_due_and_claims_its_host(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive)
    nudges.take()
    at = NOON + 10 * SECOND
    assert await archive.hubs.ping(token, at) == feed.id
    assert nudges.take() == [("poll", str(feed.id))]
    assert [held.id for held in await archive.feeds.due((feed.id,), at)] == [feed.id]
    await archive.nudge_unfinished(at + SECOND, frozenset({"poll"}))
    assert nudges.take() == []


async def test_ping_waits_for_a_host_that_rests(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive)
    nudges.take()
    assert await archive.hubs.ping(token, NOON + HOST_DELAY / 2) == feed.id
    assert nudges.take() == []
    await archive.nudge_unfinished(NOON + HOST_DELAY, frozenset({"poll"}))
    assert nudges.take() == [("poll", str(feed.id))]


async def test_pings_in_a_row_ask_for_one_more_look_after_a_pause(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive)
    at = NOON + 10 * SECOND
    for gap in range(5):
        await archive.hubs.ping(token, at + gap * SECOND / 10)
    await read(archive, feed, now=at + SECOND)
    assert (await current(archive, feed)).next_due_at == at + PING_PAUSE
    await read(archive, feed, now=at + PING_PAUSE, news="e2")
    assert (await current(archive, feed)).next_due_at == at + PING_PAUSE + HOUR


async def test_ping_while_a_look_is_under_way_is_followed_by_another_look(archive: Archive) -> None:
    feed, token = await pushed(archive)
    due = NOON + HOUR
    under_way = look(await current(archive, feed), next_due_at=due + HOUR)
    assert await archive.hubs.ping(token, due + SECOND) == feed.id
    assert await archive.feeds.save(replace(under_way, hub=HUB), due + 2 * SECOND) == 0
    after = await current(archive, feed)
    assert after.next_due_at == due + 2 * SECOND
    assert after.etag == '"v1"', "the look itself counts"


async def test_ping_whose_look_brings_news_asks_for_no_other(archive: Archive) -> None:
    feed, token = await pushed(archive)
    at = NOON + 10 * SECOND
    await archive.hubs.ping(token, at)
    await read(archive, feed, now=at + SECOND, news="e2")
    assert (await current(archive, feed)).next_due_at == at + SECOND + HOUR


@pytest.mark.parametrize(
    ("fresh_for", "wait"),
    [(None, ECHO), (15 * 60 * SECOND, 15 * 60 * SECOND), (timedelta(days=1), HOUR)],
)
async def test_ping_whose_look_finds_an_old_copy_asks_for_one_more_when_that_is_stale(
    archive: Archive, fresh_for: timedelta | None, wait: timedelta
) -> None:
    feed, token = await pushed(archive)
    at = NOON + 10 * SECOND
    await archive.hubs.ping(token, at)
    for moment, due in ((at, at + wait), (at + wait, at + wait + 3 * HOUR)):
        poll = look(await current(archive, feed), next_due_at=moment + 3 * HOUR)
        unchanged = replace(poll, outcome=NotModified(fresh_for=fresh_for), read=None)
        await archive.feeds.save(unchanged, moment)
        assert (await current(archive, feed)).next_due_at == due


async def test_ping_does_not_shorten_a_failing_feeds_wait(archive: Archive) -> None:
    feed, token = await pushed(archive)
    await archive.feeds.save(failed_look(feed, next_due_at=NOON + 3 * HOUR), NOON + HOUR)
    assert await archive.hubs.ping(token, NOON + 2 * HOUR) is None
    assert (await current(archive, feed)).next_due_at == NOON + 3 * HOUR


async def test_look_that_fails_under_a_ping_waits_its_turn(archive: Archive) -> None:
    feed, token = await pushed(archive)
    await archive.hubs.ping(token, NOON + HOUR + SECOND)
    await archive.feeds.save(failed_look(feed, next_due_at=NOON + 3 * HOUR), NOON + HOUR + 2 * SECOND)
    assert (await current(archive, feed)).next_due_at == NOON + 3 * HOUR


async def test_pings_and_looks_at_once_lose_nothing(archive: Archive) -> None:
    feed, token = await pushed(archive)
    at = NOON + HOUR + SECOND
    await asyncio.gather(
        read(archive, feed, now=at),
        *(archive.hubs.ping(token, at + n * SECOND) for n in range(4)),
        archive.hubs.confirm(token, TOPIC, LEASE, at),
        archive.hubs.wanted(feed.id, PUBLIC, at),
    )
    after = await current(archive, feed)
    assert after.next_due_at is not None
    assert after.next_due_at <= at + PING_PAUSE + 4 * SECOND


async def test_new_public_address_is_told_to_every_hub(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive)
    await archive.hubs.adopt(PUBLIC, NOON)
    assert (await current(archive, feed)).pushed_until == NOON + LEASE
    assert await called(archive, nudges, NOON) == []
    await archive.hubs.adopt("https://elsewhere.example", NOON)
    assert (await current(archive, feed)).pushed_until is None
    assert not await archive.hubs.confirm(token, TOPIC, LEASE, NOON), "nobody was asked at this address"
    assert await called(archive, nudges, NOON) == [str(feed.id)]
    asked = await request(archive, feed, NOON + HOST_DELAY, "https://elsewhere.example")
    assert asked.callback == f"https://elsewhere.example/websub/{token}"


async def test_hub_that_is_named_no_more_is_not_told_of_a_new_address(
    archive: Archive, nudges: Noted
) -> None:
    feed, _ = await pushed(archive)
    await read(archive, feed, None, now=NOON + HOUR)
    await archive.hubs.adopt("https://elsewhere.example", NOON + HOUR)
    assert await called(archive, nudges, NOON + LEASE) == []


async def test_without_a_public_address_all_is_polled(archive: Archive, nudges: Noted) -> None:
    feed, token = await pushed(archive)
    await archive.hubs.adopt(None, NOON)
    assert (await current(archive, feed)).pushed_until is None
    assert await archive.hubs.secret(token) is None
    assert await called(archive, nudges, NOON + LEASE) == []


@pytest.mark.parametrize(("started", "due"), [(NOON + 2 * HOUR, NOON + 2 * HOUR), (NOON, NOON + HOUR)])
async def test_start_makes_up_for_pushes_that_nobody_heard(
    archive: Archive, started: datetime, due: datetime
) -> None:
    feed, _ = await pushed(archive)
    at_noon = replace(look(feed, next_due_at=NOON + 4 * HOUR), hub=HUB)
    await archive.feeds.save(at_noon, NOON)
    await archive.hubs.adopt(PUBLIC, started)
    assert (await current(archive, feed)).next_due_at == due


async def test_overlong_hub_is_not_asked(archive: Archive, nudges: Noted) -> None:
    await named(archive, hub=replace(HUB, address="https://hub.example/" + "x" * 5000))
    assert await called(archive, nudges, NOON) == []


async def test_hub_that_never_answered_frees_its_host_in_the_end(archive: Archive, nudges: Noted) -> None:
    first, second = await named(archive, "First"), await named(archive, "Second")
    await request(archive, first)
    assert await archive.hubs.wanted(second.id, PUBLIC, NOON + HOST_LEASE - SECOND) is None
    await request(archive, second, NOON + HOST_LEASE)
