"""A ban, an ended token and an outage are waited for by all targets together, longer each time."""

from datetime import timedelta

import pytest

from bot.outcomes import Delayed, Sent
from bot.sending.sender import DiscordSender
from tests.bot.sending.conftest import Press, to

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINUTE = timedelta(minutes=1)
MESSAGES = "/channels/*/messages"


HALF_A_DAY = 12 * 60 // 5


def sender_of(press: Press) -> DiscordSender:
    """A sender for which time is the fake's."""
    now = press.discord.clock.now
    return DiscordSender(press.client, now, lambda: now().timestamp())


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_all_targets_together_ask_fewer_than_ten_times_in_half_a_day(press: Press, status: int) -> None:
    wires, sender = [await press.open() for _ in range(3)], sender_of(press)
    press.discord.faults.status(status, "POST", MESSAGES, times=10_000)
    for _ in range(HALF_A_DAY):
        for wire in wires:
            outcome = await sender.send(to(wire))
            assert isinstance(outcome, Delayed)
            assert outcome.until is not None
            assert outcome.until <= press.discord.clock.now() + 5 * MINUTE, "a new start begins soon"
        press.discord.clock.advance(5 * MINUTE)
    assert len(press.discord.invalid_at(*wires)) < 10


async def test_after_an_answer_of_discords_rests_are_short_again(press: Press) -> None:
    wire, sender = await press.open(), sender_of(press)
    for wait in (5, 10, 5):
        if wait == 5:
            assert isinstance(await sender.send(to(wire)), Sent)
        press.discord.faults.status(401, "POST", MESSAGES)
        assert isinstance(await sender.send(to(wire)), Delayed)
        press.discord.clock.advance((wait - 1) * MINUTE)
        assert isinstance(await sender.send(to(wire)), Delayed)
        press.discord.clock.advance(MINUTE)
    assert isinstance(await sender.send(to(wire)), Sent)


async def test_what_one_channel_alone_is_answered_silences_no_other(press: Press) -> None:
    odd, fine, sender = await press.open(), await press.open(), sender_of(press)
    press.discord.faults.status(403, "POST", f"/channels/{odd.id}/messages", times=10_000)
    for number in range(HALF_A_DAY // 3):
        assert isinstance(await sender.send(to(odd)), Delayed)
        assert isinstance(await sender.send(to(fine, id=number + 10)), Sent)
        press.discord.clock.advance(15 * MINUTE)
    assert len(press.discord.invalid_at(odd)) < 10
