"""Feeds that a server paused or removed: what is said of them, and of what asks for them."""

from datetime import timedelta

from tests.bot.asking import ask, guild, wire
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.bot.test_commands_me import Member
from tests.bot.test_commands_pressed import alerted
from tests.bot.test_commands_pressed import press as hit

PAUSED = "This server reads no feeds. `/feed add` reads one, `/feed resume` one that was paused."


async def asking(bot: Bot) -> Member:
    """A story, and a watch, a digest and a member's watch that all name its feed."""
    await file_story(bot.archive, str(guild(bot).id), "Talks held in Moscow", NOON - timedelta(hours=1))
    await ask(bot, "watch add", feed="1", keywords="talks", channel=wire(bot))
    await ask(bot, "digest schedule", time="08:00", zone="UTC", channel=wire(bot), feed="1")
    member = Member(bot)
    await member.ask("me watch", feed="1")
    return member


async def test_server_whose_feeds_are_all_paused_is_told_so_everywhere(bot: Bot) -> None:
    member = await asking(bot)
    counted = await ask(bot, "status now")
    assert "Watches: 1, digests: 1" in counted, "what goes to a member is the member's"
    paused = await ask(bot, "feed pause", feed="1")
    assert "2 watches and digests ask for it and hear nothing of it now:\n- **Stories with" in paused
    assert "told by Harbour Courier (feed paused)** in <#" in paused
    assert "\n- **every day at 08:00 (UTC)** in <#" in paused
    assert "So does 1 of a member, by direct message." in paused
    for command, options in (
        ("latest", {}),
        ("search", {"query": "moscow"}),
        ("story", {"story": "moscow"}),
        ("digest now", {}),
        ("watch test", {"watch": "1"}),
        ("summary", {"about": "feed:1"}),
        ("digest preview", {"digest": "1"}),
    ):
        assert PAUSED in await ask(bot, command, **options), command
    assert PAUSED in await ask(bot, "watch add", keywords="ferry", channel=wire(bot))
    assert PAUSED in await member.ask("me watch", keywords="ferry")
    for shown in (await ask(bot, "watch list"), await ask(bot, "digest list"), await member.ask("me list")):
        assert "told by Harbour Courier (feed paused)" in shown
    other = await bot.archive.feeds.add(address="https://b.example/", outlet="The Wire", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), other.id, "command", NOON)
    for command, options in (("latest", {"feed": "1"}), ("summary", {"about": "feed:1"})):
        assert "**Harbour Courier** is paused here" in await ask(bot, command, **options)
    previewed = await ask(bot, "digest preview", digest="1")
    assert "Nothing comes of Harbour Courier (feed paused)." in previewed
    assert "reads no feeds" not in previewed


async def test_removed_feed_is_named_by_what_still_asks_for_it(bot: Bot) -> None:
    member = await asking(bot)
    removed = await ask(bot, "feed remove", feed="1")
    assert "2 watches and digests ask for it" in removed
    assert "So does 1 of a member" in removed
    for shown in (removed, await ask(bot, "watch list"), await ask(bot, "digest list")):
        assert "told by Harbour Courier (no longer read)" in shown
    assert "told by Harbour Courier (no longer read)" in await member.ask("me list")
    assert "reads no feeds yet. `/feed add`" in await ask(bot, "latest")
    await ask(bot, "watch remove", watch="1")
    await ask(bot, "digest remove", digest="1")
    bot.web.put("https://talks.example/feed", "")
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), 1, "command", NOON)
    alone = await ask(bot, "feed remove", feed="1")
    assert "1 watch or digest of a member asks for it and hears nothing of it now." in alone


async def test_story_of_paused_feeds_alone_is_not_called_forgotten(bot: Bot) -> None:
    sent = await alerted(bot, f"channel:{wire(bot).id}")
    [message] = [one for one in bot.discord.messages(wire(bot)) if "Talks" in one.text]
    await ask(bot, "feed pause", feed="1")
    assert "Only feeds that are paused here tell this story" in await hit(bot, message, f"follow:{sent.id}")
    await ask(bot, "feed resume", feed="1")
    followed = await hit(bot, message, f"follow:{sent.id}")
    assert "paused" not in followed
    assert "no longer" not in followed
