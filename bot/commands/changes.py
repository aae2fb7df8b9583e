"""Changes are told in the server's log channel, where it has one."""

import secrets
from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.place import guild_of, is_gone
from bot.words import language_of, named, speaking
from storage.model import GuildSettings
from summarise.model import Logged, Post


async def log_change(interaction: discord.Interaction[Any], text: str, /, **parts: object) -> None:
    """Tell the change in the log channel in the server's language; `text` is English, marked with `mark`.

    Its {parts} are markdown whose foreign text is escaped. A log channel that is gone is told nothing.
    """
    guild, desk = guild_of(interaction), desk_of(interaction)
    settings = await _settings(interaction)
    if settings.log is None:
        return
    if interaction.guild is not None and is_gone(interaction.guild, f"channel:{settings.log}"):
        return
    with speaking(_language(settings)):
        said = named(text).format(**parts)
    body = Logged(by=str(interaction.user.id), text=said, at=desk.now())
    subject = f"log:{secrets.token_hex(8)}"
    post = Post(
        target=f"channel:{settings.log}", subject=subject, part=0, action="post", revision=1, body=body
    )
    await desk.archive.deliveries.put(guild, post, desk.now())


async def language_here(interaction: discord.Interaction[Any]) -> str:
    """The language of what everybody in this server sees."""
    return _language(await _settings(interaction))


async def _settings(interaction: discord.Interaction[Any]) -> GuildSettings:
    return await desk_of(interaction).archive.guilds.settings(guild_of(interaction))


def _language(settings: GuildSettings) -> str:
    return settings.language or language_of(settings.locale)
