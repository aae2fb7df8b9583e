"""/watch add with all that it can be given: what is kept, and what is missing in words."""

import sys
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from summarise.model import Quiet
from tests.bot.asking import ask, guild, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.bot.test_commands_settings import told as changes
from tests.fakes.discord import Channel, ChannelType, Permission

PUTIN = {"actor": "vladimir-putin"}


async def opened(bot: Bot, name: str, kind: ChannelType, **more: Any) -> Channel:
    """A new channel that the bot knows."""
    heard = bot.client.wait_for("guild_channel_create", timeout=5)
    channel = bot.discord.add_channel(guild(bot), name, kind, **more)
    await heard
    return channel


async def thread_of(bot: Bot) -> Channel:
    """A thread in the first channel."""
    channel = bot.client.get_channel(wire(bot).id)
    message = await channel.send("Talk here")  # type: ignore[union-attr]
    made = await message.create_thread(name="talk")
    return bot.discord.backend.world.channels[made.id]


async def test_everything_that_was_asked_for_is_kept_and_told(bot: Bot) -> None:
    row = await bot.archive.feeds.add(address="https://a.example/", outlet="The *Wire*", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), row.id, "command", NOON)
    news = await opened(bot, "news", ChannelType.ANNOUNCEMENT)
    role = bot.discord.add_role(guild(bot), "Desk", mentionable=True)
    told = await ask(
        bot,
        "watch add",
        **PUTIN,
        actor2="antonio-guterres",
        actor3="joe-biden",
        all=True,
        role="subject",
        keywords="cease fire, truce ,truce",
        feed=str(row.id),
        outlet="the *wire*",
        language="de",
        channel=news,
        ping=role,
        quiet="22:00 - 7:00",
        zone="europe/berlin",
        urgent=5,
        cooldown=30,
        publish=True,
        timeline=True,
        **{"outlets-needed": 2},
    )
    assert f"with “cease fire” or “truce”** go to <#{news.id}> from now on, only where each of them" in told
    assert "quiet from 22:00 to 07:00 (Europe/Berlin), unless 5 independent outlets tell it" in told
    assert "told by the feed The \\*Wire\\* or by The \\*Wire\\*" in told
    [watch] = await bot.archive.watches.of_guild(str(guild(bot).id))
    assert watch.keywords == ("cease fire", "truce")
    assert (watch.every, watch.feeds, watch.outlets, watch.voices) == (True, (row.id,), ("The *Wire*",), 2)
    assert watch.languages == ("de",)
    assert watch.quiet == Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin", urgent=5)
    assert (watch.ping, watch.cooldown) == (str(role.id), timedelta(minutes=30))
    assert watch.publish
    assert watch.timeline
    assert "pings @Desk" in await ask(bot, "watch list")


async def test_watch_goes_to_threads_forums_and_the_asker(bot: Bot) -> None:
    forum = await opened(bot, "forum", ChannelType.FORUM, tags=("War", "Peace"), requires_tag=True)
    thread = await thread_of(bot)
    assert f"<#{thread.id}>" in await ask(bot, "watch add", **PUTIN, channel=thread)
    assert "needs a tag" in await ask(bot, "watch add", **PUTIN, channel=forum)
    assert "has no tag “Rain”. It has: War and Peace" in await ask(
        bot, "watch add", **PUTIN, channel=forum, tags="Rain"
    )
    assert "tagged War and Peace" in await ask(bot, "watch add", **PUTIN, channel=forum, tags="war, peace")
    told = await ask(bot, "watch add", **PUTIN, dm=True)
    assert "go to you by direct message" in told
    assert "allow direct messages" in told
    owner = guild(bot).owner.id
    rows = await bot.archive.watches.of_guild(str(guild(bot).id))
    assert [row.target for row in rows] == [f"thread:{thread.id}", f"forum:{forum.id}", f"user:{owner}"]
    assert rows[1].tags == tuple(str(tag.id) for tag in forum.tags)
    names = [name for name, _ in await suggested(bot, "watch remove", "watch", "putin")]
    assert names[0] == "Vladimir Putin in #talk"
    assert names[2] == "Vladimir Putin in a direct message"


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "Say where alerts go"),
    ({"dm": True, "timeline": True}, "Leave them out of a direct message"),
    ({"channel": "wire", "publish": True}, "is no announcement channel"),
    ({"channel": "wire", "tags": "War"}, "Tags are a forum's"),
    ({"channel": "wire", "quiet": "at night", "zone": "UTC"}, "are no hours"),
    ({"channel": "wire", "quiet": "22:00-25:00", "zone": "UTC"}, "“25:00” is no time of day"),
    ({"channel": "wire", "quiet": "22:00-22:00", "zone": "UTC"}, "another time than they begin"),
    ({"channel": "wire", "quiet": "22:00-07:00"}, "Whose clock"),
    ({"channel": "wire", "quiet": "22:00-07:00", "zone": "Mars/Olympus"}, "is no time zone"),
    ({"channel": "wire", "zone": "UTC"}, "are about quiet hours"),
    ({"channel": "wire", "keywords": "!!, ??"}, "There is no word"),
    ({"channel": "wire", "keywords": "a" * 61}, "at most 60 characters"),
    ({"channel": "wire", "keywords": ",".join(f"word{n}" for n in range(21))}, "At most 20 keywords"),
    ({"channel": "wire", "feed": "77"}, "does not read that feed"),
    ({"channel": "wire", "outlet": "Nowhere"}, "No feed of this server is of “Nowhere”"),
)


async def test_what_cannot_be_is_answered_with_what_to_do(bot: Bot) -> None:
    for options, said in REFUSED:
        given = {**options, **({"channel": wire(bot)} if "channel" in options else {})}
        assert said in await ask(bot, "watch add", **PUTIN, **given)
    assert await bot.archive.watches.of_guild(str(guild(bot).id)) == ()


