"""Digest plans: due once, with what arrived for their guild since the last."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from storage.archive import Archive
from storage.documents import Planned
from storage.plans import EVERYTHING
from storage.publishing import TRIES
from storage.schema import digest_plan
from summarise.model import DigestPlan, Origin
from summarise.publish import publish
from tests.fakes.examples import HOUR, NOON, digest_post
from tests.fakes.workers import InlineWorkers
from tests.storage.conftest import Noted

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
    wishes: Planned = EVERYTHING,
    asked_by: str | None = None,
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
        wishes=wishes,
        asked_by=asked_by,
    )


async def test_plan_is_kept_once_for_a_target_and_time(archive: Archive) -> None:
    plan = await plan_of(archive)
    assert await plan_of(archive) == plan
    other = await plan_of(archive, at=time(7, 30))
    assert await archive.plans.of_guild("a") == (plan, other)
    assert (other.at, other.zone, other.last_until) == (time(7, 30), "Europe/Berlin", None)


WEEKLY = Planned(
    weekdays=(4,),
    style="headlines",
    grouping="actor",
    empty="say",
    actors=("vladimir-putin",),
    keywords=("grain deal",),
    quotes=0,
    agenda_days=2,
)


@pytest.mark.parametrize("origins", [("command", "configuration"), ("configuration", "command")])
async def test_plan_asked_for_again_takes_over_what_is_wished(
    archive: Archive, origins: tuple[Origin, Origin]
) -> None:
    first, then = origins
    tomorrow = NOON + DAY - 2 * HOUR
    plan = await plan_of(archive, origin=first, next_due_at=tomorrow, asked_by="7")
    again = await plan_of(archive, stories=9, sentences=4, origin=then, wishes=WEEKLY)
    wished = {name: getattr(WEEKLY, name) for name in WEEKLY.__slots__}
    friday = datetime(2022, 4, 29, 10, tzinfo=NOON.tzinfo)
    assert again == replace(plan, stories=9, sentences=4, next_due_at=friday, **wished)
    assert await archive.plans.of_guild("a") == (again,)
    assert (await plan_of(archive, stories=9, sentences=4)).weekdays == ()


async def test_change_of_a_plan_that_is_due_loses_no_digest(archive: Archive) -> None:
    plan = await plan_of(archive, next_due_at=NOON - 2 * HOUR)
    again = await plan_of(archive, wishes=WEEKLY, next_due_at=NOON + DAY)
    assert again.next_due_at == plan.next_due_at
    due = await archive.plans.due_plan(plan.id, NOON)
    assert due is not None
    assert due.plan == again


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


async def test_digest_and_next_time_are_saved_together(archive: Archive, nudges: Noted) -> None:
    plan = await plan_of(archive)
    nudges.take()
    assert await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + DAY, NOON)
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
        *(archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + DAY, NOON) for _ in range(4))
    )
    assert sorted(saved) == [False, False, False, True]
    assert len(await archive.deliveries.recent("a", 10)) == 1


async def test_digest_of_one_local_date_is_posted_once(archive: Archive) -> None:
    # an autumn night has 02:30 twice
    plan = await plan_of(archive)
    assert await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + HOUR, NOON)
    (again,) = await archive.plans.of_guild("a")
    second = replace(digest_post(plan.id, NOON), part=1)
    pages = (digest_post(plan.id, NOON), second)
    assert await archive.plans.save_digest(again, pages, NOON + DAY, NOON + HOUR)
    assert len(await archive.deliveries.recent("a", 10)) == 1
    # what it would have told is left to the next
    (kept,) = await archive.plans.of_guild("a")
    assert (kept.last_until, kept.next_due_at) == (NOON, NOON + DAY)


async def test_pages_of_a_digest_are_saved_together_in_order(archive: Archive) -> None:
    plan, other = await plan_of(archive), await plan_of(archive, at=time(13))
    first = digest_post(plan.id, NOON)
    assert await archive.plans.save_digest(plan, (first, replace(first, part=1)), NOON + DAY, NOON)
    # another that is due in the same second
    assert await archive.plans.save_digest(other, (digest_post(other.id, NOON),), NOON + DAY, NOON)
    saved = [(held.post.subject, held.post.part) for held in await archive.deliveries.recent("a", 10)]
    one, two = (digest_post(number, NOON).subject for number in (plan.id, other.id))
    assert sorted(saved) == sorted([(one, 0), (one, 1), (two, 0)])


async def test_nothing_new_moves_the_time_and_posts_nothing(archive: Archive) -> None:
    plan = await plan_of(archive)
    assert await archive.plans.save_digest(plan, (), NOON + DAY, NOON)
    assert await archive.deliveries.recent("a", 10) == ()
    assert await archive.plans.due_plan(plan.id, NOON) is None


async def test_removed_plan_posts_nothing(archive: Archive) -> None:
    plan = await plan_of(archive)
    await archive.plans.remove("a", plan.id)
    assert not await archive.plans.save_digest(plan, (digest_post(plan.id, NOON),), NOON + DAY, NOON)
    assert await archive.deliveries.recent(None, 10) == ()


async def test_postponed_plan_is_due_when_it_was_told_to_be(archive: Archive) -> None:
    plan = await plan_of(archive)
    await archive.plans.postpone(plan.id, NOON + HOUR)
    assert await archive.plans.due_plan(plan.id, NOON) is None
    assert await archive.plans.due_plan(plan.id, NOON + HOUR) is not None


async def test_two_digests_due_in_the_same_second_come_once_each(archive: Archive) -> None:
    plans = [await plan_of(archive, at=at, wishes=Planned(empty="say")) for at in (time(14), time(14, 30))]

    async def published(plan: DigestPlan) -> bool:
        return await publish(
            plan.id,
            store=archive.plans,
            workers=InlineWorkers(),
            now=lambda: NOON + HOUR,
            pages=lambda _, digest: (digest,),
        )

    assert sum(await asyncio.gather(*(published(plan) for plan in (*plans, *plans)))) == 2
    subjects = [held.post.subject for held in await archive.deliveries.recent("a", 10)]
    assert sorted(subjects) == [f"digest:{plan.id}:2022-04-26" for plan in plans]


EDITS: tuple[dict[str, Any], ...] = (
    {"keywords": ("ukraine",)},
    {"stories": 1},
    {"sentences": 1},
    {"style": "headlines"},
    {"feeds": (7,)},
)


async def test_digest_composed_before_its_plan_was_changed_is_not_told(archive: Archive) -> None:
    plan = await plan_of(archive)
    posts = (digest_post(plan.id, NOON),)
    for edit in EDITS:
        changed = await archive.plans.change(plan, replace(plan, **edit), NOON)
        assert isinstance(changed, DigestPlan)
        assert not await archive.plans.save_digest(plan, posts, NOON + DAY, NOON), edit
        assert await archive.deliveries.recent("a", 9) == (), edit
        assert await archive.plans.of_guild("a") == (changed,)
        plan = changed
    assert await archive.plans.save_digest(plan, posts, NOON + DAY, NOON)
    assert len(await archive.deliveries.recent("a", 9)) == 1


async def test_two_plans_that_come_to_the_same_place_and_time_at_once_are_not_both_moved(
    archive: Archive,
) -> None:
    for hour in range(1, 20, 3):
        plans = [await plan_of(archive, at=time(hour, minute)) for minute in (10, 20)]
        came = await asyncio.gather(
            *(archive.plans.change(one, replace(one, at=time(hour)), NOON) for one in plans)
        )
        assert sorted(type(one).__name__ for one in came) == ["DigestPlan", "Same"]


async def test_digest_that_fails_for_good_is_set_aside_until_the_next_time(archive: Archive) -> None:
    plan, at = await plan_of(archive), NOON
    for tries in range(TRIES):
        assert await archive.plans.aside(5) == (), tries
        at += HOUR / 4
        await archive.plans.fail(plan.id, "It takes too long.", at, NOON)
        is_due = await archive.plans.due_plan(plan.id, at) is not None
        assert is_due == (tries + 1 < TRIES)
    (aside,) = await archive.plans.aside(5)
    assert (aside.id, aside.guild, aside.reason) == (plan.id, "a", "It takes too long.")
    assert NOON < aside.next_due_at <= NOON + DAY
    due = await archive.plans.due_plan(plan.id, aside.next_due_at)
    assert due is not None
    assert await archive.plans.save_digest(due.plan, (), aside.next_due_at + DAY, aside.next_due_at)
    assert await archive.plans.aside(5) == ()
    await archive.plans.fail(plan.id + 1, "There is none.", NOON, NOON)


async def test_digest_whose_plan_is_damaged_is_set_aside_too(archive: Archive) -> None:
    plan = await plan_of(archive)
    async with archive._database.writing() as tx:
        await tx.execute(sa.update(digest_plan).values(wishes="?", tries=TRIES - 1))
    await archive.plans.fail(plan.id, "It is damaged.", NOON, NOON)
    (aside,) = await archive.plans.aside(5)
    assert aside.next_due_at == NOON + DAY
