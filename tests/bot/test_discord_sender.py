"""Deliveries reach Discord once, and every answer of Discord's becomes one of four outcomes."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import discord
import pytest

from bot import discord_sender
from bot.deliver import Delayed, Refused, Sent, Unsettled, deliver
from bot.discord_sender import DiscordSender
from storage.archive import Archive
from storage.model import Delivery
from storage.outbox import put
from summarise.model import Alert, Digest, Notice, Post
from tests.bot.conftest import Bot, Web, arrived, make_client, serving
from tests.bot.news import NOON, alert, delivery, digest, notice
from tests.fakes.discord import Channel, FakeDiscord, Message, Permission

MESSAGES = "/channels/*/messages"


def wire(bot: Bot) -> Channel:
    """The guild's channel."""
    return bot.discord.channel_of(next(iter(bot.discord.backend.world.guilds.values())))


def to(channel: Channel, body: Alert | Digest | Notice | None = None, **details: object) -> Delivery:
    """A delivery to the channel, first tried now."""
    made = delivery(body, target=f"channel:{channel.id}", **details)  # type: ignore[arg-type]
    return replace(made, tried_at=discord.utils.utcnow())


def posted(bot: Bot) -> list[Message]:
    """What the channel shows."""
    return bot.discord.messages(wire(bot))


@pytest.mark.parametrize(
    "body", [alert(), digest(), digest(40), notice(), alert(headline="[x](http://e) @everyone <@1>")]
)
async def test_post_arrives_with_its_button(bot: Bot, body: Alert | Digest | Notice) -> None:
    outcome = await DiscordSender(bot.client).send(to(wire(bot), body))
    [message] = posted(bot)
    assert outcome == Sent(message_id=str(message.id))
    assert message.component("why:5")
    assert message.nonce == "nonce-5"


async def test_same_nonce_makes_one_message(bot: Bot) -> None:
    sender = DiscordSender(bot.client)
    first, second = await sender.send(to(wire(bot))), await sender.send(to(wire(bot)))
    assert first == second
    assert len(posted(bot)) == 1


async def test_lost_answer_is_unsettled_and_then_settled(bot: Bot) -> None:
    sender = DiscordSender(bot.client)
    bot.discord.faults.lose_answer("POST", MESSAGES)
    assert isinstance(await sender.send(to(wire(bot))), Unsettled)
    [message] = posted(bot)
    assert await sender.settle(to(wire(bot))) == Sent(message_id=str(message.id))


async def test_garbled_answer_is_unsettled(bot: Bot) -> None:
    bot.discord.faults.garble("POST", MESSAGES)
    assert isinstance(await DiscordSender(bot.client).send(to(wire(bot))), Unsettled)


async def test_message_that_never_arrived_is_not_found(bot: Bot) -> None:
    other = to(wire(bot), id=6)
    sender = DiscordSender(bot.client)
    await sender.send(other)
    assert await sender.settle(to(wire(bot))) is None


async def test_settling_reads_past_a_full_page(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_sender, "PAGE", 2)
    sender = DiscordSender(bot.client)
    for number in range(11, 16):
        await sender.send(to(wire(bot), id=number))
    assert await sender.settle(to(wire(bot), id=15)) == Sent(message_id=str(posted(bot)[-1].id))


async def test_channel_too_busy_to_read_back_is_held(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_sender, "PAGE", 1)
    monkeypatch.setattr(discord_sender, "PAGES", 2)
    sender = DiscordSender(bot.client)
    for number in range(11, 14):
        await sender.send(to(wire(bot), id=number))
    assert isinstance(await sender.settle(to(wire(bot), id=13)), Refused)


async def test_another_authors_button_settles_nothing(bot: Bot) -> None:
    sender = DiscordSender(bot.client)
    await sender.send(to(wire(bot)))
    posted(bot)[0].author_id = bot.discord.backend.world.owner.id
    assert await sender.settle(to(wire(bot))) is None


async def test_channel_without_history_cannot_settle(bot: Bot) -> None:
    changed = bot.client.wait_for("guild_channel_update", timeout=5)
    bot.discord.deny(wire(bot), Permission.READ_MESSAGE_HISTORY)
    await changed
    outcome = await DiscordSender(bot.client).settle(to(wire(bot)))
    assert isinstance(outcome, Refused)
    assert "Read Message History" in outcome.reason


def without_permission(bot: Bot) -> None:
    """The bot may not write."""
    bot.discord.deny(wire(bot), Permission.SEND_MESSAGES)


def out_of_order(bot: Bot) -> None:
    """Discord answers 503."""
    bot.discord.faults.status(503, "POST", MESSAGES)


def limited(bot: Bot) -> None:
    """A limit too long to wait for."""
    bot.discord.faults.rate_limit("POST", MESSAGES, retry_after=90)


def banned(bot: Bot) -> None:
    """Discord's edge answers 429 by itself."""
    bot.discord.faults.rate_limit("POST", MESSAGES, retry_after=90, via=False)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [(without_permission, Refused), (out_of_order, Unsettled), (limited, Delayed), (banned, Delayed)],
)
async def test_trouble_has_its_outcome(bot: Bot, trouble: Callable[[Bot], None], outcome: type) -> None:
    trouble(bot)
    assert isinstance(await DiscordSender(bot.client).send(to(wire(bot))), outcome)
    assert not posted(bot)


async def test_asked_wait_is_kept(bot: Bot) -> None:
    limited(bot)
    outcome = await DiscordSender(bot.client, lambda: NOON).send(to(wire(bot)))
    assert outcome == Delayed(reason="Discord asks to wait", until=NOON + timedelta(seconds=90))


