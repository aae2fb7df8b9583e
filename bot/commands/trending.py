"""/trending: who is named far more than usual, and who newly together."""

from datetime import datetime, timedelta
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.actor.choosing import known_here
from bot.commands.answering import desk_of, think
from bot.commands.mistake import Mistake
from bot.commands.paging import State, paged, show_list
from bot.commands.place import asker, guild_of
from bot.commands.since import LONGEST, since_here, sinces
from bot.quoted import feeds_of
from bot.render.listing import Listing
from bot.render.trending import trending_listing
from bot.trends import trending as found_in
from bot.words import t
from summarise.model import Span

USUAL: Final = timedelta(days=1)
LONGEST_SPAN: Final = timedelta(days=7)
A_MINUTE: Final = timedelta(minutes=1)


@app_commands.command()
@app_commands.guild_only()
@app_commands.checks.cooldown(10, 60.0, key=asker)
@app_commands.describe(since="How far back, such as today or 3 days, at most 7 days; 24 hours unless you say")
@app_commands.autocomplete(since=sinces)
async def trending(
    interaction: discord.Interaction[Any], since: app_commands.Range[str, 1, LONGEST] | None = None
) -> None:
    """Who is named far more than usual, and who newly together.

    Stories are counted, not reports of them, against the same hours of the same weekdays in the four weeks
    before; in the first week against the days before. Newly together are those whom no article has named
    together for eight weeks.
    """
    guild_of(interaction)
    await think(interaction)
    now = desk_of(interaction).now()
    start = await since_here(interaction, since) or now - USUAL
    if now - start > LONGEST_SPAN + A_MINUTE:
        raise Mistake(t("What trends is told of 7 days at most. Ask for less, such as `7 days` or `today`."))
    await show_list(interaction, "trending", {"since": start.isoformat(), "until": now.isoformat()})


@paged("trending")
async def _trending(interaction: discord.Interaction[Any], asked: State) -> Listing:
    archive = desk_of(interaction).archive
    span = Span(since=datetime.fromisoformat(asked["since"]), until=datetime.fromisoformat(asked["until"]))
    guild, known = guild_of(interaction), await known_here(interaction)
    feeds = await feeds_of(archive, guild)
    return trending_listing(await found_in(archive, guild, feeds, known, span))
