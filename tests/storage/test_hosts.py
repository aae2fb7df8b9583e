"""A host is asked one thing at a time, with a pause between, and is left alone where it asks for it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from feeds.model import Feed, FetchFailed, Poll
from feeds.opml import Outline
from storage.archive import HOST_DELAY, Archive
from storage.hosts import AT_WORK, LEASE
from storage.model import JobKind
from tests.fakes.examples import HOUR, NOON, entry, failed_look, look
from tests.storage.conftest import Noted

POLL: frozenset[JobKind] = frozenset({"poll"})
SECOND = timedelta(seconds=1)


async def feeds_of(archive: Archive, host: str, count: int) -> list[Feed]:
    """Feeds of one host, all due at noon."""
    found = []
    for number in range(count):
        feed = await archive.feeds.add(address=f"https://{host}/{number}", outlet=host, now=NOON)
        await archive.subscriptions.subscribe("a", feed.id, "command", NOON)
        due = await archive.feeds.get(feed.id)
        assert due is not None
        found.append(due)
    return found


async def nudged(archive: Archive, nudges: Noted, now: datetime) -> list[int]:
    nudges.take()
    await archive.nudge_unfinished(now, POLL)
    return sorted(int(held) for _, keys in nudges.take() for held in keys.split(","))


async def test_one_feed_of_a_host_is_polled_at_a_time(archive: Archive, nudges: Noted) -> None:
    one, two = await feeds_of(archive, "news.example", 2)
    (other,) = await feeds_of(archive, "other.example", 1)
    assert await nudged(archive, nudges, NOON) == [one.id, other.id]
    assert await nudged(archive, nudges, NOON + SECOND) == []
    await archive.feeds.save(look(one), NOON + SECOND)
    assert await nudged(archive, nudges, NOON + SECOND) == []
    assert await nudged(archive, nudges, NOON + SECOND + HOST_DELAY) == [two.id]


async def test_host_whose_poll_never_ended_is_asked_again_after_its_lease(
    archive: Archive, nudges: Noted
) -> None:
    one, _ = await feeds_of(archive, "news.example", 2)
    assert await nudged(archive, nudges, NOON) == [one.id]
    assert await nudged(archive, nudges, NOON + LEASE - SECOND) == []
    assert await nudged(archive, nudges, NOON + LEASE) == [one.id]


async def test_host_that_nobody_may_be_asking_is_free_once_a_request_has_had_its_time(
    archive: Archive, nudges: Noted
) -> None:
    one, two = await feeds_of(archive, "news.example", 2)
    assert await nudged(archive, nudges, NOON) == [one.id]
    await archive.feeds.free_soon(NOON + SECOND)
    assert await nudged(archive, nudges, NOON + AT_WORK) == []
    assert await nudged(archive, nudges, NOON + AT_WORK + SECOND) == [one.id]
    await archive.feeds.save(look(one), NOON + HOUR)
    assert await nudged(archive, nudges, NOON + HOUR + HOST_DELAY) == [two.id]


async def test_host_that_asks_for_rest_is_left_alone_with_all_its_feeds(
    archive: Archive, nudges: Noted
) -> None:
    one, two = await feeds_of(archive, "news.example", 2)
    assert await nudged(archive, nudges, NOON) == [one.id]
    busy = failed_look(one, next_due_at=NOON + HOUR)
    asked = replace(busy, standing=replace(busy.standing, quiet=HOUR / 2))
    await archive.feeds.save(asked, NOON)
    assert await nudged(archive, nudges, NOON + HOUR / 2 - SECOND) == []
    assert (await archive.waiting(NOON + HOUR / 4))["poll"] == 0
    assert {row.next_look_at for row in await archive.subscriptions.of_guild("a")} == {
        NOON + HOUR / 2,
        NOON + HOUR,
    }
    assert await nudged(archive, nudges, NOON + HOUR / 2) == [two.id]


async def rest(archive: Archive, feed: Feed, span: timedelta) -> None:
    """Let the feed's host ask for rest at noon."""
    busy = failed_look(feed, next_due_at=NOON + span)
    await archive.feeds.save(replace(busy, standing=replace(busy.standing, quiet=span)), NOON)


async def test_feed_that_a_person_resumes_is_not_kept_waiting_by_its_hosts_rest(
    archive: Archive, nudges: Noted
) -> None:
    one, other = await feeds_of(archive, "news.example", 1), await feeds_of(archive, "other.example", 1)
    await rest(archive, one[0], 100 * HOUR)
    assert await archive.feeds.resume(one[0].id, NOON + HOUR)
    assert not await archive.feeds.resume(one[0].id, NOON + HOUR)
    assert not await archive.feeds.resume(other[0].id, NOON + HOUR)
    assert await nudged(archive, nudges, NOON + HOUR) == [other[0].id]
    assert await nudged(archive, nudges, NOON + HOUR + HOST_DELAY) == [one[0].id]


