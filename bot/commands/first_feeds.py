"""What a server reads once somebody asks for news in it: starter feeds, if who asks may add feeds."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.place import guild_of
from bot.commands.reads import reads_nothing
from bot.commands.rights import may_change
from bot.quoted import feeds_of
from bot.starter import start_reading


async def first_feeds(interaction: discord.Interaction[Any]) -> str:
    """Give a server that reads nothing starter feeds, if the asker may add feeds; what came of it, or ""."""
    desk = desk_of(interaction)
    if await may_change(interaction, "feed"):
        started = await start_reading(desk.archive, guild_of(interaction), desk.now(), desk.settings)
        return started or await unread(interaction)
    return await unread(interaction)


async def unread(interaction: discord.Interaction[Any]) -> str:
    """That the server reads nothing, where so, on a line of its own; else ""."""
    archive, guild = desk_of(interaction).archive, guild_of(interaction)
    return "" if await feeds_of(archive, guild) else f"\n-# {await reads_nothing(archive, guild)}"
