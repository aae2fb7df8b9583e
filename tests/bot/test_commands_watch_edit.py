"""/watch edit, pause and resume, and what of others' personal watches is seen, as people use them."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.commands.watch import editing
from storage.watches import Watches
from summarise.model import Logged, Quiet, Watch
from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.bot.test_commands_watch_wishes import opened, thread_of
from tests.fakes.discord import ChannelType
from tests.fakes.discord.permissions import EVERYONE
from tests.storage.posts import post
from tests.storage.scenes import guild_seen

NIGHT = Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin")


async def watches(bot: Bot) -> tuple[Watch, ...]:
    """The guild's watches."""
    return await bot.archive.watches.of_guild(str(guild(bot).id))


async def logged(bot: Bot) -> list[str]:
    """What the log channel was told, in order."""
    held = await bot.archive.deliveries.recent(str(guild(bot).id), 50)
    return [one.post.body.text for one in reversed(held) if isinstance(one.post.body, Logged)]


async def test_only_what_is_given_changes_and_each_thing_can_be_taken_away(bot: Bot) -> None:
    here = str(guild(bot).id)
    await guild_seen(bot.archive.guilds, here, "Desk", NOON)
    await bot.archive.guilds.tell_changes(here, str(wire(bot).id))
    feed = await bot.archive.feeds.add(address="https://a.example/", outlet="The *Wire*", now=NOON)
    await bot.archive.subscriptions.subscribe(here, feed.id, "command", NOON)
    role = bot.discord.add_role(guild(bot), "Desk", mentionable=True)
    await ask(bot, "watch add", actor="vladimir-putin", actor2="joe-biden", channel=wire(bot), ping=role)
    [(_, chosen)] = await suggested(bot, "watch edit", "watch", "putin")
    edits: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        ({"actor2": "guterres"}, {"actors": ("vladimir-putin", "antonio-guterres")}),
        ({"actor": "none"}, {"actors": ("antonio-guterres",)}),
        ({"actor3": "putin", "all": True}, {"actors": ("antonio-guterres", "vladimir-putin"), "every": True}),
        ({"keywords": "truce, @everyone"}, {"keywords": ("truce", "@everyone")}),
        ({"role": "speaker"}, {"role": "speaker"}),
        ({"feed": str(feed.id), "outlet": "the *wire*"}, {"feeds": (feed.id,), "outlets": ("The *Wire*",)}),
        ({"feed": "-", "outlet": "none"}, {"feeds": (), "outlets": ()}),
        ({"language": "de"}, {"languages": ("de",)}),
        ({"language": "none", "outlets-needed": 2}, {"languages": (), "voices": 2}),
        ({"cooldown": 90}, {"cooldown": timedelta(minutes=90)}),
        ({"quiet": "22-7", "zone": "berlin"}, {"quiet": NIGHT}),
        ({"urgent": 5}, {"quiet": replace(NIGHT, urgent=5)}),
        ({"zone": "ny", "quiet": "10pm-7am"}, {"quiet": replace(NIGHT, zone="America/New_York", urgent=5)}),
        ({"quiet": "none", "no-ping": True}, {"quiet": None, "ping": None}),
        ({"cooldown": 0}, {"cooldown": timedelta(0)}),
        ({"timeline": True}, {"timeline": True}),
        ({"ping": role, "all": False}, {"ping": str(role.id), "every": False}),
    )  # fmt: skip
    [before] = await watches(bot)
    for given, changed in edits:
        told = await ask(bot, "watch edit", watch=chosen, **given)
        assert "From now on: " in told, told
        assert "@everyone" not in told
        [row] = await watches(bot)
        assert row == replace(before, **changed)
        before = row
    said = await logged(bot)
    assert len(said) == 1 + len(edits)
    assert said[0].startswith("added the watch **Vladimir Putin or Joe Biden**")
    assert said[-1].startswith("changed a watch to **António Guterres or Vladimir Putin")


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "That is so already"),
    ({"role": "mention"}, "That is so already"),
    ({"actor": "none"}, "A watch needs at least"),
    ({"actor": "Nobody Known"}, "Nobody in the catalogue"),
    ({"keywords": "!!"}, "There is no word"),
    ({"language": "klingon"}, "“klingon” is no language"),
    ({"zone": "berlin"}, "are about quiet hours"),
    ({"quiet": "22:00-07:00"}, "Whose clock"),
    ({"quiet": "none", "urgent": 3}, "you take those away"),
    ({"publish": True}, "is no announcement channel"),
    ({"tags": "War"}, "Tags are a forum's"),
    ({"dm": True, "channel": "wire"}, "Say where alerts go"),
    ({"dm": True, "timeline": True}, "are for channels"),
)


