"""Deliveries reach Discord once, and every answer of Discord's becomes an outcome."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.deliver import deliver
from bot.outcomes import Delayed, Gone, Overdue, Refused, Sent, Stopped, Unsettled
from bot.sending import requests, settling
from bot.sending.requests import ASKS_TO_WAIT
from bot.sending.sender import DiscordSender
from storage.outbox import put
from summarise.model import Body, Post
from tests.bot.news import NOON, alert, delivery, digest, notice, pointer, rollup, update
from tests.bot.sending.conftest import Press, to
from tests.fakes.discord import Channel, ChannelType, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")

MESSAGES = "/channels/*/messages"


@pytest.mark.parametrize(
    "body",
    [
        alert(),
        digest(),
        digest(40),
        notice(),
        update(),
        rollup(),
        pointer(),
        alert(headline="[x](http://e) @everyone <@1>"),
    ],
)
async def test_post_arrives_with_its_button(press: Press, body: Body) -> None:
    wire = await press.open()
    outcome = await press.sender.send(to(wire, body))
    [message] = press.shown(wire)
    assert outcome == Sent(message_id=str(message.id))
    assert message.component("why:5")
    assert message.nonce == "nonce-5"
    assert not message.pings


async def test_same_nonce_makes_one_message(press: Press) -> None:
    wire = await press.open()
    first, second = await press.sender.send(to(wire)), await press.sender.send(to(wire))
    assert first == second
    assert len(press.shown(wire)) == 1


async def test_looking_and_sending_share_the_time_that_a_claim_gives(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, sender = await press.open(), press.sender
    asked = len(press.discord.requests)
    with monkeypatch.context() as hurry:
        hurry.setattr(requests, "SEND_SECONDS", requests.SHORTEST)
        assert isinstance(await sender.settle(to(wire)), Delayed)
    assert isinstance(await sender.send(to(wire)), Delayed), "the look has used it up"
    assert len(press.discord.requests) == asked, "nothing was begun that would be cut short"
    assert isinstance(await sender.send(to(wire)), Sent)


async def test_lost_answer_is_unsettled_and_then_settled(press: Press) -> None:
    wire = await press.open()
    press.discord.faults.lose_answer("POST", MESSAGES)
    assert isinstance(await press.sender.send(to(wire)), Unsettled)
    [message] = press.shown(wire)
    assert await press.sender.settle(to(wire)) == Sent(message_id=str(message.id))


async def test_garbled_answer_is_unsettled(press: Press) -> None:
    press.discord.faults.garble("POST", MESSAGES)
    assert isinstance(await press.sender.send(to(await press.open())), Unsettled)


async def test_message_that_never_arrived_is_not_found(press: Press) -> None:
    wire = await press.open()
    await press.sender.send(to(wire, id=6))
    assert await press.sender.settle(to(wire)) is None


async def test_settling_reads_past_a_full_page(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "PAGE", 2)
    wire = await press.open()
    for number in range(11, 16):
        await press.sender.send(to(wire, id=number))
    assert await press.sender.settle(to(wire, id=15)) == Sent(message_id=str(press.shown(wire)[-1].id))


async def test_channel_too_busy_to_read_back_is_held(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "PAGE", 1)
    monkeypatch.setattr(settling, "PAGES", 2)
    wire = await press.open()
    for number in range(11, 14):
        await press.sender.send(to(wire, id=number))
    assert isinstance(await press.sender.settle(to(wire, id=13)), Refused)


@pytest.mark.parametrize("ahead", [timedelta(minutes=80), timedelta(hours=-1)])
async def test_clock_that_is_an_hour_off_finds_the_message(press: Press, ahead: timedelta) -> None:
    wire = await press.open()
    sent = await press.sender.send(to(wire))
    tried = discord.utils.utcnow() + ahead
    for now in (tried, tried - timedelta(hours=1)):
        sender = DiscordSender(press.client, lambda now=now: now)  # type: ignore[misc]
        assert await sender.settle(replace(to(wire), tried_at=tried)) == sent


async def test_clock_that_was_hours_ahead_and_is_right_by_now_finds_the_message(press: Press) -> None:
    wire = await press.open()
    sent = await press.sender.send(to(wire))
    tried = discord.utils.utcnow() + timedelta(hours=3)
    assert await press.sender.settle(replace(to(wire), tried_at=tried)) == sent


async def test_what_was_said_long_before_is_not_too_much(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PAGE", 2)
    monkeypatch.setattr(settling, "PAGES", 2)
    wire = await press.open()
    for number in range(11, 17):
        await press.sender.send(to(wire, id=number))
    press.discord.clock.advance(timedelta(minutes=20))
    sent = await press.sender.send(to(wire))
    sender, tried = DiscordSender(press.client, press.discord.clock.now), press.discord.clock.now()
    assert await sender.settle(replace(to(wire), tried_at=tried)) == sent


async def test_another_authors_button_settles_nothing(press: Press) -> None:
    wire = await press.open()
    await press.sender.send(to(wire))
    press.shown(wire)[0].author_id = press.discord.backend.world.owner.id
    assert await press.sender.settle(to(wire)) is None


async def test_channel_without_history_cannot_settle(press: Press) -> None:
    wire = await press.open()
    await press.deny(wire, Permission.READ_MESSAGE_HISTORY)
    outcome = await press.sender.settle(to(wire))
    assert isinstance(outcome, Refused)
    assert "Read Message History" in str(outcome.reason)


def silently_closed(press: Press, wire: Channel) -> None:
    """The bot may not write, and the gateway has not said so."""
    wire.bot_permissions = press.guild.bot_permissions & ~Permission.SEND_MESSAGES


def deleted(press: Press, wire: Channel) -> None:
    """The channel is gone."""
    press.discord.delete_channel(wire)


def out_of_order(press: Press, _: Channel) -> None:
    """Discord answers 503."""
    press.discord.faults.status(503, "POST", MESSAGES)


def limited(press: Press, _: Channel) -> None:
    """A limit too long to wait for."""
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=90)


def banned(press: Press, _: Channel) -> None:
    """Discord's edge answers 429 by itself."""
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=90, via=False)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (silently_closed, Stopped),
        (deleted, Stopped),
        (out_of_order, Unsettled),
        (limited, Delayed),
        (banned, Delayed),
    ],
)
async def test_trouble_has_its_outcome(
    press: Press, trouble: Callable[[Press, Channel], None], outcome: type
) -> None:
    wire = await press.open()
    trouble(press, wire)
    assert isinstance(await press.sender.send(to(wire)), outcome)
    assert not press.shown(wire)


