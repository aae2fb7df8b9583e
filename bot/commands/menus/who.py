"""Right click on a message: *Who is in this?*"""

from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.menus.message import words_of
from bot.commands.mistake import Mistake
from bot.commands.place import asker
from bot.people import people_in
from bot.render.escape import plain
from bot.render.people import people_answer
from bot.words import t
from summarise.actors.roster import building

DEADLINE: Final = 5.0
"""Seconds a worker may take, once it knows everybody."""


@app_commands.context_menu(name="Who is in this?")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.checks.cooldown(6, 60.0, key=asker)
async def who_is_in_this(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """The people and organisations that a message names, what they do there, and who says what.

    A server's own actors count there alone.
    """
    await think(interaction)
    text = words_of(message)
    if not plain(text):
        raise Mistake(t("There are no words in that message."))
    desk = desk_of(interaction)
    guild = None if interaction.guild_id is None else str(interaction.guild_id)
    texts = await desk.archive.actors.sources()
    deadline = DEADLINE + building(texts)
    found = await desk.workers.run(people_in, text, message.created_at, texts, guild, deadline=deadline)
    here = guild is not None and interaction.is_guild_integration()
    await say(interaction, people_answer(found, in_server=here))
