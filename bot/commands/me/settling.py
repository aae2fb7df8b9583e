"""/me settings: one's own clock and quiet hours, for all that comes by direct message."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.clock import quiet_of, zone_of, zones
from bot.commands.me.group import me
from bot.commands.mistake import Mistake
from bot.commands.watch.wanting import is_none
from bot.render.answer import notice
from bot.render.escape import escaped
from bot.watch_words import quiet_words
from bot.words import t, tn
from bot.zones import zone_shown
from storage.archive import Archive
from storage.model import Person
from summarise.model import DigestPlan


@me.command(name="settings")
@app_commands.describe(
    zone="Your clock; type a city. Your digests by the clock you had move to it",
    quiet="Hours in which alerts to you wait, such as 22:00-07:00; none: never",
    urgent="What so many independent outlets tell does not wait for quiet hours to end; 0: all waits",
)
@app_commands.autocomplete(zone=zones)
async def settle(
    interaction: discord.Interaction[Any],
    zone: app_commands.Range[str, 1, 100] | None = None,
    quiet: app_commands.Range[str, 1, 30] | None = None,
    urgent: app_commands.Range[int, 0, 50] | None = None,
) -> None:
    """Your clock and your quiet hours, for all that comes to you from any server."""
    await think(interaction)
    desk = desk_of(interaction)
    held = await desk.archive.persons.of(str(interaction.user.id))
    if (zone, quiet, urgent) == (None, None, None):
        await say(interaction, notice(_told(interaction, held)))
        return
    settled = _settled(held, zone, quiet, urgent)
    await desk.archive.persons.keep(settled)
    lines = [_told(interaction, settled)]
    if settled.quiet != held.quiet:
        # what is quiet by the hour is so for the person, not for one watch
        touched = await desk.archive.watches.quieten(settled.person, settled.quiet)
        if touched:
            lines.append(
                tn(
                    "-# It holds for the one thing that you watch or follow, too.",
                    "-# It holds for all {count} things that you watch or follow, too.",
                    touched,
                )
            )
    if held.zone is not None and settled.zone not in (None, held.zone):
        moved = await _move(interaction, desk.archive, held.zone, settled)
        if moved:
            lines.append(tn("-# {count} digest moved along.", "-# {count} digests moved along.", moved))
    await say(interaction, notice("\n".join(lines)))


def _settled(held: Person, zone: str | None, quiet: str | None, urgent: int | None) -> Person:
    place = held.zone if zone is None else zone_of(zone)
    if quiet is not None and is_none(quiet):
        if urgent:
            raise Mistake(t("`zone` and `urgent` are about quiet hours, and you take those away."))
        return replace(held, zone=place, quiet=None)
    if quiet is None and urgent is None and held.quiet is None:
        return replace(held, zone=place)
    hours = quiet_of(quiet, zone, urgent, held.quiet, place)
    return replace(held, zone=place or (hours.zone if hours else None), quiet=hours)


async def _move(interaction: discord.Interaction[Any], archive: Archive, zone: str, settled: Person) -> int:
    """Let the person's digests by that zone be by the one that was settled; how many are."""
    moved = 0
    for plan in await archive.plans.of_person(settled.person):
        if plan.zone == zone and settled.zone is not None:
            after = replace(plan, zone=settled.zone)
            changed = await archive.plans.change(plan, after, desk_of(interaction).now())
            moved += isinstance(changed, DigestPlan)
    return moved


def _told(interaction: discord.Interaction[Any], person: Person) -> str:
    if person.zone is None:
        return t("No time zone yet. Try `/me settings zone:Berlin quiet:22:00-07:00`.")
    clock = f"{desk_of(interaction).now().astimezone(ZoneInfo(person.zone)):%H:%M}"
    zone = f"**{escaped(zone_shown(person.zone))}**"
    told = t("Your clock is that of {zone}, where it is {time} now.", zone=zone, time=clock)
    if person.quiet is None:
        return f"{told} {t('You have no quiet hours.')}"
    return f"{told} {t('For you it is {quiet}.', quiet=quiet_words(person.quiet))}"
