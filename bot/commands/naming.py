"""Whom and what this server's watches and digests name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import discord

from bot.catalogues import catalogue_of
from bot.commands.answering import desk_of
from bot.commands.place import guild_of
from bot.naming import names_in
from bot.watch_words import Names
from summarise.actors.catalogue import Catalogue
from summarise.model import DigestPlan, Watch


async def catalogue_here(interaction: discord.Interaction[Any]) -> Catalogue:
    """Whom this server may watch."""
    return await catalogue_of(desk_of(interaction).archive, guild_of(interaction))


async def names_of(interaction: discord.Interaction[Any], rows: Iterable[Watch | DigestPlan]) -> Names:
    """What the ids in these stand for here, with the server's roles and its forums' tags."""
    rows = tuple(rows)
    names = await names_in(desk_of(interaction).archive, guild_of(interaction), rows)
    guild = interaction.guild
    if guild is None:
        return names
    tags = {str(tag.id): tag.name for forum in guild.forums for tag in forum.available_tags}
    return replace(names, roles={str(role.id): role.name for role in guild.roles}, tags=tags)
