"""Roles, as answers name them: without pinging them, and also those that are gone."""

from collections.abc import Iterable

import discord

from bot.words import listed, t


def role_names(roles: Iterable[str], guild: discord.Guild | None) -> str:
    """The roles of these ids as mentions, which in an answer ping nobody."""
    return listed([_name(role, guild) for role in roles])


def _name(role: str, guild: discord.Guild | None) -> str:
    if guild is not None and role == str(guild.id):
        return t("everybody")
    if guild is not None and guild.get_role(int(role)) is None:
        return t("a role that is gone")
    return f"<@&{role}>"