async def test_short_limit_is_waited_for(bot: Bot) -> None:
    bot.discord.faults.rate_limit("POST", MESSAGES, retry_after=0.05)
    assert isinstance(await DiscordSender(bot.client).send(to(wire(bot))), Sent)


async def test_deleted_channel_is_refused(bot: Bot) -> None:
    channel = wire(bot)
    bot.discord.delete_channel(channel)
    assert isinstance(await DiscordSender(bot.client).send(to(channel)), Refused)


async def test_edit_changes_the_message_and_its_button(bot: Bot) -> None:
    sender = DiscordSender(bot.client)
    await sender.send(to(wire(bot)))
    [message] = posted(bot)
    edit = to(wire(bot), alert(headline="Later"), id=8, message_id=str(message.id))
    assert await sender.send(edit) == Sent(message_id=str(message.id))
    assert posted(bot) == [message]
    assert message.embeds[0]["title"] == "Later"
    assert message.component("why:8")


async def test_edit_of_a_deleted_message_is_refused(bot: Bot) -> None:
    sender = DiscordSender(bot.client)
    await sender.send(to(wire(bot)))
    [message] = posted(bot)
    message.deleted = True
    edit = to(wire(bot), id=8, message_id=str(message.id))
    assert isinstance(await sender.send(edit), Refused)


async def test_before_signing_in_everything_waits(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    sender = DiscordSender(make_client(fake_discord, archive, web))
    assert isinstance(await sender.send(delivery()), Delayed)
    assert isinstance(await sender.settle(delivery()), Delayed)
    assert not fake_discord.requests


async def test_limit_after_a_try_that_arrived_is_unsettled_and_keeps_the_wait(bot: Bot) -> None:
    bot.discord.faults.status(502, "POST", MESSAGES, committed=True)
    bot.discord.faults.rate_limit("POST", MESSAGES, retry_after=600, nth=2)
    outcome = await DiscordSender(bot.client, lambda: NOON).send(to(wire(bot)))
    assert len(posted(bot)) == 1
    assert outcome == Unsettled(reason="Discord asks to wait", until=NOON + timedelta(seconds=600))


async def test_refusal_after_a_try_that_arrived_is_unsettled(bot: Bot) -> None:
    bot.discord.faults.status(502, "POST", MESSAGES, committed=True)
    bot.discord.faults.status(400, "POST", MESSAGES, nth=2)
    assert isinstance(await DiscordSender(bot.client).send(to(wire(bot))), Unsettled)
    assert len(posted(bot)) == 1


async def test_refusal_after_a_short_limit_is_certain(bot: Bot) -> None:
    bot.discord.faults.rate_limit("POST", MESSAGES, retry_after=0.05)
    without_permission(bot)
    assert isinstance(await DiscordSender(bot.client).send(to(wire(bot))), Refused)


async def test_one_alert_is_posted_once_though_a_limit_follows_a_lost_answer(bot: Bot) -> None:
    now = [discord.utils.utcnow()]
    target = f"channel:{wire(bot).id}"
    post = Post(target=target, subject="story:7", part=0, action="post", revision=1, body=alert())
    async with bot.archive._database.writing() as tx:
        await put(tx, "1", post, now[0])
    bot.discord.faults.status(502, "POST", MESSAGES, committed=True)
    bot.discord.faults.rate_limit("POST", MESSAGES, retry_after=600, nth=2)
    sender = DiscordSender(bot.client, lambda: now[0])
    for _ in range(2):
        await deliver(target, outbox=bot.archive.deliveries, sender=sender, now=lambda: now[0])
        now[0] += timedelta(minutes=11)
        bot.discord.clock.advance(timedelta(minutes=11))
        bot.discord.faults.clear()
    [message] = posted(bot)
    [row] = await bot.archive.deliveries.recent(None, 1)
    assert row.state == "sent"
    assert await bot.archive.deliveries.message_id(target, "story:7", 0) == str(message.id)


async def test_request_in_flight_ends_as_unsettled_when_the_bot_leaves(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    channel = fake_discord.channel_of(fake_discord.add_guild())
    fake_discord.faults.hang("POST", MESSAGES)
    client = make_client(fake_discord, archive, web)
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)
        sending = asyncio.create_task(DiscordSender(client).send(to(channel)))
        await fake_discord.wait_for(
            lambda d: [r for r in d.requests if r.path.endswith("/messages")], 5, "a hanging post"
        )
    assert isinstance(await asyncio.wait_for(sending, 0.1), Unsettled)


async def test_channel_not_seen_at_the_moment_is_looked_at_again(bot: Bot) -> None:
    sender, channel = DiscordSender(bot.client), wire(bot)
    [guild] = bot.client.guilds
    guild.unavailable = True
    assert isinstance(await sender.settle(to(channel)), Delayed)
    guild._remove_channel(discord.Object(channel.id))
    assert isinstance(await sender.settle(to(channel)), Delayed)
    guild.unavailable = False
    assert isinstance(await sender.settle(to(channel)), Delayed)
    await sender.send(to(channel))
    assert isinstance(await sender.settle(to(channel)), Sent)


async def test_deleted_channel_cannot_settle(bot: Bot) -> None:
    channel = wire(bot)
    gone = bot.client.wait_for("guild_channel_delete", timeout=5)
    bot.discord.delete_channel(channel)
    await gone
    assert isinstance(await DiscordSender(bot.client).settle(to(channel)), Refused)


async def test_unreachable_discord_delays(bot: Bot) -> None:
    started: datetime = discord.utils.utcnow()
    await bot.discord.__aexit__(None, None, None)
    outcome = await DiscordSender(bot.client).send(replace(delivery(), tried_at=started))
    assert isinstance(outcome, Delayed | Unsettled)
