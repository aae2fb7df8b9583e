"""What a server reads once somebody asks for news in it: starter feeds, if who asks may add feeds."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.place import guild_of
from bot.commands.rights import may_change
from bot.starter import start_reading
from bot.words import t


async def first_feeds(interaction: discord.Interaction[Any]) -> str:
    """Give a server that reads nothing starter feeds, if the asker may add feeds; what came of it, or ""."""
    desk = desk_of(interaction)
    if await may_change(interaction, "feed"):
        return await start_reading(desk.archive, guild_of(interaction), desk.now())
    return await unread(interaction)


async def unread(interaction: discord.Interaction[Any]) -> str:
    """That nothing can come where the server reads nothing, on a line of its own; else ""."""
    if await desk_of(interaction).archive.subscriptions.ids_of(guild_of(interaction)):
        return ""
    told_so = t("This server reads no feeds yet: nothing comes until somebody adds one with `/feed add`.")
    return f"\n-# {told_so}"
