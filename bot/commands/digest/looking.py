"""/digest now and preview: for the asker's eyes, with nothing posted and nothing kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.digest.group import MISSING, SENTENCES, STORIES, digest, own_plans, seen
from bot.commands.mistake import Mistake
from bot.commands.origins import chosen_row
from bot.commands.place import asker, guild_of
from bot.commands.reads import feeds_here, reads_nothing
from bot.commands.since import LONGEST, since_here, sinces
from bot.commands.watch.group import is_shown
from bot.edition import compose
from bot.naming import feed_names
from bot.quoted import feeds_of
from bot.render.answer import notice
from bot.render.digest import digest_answer
from bot.render.escape import at, escaped
from bot.render.message import COMPONENTS_V2, RenderedMessage, text_display
from bot.words import listed, named, t
from summarise.editions.digest import digest as compose_planned
from summarise.model import DigestPlan

DEADLINE: Final = 5.0
"""Seconds a worker may take to condense the stories."""

USUAL, FURTHEST = timedelta(hours=24), timedelta(days=31)
"""How far back a digest on demand looks unless somebody says, and at most."""


@digest.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(since="How far to look back: 6 hours, today, monday (24 hours unless you say)")
@app_commands.autocomplete(since=sinces)
async def now(
    interaction: discord.Interaction[Any], since: app_commands.Range[str, 1, LONGEST] | None = None
) -> None:
    """The most important stories of the last hours or days, for your eyes."""
    guild = guild_of(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    moment = desk.now()
    # a number alone is hours
    typed = f"{since.strip()} hours" if since and since.strip().isdecimal() else since
    begin = await since_here(interaction, typed) or moment - USUAL
    if begin < moment - FURTHEST:
        raise Mistake(
            t("A digest looks back at most {count} days. `/search` finds what is older.", count=FURTHEST.days)
        )
    feeds = await feeds_here(interaction)
    watches = await desk.archive.watches.of_guild(guild)
    watched = frozenset(actor for row in watches if is_shown(interaction, row) for actor in row.actors)
    stories = await desk.archive.stories.between(feeds, begin, moment)
    body = await desk.workers.run(
        compose, stories, begin, moment, watched, STORIES, SENTENCES, guild, deadline=DEADLINE
    )
    await say(interaction, digest_answer(body))


@digest.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="digest")
@app_commands.autocomplete(chosen=own_plans)
async def preview(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """What a digest would say if it came now; nothing is posted."""
    guild_of(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    moment = desk.now()
    row = chosen_row({row.id: row for row in await seen(interaction)}, chosen, "digest", named(MISSING))
    due = await desk.archive.plans.next_plan(row.id, moment)
    if due is None:
        raise Mistake(named(MISSING))
    body = await desk.workers.run(compose_planned, due, moment, deadline=DEADLINE)
    coming = at(due.plan.next_due_at)
    if body is None:
        told = t("Nothing is new, so it would say nothing now. It comes next {moment}.", moment=coming)
        await say(interaction, notice(f"{told}{await _unread(interaction, row)}"))
        return
    today = moment.astimezone(ZoneInfo(due.plan.zone)).date()
    shown = digest_answer(replace(body, date=today))
    said = t("A preview: nothing is posted. It comes next {moment}.", moment=coming)
    note = f"-# {said}{await _unread(interaction, row)}"
    await say(
        interaction,
        RenderedMessage(components=(text_display(note), *shown.components), flags=COMPONENTS_V2),
    )


async def _unread(interaction: discord.Interaction[Any], row: DigestPlan) -> str:
    """Of which of its feeds nothing comes, or that nothing is read at all, on a line of its own; else ""."""
    archive, guild = desk_of(interaction).archive, guild_of(interaction)
    reads = await feeds_of(archive, guild)
    if not reads:
        return f"\n-# {await reads_nothing(archive, guild)}"
    names = await feed_names(archive, guild, [feed for feed in row.feeds if feed not in reads])
    if not names:
        return ""
    silent = listed([escaped(name) for name in names.values()])
    return f"\n-# {t('Nothing comes of {feeds}.', feeds=silent)}"
