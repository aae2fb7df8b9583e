"""What a target was told of a story: tried, sent, or a line of a list."""

from collections.abc import AsyncIterator

import pytest

from storage.shown import shown
from summarise.model import Shown
from tests.fakes.examples import NOON
from tests.storage.conftest import Noted
from tests.storage.posts import MINUTE, TARGET, Outbox, opened, post


@pytest.fixture
async def outbox(url: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(url, nudges, 1) as held:
        yield held


async def seen(outbox: Outbox, story: int = 1) -> Shown:
    async with outbox.database.reading() as tx:
        return (await shown(tx, ["a"], [f"story:{story}"]))["a", TARGET]


async def test_message_that_may_have_arrived_was_tried(outbox: Outbox) -> None:
    await outbox.put(post())
    assert (await seen(outbox)).tried_at is None
    held = await outbox.claimed(NOON + MINUTE)
    assert (await seen(outbox)).tried_at == NOON + MINUTE
    await outbox.put(post("edit", 2), now=NOON + 2 * MINUTE)
    await outbox.archive.deliveries.hold(held.id, "history cannot be read", NOON + 2 * MINUTE)
    known = await seen(outbox)
    assert (known.tried_at, known.sent_at, known.post.revision) == (NOON + MINUTE, None, 2)


async def test_line_of_a_list_was_sent_with_the_list(outbox: Outbox) -> None:
    await outbox.put(post(story=1), post(story=2))
    await outbox.send(NOON)
    await outbox.drain(NOON + MINUTE)
    alone, listed = await seen(outbox, 1), await seen(outbox, 2)
    assert (alone.rolled, alone.sent_at) == (False, NOON)
    assert (listed.rolled, listed.sent_at) == (True, NOON + MINUTE)
