"""/watch test: what a watch would have posted lately. Nothing is posted."""

from collections import Counter
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.naming import names_of
from bot.commands.origins import chosen_row
from bot.commands.place import asker, guild_of
from bot.commands.reads import feeds_here
from bot.commands.watch.group import MISSING, own_watches, seen, watch
from bot.rehearsing import DAYS, MOST_DAYS, WORDS, newest, none_of_these_days, rehearsed
from bot.render.answer import listing
from bot.render.escape import at, escaped, plain
from bot.render.limits import fit
from bot.render.parts import sentence
from bot.watch_words import asks
from bot.words import named, number, t, tn
from summarise.editions.rehearsal import Rehearsed
from summarise.rehearse import Rehearsing


@watch.command(name="test")
@app_commands.checks.cooldown(2, 60.0, key=asker)
@app_commands.describe(
    chosen="Which one; choose from the list", days=f"How many days to look back ({DAYS} unless you say)"
)
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=own_watches)
async def rehearse(
    interaction: discord.Interaction[Any],
    chosen: app_commands.Range[str, 1, 100],
    days: app_commands.Range[int, 1, MOST_DAYS] = DAYS,
) -> None:
    """What a watch would have posted in the last days, and why; nothing is posted."""
    guild = guild_of(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    rows = {row.id: row for row in await seen(interaction)}
    row = chosen_row(rows, chosen, "watch", named(MISSING))
    await feeds_here(interaction)
    found = await rehearsed(desk.archive, desk.workers, desk.settings, row, days, desk.now())
    names = await names_of(interaction, (row,))
    edits = Counter(one.story for one in found.ended.told if one.what == "edit")
    lines = [_line(one, edits[one.story]) for one in found.ended.told if one.what != "edit"]
    if not found.stories:
        lines = [none_of_these_days(await newest(desk.archive, guild, desk.now()))]
    elif not lines:
        lines = [t("Nothing: no story of these days is one for this watch.")]
    if row.paused_at is not None:
        lines.insert(0, t("It is paused, so none of this is posted. `/watch resume` lets it go on."))
    title = fit(plain(t("Rehearsal: {watch}", watch=asks(row, names))), 250, escaped)
    await say(interaction, listing(title, [_counted(found), *lines], ""))


def _counted(found: Rehearsing) -> str:
    """How often what would have happened, of how much."""
    ended = found.ended
    lists, held = ended.count("list"), ended.count("hold")
    told = [
        tn("{count} alert", "{count} alerts", ended.count("post")),
        *([t("{count} told in lists", count=number(lists))] if lists else []),
        *([tn("{count} edit", "{count} edits", ended.count("edit"))] if ended.count("edit") else []),
        *([tn("{count} reply", "{count} replies", ended.count("reply"))] if ended.count("reply") else []),
        *([t("{count} held back", count=number(held))] if held else []),
    ]
    return tn(
        "Since {moment}, of {count} story: {told}.",
        "Since {moment}, of {count} stories: {told}.",
        found.stories,
        moment=at(found.since),
        told=", ".join(f"**{one}**" for one in told),
    )


def _line(one: Rehearsed, edits: int) -> str:
    """What came of a story, when, and why."""
    told = one.what in {"post", "list"}
    more = [tn("{count} edit", "{count} edits", edits)] if edits and told else []
    waited = [t("decided {moment}", moment=at(one.decided))] if told and one.decided < one.at else []
    what = ", ".join((f"**{named(WORDS[one.what])}**", *waited, *more))
    why = " ".join(sentence(reason, 200) for reason in one.reasons)
    headline = fit(plain(one.headline) or t("A story"), 120, escaped)
    return f"{at(one.at)} {what}: {headline}\n-# {fit(why, 250)}"
