"""What this server reads, for what is told of its feeds alone; and why that may be nothing."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.feed.choosing import bold_name
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.quoted import feeds_of
from bot.words import t
from storage.archive import Archive


async def feeds_here(interaction: discord.Interaction[Any]) -> frozenset[int]:
    """The feeds that this server reads; a Mistake where it reads none."""
    archive, guild = desk_of(interaction).archive, guild_of(interaction)
    feeds = await feeds_of(archive, guild)
    if not feeds:
        raise Mistake(await reads_nothing(archive, guild))
    return feeds


async def reads_nothing(archive: Archive, guild: str) -> str:
    """That the server reads nothing, and what to do: another thing where feeds are paused."""
    if await archive.pausing.of_guild(guild):
        return t("This server reads no feeds. `/feed add` reads one, `/feed resume` one that was paused.")
    return t("This server reads no feeds yet. `/feed add` reads one; `/setup` brings some to begin with.")


async def refuse_paused(interaction: discord.Interaction[Any], feed: str) -> None:
    """A Mistake where the feed of this id is one that this server has paused."""
    for row in await desk_of(interaction).archive.pausing.of_guild(guild_of(interaction)):
        if str(row.feed.id) == feed:
            raise Mistake(t("{feed} is paused here. `/feed resume` reads it again.", feed=bold_name(row)))
