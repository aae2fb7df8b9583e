"""/digest schedule: a digest every day, or on some days of the week."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.clock import time_of, zone_of, zones
from bot.commands.digest.group import (
    DAYS_AHEAD,
    MOST_DIGESTS,
    QUOTES,
    SENTENCES,
    STORIES,
    digest,
    line,
    no_room,
)
from bot.commands.feed import own_feeds
from bot.commands.first_feeds import first_feeds
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.place import target_of
from bot.commands.rights import changing
from bot.commands.watch.wanting import feed_of, keywords_of
from bot.plan_words import EMPTIES, GROUPINGS, STYLES, asks, when
from bot.render.answer import notice
from bot.render.escape import at, escaped
from bot.render.limits import fit
from bot.words import mark, t
from config.weekdays import weekdays_of
from storage.model import Full
from summarise.editions.calendar import next_time
from summarise.model import DigestPlan


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
    clock: app_commands.Range[str, 3, 8],
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
    guild = await changing(interaction, "digest")
    await think(interaction)
    target = target_of(interaction, channel)
    local, place, weekdays = time_of(clock), zone_of(zone), days_of(days)
    desk, moment = desk_of(interaction), desk_of(interaction).now()
    known = await known_here(interaction)
    wanted = DigestPlan(
        id=0,
        guild=guild,
        target=target,
        at=local,
        zone=place,
        stories=stories,
        sentences=sentences,
        origin="command",
        next_due_at=next_time(local, place, moment, weekdays),
        created_at=moment,
        asked_by=str(interaction.user.id),
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
    stood = {row.id for row in await desk.archive.plans.of_guild(guild)}
    plan = await desk.archive.plans.add_within(wanted, MOST_DIGESTS)
    if isinstance(plan, Full):
        raise Mistake(no_room())
    started = await first_feeds(interaction)
    names = await names_of(interaction, (plan,))
    await log_change(interaction, mark("scheduled the digest {digest}"), digest=line(plan, names))
    answer = t(
        "A digest goes to {place} {when}, first {moment}: {what}.",
        place=channel.mention,
        when=when(plan),
        moment=at(plan.next_due_at),
        what=asks(plan, names),
    )
    await say(interaction, notice(f"{answer}{taken_over(known=plan.id in stood)}{started}"))


def taken_over(*, known: bool) -> str:
    """A sentence, with a space first, where a place has one digest of a time already: two are one."""
    if not known:
        return ""
    told = t(
        "There was one there at that time already: it tells this from now on. For a second one, choose "
        "another time."
    )
    return f" {told}"


def days_of(text: str) -> tuple[int, ...]:
    """The days that were typed, none for all; a Mistake for anything else."""
    try:
        return weekdays_of(text)
    except ValueError:
        raise Mistake(
            t(
                "“{text}” are no days. Write `weekdays`, `weekends`, `daily`, or days such as `mon,wed,fri`.",
                text=fit(text, 60, escaped),
            )
        ) from None
