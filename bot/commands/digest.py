"""/digest: what happened, now or every day."""

import re
from datetime import time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.origins import ORIGINS, removable
from bot.commands.place import asker, channel_name, guild_of, manager, shown_target, target_of
from bot.edition import compose
from bot.render.answer import listing, notice
from bot.render.digest import digest_answer
from bot.render.escape import at, escaped
from bot.starter import start_reading
from summarise.editions.digest import next_time
from summarise.model import DigestPlan

DEADLINE = 10.0
"""Seconds a worker may take to condense the stories."""

STORIES, SENTENCES = 8, 2

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])")

digest = app_commands.Group(name="digest", description="What happened, now or every day", guild_only=True)


@suggesting
async def zones(_: discord.Interaction[Any], current: str) -> Choices:
    """Time zones whose name holds the typed text, those that begin with it first."""
    wanted = current.strip().replace(" ", "_").casefold()
    fitting = [zone for zone in _zones() if wanted in zone.casefold()]
    fitting.sort(key=lambda zone: not zone.rpartition("/")[2].casefold().startswith(wanted))
    return choices([(zone, zone) for zone in fitting])


@suggesting
async def own_plans(interaction: discord.Interaction[Any], current: str) -> Choices:
    """This server's digests."""
    rows = await desk_of(interaction).archive.plans.of_guild(guild_of(interaction))
    named = [
        (f"{row.at:%H:%M} {row.zone} in {channel_name(interaction, row.target)}", str(row.id)) for row in rows
    ]
    return choices([(name, value) for name, value in named if current.casefold() in name.casefold()])


@digest.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(hours="How far to look back (24 unless you say)")
async def now(interaction: discord.Interaction[Any], hours: app_commands.Range[int, 1, 168] = 24) -> None:
    """The stories of the last hours, for your eyes."""
    guild = guild_of(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    feeds = frozenset(row.feed.id for row in await desk.archive.subscriptions.of_guild(guild))
    if not feeds:
        raise Mistake(
            "This server reads no feeds yet. `/feed add` reads one; `/watch add` brings starter feeds."
        )
    watches = await desk.archive.watches.of_guild(guild)
    watched = frozenset(actor for row in watches for actor in row.actors)
    moment = desk.now()
    since = moment - timedelta(hours=hours)
    stories = await desk.archive.stories.between(feeds, since, moment)
    body = await desk.workers.run(
        compose, stories, since, moment, watched, STORIES, SENTENCES, deadline=DEADLINE
    )
    await say(interaction, digest_answer(body))


@digest.command()
@app_commands.describe(
    clock="When, on a 24-hour clock, such as 08:00",
    zone="Whose clock; type a city",
    channel="Where it goes",
    stories="How many stories at most (8 unless you say)",
    sentences="How many sentences for each (2 unless you say)",
)
@app_commands.rename(clock="time")
@app_commands.autocomplete(zone=zones)
async def schedule(
    interaction: discord.Interaction[Any],
    clock: app_commands.Range[str, 3, 5],
    zone: app_commands.Range[str, 1, 100],
    channel: discord.TextChannel,
    stories: app_commands.Range[int, 1, 15] = STORIES,
    sentences: app_commands.Range[int, 1, 5] = SENTENCES,
) -> None:
    """Post a digest every day."""
    guild = manager(interaction)
    await think(interaction)
    target = target_of(interaction, channel)
    local, place = _time_of(clock), _zone_of(zone)
    desk, moment = desk_of(interaction), desk_of(interaction).now()
    plan = await desk.archive.plans.add(
        guild=guild,
        target=target,
        at=local,
        zone=place,
        stories=stories,
        sentences=sentences,
        origin="command",
        next_due_at=next_time(local, place, moment),
        now=moment,
    )
    started = await start_reading(desk.archive, guild, moment)
    answer = (
        f"A digest of up to {plan.stories} stories goes to {channel.mention} every day at {local:%H:%M} "
        f"({escaped(place)}), first {at(plan.next_due_at)}.{started}"
    )
    await say(interaction, notice(answer))


@digest.command(name="list")
async def list_plans(interaction: discord.Interaction[Any]) -> None:
    """This server's daily digests."""
    guild = guild_of(interaction)
    await think(interaction)
    rows = await desk_of(interaction).archive.plans.of_guild(guild)
    await say(
        interaction,
        listing("Digests", [_line(row) for row in rows], "None yet. `/digest schedule` plans one."),
    )


@digest.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="digest")
@app_commands.autocomplete(chosen=own_plans)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Stop a daily digest."""
    guild = manager(interaction)
    await think(interaction)
    archive = desk_of(interaction).archive
    rows = {row.id: row for row in await archive.plans.of_guild(guild)}
    missing = "There is no such digest here. Choose one from the list; `/digest list` shows them."
    row = removable(rows, chosen, "digest", missing)
    await archive.plans.remove(guild, row.id)
    answer = f"No more digest at {row.at:%H:%M} ({escaped(row.zone)}) in {shown_target(row.target)}."
    await say(interaction, notice(answer))


def _time_of(text: str) -> time:
    if (found := _TIME.fullmatch(text.strip())) is None:
        raise Mistake(f"“{escaped(text)}” is no time of day. Write it on a 24-hour clock, such as 08:00.")
    return time(int(found[1]), int(found[2]))


def _zone_of(text: str) -> str:
    known = {zone.casefold(): zone for zone in _zones()}
    if (zone := known.get(text.strip().casefold())) is None:
        raise Mistake(f"“{escaped(text)}” is no time zone. Choose one from the list, such as Europe/Berlin.")
    return zone


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """The world's zones by name, without the aliases that name no place."""
    named = available_timezones()
    return (
        "UTC",
        *sorted(zone for zone in named if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))),
    )


def _line(row: DigestPlan) -> str:
    return (
        f"**{row.at:%H:%M}** ({escaped(row.zone)}) in {shown_target(row.target)}, "
        f"up to {row.stories} stories, next {at(row.next_due_at)} ({ORIGINS[row.origin]})"
    )
