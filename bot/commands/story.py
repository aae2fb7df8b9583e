"""/story: all that is known of one story."""

from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.place import asker, guild_of
from bot.commands.reads import feeds_here
from bot.commands.stories import fitting, stories
from bot.render.escape import escaped
from bot.render.limits import fit
from bot.render.story import story_message
from bot.story import whole
from bot.words import t
from storage.archive import Archive
from summarise.model import Story

DEADLINE: Final = 5.0
"""Seconds a worker may take to condense it."""

LONGEST_ID: Final = 18


@app_commands.command(name="story")
@app_commands.guild_only()
@app_commands.checks.cooldown(10, 60.0, key=asker)
@app_commands.describe(chosen="Which one: type words of its headline and choose from the list")
@app_commands.rename(chosen="story")
@app_commands.autocomplete(chosen=stories)
async def story(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """What is known of a story: its news, who is in it, who tells it, what comes next."""
    guild = guild_of(interaction)
    await think(interaction)
    feeds = await feeds_here(interaction)
    desk = desk_of(interaction)
    found = await _found(desk.archive, feeds, chosen.strip())
    watches = await desk.archive.watches.of_guild(guild)
    watched = frozenset(actor for row in watches for actor in row.actors)
    told = await desk.workers.run(whole, found, guild, watched, desk.now(), deadline=DEADLINE)
    assert told is not None, "it has a report"
    await say(interaction, story_message(told))


async def _found(archive: Archive, feeds: frozenset[int], chosen: str) -> Story:
    """The story of that id as these feeds tell it, or the one that the words fit best; else a Mistake."""
    if chosen.isascii() and chosen.isdecimal() and len(chosen) <= LONGEST_ID:
        known = await archive.stories.story(int(chosen))
        if known is not None and (own := known.restricted(feeds)).reports:
            return own
    for number, _ in (await fitting(archive, feeds, chosen))[:1]:
        known = await archive.stories.story(number)
        if known is not None and (own := known.restricted(feeds)).reports:
            return own
    raise Mistake(
        t(
            "No story of this server's feeds is called “{words}”. Type words of its headline and choose from "
            "the list, or look with `/search`.",
            words=fit(chosen, 100, escaped),
        )
    )
