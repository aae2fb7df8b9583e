"""The shell that publishes: a due plan's digest once, and when it is due again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from config.errors import NewerError, WirewatchError, WorkerError
from summarise.model import Digest
from summarise.publish import publish
from tests.fakes.stories import MemoryPlans
from tests.fakes.workers import InlineWorkers
from tests.summarise.editions.test_digest import plan, told
from tests.summarise.wire import NOON


def now() -> datetime:
    return NOON


def whole(_: str, digest: Digest) -> tuple[Digest, ...]:
    return (digest,)


def halves(target: str, digest: Digest) -> tuple[Digest, ...]:
    assert target == "channel:1"
    return replace(digest, pages=2), replace(digest, page=2, pages=2)


async def test_due_plan_is_published_once_and_waits_for_its_next_time() -> None:
    plans = MemoryPlans(plan(told(1, "A")))
    assert await publish(3, store=plans, workers=InlineWorkers(), now=now, pages=whole)
    assert not await publish(3, store=plans, workers=InlineWorkers(), now=now, pages=whole)
    assert [[post.subject for post in posts] for posts in plans.posts] == [["digest:3:2022-04-26"]]
    assert plans.next_due_at == datetime(2022, 4, 27, 5, tzinfo=UTC)


async def test_plan_with_nothing_new_only_moves_on() -> None:
    plans = MemoryPlans(plan())
    assert await publish(3, store=plans, workers=InlineWorkers(), now=now, pages=whole)
    assert plans.posts == [()]


async def test_plan_that_is_not_there_is_not_published() -> None:
    assert not await publish(99, store=MemoryPlans(plan()), workers=InlineWorkers(), now=now, pages=whole)


async def test_plan_whose_time_zone_vanished_is_tried_again_in_a_day() -> None:
    due = plan(told(1, "A"))
    plans = MemoryPlans(replace(due, plan=replace(due.plan, zone="Mars/Base")))
    with pytest.raises(WirewatchError, match=r"Digest 3 has a time zone .*Mars/Base"):
        await publish(3, store=plans, workers=InlineWorkers(), now=now, pages=whole)
    assert plans.next_due_at == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("trouble", "wait"),
    [
        (WorkerError("It took too long."), timedelta(minutes=15)),
        (RuntimeError("What is it?"), timedelta(minutes=2)),
        (NewerError("It is of a newer version."), None),
    ],
)
async def test_digest_that_comes_to_nothing_counts_as_a_try_but_what_is_newer(
    trouble: Exception, wait: timedelta | None
) -> None:
    class Failing(InlineWorkers):
        async def run(self, *_: object, **__: object) -> NoReturn:
            raise trouble

    plans = MemoryPlans(plan(told(1, "A")))
    before = plans.next_due_at
    with pytest.raises(type(trouble)):
        await publish(3, store=plans, workers=Failing(), now=now, pages=whole)
    assert plans.next_due_at == (before if wait is None else NOON + wait)


async def test_pages_are_saved_together_and_weekdays_decide_what_comes_next() -> None:
    due = plan(told(1, "A"))
    plans = MemoryPlans(replace(due, plan=replace(due.plan, weekdays=(0,))))
    assert await publish(3, store=plans, workers=InlineWorkers(), now=now, pages=halves)
    assert [[post.part for post in posts] for posts in plans.posts] == [[0, 1]]
    assert plans.next_due_at == datetime(2022, 5, 2, 5, tzinfo=UTC)
