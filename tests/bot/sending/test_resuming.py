"""Targets that refuse are left alone, and go on by themselves once they take messages again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import discord
import pytest

from bot.deliver import deliver
from bot.resuming import Resuming
from storage.model import Delivery
from storage.outbox import put
from storage.targets import REFUSALS
from summarise.model import Post
from tests.bot.news import alert
from tests.bot.sending.conftest import Press
from tests.fakes.discord import Channel, Permission

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def decide(press: Press, target: str, story: int = 7) -> None:
    """An alert for the target."""
    subject = f"story:{story}"
    post = Post(target=target, subject=subject, part=0, action="post", revision=1, body=alert(story))
    async with press.archive._database.writing() as tx:
        await put(tx, str(press.guild.id), post, discord.utils.utcnow())


async def carry(press: Press, target: str, later: timedelta = timedelta(0)) -> int:
    """Deliver what is due to the target then."""
    return await deliver(
        target,
        outbox=press.archive.deliveries,
        sender=press.sender,
        now=lambda: discord.utils.utcnow() + later,
    )


async def is_stopped(press: Press, target: str) -> bool:
    """Whether nothing is sent there."""
    return target in {stopped.target for stopped in await press.archive.targets.stopped()}


async def refusing(press: Press) -> tuple[Channel, str]:
    """A channel, and it as a target, that refused what was sent there."""
    wire = await press.open()
    target = f"channel:{wire.id}"
    await press.deny(wire, Permission.SEND_MESSAGES)
    await decide(press, target)
    await carry(press, target)
    return wire, target


def resuming(press: Press, later: timedelta = timedelta(0)) -> Resuming:
    """Who resumes, as if it was later."""
    desk = press.client.desk
    return Resuming(press.client, type(desk)(**{**vars(desk), "now": lambda: discord.utils.utcnow() + later}))


@asynccontextmanager
async def heard(press: Press, what: str) -> AsyncIterator[None]:
    """Ends once the client's own resuming has done what an event asks of it."""
    own, done = press.client._resuming, asyncio.Event()
    before = getattr(own, what)

    async def after(*numbers: int) -> None:
        await before(*numbers)
        done.set()

    setattr(own, what, after)
    try:
        yield
        await asyncio.wait_for(done.wait(), 5)
    finally:
        setattr(own, what, before)


async def test_permission_that_returns_lets_the_target_go_on(press: Press) -> None:
    wire = await press.open()
    target = f"channel:{wire.id}"
    await press.deny(wire, Permission.SEND_MESSAGES)
    await decide(press, target)
    assert await carry(press, target) == 0
    assert await is_stopped(press, target)
    await carry(press, target)
    await resuming(press).changed(press.guild.id)
    assert await is_stopped(press, target)
    await press.after("guild_channel_update", press.discord.allow, wire, Permission.SEND_MESSAGES)
    await resuming(press).changed(press.guild.id)
    assert not await is_stopped(press, target)
    assert await carry(press, target, timedelta(minutes=1)) == 1
    assert len(press.shown(wire)) == 1
    assert not press.discord.invalid_at(wire)


async def test_what_was_held_is_looked_for_once_history_can_be_read(press: Press) -> None:
    wire = await press.open()
    target, hour = f"channel:{wire.id}", timedelta(hours=1, minutes=1)
    await press.deny(wire, Permission.READ_MESSAGE_HISTORY)
    await decide(press, target)
    press.discord.faults.lose_answer("POST", f"/channels/{wire.id}/messages", committed=True)
    await carry(press, target)
    await carry(press, target, timedelta(minutes=5))
    (held,) = await press.archive.deliveries.recent(None, 1, target=target)
    assert held.state == "unknown"
    await resuming(press, 2 * hour).look()
    assert await carry(press, target, 2 * hour) == 0, "nobody can look yet"
    await press.after("guild_channel_update", press.discord.allow, wire, Permission.READ_MESSAGE_HISTORY)
    await resuming(press, 2 * hour).look()
    assert await carry(press, target, 2 * hour) == 1
    assert len(press.shown(wire)) == 1, "it was there"


async def test_what_changed_while_nobody_looked_is_seen_when_the_guilds_are(press: Press) -> None:
    wire, target = await refusing(press)
    press.client._resuming, own = resuming(press), press.client._resuming
    press.client._resuming._waiting.add(str(press.guild.id))  # its events are not heard
    try:
        await press.after("guild_channel_update", press.discord.allow, wire, Permission.SEND_MESSAGES)
    finally:
        press.client._resuming = own
    await resuming(press).began(frozenset({"900100200300400001"}))
    assert await is_stopped(press, target), "another guild's shard"
    await resuming(press).began(frozenset({str(press.guild.id)}))
    assert not await is_stopped(press, target)


