"""The tree of commands: who may ask, in which language they are answered, and how trouble is."""

import asyncio
from contextlib import suppress
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import speak_to
from bot.commands.errors import answer_error
from bot.commands.pace import Pace, keep_pace

PATIENCE: Final = 1.5
"""Seconds that a command waits at most for the operator's file to be applied: it has three in all."""


class Tree(app_commands.CommandTree[Any]):
    """The commands, with the one error handler."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(client)
        self.pace = Pace()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Everybody may ask, and is answered in their language once the operator's file is applied.

        CommandOnCooldown where somebody asks too often; what is suggested while typing does not count.
        """
        speak_to(interaction)
        if interaction.type is discord.InteractionType.application_command:
            keep_pace(interaction, "command")
            with suppress(TimeoutError):
                await asyncio.wait_for(interaction.client.furnished.wait(), PATIENCE)
        return True

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer every mistake (see `bot.commands.errors`)."""
        await answer_error(interaction, error)
