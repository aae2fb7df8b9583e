"""Where a command was asked, by whom, and where its messages are to go."""

from typing import Any

import discord

from bot.commands.mistake import Mistake

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}
"""What the bot needs where it posts; history lets it make sure, after a crash, that nothing is doubled."""


def guild_of(interaction: discord.Interaction[Any]) -> str:
    """The guild's id; commands see and change this guild's rows alone."""
    if interaction.guild_id is None:
        raise Mistake("This works in a server only.")
    return str(interaction.guild_id)


def manager(interaction: discord.Interaction[Any]) -> str:
    """The guild's id, if the asker may manage the server."""
    guild = guild_of(interaction)
    if not interaction.permissions.manage_guild:
        raise Mistake("Changing this needs the Manage Server permission. Ask someone who has it.")
    return guild


def target_of(interaction: discord.Interaction[Any], channel: discord.TextChannel) -> str:
    """The target that a channel of this guild is, if the bot may post there."""
    if channel.guild.id != interaction.guild_id:
        raise Mistake("That channel is not in this server. Choose one that is.")
    missing = _missing(channel)
    if missing:
        raise Mistake(f"In {channel.mention} I lack: {', '.join(missing)}. Allow that, then try again.")
    return f"channel:{channel.id}"


def _missing(channel: discord.TextChannel) -> list[str]:
    granted = channel.permissions_for(channel.guild.me)
    return [name for flag, name in NEEDED.items() if not getattr(granted, flag)]


def asker(interaction: discord.Interaction[Any]) -> tuple[int | None, int]:
    """Who asks and where: what a command's cooldown counts."""
    return interaction.guild_id, interaction.user.id


def shown_target(target: str) -> str:
    """A target as people read it."""
    return f"<#{target.removeprefix('channel:')}>" if target.startswith("channel:") else target


def channel_name(interaction: discord.Interaction[Any], target: str) -> str:
    """A target in plain words, for lists that show no markdown."""
    number = target.removeprefix("channel:")
    channel = interaction.guild.get_channel(int(number)) if interaction.guild and number.isdecimal() else None
    return f"#{channel.name}" if channel else target
