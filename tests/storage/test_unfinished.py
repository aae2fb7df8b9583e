"""The tick takes up whatever is due, and nothing that somebody else has in hand."""

import asyncio
from datetime import time, timedelta
from typing import Any

import sqlalchemy as sa

from storage.archive import Archive
from storage.entries import LEASE as READING_LEASE
from storage.hosts import LEASE as HOST_LEASE
from storage.model import JobKind
from storage.outbox import AGAIN
from storage.outbox import LEASE as DELIVERY_LEASE
from storage.queue import NoNudges
from storage.unfinished import KINDS, LEASE
from tests.fakes.examples import HOUR, NOON, digest_post, entry, look, post, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import FLOOD, alerted, article, bring, claimed, founded, watched, wire

SECOND = timedelta(seconds=1)
TICK = timedelta(milliseconds=1)
DELIVER: frozenset[JobKind] = frozenset({"deliver"})


def counts(**kinds: int) -> dict[str, int]:
    return dict.fromkeys(KINDS, 0) | kinds


async def plan_due_at_noon(archive: Archive) -> int:
    plan = await archive.plans.add(
        guild="a",
        target="channel:1",
        at=time(12),
        zone="UTC",
        stories=5,
        sentences=2,
        origin="command",
        next_due_at=NOON,
        now=NOON,
    )
    return plan.id


