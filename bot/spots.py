"""Where the channels that `wirewatch.toml` names are: their guild, and the target that each is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import discord

from bot.terminal import GUILD, TARGET


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A channel's guild and target; of a forum also its tags, ids by their names."""

    guild: str
    target: str
    tags: Mapping[str, str] = field(default_factory=dict)


SpotOf = Callable[[str], Awaitable[Spot | None]]
"""Finds a channel by its id; None where the bot does not see it, or where nothing can be posted."""

TERMINAL_SPOT = Spot(guild=GUILD, target=TARGET)


async def spot_of(client: discord.Client, channel: str) -> Spot | None:
    """Where messages to this channel, thread or forum go; None where the bot sees none of this id."""
    found: object = client.get_channel(int(channel))
    if found is None:
        try:
            found = await client.fetch_channel(int(channel))
        except (discord.HTTPException, discord.InvalidData):
            return None
    if isinstance(found, discord.Thread):
        return Spot(guild=str(found.guild.id), target=f"thread:{channel}")
    if isinstance(found, discord.ForumChannel):
        tags = {tag.name: str(tag.id) for tag in found.available_tags}
        return Spot(guild=str(found.guild.id), target=f"forum:{channel}", tags=tags)
    if isinstance(found, discord.abc.GuildChannel) and isinstance(found, discord.abc.Messageable):
        return Spot(guild=str(found.guild.id), target=f"channel:{channel}")
    return None
