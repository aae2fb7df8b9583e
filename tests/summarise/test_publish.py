"""The shell that publishes: a due plan's digest once, and when it is due again."""

from datetime import UTC, datetime

from summarise.publish import publish
from tests.fakes.stories import MemoryPlans
from tests.fakes.workers import InlineWorkers
from tests.summarise.editions.test_digest import plan, told
from tests.summarise.wire import NOON


def now() -> datetime:
    return NOON


async def test_due_plan_is_published_once_and_waits_for_its_next_time() -> None:
    plans = MemoryPlans(plan(told(1, "A")))
    assert await publish(3, store=plans, workers=InlineWorkers(), now=now)
    assert not await publish(3, store=plans, workers=InlineWorkers(), now=now)
    assert [post.subject for post in plans.posts if post] == ["digest:3:2022-04-26"]
    assert plans.next_due_at == datetime(2022, 4, 27, 5, tzinfo=UTC)


async def test_plan_with_nothing_new_only_moves_on() -> None:
    plans = MemoryPlans(plan())
    assert await publish(3, store=plans, workers=InlineWorkers(), now=now)
    assert plans.posts == [None]


async def test_plan_that_is_not_there_is_not_published() -> None:
    assert not await publish(99, store=MemoryPlans(plan()), workers=InlineWorkers(), now=now)
