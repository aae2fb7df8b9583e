"""The command that begins the walk."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.place import asker, manager
from bot.commands.setup.answers import dumped
from bot.commands.setup.looking import facts_of, first_answers
from bot.commands.setup.pages import page

KIND = "setup"
"""What its rows are called among what is shown to people."""


@app_commands.command(name="setup")
@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.checks.cooldown(6, 60.0, key=asker)
async def setup(interaction: discord.Interaction[Any]) -> None:
    """Set Wirewatch up in a minute: what to read, whom to watch, when the digest comes."""
    guild = manager(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    answers = await first_answers(interaction)
    person = str(interaction.user.id)
    view = await desk.archive.views.keep(KIND, guild, person, dumped(answers), desk.now())
    facts = await facts_of(interaction, answers)
    await say(interaction, page(answers, facts, view, facts.trouble))
