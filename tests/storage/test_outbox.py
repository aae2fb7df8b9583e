"""What waits, in which order, for what; and what takes the place of what."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import heads
from storage.model import DeliveryState, JobKind
from storage.outbox import AGAIN
from storage.schema import message
from summarise.model import Alert, Pointer
from tests.fakes.examples import HOUR, NOON
from tests.storage.conftest import Noted
from tests.storage.posts import MINUTE, SECOND, TARGET, Outbox, opened, post

LATER = NOON + HOUR
DELIVER: frozenset[JobKind] = frozenset({"deliver"})
SENT: tuple[DeliveryState, ...] = ("sent",)


@pytest.fixture
async def outbox(url: str, nudges: Noted) -> AsyncIterator[Outbox]:
    async with opened(url, nudges) as held:
        yield held


async def test_edit_takes_the_place_of_a_post_that_was_never_tried(outbox: Outbox) -> None:
    await outbox.put(post(pings=("1",), watches=(7,), tags=("t",)))
    assert await outbox.put(post("edit", 2, pings=("1", "2"))) == [True]
    assert await outbox.put(post("edit", 2)) == [False]
    sent = await outbox.send()
    assert (sent.post.action, sent.post.revision, sent.post.pings) == ("post", 2, ("1", "2"))
    assert (sent.post.watches, sent.post.tags) == ((7,), ("t",))
    assert isinstance(sent.post.body, Alert)
    assert sent.post.body.summary.headline == "Envoy resigns 2"
    assert await outbox.states() == [("post", 2, "sent"), ("edit", 2, "superseded")]
    assert await outbox.drain(LATER) == []


async def test_edit_takes_the_place_of_a_post_that_certainly_did_not_arrive(outbox: Outbox) -> None:
    retry = outbox.archive.deliveries.retry
    await outbox.put(post(), post(story=2))
    one = await outbox.claimed()
    await retry(one.id, not_before=NOON + MINUTE, error="429", unknown=False, now=NOON)
    await outbox.put(post("edit", 2, pings=("9",)), now=NOON + SECOND)
    assert await outbox.next(NOON + 30 * SECOND) is None, "it is tried no earlier than it may be"
    again = await outbox.claimed(NOON + MINUTE)
    assert (again.id, again.nonce, again.attempts) == (one.id, one.nonce, 2)
    assert (again.post.action, again.post.revision, again.post.pings) == ("post", 2, ("9",))
    await retry(again.id, not_before=NOON + HOUR, error="lost", unknown=True, now=NOON + MINUTE)
    await outbox.put(post("edit", 3, pings=("9",)), now=NOON + 2 * MINUTE)
    said = await outbox.drain(LATER)
    assert [(one.subject, one.action, one.revision) for one in said] == [
        ("story:1", "post", 2),
        ("story:2", "post", 1),
        ("story:1", "edit", 3),
    ]


async def test_held_post_holds_up_nothing_and_is_nudged_in_its_time(outbox: Outbox) -> None:
    await outbox.put(post(not_before=LATER))
    assert outbox.nudges.take() == []
    await outbox.put(post(story=2))
    assert [said.subject for said in await outbox.drain()] == ["story:2"]
    assert await outbox.archive.waiting(NOON) | {"deliver": 0} == await outbox.archive.waiting(NOON)
    outbox.nudges.take()
    assert await outbox.archive.nudge_unfinished(LATER - SECOND, DELIVER) == 0
    assert await outbox.archive.nudge_unfinished(LATER, DELIVER) == 1
    assert [said.subject for said in await outbox.drain(LATER)] == ["story:1"]


async def test_edit_frees_a_held_post_and_never_puts_it_off(outbox: Outbox) -> None:
    await outbox.put(post(not_before=LATER, rolls=True))
    await outbox.put(post("edit", 2, not_before=LATER + HOUR))
    assert await outbox.archive.deliveries.targets_due(LATER) == (TARGET,)
    outbox.nudges.take()
    await outbox.put(post("edit", 3), now=NOON + MINUTE)
    assert outbox.nudges.take() == [("deliver", TARGET)]
    (said,) = await outbox.drain(NOON + MINUTE)
    assert (said.revision, said.rolls, said.not_before) == (3, False, None)


async def test_stream_of_edits_does_not_put_the_first_off(outbox: Outbox) -> None:
    await outbox.put(post())
    await outbox.send()
    for number in range(2, 6):
        at = NOON + number * 10 * SECOND
        await outbox.put(post("edit", number, not_before=at + MINUTE), now=at)
    assert await outbox.next(NOON + 80 * SECOND - SECOND) is None
    assert (await outbox.claimed(NOON + 80 * SECOND)).post.revision == 5


async def test_late_edit_is_kept_as_superseded(outbox: Outbox) -> None:
    await outbox.put(post(revision=5))
    await outbox.send()
    assert await outbox.put(post("edit", 4)) == [True]
    assert await outbox.drain(LATER) == []
    await outbox.put(post("edit", 7))
    await outbox.put(post("edit", 6))
    assert [said.revision for said in await outbox.drain(LATER)] == [7]
    (late, *_) = await outbox.archive.deliveries.recent("a", 1)
    assert [tried.outcome for tried in await outbox.archive.deliveries.history(late.id)] == ["superseded"]


async def test_retry_holds_up_its_target(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2), post(story=3, not_before=NOON + SECOND))
    first = await outbox.claimed()
    again = NOON + MINUTE
    await outbox.archive.deliveries.retry(first.id, not_before=again, error="503", unknown=False, now=NOON)
    assert await outbox.next(again - SECOND) is None
    assert [said.subject for said in await outbox.drain(again)] == ["story:1", "story:2", "story:3"]


async def test_what_hangs_on_a_message_waits_for_it_and_knows_it(outbox: Outbox) -> None:
    await outbox.put(
        post(not_before=LATER),
        post("publish"),
        post("thread"),
        post("reply", 2, threaded=True),
        post("reply", 3, not_before=LATER + HOUR),
    )
    assert await outbox.drain(LATER - SECOND) == []
    assert await outbox.archive.idle(LATER - SECOND)
    shown = await outbox.send(LATER)
    below = [await outbox.send(LATER) for _ in range(3)]
    assert [held.post.action for held in below] == ["publish", "thread", "reply"]
    assert {held.message_id for held in below} == {f"m{shown.id}"}
    assert await outbox.next(LATER + HOUR - SECOND) is None
    await outbox.send(LATER + HOUR)
    async with outbox.database.reading() as tx:
        rows = await tx.rows(message.select().order_by(message.c.part))
    assert [(row["part"], row["threaded"], row["replied_at"]) for row in rows] == [
        (0, True, LATER + HOUR),
        (2, False, None),
        (3, False, None),
    ]


async def test_freed_post_frees_what_hangs_on_it(outbox: Outbox) -> None:
    await outbox.put(post(not_before=LATER), post("publish", not_before=LATER), post("thread"))
    await outbox.put(post("edit", 2))
    await outbox.put(post("publish", 2))
    assert [said.action for said in await outbox.drain()] == ["post", "thread", "publish"]
    assert await outbox.states() == [
        ("post", 2, "sent"),
        ("publish", 1, "superseded"),
        ("thread", 1, "sent"),
        ("edit", 2, "superseded"),
        ("publish", 2, "sent"),
    ]


async def test_reply_that_waits_takes_in_its_edit(outbox: Outbox) -> None:
    await outbox.put(post())
    await outbox.send()
    await outbox.put(post("reply", 2, not_before=LATER, pings=("1",), threaded=True))
    await outbox.put(post("edit", 3, part=2, pings=("1", "2"), body=post("reply", 3).body))
    (said,) = await outbox.drain()
    assert (said.action, said.part, said.revision, said.pings) == ("reply", 2, 3, ("1", "2"))
    await outbox.put(post("edit", 4, part=2, body=post("reply", 4).body))
    edit = await outbox.send(LATER)
    assert (edit.post.action, edit.post.part) == ("edit", 2)
    assert edit.message_id == f"m{edit.id - 2}", "the reply's, not the alert's"


async def test_threaded_reply_is_said_below_the_message_where_no_thread_opens(outbox: Outbox) -> None:
    await outbox.put(post(), post("thread"), post("reply", 2, threaded=True))
    await outbox.send()
    thread = await outbox.claimed()
    await outbox.archive.deliveries.fail(thread.id, "no permission to open threads", NOON)
    reply = await outbox.send()
    assert (reply.post.action, reply.post.threaded) == ("reply", False)


async def test_post_of_a_forum_is_its_thread(outbox: Outbox) -> None:
    forum = "forum:9"
    await outbox.put(post(target=forum), post("reply", 2, threaded=True, target=forum))
    await outbox.send(target=forum)
    assert (await outbox.send(target=forum)).post.threaded


@pytest.mark.parametrize("outcome", ["failed", "unknown"])
async def test_what_hangs_on_a_post_that_came_to_nothing_does_too(outbox: Outbox, outcome: str) -> None:
    await outbox.put(post(), post("publish"), post("thread"), post("reply", 2))
    first = await outbox.claimed()
    if outcome == "failed":
        await outbox.archive.deliveries.fail(first.id, "invalid form", NOON)
    else:
        await outbox.archive.deliveries.hold(first.id, "invalid form", NOON)
    assert await outbox.next(LATER) is None
    held = await outbox.archive.deliveries.recent("a", 10)
    assert {(one.state, one.error) for one in held} == {(outcome, "invalid form")}


async def test_deleted_message_is_left_alone_for_ever(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    await outbox.send()
    await outbox.send()
    await outbox.put(post("edit", 2), post("reply", 2), post("thread"), post("edit", 2, story=2))
    edit = await outbox.claimed(LATER)
    await outbox.archive.deliveries.gone(edit.id, "404 Unknown Message", LATER)
    assert [said.subject for said in await outbox.drain(LATER)] == ["story:2"]
    assert await outbox.put(post("edit", 3), post("reply", 3), post(revision=3)) == [False] * 3
    history = await outbox.archive.deliveries.history(edit.id)
    assert [(tried.outcome, tried.detail) for tried in history] == [
        ("claimed", None),
        ("gone", "404 Unknown Message"),
    ]


async def test_target_with_many_deleted_messages_is_wary(outbox: Outbox) -> None:
    await outbox.put(*(post(story=story) for story in range(1, 6)))
    await outbox.drain()
    wary: list[bool] = []
    for story in range(1, 6):
        await outbox.put(post("edit", 2, story=story))
        edit = await outbox.claimed()
        wary.append(edit.wary)
        await outbox.archive.deliveries.gone(edit.id, "404", NOON)
    assert wary == [False, False, False, True, True]


async def test_overdue_edit_waits_alone_and_news_waits_with_it(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    await outbox.drain()
    await outbox.put(post("edit", 2))
    edit = await outbox.claimed()
    await outbox.put(post("edit", 3))
    await outbox.archive.deliveries.overdue(edit.id, LATER, NOON)
    await outbox.put(post("edit", 4, not_before=NOON + MINUTE), post("edit", 2, story=2))
    await outbox.put(post("edit", 5))
    assert [said.subject for said in await outbox.drain(LATER - SECOND)] == ["story:2"]
    assert [said.revision for said in await outbox.drain(LATER)] == [5]


async def test_pointer_knows_the_message_that_it_points_to(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    first, second = await outbox.send(), await outbox.send()
    points = Pointer(story=1, headline="Envoy resigns")
    await outbox.put(post("edit", 2, story=2, body=points))
    edit = await outbox.send()
    assert (edit.message_id, edit.points_to, edit.guild) == (f"m{second.id}", f"m{first.id}", "a")
    await outbox.put(post("edit", 3, story=2, body=replace(points, story=9)))
    assert (await outbox.send()).points_to is None


async def test_cooldown_is_kept_where_two_alerts_were_decided_at_once(outbox: Outbox) -> None:
    watch = await outbox.archive.watches.add(
        guild="a", target=TARGET, actors=("x",), origin="command", now=NOON, cooldown=HOUR
    )
    free = await outbox.archive.watches.add(
        guild="a", target=TARGET, actors=("y",), origin="command", now=NOON
    )
    await outbox.put(*(post(story=story, watches=(watch.id,)) for story in (1, 2)))
    await outbox.put(post(story=3, watches=(watch.id, free.id)))
    assert [said.subject for said in await outbox.drain()] == ["story:1", "story:3"]
    (fired, _) = await outbox.archive.watches.of_guild("a")
    assert fired.fired_at == NOON
    assert await outbox.next(LATER - SECOND) is None
    (said,) = await outbox.drain(LATER)
    assert (said.subject, said.rolls) == ("story:2", True)


async def test_tries_are_written_down_the_last_twenty(outbox: Outbox) -> None:
    await outbox.put(post())
    for number in range(15):
        at = NOON + number * MINUTE
        held = await outbox.claimed(at)
        await outbox.archive.deliveries.retry(
            held.id, not_before=at, error=f"503 {number}", unknown=number == 14, now=at
        )
    history = await outbox.archive.deliveries.history(1)
    assert len(history) == 20
    assert [tried.outcome for tried in history[-2:]] == ["claimed", "unsettled"]
    assert (history[-1].at, history[-1].detail) == (NOON + 14 * MINUTE, "503 14")
    await outbox.send(LATER)
    assert (await outbox.archive.deliveries.history(1))[-1].outcome == "sent"
    assert await outbox.archive.keeping.forget_attempts(NOON + timedelta(days=30)) == 0
    assert await outbox.archive.keeping.forget_attempts(NOON + timedelta(days=31)) > 0
    assert await outbox.archive.deliveries.history(1) == ()


async def test_history_of_what_discord_puts_off_is_short_too(outbox: Outbox) -> None:
    await outbox.put(post())
    await outbox.send()
    await outbox.put(post("edit", 2))
    now = NOON
    for _ in range(15):
        edit = await outbox.claimed(now)
        later = now + 15 * MINUTE
        await outbox.archive.deliveries.overdue(edit.id, later, now)
        now = later
    history = await outbox.archive.deliveries.history(edit.id)
    assert 15 <= len(history) <= 20
    assert [tried.outcome for tried in history[-2:]] == ["claimed", "delayed"]


async def test_edits_that_newer_ones_replaced_go_after_a_month(outbox: Outbox) -> None:
    await outbox.put(post())
    await outbox.send()
    await outbox.put(post("edit", 2), post("edit", 3))
    await outbox.send()
    assert await outbox.archive.keeping.forget_replaced(NOON + timedelta(days=30)) == 0
    assert await outbox.archive.keeping.forget_replaced(NOON + timedelta(days=31)) == 1
    assert await outbox.states() == [("post", 1, "sent"), ("edit", 3, "sent")]


async def test_recent_deliveries_of_a_target_in_some_states(outbox: Outbox) -> None:
    await outbox.put(post(), post(story=2))
    await outbox.put(post(story=3, target="channel:2"), guild="b")
    await outbox.send()
    recent = outbox.archive.deliveries.recent
    assert [held.post.subject for held in await recent("a", 9, states=SENT)] == ["story:1"]
    assert [held.guild for held in await recent(None, 9, target="channel:2")] == ["b"]
    assert await recent("a", 9, target="channel:2") == ()


async def test_targets_are_not_nudged_twice_in_a_moment(outbox: Outbox) -> None:
    await outbox.put(post())
    assert await outbox.archive.nudge_unfinished(NOON + AGAIN, DELIVER) == 1
    assert await outbox.archive.nudge_unfinished(NOON + AGAIN, DELIVER) == 0


async def test_targets_that_nobody_serves_keep_none_from_its_turn(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heads, "BATCH", 2)
    for number in range(5):
        await outbox.put(post(target=f"channel:{number}"))
    outbox.nudges.take()
    for seconds in range(3):
        await outbox.archive.nudge_unfinished(NOON + (seconds + 1) * AGAIN, DELIVER)
    assert {key for _, key in outbox.nudges.take()} == {f"channel:{number}" for number in range(5)}
