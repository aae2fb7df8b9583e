"""The outbox: each post once, in order, with its doubts."""

import asyncio
from datetime import timedelta

import pytest

from storage.archive import Archive
from storage.deliveries import Deliveries
from storage.model import Delivery
from storage.outbox import LEASE
from summarise.model import Alert
from tests.fakes.examples import HOUR, NOON, post
from tests.storage.conftest import Noted
from tests.storage.posts import post as a_post
from tests.storage.scenes import alerted, article, claimed, developed, founded, watched, wire

SECOND = timedelta(seconds=1)


async def states(archive: Archive) -> list[tuple[str, int, str]]:
    """Action, revision and state of every delivery, oldest first."""
    recent = await archive.deliveries.recent(None, 100)
    return [(held.post.action, held.post.revision, held.state) for held in reversed(recent)]


async def test_delivery_is_claimed_with_its_post_and_a_nonce(archive: Archive, nudges: Noted) -> None:
    _, story = await alerted(archive)
    assert ("deliver", "channel:1") in nudges.take()
    delivery = await claimed(archive)
    assert delivery.post.subject == f"story:{story}"
    assert isinstance(delivery.post.body, Alert)
    assert delivery.post.body.story == story
    assert 0 < len(delivery.nonce) <= 25
    assert (delivery.state, delivery.attempts, delivery.unknown) == ("claimed", 1, False)
    assert (delivery.tried_at, delivery.created_at, delivery.message_id) == (NOON, NOON, None)
    assert await archive.deliveries.find(delivery.id) == delivery
    assert await archive.deliveries.find(delivery.id + 1) is None


async def test_nonces_differ(archive: Archive) -> None:
    await posted(archive, 1, 2)
    first, second = await archive.deliveries.recent(None, 2)
    assert first.nonce != second.nonce


async def test_claimed_delivery_is_claimed_by_nobody_else(archive: Archive) -> None:
    await posted(archive, 1, 2)
    winners = await asyncio.gather(*(archive.deliveries.claim("channel:1", NOON) for _ in range(4)))
    assert [delivery is not None for delivery in winners].count(True) == 1


async def test_late_outcome_undoes_no_other_process_claim(archive: Archive) -> None:
    await posted(archive, 1)
    late, other = archive.deliveries, Deliveries(archive._database)
    first = await late.claim("channel:1", NOON)
    assert first is not None
    after = NOON + LEASE
    second = await other.claim("channel:1", after)
    assert second is not None
    await late.retry(first.id, not_before=after, error="503", unknown=False, now=after)
    assert await states(archive) == [("post", 1, "claimed")]
    await other.overdue(second.id, after + HOUR, after)
    assert await states(archive) == [("post", 1, "due")]


async def test_sent_delivery_is_remembered_as_a_message(archive: Archive) -> None:
    _, story = await alerted(archive)
    delivery = await claimed(archive)
    await archive.deliveries.sent(delivery.id, "900", NOON)
    assert await archive.deliveries.message_id("channel:1", f"story:{story}", 0) == "900"
    assert await archive.deliveries.message_id("channel:2", f"story:{story}", 0) is None
    assert await states(archive) == [("post", 1, "sent")]
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None


async def posted(archive: Archive, *stories: int, target: str = "channel:1") -> None:
    """A post about each of these stories waits for the target, without a story behind it."""
    for story in stories:
        await archive.deliveries.put("a", a_post(story=story, target=target), NOON)


async def edited(archive: Archive, revision: int) -> None:
    """The first story's message is to be edited to this revision."""
    await archive.deliveries.put("a", a_post("edit", revision), NOON)


async def test_nothing_overtakes_a_delivery_that_waits(archive: Archive) -> None:
    await posted(archive, 1, 2)
    first = await claimed(archive)
    await archive.deliveries.retry(first.id, not_before=NOON + HOUR, error="503", unknown=False, now=NOON)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR - SECOND) is None
    assert await archive.deliveries.targets_due(NOON + HOUR - SECOND) == ()
    assert await archive.deliveries.targets_due(NOON + HOUR) == ("channel:1",)
    again = await claimed(archive, NOON + HOUR)
    assert (again.id, again.nonce, again.attempts) == (first.id, first.nonce, 2)
    assert (again.unknown, again.tried_at, again.error) == (False, NOON + HOUR, "503")


async def test_one_target_does_not_wait_for_another(archive: Archive) -> None:
    await posted(archive, 1)
    await posted(archive, 2, target="channel:2")
    await claimed(archive, target="channel:1")
    await claimed(archive, target="channel:2")


async def test_lost_answer_comes_back_with_its_doubt(archive: Archive) -> None:
    await posted(archive, 1)
    first = await claimed(archive)
    await archive.deliveries.retry(first.id, not_before=NOON, error="answer lost", unknown=True, now=NOON)
    again = await claimed(archive, NOON + SECOND)
    assert again.unknown
    await archive.deliveries.retry(again.id, not_before=NOON, error="503", unknown=False, now=NOON)
    third = await claimed(archive, NOON + 2 * SECOND)
    assert (third.unknown, third.tried_at) == (True, NOON), "a later refusal does not settle it"


async def test_delivery_of_a_dead_sender_comes_back_with_its_doubt(archive: Archive) -> None:
    await posted(archive, 1)
    first = await claimed(archive)
    assert await archive.deliveries.claim("channel:1", NOON + timedelta(seconds=59)) is None
    again = await claimed(archive, NOON + timedelta(seconds=60))
    assert (again.id, again.unknown, again.attempts, again.tried_at) == (first.id, True, 2, NOON)


