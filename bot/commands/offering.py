"""Which commands Discord offers where something was asked ("Interaction contexts" in its reference)."""

from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.topics import Leaf

GUILD, DIRECT = 0, 1
"""The contexts of a command that names none, as far as it is not for guilds alone."""

TO_GUILD, TO_USER = 0, 1
USUAL: Final = [TO_GUILD]
"""Where a command that says nothing is installed."""


def is_offered(command: Leaf, interaction: discord.Interaction[Any]) -> bool:
    """Whether the command is offered in this conversation, to who has added the bot as they have.

    What a guild's settings and a person's rights withhold is not looked at.
    """
    root = command.root_parent or command if isinstance(command, app_commands.Command) else command
    contexts = root.allowed_contexts.to_array() if root.allowed_contexts else []
    usual = [GUILD] if root.guild_only else [GUILD, DIRECT]
    installs = root.allowed_installs.to_array() if root.allowed_installs else []
    here, added = interaction.context.to_array(), _installations(interaction)
    return not set(contexts or usual).isdisjoint(here) and not added.isdisjoint(installs or USUAL)


def _installations(interaction: discord.Interaction[Any]) -> set[int]:
    """By whom the bot was added whose commands are offered here: the guild, the asker."""
    by_guild = interaction.is_guild_integration() or interaction.context.dm_channel
    by_user = interaction.is_user_integration()
    return {*([TO_GUILD] if by_guild else []), *([TO_USER] if by_user else [])}