async def test_due_feed_is_nudged_once_in_its_lease(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    assert await archive.nudge_unfinished(NOON - SECOND) == 0
    assert await archive.nudge_unfinished(NOON) == 1
    assert await archive.nudge_unfinished(NOON + HOST_LEASE - SECOND) == 0
    assert await archive.nudge_unfinished(NOON + HOST_LEASE) == 1
    assert nudges.take() == [("poll", str(feed.id))] * 2


async def test_polled_feed_is_nudged_at_its_next_time(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await archive.nudge_unfinished(NOON)
    await archive.feeds.save(look(feed, next_due_at=NOON + 5 * SECOND), NOON)
    assert await archive.nudge_unfinished(NOON + 5 * SECOND) == 1


async def test_two_ticks_at_once_nudge_a_feed_once(archive: Archive, nudges: Noted) -> None:
    for number in range(5):
        await wire(archive, f"Wire{number}")
    made = await asyncio.gather(*(archive.nudge_unfinished(NOON) for _ in range(4)))
    assert sum(made) == 5
    polled = [key for _, keys in nudges.take() for key in keys.split(",")]
    assert len(polled) == len(set(polled)) == 5


async def test_due_plan_is_nudged_until_it_is_published(archive: Archive, nudges: Noted) -> None:
    plan_id = await plan_due_at_noon(archive)
    assert await archive.nudge_unfinished(NOON) == 1
    assert await archive.nudge_unfinished(NOON + LEASE) == 1
    assert nudges.take() == [("publish", str(plan_id))] * 2
    (plan,) = await archive.plans.of_guild("a")
    await archive.plans.save_digest(plan, (), NOON + 24 * HOUR, NOON)
    assert await archive.nudge_unfinished(NOON + 2 * LEASE) == 0


async def test_unread_article_is_nudged_again_when_its_lease_has_passed(
    archive: Archive, nudges: Noted
) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    nudges.take()
    assert await archive.nudge_unfinished(NOON + READING_LEASE - SECOND) == 0
    assert await archive.nudge_unfinished(NOON + READING_LEASE) == 1
    assert nudges.take() == [("read", "1")]


async def test_undelivered_target_is_nudged_when_its_wait_has_passed(archive: Archive, nudges: Noted) -> None:
    await alerted(archive)
    nudges.take()
    assert await archive.nudge_unfinished(NOON + AGAIN - TICK, DELIVER) == 0
    assert await archive.nudge_unfinished(NOON + AGAIN, DELIVER) == 1
    delivery = await claimed(archive)
    await archive.deliveries.retry(delivery.id, not_before=NOON + HOUR, error="503", unknown=False, now=NOON)
    assert await archive.nudge_unfinished(NOON + HOUR - TICK, DELIVER) == 0
    assert await archive.nudge_unfinished(NOON + HOUR, DELIVER) == 1
    assert nudges.take() == [("deliver", "channel:1")] * 2


async def test_delivery_of_a_dead_sender_is_nudged_when_its_claim_has_passed(
    archive: Archive, nudges: Noted
) -> None:
    await alerted(archive)
    await claimed(archive)
    nudges.take()
    assert await archive.nudge_unfinished(NOON + DELIVERY_LEASE - TICK, DELIVER) == 0
    assert await archive.nudge_unfinished(NOON + DELIVERY_LEASE, DELIVER) == 1


async def test_sweep_after_dropped_nudges_waits_for_no_lease(archive: Archive, nudges: Noted) -> None:
    feed, _ = await alerted(archive)
    await bring(archive, feed, entry("e1"), entry("e2"), now=NOON + HOUR)
    await archive.nudge_unfinished(NOON + 2 * HOUR)
    nudges.take()
    assert await archive.nudge_unfinished(NOON + 2 * HOUR) == 0
    assert await archive.nudge_unfinished(NOON + 2 * HOUR, nudged_too=True) == 3
    assert nudges.take() == [("poll", str(feed.id)), ("read", "2"), ("deliver", "channel:1")]


async def test_sweep_of_one_kind_leaves_the_others(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await plan_due_at_noon(archive)
    assert await archive.nudge_unfinished(NOON, frozenset({"poll"})) == 1
    assert nudges.take() == [("poll", str(feed.id))]


async def test_sweep_for_some_targets_leaves_the_deliveries_of_others(
    archive: Archive, nudges: Noted
) -> None:
    feed, _ = await alerted(archive)
    await watched(archive, target="terminal")
    other = await article(archive, feed, "e9", now=NOON + HOUR)
    await founded(archive, other, reading(*FLOOD), posts=(post(other, target="terminal"),))
    nudges.take()
    later = NOON + 3 * HOUR
    terminal, nobody = frozenset({"terminal"}), frozenset[str]()
    assert (await archive.waiting(later))["deliver"] == 2
    assert (await archive.waiting(later, targets=terminal))["deliver"] == 1
    assert await archive.waiting(later, targets=nobody) == counts(poll=1)
    assert await archive.nudge_unfinished(later, DELIVER, targets=nobody) == 0
    assert await archive.nudge_unfinished(later, targets=terminal) == 2
    assert nudges.take() == [("poll", str(feed.id)), ("deliver", "terminal")]
    await claimed(archive, later)
    assert (await archive.waiting(later, targets=terminal))["deliver"] == 1
    await claimed(archive, later, "terminal")
    assert (await archive.waiting(later, targets=terminal))["deliver"] == 1
    assert await archive.nudge_unfinished(later, DELIVER, nudged_too=True, targets=terminal) == 0


async def test_new_process_takes_up_what_the_dead_one_held(archive: Archive, nudges: Noted) -> None:
    feed, _ = await alerted(archive)
    await bring(archive, feed, entry("e1"), entry("e2"), now=NOON + HOUR)
    await archive.nudge_unfinished(NOON + 2 * HOUR)
    first = await claimed(archive, NOON + 2 * HOUR)
    nudges.take()
    await archive.release()
    assert await archive.nudge_unfinished(NOON + 2 * HOUR) == 3
    assert nudges.take() == [("poll", str(feed.id)), ("read", "2"), ("deliver", "channel:1")]
    again = await claimed(archive, NOON + 2 * HOUR)
    assert (again.id, again.unknown, again.nonce) == (first.id, True, first.nonce)


async def test_release_leaves_waits_and_what_was_never_tried(archive: Archive) -> None:
    await alerted(archive)
    await archive.release()
    untried = await claimed(archive)
    assert not untried.unknown
    await archive.deliveries.retry(untried.id, not_before=NOON + HOUR, error="503", unknown=False, now=NOON)
    await archive.release()
    assert await archive.deliveries.claim("channel:1", NOON) is None
    assert not (await claimed(archive, NOON + HOUR)).unknown


async def test_archive_is_idle_when_nothing_is_due(archive: Archive) -> None:
    assert await archive.idle(NOON)
    feed = await wire(archive)
    assert await archive.waiting(NOON) == counts(poll=1)
    await archive.feeds.save(look(feed, entry()), NOON)
    assert await archive.waiting(NOON) == counts(read=1)
    await archive.stories.set_aside(1, "no text", NOON)
    assert await archive.idle(NOON)
    await plan_due_at_noon(archive)
    assert await archive.waiting(NOON) == counts(publish=1)
    (plan,) = await archive.plans.of_guild("a")
    await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + HOUR, NOON)
    assert await archive.waiting(NOON) == counts(deliver=1)
    delivery = await claimed(archive)
    assert not await archive.idle(NOON)
    await archive.deliveries.retry(
        delivery.id, not_before=NOON + SECOND, error="503", unknown=False, now=NOON
    )
    assert await archive.idle(NOON)
    assert not await archive.idle(NOON + SECOND)


async def test_release_never_looks_at_what_was_read(sqlite_url: str) -> None:
    archive = await Archive.open(sqlite_url, NoNudges())
    asked: list[tuple[str, Any]] = []
    async with archive._database.writing() as tx:
        # what ANALYZE says of an archive whose hundred thousand articles are all read
        await tx.execute(sa.text("ANALYZE"))
        await tx.execute(sa.text("DELETE FROM sqlite_stat1 WHERE tbl = 'reading'"))
        kept = "('reading', 'ix_reading_state_wake_at', '100000 100000 100000')"
        await tx.execute(sa.text(f"INSERT INTO sqlite_stat1 VALUES {kept}"))
    await archive.close()
    archive = await Archive.open(sqlite_url, NoNudges())
    engine = archive._database._engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    await archive.release()
    [(sql, values)] = [told for told in asked if told[0].startswith("UPDATE reading")]
    async with archive._database.reading() as tx:
        rows = await tx._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        steps = [row.detail for row in rows]
    await archive.close()
    assert any("USING INDEX ix_reading_state_wake_at" in step for step in steps), steps
