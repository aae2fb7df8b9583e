"""Sources and Quotes under alerts, the buttons of digests, and /why of a message."""

from datetime import timedelta
from typing import Any

import discord

from bot.commands.follow import TWICE
from bot.deliver import deliver
from bot.sending.sender import DiscordSender
from storage.model import Delivery
from summarise.model import Digest, DigestItem, Post, Summary
from tests.bot.asking import ask, guild, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON, digest
from tests.bot.printed import printed
from tests.bot.test_commands_pressed import press, wait
from tests.bot.test_commands_quotes import CORRIDORS, reported
from tests.fakes.discord import EVERYONE, Message, Permission, User

HOUR = timedelta(hours=1)


async def sent(bot: Bot, **asked: Any) -> Delivery:
    """The alert of the meeting that two outlets tell, really sent."""
    server, target = str(guild(bot).id), f"channel:{wire(bot).id}"
    await bot.archive.watches.add(
        guild=server, target=target, keywords=("moscow",), origin="command", now=NOON, **asked
    )
    await reported(bot)
    await delivered(bot, target)
    [message] = bot.discord.messages(wire(bot))
    shown = await bot.archive.deliveries.of_message(server, str(message.id))
    assert shown is not None
    return shown


async def delivered(bot: Bot, target: str) -> None:
    """Whatever waits for the target goes out."""
    for _ in range(3):
        sender = DiscordSender(bot.client)
        await deliver(target, outbox=bot.archive.deliveries, sender=sender, now=lambda: NOON)


async def digested(bot: Bot, stories: int) -> Message:
    """A digest of the meeting's story, and of others that nobody knows any more."""
    server, target = str(guild(bot).id), f"channel:{wire(bot).id}"
    [alert] = bot.discord.messages(wire(bot))
    shown = await bot.archive.deliveries.of_message(server, str(alert.id))
    assert shown is not None
    story = int(shown.post.subject.partition(":")[2])
    base = digest(1).items[0]
    items = tuple(
        DigestItem(
            story=story if not number else 900 + number,
            summary=Summary(headline=f"@everyone **{number}** {'🎈' * 200}", url=None, sentences=()),
            flags=(),
            sources=base.sources,
            last_at=NOON,
        )
        for number in range(stories)
    )
    day = digest(1)
    body = Digest(
        date=day.date, zone=day.zone, since=day.since, until=day.until, items=items, style="headlines"
    )
    post = Post(target=target, subject="digest:1:2022-04-26", part=0, action="post", revision=1, body=body)
    await bot.archive.deliveries.put(server, post, NOON)
    await delivered(bot, target)
    return bot.discord.messages(wire(bot))[-1]


def beside(message: Message, *custom_ids: str) -> None:
    """Let further buttons stand under the message, as elsewhere they do, or did long ago."""
    buttons = [
        {"type": 2, "style": 2, "label": "x", "custom_id": custom_id, "id": 90 + number}
        for number, custom_id in enumerate(custom_ids)
    ]
    message.components.append({"type": 1, "components": buttons})


def ids(message: Message) -> list[str]:
    """What can be pressed or chosen under the message, in order."""
    rows = [row for row in message.components if row["type"] == 1]
    return [part["custom_id"] for row in rows for part in row["components"]]


async def choose(bot: Bot, question: Message, custom_id: str, value: str, user: User | None = None) -> str:
    chosen = await bot.discord.click(question, custom_id, value, user=user)
    await chosen.responded()
    await bot.discord.wait_for(lambda _: bool(chosen.updated or chosen.followups))
    return chosen.followups[0].text if chosen.followups else question.text


async def test_sources_and_quotes_of_an_alert_tell_the_story_as_it_stands_by_now(bot: Bot) -> None:
    alert = await sent(bot)
    [message] = bot.discord.messages(wire(bot))
    assert ids(message)[:2] == [f"sources:{alert.id}", f"quotes:{alert.id}"]
    reader = bot.discord.add_member(guild(bot))
    late = CORRIDORS.replace("truly", "*truly*")
    await printed(
        bot.archive, str(guild(bot).id), "Late [News](x)", "Guterres meets Putin in Moscow", late, NOON
    )
    told = await press(bot, message, f"sources:{alert.id}", reader, permissions=EVERYONE)
    assert "- Meridian Wire: [Guterres meets Putin in Moscow](https://meridian.example/2) · <t:" in told
    assert told.index("Meridian Wire") < told.index("Harbour Courier") < told.index(r"Late \[News\](x)")
    assert "Strange" not in told
    told = await press(bot, message, f"quotes:{alert.id}", reader, permissions=EVERYONE)
    assert told.count("humanitarian corridors") == 1
    assert told.index("Direct quotes") < told.index("Reported speech") < told.index("sanctions")
    story = int(alert.post.subject.partition(":")[2])
    beside(message, f"sources:s{story}", f"quotes:s{story}", "quotes:s999", "sources:999")
    for button, word in (("sources", "Harbour Courier"), ("quotes", "corridors")):
        assert word in await press(bot, message, f"{button}:s{story}")
    await bot.archive.keeping.forget(NOON + timedelta(days=1))
    assert "Meridian Wire" in await press(bot, message, f"sources:{alert.id}"), "as the message has it"
    assert "humanitarian corridors" in await press(bot, message, f"quotes:{alert.id}")
    assert "tell nothing of it any more" in await press(bot, message, f"sources:s{story}")
    assert "Nobody is quoted" in await press(bot, message, "quotes:s999")
    assert "no longer knows this message" in await press(bot, message, "sources:999")


