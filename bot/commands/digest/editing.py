"""/digest edit: what is given changes, the rest stays as it is."""

from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.clock import time_of, zone_of, zones
from bot.commands.digest.group import MISSING, digest, line, own_plans, seen
from bot.commands.digest.scheduling import days_of
from bot.commands.feed import own_feeds
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.origins import removable
from bot.commands.place import check_asker, place_of, target_of
from bot.commands.rights import changing
from bot.commands.watch.group import is_personal
from bot.commands.watch.wanting import feed_of, is_none, keywords_of
from bot.plan_words import EMPTIES, GROUPINGS, STYLES
from bot.render.answer import notice
from bot.render.escape import at
from bot.words import mark, named, t
from storage.model import Same
from summarise.model import DigestPlan
from summarise.model.digest import Empty, Grouping, Style

TRIES = 3
"""How often an edit starts again from what somebody else changed meanwhile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """The options of an edit as they were given; None was not."""

    clock: str | None
    zone: str | None
    channel: discord.TextChannel | discord.Thread | None
    days: str | None
    stories: int | None
    sentences: int | None
    style: Style | None
    group: Grouping | None
    empty: Empty | None
    actor: str | None
    keywords: str | None
    feed: str | None
    quotes: int | None
    appointments: int | None


@digest.command()
@app_commands.describe(
    chosen="Which one; choose from the list",
    clock="When, on a 24-hour clock, such as 08:00",
    zone="Whose clock; type a city",
    channel="Where it goes from now on",
    days="On which days: daily, weekdays, weekends, or names such as mon,wed,fri",
    stories="How many stories at most",
    sentences="How many sentences for each",
    style="How much of each story",
    group="Whether stories stand under headings",
    empty="What comes where nothing is new",
    actor="Only stories with somebody; none: with anybody",
    keywords="Only stories with one of these words or phrases; none: with any",
    feed="Only stories that this feed tells; none: of any",
    quotes="How many quotes of the day",
    appointments="For how many coming days appointments are told",
)
@app_commands.rename(chosen="digest", clock="time")
@app_commands.choices(
    style=[app_commands.Choice(name=words, value=value) for value, words in STYLES.items()],
    group=[app_commands.Choice(name=words, value=value) for value, words in GROUPINGS.items()],
    empty=[app_commands.Choice(name=words, value=value) for value, words in EMPTIES.items()],
)
@app_commands.autocomplete(chosen=own_plans, zone=zones, actor=actors, feed=own_feeds)
async def edit(
    interaction: discord.Interaction[Any],
    chosen: app_commands.Range[str, 1, 100],
    clock: app_commands.Range[str, 3, 8] | None = None,
    zone: app_commands.Range[str, 1, 100] | None = None,
    channel: discord.TextChannel | discord.Thread | None = None,
    days: app_commands.Range[str, 1, 100] | None = None,
    stories: app_commands.Range[int, 1, 20] | None = None,
    sentences: app_commands.Range[int, 1, 5] | None = None,
    style: str | None = None,
    group: str | None = None,
    empty: str | None = None,
    actor: app_commands.Range[str, 1, 100] | None = None,
    keywords: app_commands.Range[str, 1, 500] | None = None,
    feed: app_commands.Range[str, 1, 100] | None = None,
    quotes: app_commands.Range[int, 0, 10] | None = None,
    appointments: app_commands.Range[int, 0, 31] | None = None,
) -> None:
    """Change a digest: only what you give."""
    await changing(interaction, "digest")
    await think(interaction)
    wanted = Edit(
        clock=clock,
        zone=zone,
        channel=channel,
        days=days,
        stories=stories,
        sentences=sentences,
        style=next((one for one in STYLES if one == style), None),
        group=next((one for one in GROUPINGS if one == group), None),
        empty=next((one for one in EMPTIES if one == empty), None),
        actor=actor,
        keywords=keywords,
        feed=feed,
        quotes=quotes,
        appointments=appointments,
    )
    before, after = await _change(interaction, chosen, wanted)
    names = await names_of(interaction, (before, after))
    was, is_now = line(before, names), line(after, names)
    if not is_personal(after):
        await log_change(interaction, mark("changed a digest to {digest}"), digest=is_now)
    answer = t("From now on: {digest}. Next {moment}.", digest=is_now, moment=at(after.next_due_at))
    before_that = t("Before: {digest}.", digest=was)
    await say(interaction, notice(f"{answer}\n-# {before_that}"))


async def _change(
    interaction: discord.Interaction[Any], chosen: str, wanted: Edit
) -> tuple[DigestPlan, DigestPlan]:
    """The digest as it was and as it is; a Mistake where it is gone, declared, or would meet another."""
    desk = desk_of(interaction)
    for _ in range(TRIES):
        rows = {row.id: row for row in await seen(interaction)}
        before = removable(rows, chosen, "digest", named(MISSING))
        after = await _edited(interaction, before, wanted)
        if (place := place_of(interaction, after.target)) is not None:
            check_asker(interaction, place)
        if after == before:
            raise Mistake(t("That is so already. Nothing was changed."))
        changed = await desk.archive.plans.change(before, after, desk.now())
        if isinstance(changed, Same):
            raise await _same(interaction, changed)
        if changed is not None:
            return before, changed
    raise Mistake(t("Others change this digest right now. Look at `/digest list` and try again."))


async def _edited(interaction: discord.Interaction[Any], row: DigestPlan, edit: Edit) -> DigestPlan:
    """The digest with what was given; a Mistake where that cannot be."""
    known, archive = await known_here(interaction), desk_of(interaction).archive
    changes: dict[str, Any] = {
        "at": None if edit.clock is None else time_of(edit.clock),
        "zone": None if edit.zone is None else zone_of(edit.zone),
        "target": None if edit.channel is None else target_of(interaction, edit.channel),
        "weekdays": None if edit.days is None else days_of(edit.days),
        "stories": edit.stories,
        "sentences": edit.sentences,
        "style": edit.style,
        "grouping": edit.group,
        "empty": edit.empty,
        "quotes": edit.quotes,
        "agenda_days": edit.appointments,
    }
    if edit.actor is not None:
        changes["actors"] = () if is_none(edit.actor) else (actor_of(edit.actor, known).id,)
    if edit.keywords is not None:
        changes["keywords"] = () if is_none(edit.keywords) else keywords_of(edit.keywords)
    if edit.feed is not None:
        changes["feeds"] = () if is_none(edit.feed) else await feed_of(archive, row.guild, edit.feed)
    return replace(row, **{name: value for name, value in changes.items() if value is not None})


async def _same(interaction: discord.Interaction[Any], same: Same) -> Mistake:
    other = [row for row in await seen(interaction) if row.id == same.id]
    names = await names_of(interaction, other)
    return Mistake(
        t(
            "A place has one digest of a time, and there is one already: {digest}. Nothing was changed; "
            "choose another time, or change that one.",
            digest=" ".join(line(row, names) for row in other),
        )
    )