async def test_edit_that_cannot_be_changes_nothing(bot: Bot) -> None:
    await ask(bot, "watch add", actor="vladimir-putin", channel=wire(bot))
    [row] = await watches(bot)
    for options, said in REFUSED:
        given = {**options, **({"channel": wire(bot)} if "channel" in options else {})}
        assert said in await ask(bot, "watch edit", watch=str(row.id), **given)
    assert "Choose the watch from the list" in await ask(bot, "watch edit", watch="putin", role="speaker")
    assert "no such watch" in await ask(bot, "watch edit", watch="99", role="speaker")
    other = {"actor": "joe-biden", "channel": wire(bot)}
    await ask(bot, "watch add", **other)
    same = await ask(bot, "watch edit", watch=str(row.id), actor="joe-biden")
    assert f"the same as another watch: **Joe Biden** in <#{wire(bot).id}>" in same
    assert (await watches(bot))[0] == row
    declared = await bot.archive.watches.add(
        guild=str(guild(bot).id), target="channel:1", actors=("joe-biden",), origin="configuration", now=NOON
    )
    assert "wirewatch.toml" in await ask(bot, "watch edit", watch=str(declared.id), role="speaker")
    reader = bot.discord.add_member(guild(bot))
    for command, options in (("edit", {"role": "speaker"}), ("pause", {}), ("resume", {}), ("remove", {})):
        asked = await bot.discord.interact(
            f"watch {command}", {"watch": str(row.id), **options}, user=reader, permissions=EVERYONE
        )
        assert "settings permissions" in (await asked.answer()).text


async def test_watch_moves_between_places_with_what_each_can_do(bot: Bot) -> None:
    news = await opened(bot, "news", ChannelType.ANNOUNCEMENT)
    forum = await opened(bot, "forum", ChannelType.FORUM, tags=("War", "Peace"), requires_tag=True)
    thread = await thread_of(bot)
    role = bot.discord.add_role(guild(bot), "Desk", mentionable=True)
    await ask(bot, "watch add", actor="vladimir-putin", channel=news, publish=True, timeline=True, ping=role)
    [row] = await watches(bot)
    waits = post(target=row.target, watches=(row.id,))
    await bot.archive.deliveries.put(row.guild, waits, NOON)
    edit = {"watch": str(row.id)}
    assert "needs a tag" in await ask(bot, "watch edit", **edit, channel=forum)
    assert "tagged War" in await ask(bot, "watch edit", **edit, channel=forum, tags="war")
    [row] = await watches(bot)
    assert (row.target, row.publish, row.timeline) == (f"forum:{forum.id}", False, True)
    assert row.ping == str(role.id)
    (held,) = await bot.archive.deliveries.recent(row.guild, 5)
    assert (held.state, "elsewhere" in str(held.error)) == ("failed", True)
    assert "tagged" not in (await ask(bot, "watch edit", **edit, channel=thread)).partition("Before")[0]
    [row] = await watches(bot)
    assert (row.target, row.timeline, row.tags) == (f"thread:{thread.id}", False, ())
    assert "in a direct message" in await ask(bot, "watch edit", **edit, dm=True)
    [row] = await watches(bot)
    assert (row.target, row.ping) == (f"user:{guild(bot).owner.id}", None)
    gone = replace(row, target="channel:5")
    assert isinstance(await bot.archive.watches.change(row, gone, NOON), Watch)
    assert "no longer see the channel" in await ask(bot, "watch edit", **edit, timeline=True)
    assert "From now on" in await ask(bot, "watch edit", **edit, role="speaker")