async def test_asked_wait_is_kept(press: Press) -> None:
    wire = await press.open()
    limited(press, wire)
    outcome = await DiscordSender(press.client, lambda: NOON).send(to(wire))
    assert outcome == Delayed(reason=ASKS_TO_WAIT, until=NOON + timedelta(seconds=90))


@pytest.mark.parametrize("edge", [True, False])
async def test_limit_for_everything_rests_every_channel(press: Press, edge: bool) -> None:
    wire, other = await press.open(), await press.open()
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=90, scope="global", via=not edge)
    sender = DiscordSender(press.client, lambda: NOON, lambda: 0.0)
    await sender.send(to(wire))
    before = len(press.discord.requests)
    outcome = await sender.send(to(other))
    assert outcome == Delayed(reason=ASKS_TO_WAIT, until=NOON + timedelta(seconds=90))
    assert len(press.discord.requests) == before


async def test_short_limit_is_waited_for(press: Press) -> None:
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=0.05)
    assert isinstance(await press.sender.send(to(await press.open())), Sent)


@pytest.mark.parametrize(
    ("permission", "named"),
    [
        (Permission.VIEW_CHANNEL, "View Channel"),
        (Permission.SEND_MESSAGES, "Send Messages"),
        (Permission.EMBED_LINKS, "Embed Links"),
    ],
)
async def test_what_the_gateway_says_is_missing_is_not_asked_for(
    press: Press, permission: Permission, named: str
) -> None:
    wire = await press.open()
    await press.deny(wire, permission)
    outcome = await press.sender.send(to(wire))
    assert isinstance(outcome, Stopped)
    assert named in str(outcome.reason)
    assert (outcome.asked, outcome.whole_guild) == (False, False)
    assert not press.discord.invalid_at(wire)


async def test_channel_that_became_a_forum_stops(press: Press) -> None:
    wire = await press.open()
    await press.after("guild_channel_update", press.discord.change_channel, wire, type=ChannelType.CATEGORY)
    assert isinstance(await press.sender.send(to(wire)), Stopped)


@pytest.mark.parametrize(
    "target", ["channel:everywhere", "channel:", "wall:1", "channel:-1", "user:" + "9" * 40]
)
async def test_place_that_cannot_be_stops(press: Press, target: str) -> None:
    assert isinstance(await press.sender.send(delivery(target=target)), Stopped)


async def test_edit_changes_the_message_and_its_button(press: Press) -> None:
    wire = await press.open()
    await press.sender.send(to(wire))
    [message] = press.shown(wire)
    edit = to(wire, alert(headline="Later"), id=8, message_id=str(message.id))
    assert await press.sender.send(edit) == Sent(message_id=str(message.id))
    assert press.shown(wire) == [message]
    assert message.embeds[0]["title"] == "Later"
    assert message.component("why:8")


async def test_edit_of_a_deleted_message_is_gone(press: Press) -> None:
    wire = await press.open()
    await press.sender.send(to(wire))
    [message] = press.shown(wire)
    message.deleted = True
    assert isinstance(await press.sender.send(to(wire, message_id=str(message.id))), Gone)


@pytest.mark.parametrize("there", [True, False])
async def test_wary_edit_looks_before_it_asks(press: Press, there: bool) -> None:
    wire = await press.open()
    for number in range(4):
        await press.sender.send(to(wire, id=number + 10))
    message = press.shown(wire)[1]
    message.deleted = not there
    outcome = await press.sender.send(to(wire, message_id=str(message.id), wary=True))
    assert isinstance(outcome, Sent if there else Gone)
    assert not press.discord.invalid_at(wire)