async def test_look_that_counts_for_nothing_gives_back_its_own_claim_alone(
    archive: Archive, nudges: Noted
) -> None:
    one, two = await feeds_of(archive, "news.example", 2)
    assert await nudged(archive, nudges, NOON) == [one.id]
    (slow,) = await archive.feeds.due([one.id], NOON)
    later = NOON + LEASE
    assert await nudged(archive, nudges, later) == [one.id]
    (quick,) = await archive.feeds.due([one.id], later)
    await archive.feeds.save(look(quick), later)
    assert await nudged(archive, nudges, later + HOST_DELAY) == [two.id]
    await archive.feeds.save(look(slow), later + HOST_DELAY)
    assert await nudged(archive, nudges, later + 4 * HOST_DELAY) == [], "the second feed is being asked"
    (under_way,) = await archive.feeds.due([two.id], later + HOST_DELAY)
    await archive.feeds.resume(two.id, later + 2 * HOST_DELAY)
    await archive.feeds.save(look(under_way), later + 3 * HOST_DELAY)
    assert await nudged(archive, nudges, later + 4 * HOST_DELAY) == [two.id], "nobody else gives it back"


async def test_hushing_a_host_and_leaving_its_feeds_do_not_wait_for_each_other(archive: Archive) -> None:
    feeds = await feeds_of(archive, "news.example", 12)
    ended = await asyncio.gather(
        *(rest(archive, feed, HOUR) for feed in feeds[:6]),
        *(archive.subscriptions.unsubscribe("a", feed.id) for feed in feeds[6:]),
        *(archive.feeds.resume(feed.id, NOON) for feed in feeds[6:]),
    )
    assert ended[6:12] == [True] * 6


async def test_host_that_a_redirect_led_to_is_the_one_that_is_left_alone(
    archive: Archive, nudges: Noted
) -> None:
    front, neighbour = await feeds_of(archive, "front.example", 2)
    (behind,) = await feeds_of(archive, "behind.example", 1)
    answered = FetchFailed(reason="status", detail="It is busy.", status=503, host="behind.example")
    busy = replace(failed_look(front), outcome=answered)
    await archive.feeds.save(replace(busy, standing=replace(busy.standing, quiet=HOUR)), NOON)
    assert await nudged(archive, nudges, NOON + HOST_DELAY) == [neighbour.id]
    (due,) = await archive.feeds.due([neighbour.id], NOON + HOST_DELAY)
    await archive.feeds.save(look(due, next_due_at=NOON + 2 * HOUR), NOON + HOST_DELAY)
    assert await nudged(archive, nudges, NOON + HOUR - SECOND) == []
    assert sorted(await nudged(archive, nudges, NOON + HOUR)) == sorted((front.id, behind.id))


async def test_host_that_asked_for_rest_is_known_to_whoever_is_led_there(archive: Archive) -> None:
    (one,) = await feeds_of(archive, "news.example", 1)
    await feeds_of(archive, "well.example", 1)
    await rest(archive, one, 2 * HOUR)
    assert await archive.feeds.rests("news.example", NOON + HOUR) == HOUR
    assert await archive.feeds.rests("news.example", NOON + 2 * HOUR) is None
    assert await archive.feeds.rests("well.example", NOON) is None
    assert await archive.feeds.rests("unknown.example", NOON) is None


async def test_rest_outlives_a_restart_and_leases_do_not(archive: Archive, nudges: Noted) -> None:
    one, _ = await feeds_of(archive, "news.example", 2)
    (other,) = await feeds_of(archive, "other.example", 1)
    await nudged(archive, nudges, NOON)
    busy = failed_look(one, next_due_at=NOON + HOUR)
    await archive.feeds.save(replace(busy, standing=replace(busy.standing, quiet=HOUR)), NOON)
    await archive.release()
    assert await nudged(archive, nudges, NOON + SECOND) == [other.id]


async def test_many_looks_saved_at_once_are_all_saved(archive: Archive) -> None:
    listed = [Outline(address=f"https://n{number}.example/", title="", outlet="") for number in range(150)]
    await archive.subscriptions.bring_in("a", listed, "command", NOON)
    feeds = await archive.feeds.all()
    polls: list[Poll] = [look(feed, entry(f"of{feed.id}")) for feed in feeds[:100]]
    polls += [failed_look(feed) for feed in feeds[100:]]
    assert await asyncio.gather(*(archive.feeds.save(poll, NOON) for poll in polls)) == [1] * 100 + [0] * 50
    status = await archive.status(None)
    assert (status.articles, status.failing_feeds) == (100, 50)


async def test_one_look_that_cannot_be_saved_takes_no_other_with_it(archive: Archive) -> None:
    fine, broken = await feeds_of(archive, "fine.example", 1), await feeds_of(archive, "broken.example", 1)
    naive = NOON.replace(tzinfo=None)
    unsound = replace(look(broken[0]), standing=replace(look(broken[0]).standing, next_due_at=naive))
    saved = await asyncio.gather(
        archive.feeds.save(unsound, NOON),
        archive.feeds.save(look(fine[0], entry()), NOON),
        return_exceptions=True,
    )
    assert isinstance(saved[0], Exception)
    assert saved[1] == 1