async def test_events_of_the_guild_are_heard(press: Press) -> None:
    wire, target = await refusing(press)
    async with heard(press, "changed"):
        press.discord.allow(wire, Permission.SEND_MESSAGES)
    assert not await is_stopped(press, target)


async def test_unlocked_thread_goes_on(press: Press) -> None:
    thread = await press.thread()
    target = f"thread:{thread.id}"
    await press.after("thread_update", press.discord.change_channel, thread, locked=True)
    await decide(press, target)
    await carry(press, target)
    assert await is_stopped(press, target)
    await press.after("thread_update", press.discord.change_channel, thread, locked=False)
    await resuming(press).changed(press.guild.id)
    assert not await is_stopped(press, target)


async def test_roles_of_the_whole_guild_count(press: Press) -> None:
    guild = await press.after("guild_join", press.discord.add_guild, "Roles")
    wire = press.discord.channel_of(guild)
    granted = guild.bot_permissions
    await press.after(
        "guild_role_update", press.discord.set_guild_permissions, guild, Permission.VIEW_CHANNEL
    )
    assert press.client.may_post(f"channel:{wire.id}", str(guild.id)) is False
    assert press.client.may_post(f"channel:{wire.id}") is False
    await press.after("guild_role_update", press.discord.set_guild_permissions, guild, granted)
    await press.discord.wait_for(lambda _: press.client.may_post(f"channel:{wire.id}"), what="permission")


@pytest.mark.parametrize("target", ["channel:1", "user:5", "terminal", "nowhere", "forum:x"])
async def test_of_what_is_not_seen_nothing_is_known(press: Press, target: str) -> None:
    assert press.client.may_post(target) is None


async def test_person_is_written_to_again_once_they_use_the_bot(press: Press) -> None:
    reader = press.discord.add_member(press.guild, "shy", accepts_dms=False)
    target = f"user:{reader.id}"
    await decide(press, target)
    await carry(press, target)
    assert await is_stopped(press, target)
    await resuming(press, timedelta(days=2)).look()
    assert await is_stopped(press, target)
    reader.accepts_dms = True
    async with heard(press, "asked"):
        asked = await press.discord.interact("status now", guild=press.guild, user=reader)
        await asked.answer()
    assert not await is_stopped(press, target)
    assert await carry(press, target, timedelta(minutes=1)) == 1


async def misled(press: Press) -> Channel:
    """A channel that refuses although the gateway says otherwise."""
    wire = await press.open()
    wire.bot_permissions = press.guild.bot_permissions & ~Permission.SEND_MESSAGES
    return wire


async def test_target_that_refuses_for_ever_is_asked_fewer_than_ten_times(press: Press) -> None:
    wire = await misled(press)
    target = f"channel:{wire.id}"
    for day in range(12):
        later = timedelta(days=day)
        await decide(press, target, story=100 + day)
        await carry(press, target, later)
        await resuming(press, later + timedelta(hours=1)).look()
        await carry(press, target, later + timedelta(hours=1))
        await resuming(press, later + timedelta(hours=2)).changed(press.guild.id)
        await carry(press, target, later + timedelta(hours=2))
    assert 1 < len(press.discord.invalid_at(wire)) < 10
    assert len(press.discord.invalid_at(wire)) <= REFUSALS + 1
    assert await is_stopped(press, target)


async def test_messages_that_are_deleted_for_ever_earn_fewer_than_ten_refusals(press: Press) -> None:
    wire = await press.open()
    target = f"channel:{wire.id}"
    for story in range(12):
        later = timedelta(hours=2 * story)
        await decide(press, target, story=200 + story)
        assert await carry(press, target, later) == 1
        press.shown(wire)[-1].deleted = True
        subject = f"story:{200 + story}"
        edit = Post(
            target=target, subject=subject, part=0, action="edit", revision=2, body=alert(200 + story)
        )
        async with press.archive._database.writing() as tx:
            await put(tx, str(press.guild.id), edit, discord.utils.utcnow())
        await carry(press, target, later + timedelta(minutes=1))
    recent: tuple[Delivery, ...] = await press.archive.deliveries.recent(None, 40, target=target)
    assert {delivery.state for delivery in recent} == {"sent", "superseded"}
    assert 1 <= len(press.discord.invalid_at(wire)) < 10