async def test_too_many_edits_of_old_messages_earn_one_refusal(press: Press) -> None:
    wire = await press.open()
    await press.sender.send(to(wire))
    [message] = press.shown(wire)
    press.discord.clock.advance(timedelta(hours=2))
    press.discord.backend.old_edit_limit = 0
    sender = DiscordSender(press.client, press.discord.clock.now)
    outcome = await sender.send(to(wire, message_id=str(message.id)))
    assert isinstance(outcome, Overdue)
    assert isinstance(await sender.send(to(wire, message_id=str(message.id))), Overdue)
    press.discord.backend.old_edit_limit = None
    assert len(press.discord.invalid_at(wire)) == 1


async def test_edit_of_what_was_never_sent_is_refused(press: Press) -> None:
    wire = await press.open()
    assert isinstance(await press.sender.send(to(wire, action="edit")), Refused)


async def test_limit_after_a_try_that_arrived_is_unsettled_and_keeps_the_wait(press: Press) -> None:
    wire = await press.open()
    press.discord.faults.status(502, "POST", MESSAGES, committed=True)
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=600, nth=2)
    outcome = await DiscordSender(press.client, lambda: NOON).send(to(wire))
    assert len(press.shown(wire)) == 1
    assert outcome == Unsettled(reason=ASKS_TO_WAIT, until=NOON + timedelta(seconds=600))


async def test_refusal_after_a_try_that_arrived_is_unsettled(press: Press) -> None:
    wire = await press.open()
    press.discord.faults.status(502, "POST", MESSAGES, committed=True)
    press.discord.faults.status(403, "POST", MESSAGES, nth=2, code=50013)
    assert isinstance(await press.sender.send(to(wire)), Unsettled)
    assert len(press.shown(wire)) == 1


async def test_refusal_after_a_short_limit_is_certain(press: Press) -> None:
    wire = await press.open()
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=0.05)
    silently_closed(press, wire)
    assert isinstance(await press.sender.send(to(wire)), Stopped)


async def test_one_alert_is_posted_once_though_a_limit_follows_a_lost_answer(press: Press) -> None:
    wire = await press.open()
    now = [discord.utils.utcnow()]
    target = f"channel:{wire.id}"
    post = Post(target=target, subject="story:7", part=0, action="post", revision=1, body=alert())
    async with press.archive._database.writing() as tx:
        await put(tx, str(press.guild.id), post, now[0])
    press.discord.faults.status(502, "POST", MESSAGES, committed=True)
    press.discord.faults.rate_limit("POST", MESSAGES, retry_after=600, nth=2)
    sender = DiscordSender(press.client, lambda: now[0], lambda: now[0].timestamp())
    for _ in range(2):
        await deliver(target, outbox=press.archive.deliveries, sender=sender, now=lambda: now[0])
        now[0] += timedelta(minutes=11)
        press.discord.clock.advance(timedelta(minutes=11))
        press.discord.faults.clear()
    [message] = press.shown(wire)
    [row] = await press.archive.deliveries.recent(None, 1)
    assert row.state == "sent"
    assert await press.archive.deliveries.message_id(target, "story:7", 0) == str(message.id)


async def test_channel_not_seen_at_the_moment_is_looked_at_again(press: Press) -> None:
    wire, sender = await press.open(), press.sender
    guild = press.client.get_guild(press.guild.id)
    assert guild is not None
    seen = guild.get_channel(wire.id)
    guild.unavailable = True
    try:
        assert isinstance(await sender.settle(to(wire)), Delayed)
        guild._remove_channel(discord.Object(wire.id))
        assert isinstance(await sender.settle(to(wire)), Delayed)
    finally:
        guild.unavailable = False
    assert isinstance(await sender.settle(to(wire)), Delayed)
    await sender.send(to(wire))
    assert isinstance(await sender.settle(to(wire)), Sent)
    guild._add_channel(seen)  # type: ignore[arg-type]


async def test_deleted_channel_cannot_settle(press: Press) -> None:
    wire = await press.open()
    await press.after("guild_channel_delete", press.discord.delete_channel, wire)
    assert isinstance(await press.sender.settle(to(wire)), Stopped)


async def test_guild_that_was_left_is_not_asked(press: Press) -> None:
    guild = await press.after("guild_join", press.discord.add_guild, "Elsewhere")
    wire = press.discord.channel_of(guild)
    channels = await press.after("guild_remove", press.discord.remove_guild, guild)
    outcome = await press.sender.send(to(wire))
    assert isinstance(outcome, Stopped)
    assert "not in that server" in str(outcome.reason)
    assert (outcome.asked, outcome.whole_guild) == (False, True)
    assert not press.discord.invalid_at(wire)
    await press.after("guild_join", press.discord.invite_again, guild, channels)
    assert isinstance(await press.sender.send(to(wire)), Sent)
