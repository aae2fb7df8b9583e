"""/digest: what happened, now or every day."""

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors
from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.clock import time_of, zone_of, zones
from bot.commands.feed import own_feeds
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here
from bot.commands.origins import ORIGINS, removable
from bot.commands.place import asker, channel_name, guild_of, manager, shown_target, target_of
from bot.commands.watch.wanting import feed_of, keywords_of
from bot.edition import compose
from bot.plan_words import EMPTIES, GROUPINGS, STYLES, asks, when
from bot.render.answer import listing, notice
from bot.render.digest import digest_answer
from bot.render.escape import at, escaped
from bot.starter import start_reading
from config.weekdays import weekdays_of
from storage.documents import Planned
from summarise.editions.calendar import next_time
from summarise.model import DigestPlan

DEADLINE = 10.0
"""Seconds a worker may take to condense the stories."""

STORIES, SENTENCES, QUOTES, DAYS_AHEAD = 8, 2, 3, 7

digest = app_commands.Group(name="digest", description="What happened, now or every day", guild_only=True)


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
        compose, stories, since, moment, watched, STORIES, SENTENCES, guild, deadline=DEADLINE
    )
    await say(interaction, digest_answer(body))


@digest.command()
@app_commands.describe(
    clock="When, on a 24-hour clock, such as 08:00",
    zone="Whose clock; type a city",
    channel="Where it goes",
    days="On which days: weekdays, weekends, or names such as mon,wed,fri (every day unless you say)",
    stories="How many stories at most (8 unless you say)",
    sentences="How many sentences for each (2 unless you say)",
    style="How much of each story",
    group="Whether stories stand under headings: by whom they are about, or by the folders of your feeds",
    empty="What comes where nothing is new",
    actor="Only stories with somebody; choose from the list, or type a name",
    keywords="Only stories with one of these words or phrases; put commas between",
    feed="Only stories that this feed tells",
    quotes="How many quotes of the day (3 unless you say)",
    appointments="For how many coming days appointments are told (7 unless you say)",
)
@app_commands.rename(clock="time")
@app_commands.choices(
    style=[app_commands.Choice(name=words, value=value) for value, words in STYLES.items()],
    group=[app_commands.Choice(name=words, value=value) for value, words in GROUPINGS.items()],
    empty=[app_commands.Choice(name=words, value=value) for value, words in EMPTIES.items()],
)
@app_commands.autocomplete(zone=zones, actor=actors, feed=own_feeds)
async def schedule(
    interaction: discord.Interaction[Any],
    clock: app_commands.Range[str, 3, 5],
    zone: app_commands.Range[str, 1, 100],
    channel: discord.TextChannel | discord.Thread,
    days: app_commands.Range[str, 1, 100] = "daily",
    stories: app_commands.Range[int, 1, 20] = STORIES,
    sentences: app_commands.Range[int, 1, 5] = SENTENCES,
    style: str = "standard",
    group: str = "none",
    empty: str = "silent",
    actor: app_commands.Range[str, 1, 100] | None = None,
    keywords: app_commands.Range[str, 1, 500] = "",
    feed: app_commands.Range[str, 1, 100] | None = None,
    quotes: app_commands.Range[int, 0, 10] = QUOTES,
    appointments: app_commands.Range[int, 0, 31] = DAYS_AHEAD,
) -> None:
    """Post a digest every day, or on some days of the week."""
    guild = manager(interaction)
    await think(interaction)
    target = target_of(interaction, channel)
    local, place, weekdays = time_of(clock), zone_of(zone), _days_of(days)
    desk, moment = desk_of(interaction), desk_of(interaction).now()
    known = await catalogue_here(interaction)
    wishes = Planned(
        weekdays=weekdays,
        style=next((one for one in STYLES if one == style), "standard"),
        grouping=next((one for one in GROUPINGS if one == group), "none"),
        empty=next((one for one in EMPTIES if one == empty), "silent"),
        feeds=await feed_of(desk.archive, guild, feed),
        actors=() if actor is None else (actor_of(actor, known).id,),
        keywords=keywords_of(keywords),
        quotes=quotes,
        agenda_days=appointments,
    )
    plan = await desk.archive.plans.add(
        guild=guild,
        target=target,
        at=local,
        zone=place,
        stories=stories,
        sentences=sentences,
        origin="command",
        next_due_at=next_time(local, place, moment, weekdays),
        now=moment,
        wishes=wishes,
        asked_by=str(interaction.user.id),
    )
    started = await start_reading(desk.archive, guild, moment)
    answer = (
        f"A digest goes to {channel.mention} {when(plan)}, first {at(plan.next_due_at)}: "
        f"{asks(plan, await _names(interaction, plan))}.{started}"
    )
    await say(interaction, notice(answer))


@digest.command(name="list")
async def list_plans(interaction: discord.Interaction[Any]) -> None:
    """This server's digests."""
    guild = guild_of(interaction)
    await think(interaction)
    rows = await desk_of(interaction).archive.plans.of_guild(guild)
    names = await _names(interaction, *rows)
    lines = [_line(row, names) for row in rows]
    await say(interaction, listing("Digests", lines, "None yet. `/digest schedule` plans one."))


@digest.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="digest")
@app_commands.autocomplete(chosen=own_plans)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Stop a digest."""
    guild = manager(interaction)
    await think(interaction)
    archive = desk_of(interaction).archive
    rows = {row.id: row for row in await archive.plans.of_guild(guild)}
    missing = "There is no such digest here. Choose one from the list; `/digest list` shows them."
    row = removable(rows, chosen, "digest", missing)
    await archive.plans.remove(guild, row.id)
    answer = f"No more digest at {row.at:%H:%M} ({escaped(row.zone)}) in {shown_target(row.target)}."
    await say(interaction, notice(answer))


def _days_of(text: str) -> tuple[int, ...]:
    try:
        return weekdays_of(text)
    except ValueError as error:
        raise Mistake(escaped(f"Those are no days: {error}.")) from None


async def _names(interaction: discord.Interaction[Any], *rows: DigestPlan) -> dict[str, str]:
    """What these plans' actors are called."""
    if not any(row.actors for row in rows):
        return {}
    known = await catalogue_here(interaction)
    found = ((actor, known.find(actor)) for row in rows for actor in row.actors)
    return {actor: one.name for actor, one in found if one is not None}


def _line(row: DigestPlan, names: dict[str, str]) -> str:
    return (
        f"**{when(row)}** in {shown_target(row.target)}: {asks(row, names)}; "
        f"next {at(row.next_due_at)} ({ORIGINS[row.origin]})"
    )