async def test_watch_for_everything_is_refused_and_words_alone_are_enough(bot: Bot) -> None:
    refused = await ask(bot, "watch add", channel=wire(bot), language="de")
    assert "A watch needs at least an `actor`, `keywords`, a `feed` or an `outlet`." in refused
    assert "**Stories with “truce”** go to" in await ask(
        bot, "watch add", channel=wire(bot), keywords="truce"
    )


async def test_what_each_kind_of_place_lacks_is_named(bot: Bot) -> None:
    few = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.EMBED_LINKS
    history = few | Permission.READ_MESSAGE_HISTORY
    forum = await opened(bot, "forum", ChannelType.FORUM, bot_permissions=history)
    plain = await opened(bot, "plain", ChannelType.TEXT, bot_permissions=history)
    assert "I lack: Send Messages in Threads." in await ask(bot, "watch add", **PUTIN, channel=forum)
    told = await ask(bot, "watch add", **PUTIN, channel=plain, timeline=True)
    assert "I lack: Create Public Threads, Send Messages in Threads." in told
    assert "from now on" in await ask(bot, "watch add", **PUTIN, channel=plain)


async def test_role_that_would_not_hear_of_it_is_refused(bot: Bot) -> None:
    shy = bot.discord.add_role(guild(bot), "Shy")
    everyone = guild(bot).roles[guild(bot).id]
    told = await ask(bot, "watch add", **PUTIN, channel=wire(bot), ping=shy)
    assert f"I may not mention <@&{shy.id}>. Let anyone mention that role" in told
    assert "never ping everyone" in await ask(bot, "watch add", **PUTIN, channel=wire(bot), ping=everyone)
    assert "reaches you alone" in await ask(bot, "watch add", **PUTIN, dm=True, ping=shy)
    changed = bot.client.wait_for("guild_channel_update", timeout=5)
    bot.discord.allow(wire(bot), Permission.MENTION_EVERYONE)
    await changed
    assert "pings @Shy" in await ask(bot, "watch add", **PUTIN, channel=wire(bot), ping=shy)


async def test_asked_for_again_it_keeps_what_is_not_given_and_says_what_became_of_it(bot: Bot) -> None:
    here, there = str(guild(bot).id), f"**Vladimir Putin** in <#{wire(bot).id}>"
    await ask(bot, "settings log", channel=wire(bot))
    night = {"quiet": "22:00-07:00", "zone": "Berlin"}
    await ask(bot, "watch add", **PUTIN, channel=wire(bot), **night, cooldown=60, timeline=True)
    [made] = await bot.archive.watches.of_guild(here)
    said = await ask(bot, "watch add", **PUTIN, channel=wire(bot))
    assert f"This watch is there already: {there}, quiet from 22:00" in said
    assert await bot.archive.watches.of_guild(here) == (made,)
    said = await ask(bot, "watch add", **PUTIN, channel=wire(bot), cooldown=15)
    now, _, before = said.partition("\n")
    assert now.startswith(f"This watch was there already. From now on: {there}, quiet from 22:00")
    assert "15 minutes" in now
    assert "What you did not give stays as it was. Before: " in before
    [row] = await bot.archive.watches.of_guild(here)
    assert row == replace(made, cooldown=timedelta(minutes=15))
    assert (await changes(bot))[0][1].startswith(f"changed a watch to {there}")
    # one that rests goes on, as who asks for it wants it told
    await ask(bot, "watch pause", watch=str(row.id))
    assert "It was paused, and goes on from now." in await ask(bot, "watch add", **PUTIN, channel=wire(bot))
    assert await bot.archive.watches.of_guild(here) == (row,)
    assert (await changes(bot))[0][1].startswith(f"resumed the watch {there}")
    # what is declared is changed where it is declared
    await bot.archive.watches.add(
        guild=here, target=row.target, keywords=("truce",), origin="configuration", now=NOON
    )
    truce = {"keywords": "truce", "channel": wire(bot)}
    assert "is there already" in await ask(bot, "watch add", **truce)
    assert "declared in wirewatch.toml" in await ask(bot, "watch add", **truce, cooldown=5)


async def test_outlets_feeds_and_zones_are_suggested(bot: Bot) -> None:
    row = await bot.archive.feeds.add(address="https://a.example/", outlet="The Wire", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), row.id, "command", NOON)
    for typed in ("wir", "the wrie"):
        assert await suggested(bot, "watch add", "outlet", typed) == [("The Wire", "The Wire")]
    assert [value for _, value in await suggested(bot, "watch add", "feed", "wire")] == [str(row.id)]
    assert ("Europe/Berlin (14:00)", "Europe/Berlin") in await suggested(bot, "watch add", "zone", "berl")


async def test_server_watches_as_much_as_there_is_room_for(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["bot.commands.watch.group"], "MOST_WATCHES", 1)
    assert "from now on" in await ask(bot, "watch add", **PUTIN, channel=wire(bot))
    refused = await ask(bot, "watch add", channel=wire(bot), keywords="truce")
    assert "This server has 1 watches already. `/watch remove` makes room." in refused
    assert "is there already" in await ask(bot, "watch add", **PUTIN, channel=wire(bot))


async def test_hostile_keywords_are_shown_harmless(bot: Bot) -> None:
    told = await ask(
        bot, "watch add", channel=wire(bot), keywords="@everyone <@1>, [x](http://e.example) **a"
    )
    for shown in (told, await ask(bot, "watch list"), await ask(bot, "watch test", watch="1")):
        assert "@everyone" not in shown
        assert "[x](" not in shown
