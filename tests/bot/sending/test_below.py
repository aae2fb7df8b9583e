"""Replies, threads, publishing, pings and pointers: what stands below, beside and in place of alerts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.deliver import deliver
from bot.outcomes import Gone, Overdue, Refused, Sent, Stopped, Unsettled
from bot.sending.requests import ASKS_TO_WAIT
from bot.sending.sender import DiscordSender
from storage.outbox import put
from summarise.model import Action, Post
from tests.bot.news import NOON, alert, pointer, update
from tests.bot.sending.conftest import Press, to
from tests.fakes.discord import Channel, ChannelType, Message, MessageFlag, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def posted(press: Press, wire: Channel, *, thread: bool = False) -> Message:
    """An alert that a channel shows, with a thread below it."""
    sent = await press.sender.send(to(wire, id=4))
    assert isinstance(sent, Sent)
    if thread:
        await press.sender.send(to(wire, action="thread", message_id=sent.message_id))
    return press.discord.backend.messages[int(sent.message_id)]


async def test_reply_names_its_message_and_pings_nobody(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    await press.sender.send(to(wire, update(), action="reply", message_id=str(message.id)))
    reply = press.shown(wire)[1]
    assert reply.reference is not None
    assert (reply.reference["message_id"], bool(reply.pings)) == (str(message.id), False)
    assert reply.nonce == "nonce-5"


async def test_reply_to_a_deleted_message_stands_alone(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    message.deleted = True
    assert isinstance(
        await press.sender.send(to(wire, update(), action="reply", message_id=str(message.id))), Sent
    )
    assert press.shown(wire)[0].reference is None


@pytest.mark.parametrize("told", [True, False])
async def test_reply_without_history_stands_alone(press: Press, told: bool) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    if told:
        await press.deny(wire, Permission.READ_MESSAGE_HISTORY)
    else:
        wire.bot_permissions = press.guild.bot_permissions & ~Permission.READ_MESSAGE_HISTORY
    await press.sender.send(to(wire, update(), action="reply", message_id=str(message.id)))
    assert press.shown(wire)[1].reference is None
    assert len(press.discord.invalid_at(wire)) == (0 if told else 1)


async def test_threaded_reply_stands_in_the_thread_of_its_message(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire, thread=True)
    thread = press.discord.backend.world.channels[message.id]
    assert (thread.name, thread.auto_archive_minutes) == ("UN chief meets Putin", 1440)
    reply = to(wire, update(), action="reply", message_id=str(message.id), threaded=True)
    sent = await press.sender.send(reply)
    [below] = press.shown(thread)
    assert sent == Sent(message_id=str(below.id))
    assert await press.sender.settle(reply) == sent


async def test_thread_is_opened_once(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    hung = to(wire, action="thread", message_id=str(message.id))
    assert await press.sender.send(hung) == await press.sender.send(hung) == Sent(message_id=str(message.id))


async def test_archived_thread_is_opened_by_a_reply(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire, thread=True)
    thread = press.discord.backend.world.channels[message.id]
    press.discord.change_channel(thread, archived=True)
    reply = to(wire, update(), action="reply", message_id=str(message.id), threaded=True)
    assert isinstance(await press.sender.send(reply), Sent)
    assert not thread.archived


async def decide(press: Press, wire: Channel, action: Action, revision: int, **details: Any) -> None:
    """One thing to do about story 7 in the channel."""
    target = f"channel:{wire.id}"
    post = Post(target=target, subject="story:7", action=action, revision=revision, **details)
    async with press.archive._database.writing() as tx:
        await put(tx, str(press.guild.id), post, discord.utils.utcnow())


async def test_message_is_kept_up_to_date_when_its_thread_was_deleted(press: Press) -> None:
    wire = await press.open()
    sender, target = press.sender, f"channel:{wire.id}"
    later = discord.utils.utcnow() + timedelta(hours=1)
    for action, part, body in (("post", 0, alert()), ("thread", 0, alert()), ("reply", 2, update())):
        if action == "reply":
            thread = press.discord.backend.world.channels[press.shown(wire)[0].id]
            await press.after("thread_delete", press.discord.delete_channel, thread)
        await decide(press, wire, action, 1, part=part, body=body, threaded=action == "reply")  # type: ignore[arg-type]
        await deliver(target, outbox=press.archive.deliveries, sender=sender, now=lambda: later)
    await decide(press, wire, "edit", 2, part=0, body=alert(headline="Corrected"))
    await deliver(target, outbox=press.archive.deliveries, sender=sender, now=lambda: later)
    [message] = press.shown(wire)
    assert message.embeds[0]["title"] == "Corrected"
    assert not press.discord.invalid_at(wire, thread)


async def test_reply_in_a_deleted_thread_is_refused_alone(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire, thread=True)
    thread = press.discord.backend.world.channels[message.id]
    await press.after("thread_delete", press.discord.delete_channel, thread)
    reply = to(wire, update(), action="reply", message_id=str(message.id), threaded=True)
    outcome = await press.sender.send(reply)
    assert isinstance(outcome, Refused)
    assert "deleted the thread" in str(outcome.reason)
    assert not press.discord.invalid_at(thread), "it is looked for by listing"
    assert await press.sender.settle(reply) is None, "what it may have said went with it"


async def test_deleted_thread_that_cannot_be_looked_for_is_asked_once(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire, thread=True)
    thread = press.discord.backend.world.channels[message.id]
    await press.deny(wire, Permission.READ_MESSAGE_HISTORY)
    await press.after("thread_delete", press.discord.delete_channel, thread)
    reply = to(wire, update(), action="reply", message_id=str(message.id), threaded=True)
    sender = press.sender
    assert [type(await sender.send(reply)) for _ in range(3)] == [Refused] * 3
    assert len(press.discord.invalid_at(thread)) == 1


async def test_reply_in_the_thread_of_a_deleted_message_is_gone(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire, thread=True)
    thread = press.discord.backend.world.channels[message.id]
    await press.after("thread_delete", press.discord.delete_channel, thread)
    message.deleted = True
    reply = to(wire, update(), action="reply", message_id=str(message.id), threaded=True)
    assert isinstance(await press.sender.send(reply), Gone)
    assert isinstance(await press.sender.settle(reply), Gone)


async def test_locked_thread_refuses_its_replies_and_is_asked_once(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire, thread=True)
    thread = press.discord.backend.world.channels[message.id]
    await press.after("thread_update", press.discord.change_channel, thread, locked=True)
    reply = to(wire, update(), action="reply", message_id=str(message.id), threaded=True)
    sender = press.sender
    assert [type(await sender.send(reply)) for _ in range(3)] == [Refused] * 3
    assert len(press.discord.invalid_at(thread)) == 1
    await press.after("thread_update", press.discord.change_channel, thread, locked=False)
    assert isinstance(await sender.send(reply), Sent)


async def test_channel_without_threads_is_told_of_escalations_alone(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    await press.deny(wire, Permission.CREATE_PUBLIC_THREADS)
    sender, about = press.sender, str(message.id)
    assert isinstance(await sender.send(to(wire, action="thread", message_id=about)), Refused)
    quiet = to(wire, replace(update(), escalations=()), action="reply", threaded=True, message_id=about)
    loud = to(
        wire, replace(update(), escalations=("corrected",)), action="reply", threaded=True, message_id=about
    )
    assert isinstance(await sender.send(quiet), Refused)
    assert isinstance(await sender.send(loud), Sent)
    assert len(press.shown(wire)) == 2
    assert not press.discord.invalid_at(wire)


async def test_threads_that_discord_refuses_are_not_asked_for_again(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    wire.bot_permissions = press.guild.bot_permissions & ~Permission.CREATE_PUBLIC_THREADS
    sender, hung = press.sender, to(wire, action="thread", message_id=str(message.id))
    assert [type(await sender.send(hung)) for _ in range(3)] == [Refused] * 3
    assert len(press.discord.invalid_at(wire)) == 1


async def test_announcement_is_published_once(press: Press) -> None:
    news = await press.open(ChannelType.ANNOUNCEMENT)
    message = await posted(press, news)
    spread = to(news, action="publish", message_id=str(message.id))
    assert (
        await press.sender.send(spread) == await press.sender.send(spread) == Sent(message_id=str(message.id))
    )
    assert message.flags & MessageFlag.CROSSPOSTED


@pytest.mark.parametrize("told", [True, False])
async def test_channel_that_announces_no_more_takes_messages_nevertheless(press: Press, told: bool) -> None:
    news = await press.open(ChannelType.ANNOUNCEMENT)
    message = await posted(press, news)
    if told:
        await press.after("guild_channel_update", press.discord.change_channel, news, type=ChannelType.TEXT)
    else:
        news.type = ChannelType.TEXT
    outcome = await press.sender.send(to(news, action="publish", message_id=str(message.id)))
    assert isinstance(outcome, Refused)
    assert isinstance(await press.sender.send(to(news, id=6)), Sent)


async def test_limit_on_publishing_holds_up_nothing_else(press: Press) -> None:
    news = await press.open(ChannelType.ANNOUNCEMENT)
    message = await posted(press, news)
    press.discord.faults.rate_limit("POST", "/channels/*/messages/*/crosspost", retry_after=1800)
    spread = to(news, action="publish", message_id=str(message.id))
    outcome = await DiscordSender(press.client, lambda: NOON).send(spread)
    assert outcome == Overdue(reason=ASKS_TO_WAIT, until=NOON + timedelta(seconds=1800))


async def test_only_the_named_roles_are_pinged(press: Press) -> None:
    wire = await press.open()
    desk = press.discord.add_role(press.guild, "desk", mentionable=True)
    other = press.discord.add_role(press.guild, "other", mentionable=True)
    body = alert(headline=f"<@&{other.id}> @everyone")
    await press.sender.send(to(wire, body, pings=(str(desk.id), "everyone", "1> @here")))
    [message] = press.shown(wire)
    assert message.content == f"<@&{desk.id}>"
    assert (message.pings.roles, message.pings.everyone) == (frozenset({desk.id}), False)
    edit = to(wire, body, message_id=str(message.id), pings=(str(other.id),))
    await press.sender.send(edit)
    assert message.pings.roles == {desk.id}
    reply = to(wire, update(), id=6, action="reply", message_id=str(message.id), pings=(str(other.id),))
    await press.sender.send(reply)
    said = press.shown(wire)[1]
    assert (said.pings.roles, said.pings.users) == (frozenset({other.id}), frozenset())


async def test_pointer_links_to_the_older_message(press: Press) -> None:
    wire = await press.open()
    older, newer = await posted(press, wire), await posted(press, wire)
    edit = to(wire, pointer(), message_id=str(newer.id), points_to=str(older.id))
    assert isinstance(await press.sender.send(edit), Sent)
    assert f"https://discord.com/channels/{press.guild.id}/{wire.id}/{older.id}" in newer.text


async def test_lost_answer_to_a_reply_is_settled(press: Press) -> None:
    wire = await press.open()
    message = await posted(press, wire)
    reply = to(wire, update(), action="reply", message_id=str(message.id))
    press.discord.faults.lose_answer("POST", "/channels/*/messages")
    assert isinstance(await press.sender.send(reply), Unsettled)
    assert await press.sender.settle(reply) == Sent(message_id=str(press.shown(wire)[1].id))


@pytest.mark.parametrize("action", ["thread", "publish"])
async def test_what_hangs_on_a_deleted_message_is_gone(press: Press, action: Action) -> None:
    news = await press.open(ChannelType.ANNOUNCEMENT)
    message = await posted(press, news)
    message.deleted = True
    outcome = await press.sender.send(to(news, action=action, message_id=str(message.id)))
    assert isinstance(outcome, Gone)


async def test_below_a_message_in_a_thread_hangs_nothing(press: Press) -> None:
    thread = await press.thread()
    sent = await press.sender.send(to(thread, kind="thread"))
    assert isinstance(sent, Sent)
    hanging: tuple[Action, ...] = ("thread", "publish")
    for action in hanging:
        outcome = await press.sender.send(
            to(thread, kind="thread", action=action, message_id=sent.message_id)
        )
        assert isinstance(outcome, Refused)
    assert not isinstance(await press.sender.send(to(thread, kind="thread")), Stopped)
