"""Asking the bot as people do, and reading what they see."""

from typing import Any

from tests.bot.conftest import Bot
from tests.fakes.discord import ALL, Channel, Guild

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour *Courier*</title>
<link>https://harbour.example/</link><description>News</description>
<item><title>Talks in Moscow</title><link>https://harbour.example/talks</link><guid>1</guid>
<pubDate>Tue, 26 Apr 2022 10:00:00 GMT</pubDate><description>The two men met.</description></item>
</channel></rss>"""


def guild(bot: Bot) -> Guild:
    """The first guild."""
    return next(iter(bot.discord.backend.world.guilds.values()))


def wire(bot: Bot) -> Channel:
    """Its channel."""
    return bot.discord.channel_of(guild(bot))


async def ask(bot: Bot, command: str, /, **options: Any) -> str:
    """Type a command as the guild's owner; what comes back, which is for that person alone."""
    asked = await bot.discord.interact(command, options)
    shown = await asked.answer()
    assert asked.ephemeral
    return shown.text


async def ask_afresh(bot: Bot, command: str, /, **options: Any) -> str:
    """The same as somebody with all rights who has asked nothing before, and so need not wait."""
    somebody = bot.discord.add_member(guild(bot))
    asked = await bot.discord.interact(command, options, user=somebody, permissions=ALL)
    shown = await asked.answer()
    assert asked.ephemeral
    return shown.text


async def suggested(bot: Bot, command: str, option: str, typed: str) -> list[tuple[str, str]]:
    """Type part of an option; the suggestions as (name, value)."""
    typing = await bot.discord.autocomplete(command, option, typed)
    return [(choice["name"], choice["value"]) for choice in await typing.choices()]
