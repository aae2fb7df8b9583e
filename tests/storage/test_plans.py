"""Digest plans: due once, with what arrived for their guild since the last."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from storage.archive import Archive
from summarise.model import DigestPlan, Origin
from tests.fakes.examples import HOUR, NOON, digest_post, entry, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import FLOOD, SUMMIT, article, bring, founded, watched, wire

DAY = timedelta(days=1)


async def plan_of(
    archive: Archive,
    guild: str = "a",
    at: time = time(12),
    *,
    stories: int = 5,
    sentences: int = 2,
    origin: Origin = "command",
    next_due_at: datetime = NOON,
) -> DigestPlan:
    return await archive.plans.add(
        guild=guild,
        target="channel:1",
        at=at,
        zone="Europe/Berlin",
        stories=stories,
        sentences=sentences,
        origin=origin,
        next_due_at=next_due_at,
        now=NOON - HOUR,
    )


async def test_plan_is_kept_once_for_a_target_and_time(archive: Archive) -> None:
    plan = await plan_of(archive)
    assert await plan_of(archive) == plan
    other = await plan_of(archive, at=time(7, 30))
    assert await archive.plans.of_guild("a") == (plan, other)
    assert (other.at, other.zone, other.last_until) == (time(7, 30), "Europe/Berlin", None)


@pytest.mark.parametrize("origins", [("command", "configuration"), ("configuration", "command")])
async def test_plan_asked_for_again_takes_over_its_sizes_alone(
    archive: Archive, origins: tuple[Origin, Origin]
) -> None:
    first, then = origins
    plan = await plan_of(archive, origin=first)
    again = await plan_of(archive, stories=9, sentences=4, origin=then, next_due_at=NOON + DAY)
    assert again == replace(plan, stories=9, sentences=4)
    assert await archive.plans.of_guild("a") == (again,)


async def test_guild_removes_its_own_plan_only(archive: Archive) -> None:
    plan = await plan_of(archive)
    assert not await archive.plans.remove("b", plan.id)
    assert await archive.plans.remove("a", plan.id)
    assert await archive.plans.of_guild("a") == ()


async def test_plans_no_longer_declared_go(archive: Archive) -> None:
    kept, gone = await plan_of(archive), await plan_of(archive, at=time(9))
    assert await archive.plans.keep("configuration", frozenset()) == 0
    assert await archive.plans.keep("command", frozenset({kept.id})) == 1
    assert await archive.plans.of_guild("a") == (kept,)
    assert gone.id != kept.id


async def test_plan_is_due_with_its_guilds_feeds_watches_and_stories(archive: Archive) -> None:
    ours = await wire(archive, "Ours", guilds=("a",))
    theirs = await wire(archive, "Theirs", guilds=("b",))
    await watched(archive, "a", actors=("x", "y"))
    await watched(archive, "b", actors=("z",))
    plan = await plan_of(archive)
    story = await founded(archive, await article(archive, ours))
    await founded(archive, await article(archive, theirs, "e2"), reading(*FLOOD))
    assert await archive.plans.due_plan(plan.id, NOON - timedelta(seconds=1)) is None
    due = await archive.plans.due_plan(plan.id, NOON)
    assert due is not None
    assert (due.plan, due.since, due.feeds) == (plan, NOON - DAY, frozenset({ours.id}))
    assert due.watched == {"x", "y"}
    assert [held.id for held in due.stories] == [story]


async def test_digest_and_next_time_are_saved_together(archive: Archive, nudges: Noted) -> None:
    plan = await plan_of(archive)
    nudges.take()
    assert await archive.plans.save_digest(plan, digest_post(plan.id, NOON), NOON + DAY, NOON)
    assert nudges.take() == [("deliver", "channel:1")]
    (kept,) = await archive.plans.of_guild("a")
    assert (kept.next_due_at, kept.last_until) == (NOON + DAY, NOON)
    (delivery,) = await archive.deliveries.recent("a", 10)
    assert delivery.post == digest_post(plan.id, NOON)
    due = await archive.plans.due_plan(plan.id, NOON + DAY)
    assert due is not None
    assert due.since == NOON


async def test_digest_of_two_runs_is_posted_once(archive: Archive) -> None:
    plan = await plan_of(archive)
    saved = await asyncio.gather(
        *(archive.plans.save_digest(plan, digest_post(plan.id, NOON), NOON + DAY, NOON) for _ in range(4))
    )
    assert sorted(saved) == [False, False, False, True]
    assert len(await archive.deliveries.recent("a", 10)) == 1


async def test_digest_of_one_local_date_is_posted_once(archive: Archive) -> None:
    # an autumn night has 02:30 twice
    plan = await plan_of(archive)
    assert await archive.plans.save_digest(plan, digest_post(plan.id, NOON), NOON + HOUR, NOON)
    (again,) = await archive.plans.of_guild("a")
    assert await archive.plans.save_digest(again, digest_post(plan.id, NOON), NOON + DAY, NOON + HOUR)
    assert len(await archive.deliveries.recent("a", 10)) == 1


async def test_nothing_new_moves_the_time_and_posts_nothing(archive: Archive) -> None:
    plan = await plan_of(archive)
    assert await archive.plans.save_digest(plan, None, NOON + DAY, NOON)
    assert await archive.deliveries.recent("a", 10) == ()
    assert await archive.plans.due_plan(plan.id, NOON) is None


async def test_removed_plan_posts_nothing(archive: Archive) -> None:
    plan = await plan_of(archive)
    await archive.plans.remove("a", plan.id)
    assert not await archive.plans.save_digest(plan, digest_post(plan.id, NOON), NOON + DAY, NOON)
    assert await archive.deliveries.recent(None, 10) == ()


async def test_postponed_plan_is_due_when_it_was_told_to_be(archive: Archive) -> None:
    plan = await plan_of(archive)
    await archive.plans.postpone(plan.id, NOON + HOUR)
    assert await archive.plans.due_plan(plan.id, NOON) is None
    assert await archive.plans.due_plan(plan.id, NOON + HOUR) is not None


async def digests(archive: Archive, plan: DigestPlan, *moments: datetime) -> list[list[str]]:
    """The guids of the articles that each digest is given, published one after the other."""
    told = []
    for moment in moments:
        await archive.plans.postpone(plan.id, moment)
        due = await archive.plans.due_plan(plan.id, moment)
        assert due is not None
        told.append(sorted(report.article.guid for story in due.stories for report in story.reports))
        await archive.plans.save_digest(due.plan, None, moment + DAY, moment)
    return told


async def test_article_that_arrives_late_is_in_the_next_digest_once(archive: Archive) -> None:
    feed, plan = await wire(archive), await plan_of(archive)
    first = await digests(archive, plan, NOON)
    await bring(archive, feed, entry("late", published_at=NOON - HOUR), now=NOON + HOUR)
    held = await archive.stories.unread(1)
    assert held is not None
    await founded(archive, held, reading(*SUMMIT))
    assert first + await digests(archive, plan, NOON + DAY, NOON + 2 * DAY) == [[], ["late"], []]


async def test_backlog_counts_by_its_own_time(archive: Archive) -> None:
    feed, plan = await wire(archive, backlog="silent"), await plan_of(archive)
    await bring(
        archive, feed, entry("fresh", published_at=NOON - HOUR), entry("stale", published_at=NOON - 9 * DAY)
    )
    for number, terms in ((1, SUMMIT), (2, FLOOD)):
        held = await archive.stories.unread(number)
        assert held is not None
        await founded(archive, held, reading(*terms))
    assert await digests(archive, plan, NOON) == [["fresh"]]


async def test_digest_after_a_long_silence_looks_back_three_days(archive: Archive) -> None:
    plan = await plan_of(archive)
    await archive.plans.save_digest(plan, None, NOON + 30 * DAY, NOON)
    due = await archive.plans.due_plan(plan.id, NOON + 30 * DAY)
    assert due is not None
    assert due.since == NOON + 27 * DAY


async def test_due_plan_knows_its_own_digests_of_the_last_week(archive: Archive) -> None:
    plan, other = await plan_of(archive), await plan_of(archive, at=time(13))
    for held, now in ((plan, NOON), (other, NOON), (plan, NOON + DAY)):
        due = await archive.plans.due_plan(held.id, now)
        assert due is not None
        told = digest_post(held.id, now)
        assert await archive.plans.save_digest(due.plan, told, now + DAY, now)
    for days, digests in ((2, 2), (7, 1), (9, 0)):
        due = await archive.plans.due_plan(plan.id, NOON + days * DAY)
        assert due is not None
        assert len(due.earlier) == digests
