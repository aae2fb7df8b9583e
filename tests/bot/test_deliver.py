"""The outbox shell: doubt is settled, never guessed away."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliver import NONCE_WINDOW, deliver
from bot.outcomes import Delayed, Gone, Outcome, Overdue, Refused, Sent, Stopped, Unsettled
from bot.recording import FIRST_WAIT, LONGEST_WAIT, SHOWING, wait_after
from config.phrase import Reason
from storage.model import Delivery
from summarise.model import Digest, Post

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
DIGEST = Digest(date=date(2026, 5, 1), zone="UTC", since=NOW - timedelta(days=1), until=NOW, items=())


def delivery(number: int = 1, **changes: object) -> Delivery:
    post = Post(
        target="channel:1", subject=f"digest:{number}", part=0, action="post", revision=1, body=DIGEST
    )
    made = Delivery(
        id=number,
        post=post,
        state="claimed",
        nonce=f"nonce-{number}",
        attempts=1,
        message_id=None,
        tried_at=NOW,
        unknown=False,
        created_at=NOW,
        not_before=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class Row:
    """What became of one delivery."""

    delivery: Delivery
    state: str = "claimed"
    not_before: datetime | None = None
    unknown: bool = False
    message_id: str | None = None


@dataclass
class PaperOutbox:
    """An outbox that hands out its deliveries once, in order, and writes down what became of them."""

    waiting: list[Delivery]
    rows: dict[int, Row] = field(default_factory=dict)

    async def claim(self, target: str, now: datetime) -> Delivery | None:
        if not self.waiting:
            return None
        claimed = self.waiting.pop(0)
        self.rows[claimed.id] = Row(claimed)
        return claimed

    async def sent(self, delivery_id: int, message_id: str, now: datetime) -> None:
        self.rows[delivery_id].state, self.rows[delivery_id].message_id = "sent", message_id

    async def retry(
        self, delivery_id: int, *, not_before: datetime, error: Reason, unknown: bool, now: datetime
    ) -> None:
        row = self.rows[delivery_id]
        row.state, row.not_before, row.unknown = "due", not_before, unknown

    async def fail(self, delivery_id: int, error: Reason, now: datetime) -> None:
        self.rows[delivery_id].state = "failed"

    async def hold(self, delivery_id: int, error: Reason, now: datetime) -> None:
        self.rows[delivery_id].state = "unknown"

    async def gone(self, delivery_id: int, reason: Reason, now: datetime) -> None:
        self.rows[delivery_id].state = "gone"

    async def stop(
        self, delivery_id: int, reason: Reason, now: datetime, *, asked: bool, whole_guild: bool
    ) -> None:
        self.rows[delivery_id].state = f"stopped, {asked=}, {whole_guild=}"

    async def overdue(self, delivery_id: int, until: datetime, now: datetime) -> None:
        row = self.rows[delivery_id]
        row.state, row.not_before = "overdue", until


@dataclass
class Mouth:
    """A target that answers as it is told and remembers what it was asked."""

    answers: list[Outcome]
    found: Sent | Refused | Delayed | Stopped | Gone | None = None
    asked: list[str] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> Outcome:
        self.asked.append(f"send {delivery.nonce}")
        return self.answers.pop(0)

    async def settle(self, delivery: Delivery) -> Sent | Refused | Delayed | Stopped | Gone | None:
        self.asked.append(f"settle {delivery.nonce}")
        return self.found


async def carry(outbox: PaperOutbox, mouth: Mouth, now: datetime = NOW) -> int:
    return await deliver("channel:1", outbox=outbox, sender=mouth, now=lambda: now, chance=lambda: 1.0)


async def test_due_deliveries_go_out_in_order_until_none_is_left() -> None:
    outbox = PaperOutbox([delivery(1), delivery(2)])
    mouth = Mouth([Sent(message_id="m1"), Sent(message_id="m2")])
    assert await carry(outbox, mouth) == 2
    assert mouth.asked == ["send nonce-1", "send nonce-2"]
    assert [row.message_id for row in outbox.rows.values()] == ["m1", "m2"]


async def test_lost_answer_is_tried_again_later_as_unknown() -> None:
    outbox = PaperOutbox([delivery(1), delivery(2)])
    assert await carry(outbox, Mouth([Unsettled(reason="connection reset")])) == 0
    row = outbox.rows[1]
    assert (row.state, row.unknown) == ("due", True)
    assert row.not_before == NOW + wait_after(1, 1.0)
    assert len(outbox.waiting) == 1, "nothing overtakes an unsettled delivery"


@pytest.mark.parametrize("look", [None, Refused(reason="no history"), Delayed(reason="not known yet")])
async def test_unknown_outcome_within_the_nonce_window_is_sent_again_with_its_nonce(
    look: Refused | Delayed | None,
) -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - NONCE_WINDOW / 2)])
    mouth = Mouth([Sent(message_id="m1")], found=look)
    await carry(outbox, mouth)
    assert mouth.asked == ["settle nonce-1", "send nonce-1"]


@pytest.mark.parametrize("passed", [NONCE_WINDOW / 2, -timedelta(hours=1)])
async def test_unknown_outcome_is_not_sent_again_where_it_is_found(passed: timedelta) -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - passed)])
    mouth = Mouth([], found=Sent(message_id="there-already"))
    assert await carry(outbox, mouth) == 1
    assert mouth.asked == ["settle nonce-1"]


async def test_clock_that_was_set_back_gives_a_nonce_no_longer_life() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW + timedelta(hours=1))])
    await carry(outbox, Mouth([], found=Refused(reason="no permission to read the channel's history")))
    assert outbox.rows[1].state == "unknown"


async def test_unknown_outcome_beyond_the_nonce_window_is_looked_up_before_sending() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2)])
    mouth = Mouth([], found=Sent(message_id="there-already"))
    assert await carry(outbox, mouth) == 1
    assert mouth.asked == ["settle nonce-1"]
    assert outbox.rows[1].message_id == "there-already"


async def test_unknown_outcome_that_never_arrived_is_sent() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2)])
    mouth = Mouth([Sent(message_id="m1")], found=None)
    await carry(outbox, mouth)
    assert mouth.asked == ["settle nonce-1", "send nonce-1"]


async def test_unknown_outcome_that_cannot_be_looked_up_is_held_not_sent() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2)])
    mouth = Mouth([], found=Refused(reason="no permission to read the channel's history"))
    assert await carry(outbox, mouth) == 0
    assert outbox.rows[1].state == "unknown"
    assert mouth.asked == ["settle nonce-1"]


async def test_unknown_outcome_that_cannot_be_looked_up_now_is_looked_up_later() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2)])
    mouth = Mouth([], found=Delayed(reason="the guild is unavailable"))
    await carry(outbox, mouth)
    assert (outbox.rows[1].state, outbox.rows[1].unknown) == ("due", True)
    assert mouth.asked == ["settle nonce-1"]


async def test_refusal_before_anybody_could_look_keeps_the_doubt_until_one_can() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW)])
    await carry(outbox, Mouth([Refused(reason="missing permission")]))
    row = outbox.rows[1]
    assert (row.state, row.unknown) == ("due", True)
    assert row.not_before is not None
    assert row.not_before > NOW + NONCE_WINDOW


async def test_refusal_after_looking_in_vain_is_certain() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2)])
    await carry(outbox, Mouth([Refused(reason="missing permission")], found=None))
    assert outbox.rows[1].state == "failed"


async def test_refused_edit_of_unknown_outcome_fails() -> None:
    edit = delivery(unknown=True, message_id="m1")
    outbox = PaperOutbox([replace(edit, post=replace(edit.post, action="edit", revision=2))])
    await carry(outbox, Mouth([Refused(reason="unknown message")]))
    assert outbox.rows[1].state == "failed"


async def test_doubtful_delivery_waits_as_long_as_the_target_asks() -> None:
    until = NOW + timedelta(minutes=10)
    outbox = PaperOutbox([delivery()])
    await carry(outbox, Mouth([Unsettled(reason="502, then 429", until=until)]))
    assert (outbox.rows[1].not_before, outbox.rows[1].unknown) == (until, True)


async def test_edit_of_unknown_outcome_is_simply_edited_again() -> None:
    edit = delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2, message_id="m1")
    outbox = PaperOutbox([replace(edit, post=replace(edit.post, action="edit", revision=2))])
    mouth = Mouth([Sent(message_id="m1")])
    await carry(outbox, mouth)
    assert mouth.asked == ["send nonce-1"]


async def test_refused_delivery_fails_and_the_next_one_goes_on() -> None:
    outbox = PaperOutbox([delivery(1), delivery(2)])
    mouth = Mouth([Refused(reason="unknown channel"), Sent(message_id="m2")])
    assert await carry(outbox, mouth) == 1
    assert [row.state for row in outbox.rows.values()] == ["failed", "sent"]


async def test_delay_named_by_the_target_is_kept_to() -> None:
    until = NOW + timedelta(minutes=7)
    outbox = PaperOutbox([delivery()])
    await carry(outbox, Mouth([Delayed(reason="rate limited", until=until)]))
    assert outbox.rows[1].not_before == until
    assert not outbox.rows[1].unknown


async def test_reply_of_unknown_outcome_is_settled_like_a_post() -> None:
    reply = delivery(unknown=True, tried_at=NOW - NONCE_WINDOW * 2, message_id="m1")
    outbox = PaperOutbox([replace(reply, post=replace(reply.post, action="reply", part=2))])
    mouth = Mouth([], found=Sent(message_id="m2"))
    await carry(outbox, mouth)
    assert mouth.asked == ["settle nonce-1"]
    assert outbox.rows[1].message_id == "m2"


def forum_post(**changes: object) -> Delivery:
    made = delivery(**changes)  # type: ignore[arg-type]
    return replace(made, post=replace(made.post, target="forum:1"))


async def test_forum_post_of_unknown_outcome_is_looked_up_at_once() -> None:
    outbox = PaperOutbox([forum_post(unknown=True, tried_at=NOW - timedelta(seconds=20))])
    mouth = Mouth([], found=Sent(message_id="m1"))
    await carry(outbox, mouth)
    assert mouth.asked == ["settle nonce-1"]


async def test_forum_post_is_given_time_to_be_seen() -> None:
    outbox = PaperOutbox([forum_post()])
    await carry(outbox, Mouth([Unsettled(reason="connection reset")]))
    assert outbox.rows[1].not_before == NOW + SHOWING


@pytest.mark.parametrize(("asked", "whole_guild"), [(True, False), (False, True)])
async def test_stopped_target_is_asked_nothing_more(asked: bool, whole_guild: bool) -> None:
    outbox = PaperOutbox([delivery(1), delivery(2)])
    mouth = Mouth([Stopped(reason="missing permission", asked=asked, whole_guild=whole_guild)])
    assert await carry(outbox, mouth) == 0
    assert outbox.rows[1].state == f"stopped, {asked=}, {whole_guild=}"
    assert mouth.asked == ["send nonce-1"]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Gone(reason="deleted"), "gone"),
        (Overdue(reason="too many edits", until=NOW + timedelta(minutes=15)), "overdue"),
    ],
)
async def test_nothing_waits_for_what_cannot_be_said(outcome: Outcome, state: str) -> None:
    outbox = PaperOutbox([delivery(1), delivery(2)])
    assert await carry(outbox, Mouth([outcome, Sent(message_id="m2")])) == 1
    assert [row.state for row in outbox.rows.values()] == [state, "sent"]


async def test_place_that_is_gone_before_anybody_could_look_keeps_the_doubt() -> None:
    outbox = PaperOutbox([delivery(unknown=True, tried_at=NOW)])
    await carry(outbox, Mouth([Gone(reason="unknown message")]))
    assert (outbox.rows[1].state, outbox.rows[1].unknown) == ("due", True)


class Faulty(Mouth):
    """A sender with a fault: nothing of one delivery can be made."""

    async def send(self, delivery: Delivery) -> Outcome:
        if delivery.id == 1:
            raise KeyError("no such template")
        return await super().send(delivery)


async def test_what_fails_by_a_fault_is_tried_three_times_and_holds_up_nothing() -> None:
    for attempts in (1, 2):
        outbox = PaperOutbox([delivery(1, attempts=attempts), delivery(2)])
        assert await carry(outbox, Faulty([])) == 0
        assert (outbox.rows[1].state, outbox.rows[1].not_before) == ("due", NOW + wait_after(attempts, 1.0))
    outbox = PaperOutbox([delivery(1, attempts=3), delivery(2)])
    assert await carry(outbox, Faulty([Sent(message_id="m2")])) == 1
    assert [row.state for row in outbox.rows.values()] == ["failed", "sent"]


async def test_fault_after_a_lost_answer_fails_once_it_is_certain() -> None:
    doubtful = delivery(1, attempts=4, unknown=True)
    outbox = PaperOutbox([doubtful])
    await carry(outbox, Faulty([]))
    assert outbox.rows[1].unknown, "while the nonce is remembered it may have been seen late"
    outbox = PaperOutbox([doubtful])
    await carry(outbox, Faulty([]), NOW + NONCE_WINDOW * 2)
    assert outbox.rows[1].state == "failed"


async def test_fault_in_looking_is_not_repeated_for_ever() -> None:
    class Blind(Mouth):
        async def settle(self, delivery: Delivery) -> None:
            raise KeyError("no such field")

    for attempts, state in ((2, "due"), (3, "unknown")):
        outbox = PaperOutbox([delivery(1, attempts=attempts, unknown=True)])
        await carry(outbox, Blind([]), NOW + NONCE_WINDOW * 2)
        assert outbox.rows[1].state == state


def test_waits_double_up_to_ten_minutes() -> None:
    assert [wait_after(n, 1.0).total_seconds() for n in (0, 1, 2)] == [2, 4, 8]
    assert wait_after(10_000, 1.0) == timedelta(minutes=10)


@given(st.integers(min_value=0, max_value=10_000), st.floats(min_value=0, max_value=1))
def test_waits_are_spread_over_their_second_half(attempts: int, chance: float) -> None:
    assert wait_after(attempts, 1.0) / 2 <= wait_after(attempts, chance) <= wait_after(attempts, 1.0)
    assert FIRST_WAIT / 2 <= wait_after(attempts, chance) <= LONGEST_WAIT
