"""Why, Mute and Follow under a real alert, wherever it stands, and /why."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.commands.follow import TWICE
from bot.deliver import deliver
from bot.sending.sender import DiscordSender
from storage.model import Delivery
from summarise.model import Alert
from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.fakes.discord import EVERYONE, Channel, ChannelType, Message, Permission, User

HEADLINE = "Talks held in Moscow"


async def alerted(bot: Bot, target: str, **asked: Any) -> Delivery:
    """An alert of a real story that was really sent to the target."""
    server = str(guild(bot).id)
    await bot.archive.watches.add(
        guild=server, target=target, keywords=("moscow",), origin="command", now=NOON, **asked
    )
    await file_story(bot.archive, server, HEADLINE, NOON - timedelta(hours=1))
    await deliver(target, outbox=bot.archive.deliveries, sender=DiscordSender(bot.client), now=lambda: NOON)
    (sent,) = await bot.archive.deliveries.recent(server, 9)
    assert sent.state == "sent"
    assert isinstance(sent.post.body, Alert)
    return sent


async def press(bot: Bot, message: Message, button: str, user: User | None = None, **more: Any) -> str:
    """Press a button; what comes back, which is for that person alone."""
    asked = await bot.discord.click(message, button, user=user, **more)
    shown = await asked.answer()
    assert asked.ephemeral
    return shown.text


def wait(bot: Bot, a_while: timedelta) -> None:
    """Let so much time pass for the bot."""
    now = bot.client.desk.now() + a_while
    bot.client.desk = replace(bot.client.desk, now=lambda: now)


async def opened(bot: Bot, name: str, kind: ChannelType) -> Channel:
    heard = bot.client.wait_for("guild_channel_create", timeout=5)
    channel = bot.discord.add_channel(guild(bot), name, kind)
    await heard
    return channel


async def test_muted_story_stays_quiet_there_until_that_is_undone(bot: Bot) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    story = int(sent.post.subject.partition(":")[2])
    [message] = bot.discord.messages(wire(bot))
    asked = await bot.discord.click(message, f"mute:{sent.id}")
    answer = await asked.answer()
    assert f"Muted in <#{wire(bot).id}>." in answer.text
    assert await bot.archive.mutes.is_muted(sent.post.target, story)
    assert "It is muted in" in await press(bot, message, f"mute:{sent.id}")
    undone = await bot.discord.click(answer, f"unmute:{sent.id}")
    told = await undone.answer()
    assert "again, from what is new on" in told.text
    assert not told.components
    assert not await bot.archive.mutes.is_muted(sent.post.target, story)


async def test_muting_is_for_who_may_manage_messages_or_the_server(bot: Bot) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    [message] = bot.discord.messages(wire(bot))
    reader = bot.discord.add_member(guild(bot))
    mute = f"mute:{sent.id}"
    assert "Manage Messages" in await press(bot, message, mute, reader, permissions=EVERYONE)
    assert not await bot.archive.mutes.is_muted(sent.post.target, int(sent.post.subject.partition(":")[2]))
    may = EVERYONE | Permission.MANAGE_MESSAGES
    assert "Muted in" in await press(bot, message, mute, reader, permissions=may)


async def test_story_is_followed_by_one_person_and_unfollowed_by_pressing_again(bot: Bot) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    [message] = bot.discord.messages(wire(bot))
    reader = bot.discord.add_member(guild(bot))
    follow = f"follow:{sent.id}"
    told = await press(bot, message, follow, reader, permissions=EVERYONE)
    assert "I'll write to you when there is something new" in told
    assert "Privacy Settings" in told
    story = await bot.archive.stories.story(int(sent.post.subject.partition(":")[2]))
    assert story is not None
    feeds = frozenset({story.reports[0].article.feed_id})
    (heard,) = await bot.archive.stories.audiences(feeds, story, story.id)
    assert f"user:{reader.id}" in {watch.target for watch in heard.watches}
    assert "Following" in await press(bot, message, follow, reader, permissions=EVERYONE), "a double click"
    wait(bot, TWICE)
    assert "no longer follow" in await press(bot, message, follow, reader, permissions=EVERYONE)
    (heard,) = await bot.archive.stories.audiences(feeds, story, story.id)
    assert f"user:{reader.id}" not in {watch.target for watch in heard.watches}


async def test_what_is_new_comes_to_who_follows_and_not_to_where_it_is_muted(bot: Bot) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    [message] = bot.discord.messages(wire(bot))
    reader = bot.discord.add_member(guild(bot))
    await press(bot, message, f"follow:{sent.id}", reader, permissions=EVERYONE)
    await press(bot, message, f"mute:{sent.id}")
    await file_story(bot.archive, str(guild(bot).id), "Further talks held in Moscow", NOON)
    due = [row.post.target for row in await bot.archive.deliveries.recent(str(guild(bot).id), 9)]
    assert due == [f"user:{reader.id}", sent.post.target], "the channel has its first message alone"
    await deliver(due[0], outbox=bot.archive.deliveries, sender=DiscordSender(bot.client), now=lambda: NOON)
    [told] = bot.discord.messages(bot.discord.conversation(reader))
    assert "Further talks held in Moscow" in told.text
    assert "**Kept quiet**: Somebody muted this story here." in await ask(bot, "why")


async def test_who_takes_no_direct_messages_is_told_what_to_do_and_tried_again(bot: Bot) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    [message] = bot.discord.messages(wire(bot))
    server, reader = str(guild(bot).id), bot.discord.add_member(guild(bot), accepts_dms=False)
    target = f"user:{reader.id}"
    await bot.archive.watches.add(
        guild=server, target=target, keywords=("storm",), origin="command", now=NOON
    )
    await file_story(bot.archive, server, "Storm is near", NOON - timedelta(hours=1))
    await deliver(target, outbox=bot.archive.deliveries, sender=DiscordSender(bot.client), now=lambda: NOON)
    assert [one.target for one in await bot.archive.targets.stopped(server)] == [target]
    told = await press(bot, message, f"follow:{sent.id}", reader, permissions=EVERYONE)
    assert "If nothing comes, allow direct messages from members" in told
    assert await bot.archive.targets.stopped(server) == ()


async def test_buttons_work_in_threads_forum_posts_and_direct_messages(bot: Bot) -> None:
    forum = await opened(bot, "forum", ChannelType.FORUM)
    sent = await alerted(bot, f"forum:{forum.id}")
    post = next(one for one in bot.discord.backend.world.channels.values() if one.parent_id == forum.id)
    [message] = bot.discord.messages(post)
    assert "Moscow" in await press(bot, message, f"why:{sent.id}")
    assert f"in <#{forum.id}>" in await press(bot, message, f"mute:{sent.id}")
    assert HEADLINE in await _why(bot, post)


async def test_buttons_work_in_a_direct_message_for_the_one_it_went_to(bot: Bot) -> None:
    reader = bot.discord.add_member(guild(bot))
    sent = await alerted(bot, f"user:{reader.id}")
    [message] = bot.discord.messages(bot.discord.conversation(reader))
    assert "Moscow" in await press(bot, message, f"why:{sent.id}", reader)
    assert "[Talks held in Moscow]" in await press(bot, message, f"sources:{sent.id}", reader)
    assert "Reported speech" in await press(bot, message, f"quotes:{sent.id}", reader)
    assert "Muted in your direct messages" in await press(bot, message, f"mute:{sent.id}", reader)
    assert "Following" in await press(bot, message, f"follow:{sent.id}", reader)


async def test_button_of_another_place_or_a_forgotten_story_says_so(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    [message] = bot.discord.messages(wire(bot))
    await bot.archive.keeping.forget(NOON + timedelta(days=1))
    assert "no longer knows this story" in await press(bot, message, f"follow:{sent.id}")

    async def find(_: int) -> Delivery:
        return replace(sent, post=replace(sent.post, target="channel:9"))

    monkeypatch.setattr(bot.archive.deliveries, "find", find)
    for button in ("why", "mute", "follow"):
        assert "no longer knows this message" in await press(bot, message, f"{button}:{sent.id}")


async def _why(bot: Bot, channel: Channel, **options: Any) -> str:
    asked = await bot.discord.interact("why", options, channel=channel)
    return (await asked.answer()).text


async def test_why_tells_the_newest_decision_and_any_that_is_chosen(bot: Bot) -> None:
    assert "Nothing was decided here lately" in await ask(bot, "why")
    await alerted(bot, f"channel:{wire(bot).id}")
    await bot.archive.watches.add(
        guild=str(guild(bot).id),
        target=f"channel:{wire(bot).id}",
        keywords=("harvest",),
        voices=3,
        origin="command",
        now=NOON,
    )
    await file_story(bot.archive, str(guild(bot).id), "Harvest fails in the north", NOON)
    newest = await ask(bot, "why")
    assert "Harvest fails in the north" in newest
    assert "**Held back**: Your watch on “harvest” waits: 1 of the 3" in newest
    offered = await suggested(bot, "why", "story", "")
    assert [name for name, _ in offered] == ["Harvest fails in the north", HEADLINE]
    told = await ask(bot, "why", story=offered[1][1])
    assert HEADLINE in told
    assert "**Told**" in told
    assert f"Harbour Courier: [{HEADLINE}](https://talks.example/feed/1)" in told
    assert "Choose one from the list" in await ask(bot, "why", story="999")
    other = await opened(bot, "other", ChannelType.TEXT)
    assert "Nothing was decided here" in await _why(bot, other)