async def test_digest_asks_which_story_is_to_be_followed_or_muted(bot: Bot) -> None:
    alert = await sent(bot)
    message = await digested(bot, 30)
    story = int(alert.post.subject.partition(":")[2])
    number = ids(message)[0].partition(":")[2]
    assert ids(message) == [f"{name}:{number}" for name in ("sources", "quotes", "why", "follow", "mute")]
    told = await press(bot, message, f"sources:{number}")
    assert r"@​everyone \*\*0\*\*" in told
    assert "Meridian Wire" in told
    assert "humanitarian corridors" in await press(bot, message, f"quotes:{number}")
    reader = bot.discord.add_member(guild(bot))
    asked = await (await bot.discord.click(message, f"follow:{number}", user=reader)).answer()
    assert ids(asked) == [f"followed:{number}:0", f"followed:{number}:1"]
    told = await choose(bot, asked, f"followed:{number}:0", str(story), reader)
    assert "I'll write to you when there is something new" in told
    assert not asked.components
    wait(bot, TWICE)
    asked = await (await bot.discord.click(message, f"follow:{number}", user=reader)).answer()
    assert "no longer knows this story" in await choose(bot, asked, f"followed:{number}:1", "929", reader)
    assert "no longer follow" in await choose(bot, asked, f"followed:{number}:0", str(story), reader)
    assert "Manage Messages" in await press(bot, message, f"mute:{number}", reader, permissions=EVERYONE)
    asked = await (await bot.discord.click(message, f"mute:{number}")).answer()
    assert "Muted in <#" in await choose(bot, asked, f"muted:{number}:0", str(story))
    assert await bot.archive.mutes.is_muted(alert.post.target, story)
    assert ids(asked) == [f"unmute:{number}:{story}"]
    undone = await bot.discord.click(asked, f"unmute:{number}:{story}")
    await bot.discord.wait_for(lambda _: undone.updated)
    assert "again, from what is new on" in asked.text
    assert not await bot.archive.mutes.is_muted(alert.post.target, story)


async def test_why_explains_a_message_by_its_link_to_who_may_see_it(bot: Bot) -> None:
    await sent(bot)
    [message] = bot.discord.messages(wire(bot))
    here = guild(bot).id
    link = f"https://discord.com/channels/{here}/{wire(bot).id}/{message.id}"
    for typed in (link, f" <{link}> ", str(message.id), link.replace("discord.com", "ptb.discord.com")):
        assert "moscow" in await ask(bot, "why", message=typed)
    assert "is no link to a message" in await ask(bot, "why", message="**the last one** @everyone")
    assert "not in this server" in await ask(bot, "why", message=link.replace(str(here), "77"))
    assert "I know no message of mine" in await ask(bot, "why", message="12345678901234567")


async def test_why_of_a_message_in_a_hidden_channel_is_told_to_nobody_else(bot: Bot) -> None:
    await sent(bot)
    [message] = bot.discord.messages(wire(bot))
    heard = bot.client.wait_for("guild_channel_create", timeout=5)
    other = bot.discord.add_channel(guild(bot), "other")
    await heard
    reader = bot.discord.add_member(guild(bot))
    asked = await bot.discord.interact("why", {"message": str(message.id)}, channel=other, user=reader)
    assert "moscow" in (await asked.answer()).text
    everyone = {"id": str(guild(bot).id), "type": 0, "allow": "0", "deny": str(int(Permission.VIEW_CHANNEL))}
    seen = bot.client.get_channel(wire(bot).id)
    assert isinstance(seen, discord.TextChannel)
    hidden: Any = {"permission_overwrites": [everyone]}
    seen._fill_overwrites(hidden)
    asked = await bot.discord.interact("why", {"message": str(message.id)}, channel=other, user=reader)
    assert "I know no message of mine" in (await asked.answer()).text
