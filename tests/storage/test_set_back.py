"""A clock that is set back: what was begun before that holds up nothing for longer than it should."""

from collections.abc import AsyncIterator

import pytest

from storage.model import JobKind
from tests.fakes.examples import HOUR, NOON
from tests.storage.conftest import Noted
from tests.storage.posts import MINUTE, SECOND, TARGET, Outbox, opened, post

DELIVER: frozenset[JobKind] = frozenset({"deliver"})
BACK = NOON - HOUR


@pytest.fixture
async def outbox(url: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(url, nudges) as held:
        yield held


async def nudged(outbox: Outbox) -> bool:
    """Whether the tick sees, and nudges, the target."""
    outbox.nudges.take()
    assert (await outbox.archive.waiting(BACK))["deliver"] > 0
    await outbox.archive.nudge_unfinished(BACK, DELIVER)
    return ("deliver", TARGET) in outbox.nudges.take()


async def test_what_was_to_be_tried_again_is_once_the_clock_was_set_back(outbox: Outbox) -> None:
    await outbox.put(post())
    one = await outbox.claimed()
    retry = outbox.archive.deliveries.retry
    await retry(one.id, not_before=NOON + 2 * SECOND, error="503", unknown=False, now=NOON)
    await outbox.put(post(story=2), now=BACK)
    assert await nudged(outbox)
    again = await outbox.claimed(BACK)
    assert (again.id, again.tried_at) == (one.id, BACK)
    await retry(again.id, not_before=BACK + MINUTE, error="429", unknown=False, now=BACK)
    assert await outbox.next(BACK + SECOND) is None, "it waits by the clock as it is now"
    assert len(await outbox.drain(BACK + MINUTE)) == 2


@pytest.mark.parametrize("crashed", [True, False])
async def test_doubtful_try_is_looked_for_once_the_clock_was_set_back(outbox: Outbox, crashed: bool) -> None:
    await outbox.put(post())
    one = await outbox.claimed()
    retry = outbox.archive.deliveries.retry
    if not crashed:
        await retry(one.id, not_before=NOON + SECOND, error="lost", unknown=True, now=NOON)
    assert await nudged(outbox)
    again = await outbox.claimed(BACK)
    assert again.unknown
    assert again.tried_at == BACK - 10 * MINUTE, "its nonce is not trusted"
    await retry(again.id, not_before=BACK + MINUTE, error="503", unknown=True, now=BACK)
    assert await outbox.next(BACK + SECOND) is None
    assert (await outbox.claimed(BACK + MINUTE)).tried_at == BACK - 10 * MINUTE


async def test_clocks_that_differ_a_little_take_nothing_from_each_other(outbox: Outbox) -> None:
    await outbox.put(post())
    one = await outbox.claimed()
    assert await outbox.next(NOON - 30 * SECOND) is None
    later = NOON + 40 * SECOND
    await outbox.archive.deliveries.retry(one.id, not_before=later, error="429", unknown=False, now=NOON)
    assert await outbox.next(NOON - 30 * SECOND) is None