async def test_two_edits_at_once_both_hold_and_what_goes_meanwhile_is_told(bot: Bot) -> None:
    await ask(bot, "watch add", actor="vladimir-putin", channel=wire(bot))
    [row] = await watches(bot)
    edit = {"watch": str(row.id)}
    told = await asyncio.gather(
        ask(bot, "watch edit", **edit, role="speaker"), ask(bot, "watch edit", **edit, cooldown=15)
    )
    assert all("From now on" in one for one in told)
    [row] = await watches(bot)
    assert (row.role, row.cooldown) == ("speaker", timedelta(minutes=15))

    async def late(*_: object) -> None:
        """Somebody else is always quicker."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Watches, "change", late)
        assert "Others change this watch" in await ask(bot, "watch edit", **edit, cooldown=30)
    assert editing.TRIES > 1
    await ask(bot, "watch remove", **edit)
    assert "no such watch" in await ask(bot, "watch edit", **edit, cooldown=30)


async def test_paused_watch_says_so_and_goes_on(bot: Bot) -> None:
    await file_story(bot.archive, str(guild(bot).id), "Talks held in Moscow", NOON - timedelta(hours=2))
    await ask(bot, "watch add", keywords="talks", channel=wire(bot))
    [row] = await watches(bot)
    which = {"watch": str(row.id)}
    assert "not paused" in await ask(bot, "watch resume", **which)
    assert "Paused: **Stories with “talks”**" in await ask(bot, "watch pause", **which)
    assert "rests already" in await ask(bot, "watch pause", **which)
    assert "-# **paused** <t:" in await ask(bot, "watch list")
    assert "1 watch of this channel is paused" in await ask(bot, "why")
    assert "It is paused" in await ask(bot, "watch test", **which)
    [(name, _)] = await suggested(bot, "watch resume", "watch", "paused")
    assert name == "Stories with “talks” in #wire, paused"
    assert "Goes on from now: **Stories with “talks”**" in await ask(bot, "watch resume", **which)
    assert "paused" not in await ask(bot, "watch list")


async def test_what_others_have_by_direct_message_is_not_seen(bot: Bot) -> None:
    here = str(guild(bot).id)
    theirs = await bot.archive.watches.add(
        guild=here, target="user:5", actors=("joe-biden",), origin="command", now=NOON, asked_by="5"
    )
    await bot.archive.plans.add(
        guild=here, target="user:5", at=time(8), zone="UTC", stories=5, sentences=2, origin="command",
        next_due_at=NOON, now=NOON,
    )  # fmt: skip
    for command in ("watch list", "digest list"):
        listed = await ask(bot, command)
        assert "Beside these, 1 goes to a member" in listed
        assert "Biden" not in listed
        assert "08:00" not in listed
    assert await suggested(bot, "watch edit", "watch", "") == []
    assert await suggested(bot, "digest edit", "digest", "") == []
    for command in ("remove", "pause", "resume", "test"):
        assert "no such watch" in await ask(bot, f"watch {command}", watch=str(theirs.id))
    assert await watches(bot) == (theirs,)
    reader = bot.discord.add_member(guild(bot))
    seen = await bot.discord.interact("watch list", {}, user=reader, permissions=EVERYONE)
    assert "Beside these" not in (await seen.answer()).text


async def test_long_list_of_watches_has_pages(bot: Bot) -> None:
    for number in range(10):
        await bot.archive.watches.add(
            guild=str(guild(bot).id), target="channel:1", keywords=(f"word{number} 🎈*",), origin="command",
            now=NOON,
        )  # fmt: skip
    asked = await bot.discord.interact("watch list")
    message = await asked.answer()
    assert "word7" in message.text
    assert "word8" not in message.text
    [*_, turn] = message.components[0]["components"]
    turned = await bot.discord.click(message, turn["custom_id"])
    assert "word8" in (await turned.answer()).text