async def test_refused_delivery_is_never_tried_again_and_lets_others_pass(archive: Archive) -> None:
    await posted(archive, 1, 2)
    first = await claimed(archive)
    await archive.deliveries.fail(first.id, "missing permission", NOON)
    second = await claimed(archive, NOON + HOUR)
    assert second.id != first.id
    failed = await archive.deliveries.find(first.id)
    assert failed is not None
    assert (failed.state, failed.error) == ("failed", "missing permission")


async def test_held_delivery_is_not_tried_by_itself_and_lets_others_pass(archive: Archive) -> None:
    await posted(archive, 1, 2)
    first = await claimed(archive)
    await archive.deliveries.hold(first.id, "history cannot be read", NOON)
    assert (await claimed(archive, NOON + HOUR)).id != first.id
    held = await archive.deliveries.find(first.id)
    assert held is not None
    assert (held.state, held.unknown, held.error) == ("unknown", True, "history cannot be read")


async def test_post_never_tried_takes_over_its_newest_edit(archive: Archive) -> None:
    feed, story = await alerted(archive)
    await developed(archive, feed, story, 2)
    await developed(archive, feed, story, 3)
    delivery = await claimed(archive)
    assert (delivery.post.action, delivery.post.revision) == ("post", 3)
    assert isinstance(delivery.post.body, Alert)
    assert delivery.post.body.summary.url == "https://wire.example/e3"
    assert await states(archive) == [
        ("post", 3, "claimed"),
        ("edit", 2, "superseded"),
        ("edit", 3, "superseded"),
    ]
    await archive.deliveries.sent(delivery.id, "900", NOON)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None


async def test_post_that_may_have_arrived_is_sent_as_it_was(archive: Archive) -> None:
    await posted(archive, 1)
    first = await claimed(archive)
    await archive.deliveries.retry(first.id, not_before=NOON, error="answer lost", unknown=True, now=NOON)
    await edited(archive, 2)
    again = await claimed(archive)
    assert again.post == first.post
    await archive.deliveries.sent(again.id, "900", NOON)
    edit = await claimed(archive, NOON + HOUR)
    assert (edit.post.action, edit.post.revision, edit.message_id) == ("edit", 2, "900")


async def test_newer_edit_supersedes_older_unsent_ones(archive: Archive) -> None:
    await posted(archive, 1)
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    for revision in (2, 3, 4):
        await edited(archive, revision)
    edit = await claimed(archive, NOON + HOUR)
    assert (edit.post.revision, edit.message_id) == (4, "900")
    assert await states(archive) == [
        ("post", 1, "sent"),
        ("edit", 2, "superseded"),
        ("edit", 3, "superseded"),
        ("edit", 4, "claimed"),
    ]


async def test_edit_in_hand_is_followed_by_the_newer_one(archive: Archive) -> None:
    await posted(archive, 1)
    await archive.deliveries.sent((await claimed(archive)).id, "900", NOON)
    await edited(archive, 2)
    in_hand = await claimed(archive, NOON + HOUR)
    await edited(archive, 3)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None
    await archive.deliveries.sent(in_hand.id, "900", NOON + HOUR)
    assert (await claimed(archive, NOON + HOUR)).post.revision == 3


@pytest.mark.parametrize("outcome", ["failed", "unknown"])
async def test_edit_of_a_post_that_came_to_nothing_does_too(archive: Archive, outcome: str) -> None:
    await posted(archive, 1)
    first = await claimed(archive)
    await edited(archive, 2)
    if outcome == "failed":
        await archive.deliveries.fail(first.id, "missing permission", NOON)
    else:
        await archive.deliveries.hold(first.id, "missing permission", NOON)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None
    edit, _ = await archive.deliveries.recent(None, 2)
    assert (edit.state, edit.error) == (outcome, "missing permission")


async def test_what_was_sent_stays_sent(archive: Archive) -> None:
    await posted(archive, 1)
    delivery = await claimed(archive)
    await archive.deliveries.sent(delivery.id, "900", NOON)
    await archive.deliveries.retry(delivery.id, not_before=NOON, error="late answer", unknown=True, now=NOON)
    await archive.deliveries.fail(delivery.id, "late answer", NOON)
    assert await archive.deliveries.claim("channel:1", NOON + HOUR) is None
    assert await states(archive) == [("post", 1, "sent")]


async def test_same_post_is_put_out_once(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await watched(archive)
    held = await article(archive, feed)
    await founded(archive, held, posts=(post(held), post(held)))
    assert len(await archive.deliveries.recent(None, 10)) == 1


async def test_two_senders_deliver_everything_once(archive: Archive) -> None:
    await posted(archive, *range(1, 8))
    sent: list[int] = []

    async def sender() -> None:
        while len(sent) < 7:
            delivery: Delivery | None = await archive.deliveries.claim("channel:1", NOON + 9 * HOUR)
            if delivery is not None:
                sent.append(delivery.id)
                await archive.deliveries.sent(delivery.id, f"m{delivery.id}", NOON)

    await asyncio.gather(sender(), sender())
    assert sent == sorted(set(sent))
    assert len(sent) == 7
    assert await archive.deliveries.claim("channel:1", NOON + 9 * HOUR) is None
