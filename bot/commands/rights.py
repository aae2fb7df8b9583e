"""Who may change what: whoever may manage the server, and the roles that the server's settings name."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.groups import CHANGES, Changes
from bot.words import named, t


async def changing(interaction: discord.Interaction[Any], what: Changes) -> str:
    """The guild's id, if the asker may change this there; else a Mistake that says who may."""
    guild = guild_of(interaction)
    if not await may_change(interaction, what):
        raise Mistake(
            t(
                "Changing the {what} of this server needs *Manage Server*, or a role that "
                "`/settings permissions` names. Ask someone who has it.",
                what=named(CHANGES[what]),
            )
        )
    return guild


async def may_change(interaction: discord.Interaction[Any], what: Changes) -> bool:
    """Whether the asker may change this in the guild where they ask."""
    guild = guild_of(interaction)
    if interaction.permissions.manage_guild:
        return True
    settings = await desk_of(interaction).archive.guilds.settings(guild)
    roles = {str(role.id) for role in getattr(interaction.user, "roles", ())} | {guild}
    return not roles.isdisjoint(settings.rights.get(what, ()))
