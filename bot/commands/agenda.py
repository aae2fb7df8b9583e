"""/agenda: what is announced for the coming days, also as a calendar file."""

import asyncio
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.ahead import coming_up
from bot.calendar import calendar_file
from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.answering import desk_of, think
from bot.commands.paging import State, paged, show_list
from bot.commands.place import guild_of
from bot.render.agenda import agenda_listing
from bot.render.escape import escaped
from bot.render.listing import Listing
from bot.render.message import Attached
from bot.words import t, tn
from summarise.editions.coming import Ahead

DAYS: Final = 14
LONGEST: Final = 60


@app_commands.command()
@app_commands.guild_only()
@app_commands.describe(
    actor="Only what names somebody; choose from the list, or type a name",
    days="How many days ahead; 14 unless you say",
)
@app_commands.autocomplete(actor=actors)
async def agenda(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100] | None = None,
    days: app_commands.Range[int, 1, LONGEST] = DAYS,
) -> None:
    """What is announced for the coming days, with a file for your calendar."""
    guild_of(interaction)
    await think(interaction)
    asked = {"days": str(days)}
    if actor is not None:
        named = actor_of(actor, await known_here(interaction))
        asked |= {"actor": named.id, "name": named.name}
    things = await _things(interaction, asked)
    files: tuple[Attached, ...] = ()
    if things:
        # in a thread: the first imports what writes it, for which the loop would stand still
        written = await asyncio.to_thread(
            calendar_file, things, desk_of(interaction).now(), t("Agenda by Wirewatch")
        )
        files = (Attached(name="agenda.ics", data=written, content_type="text/calendar"),)
    await show_list(interaction, "agenda", asked, files)


async def local_now(interaction: discord.Interaction[Any]) -> datetime:
    """Now, by the asker's own clock where they set one; else in UTC."""
    desk = desk_of(interaction)
    zone = (await desk.archive.persons.of(str(interaction.user.id))).zone
    return desk.now().astimezone(UTC if zone is None else ZoneInfo(zone))


@paged("agenda")
async def _agenda(interaction: discord.Interaction[Any], asked: State) -> Listing:
    now = await local_now(interaction)
    things = await _things(interaction, asked)
    days = int(asked["days"])
    if "actor" in asked:
        name = escaped(asked["name"])
        title = tn("{name} in the next day", "{name} in the next {count} days", days, name=name)
        empty = t("This server's feeds announce nothing with {name} for that time.", name=name)
    else:
        title = tn("The next day", "The next {count} days", days)
        empty = t("This server's feeds announce nothing for that time.")
    assert now.tzinfo is not None
    return agenda_listing(title, things, now.date(), now.tzinfo, empty)


async def _things(interaction: discord.Interaction[Any], asked: State) -> tuple[Ahead, ...]:
    """What is to come; list and file of one answer are made of the same."""
    found: tuple[Ahead, ...] | None = interaction.extras.get("agenda")
    if found is None:
        archive, now = desk_of(interaction).archive, await local_now(interaction)
        found = await coming_up(archive, guild_of(interaction), now, int(asked["days"]), asked.get("actor"))
        interaction.extras["agenda"] = found
    return found
