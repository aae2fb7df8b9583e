"""/watch test: what a watch would have posted lately. Nothing is posted."""

from collections import Counter
from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.origins import chosen_row
from bot.commands.place import asker, guild_of
from bot.commands.watch.adding import MISSING, own_watches, watch
from bot.rehearsing import DAYS, MOST_DAYS, WORDS, newest, none_of_these_days, rehearsed
from bot.render.answer import listing
from bot.render.escape import at, escaped, plain
from bot.render.limits import fit
from bot.watch_words import asks
from bot.words.phrases import said
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
    rows = {row.id: row for row in await desk.archive.watches.of_guild(guild)}
    row = chosen_row(rows, chosen, "watch", MISSING)
    if not await desk.archive.subscriptions.of_guild(guild):
        raise Mistake("This server reads no feeds yet, so there are no stories. `/feed add` reads one.")
    found = await rehearsed(desk.archive, desk.workers, desk.settings, row, days, desk.now())
    names = await names_of(interaction, (row,))
    title = fit(plain(f"Rehearsal: {asks(row, names)}"), 250, escaped)
    edits = Counter(one.story for one in found.ended.told if one.what == "edit")
    lines = [_line(one, edits[one.story]) for one in found.ended.told if one.what != "edit"]
    if not found.stories:
        lines = [none_of_these_days(await newest(desk.archive, guild, desk.now()))]
    elif not lines:
        lines = ["Nothing: no story of these days is one for this watch."]
    await say(interaction, listing(title, [_counted(found), *lines], ""))


def _counted(found: Rehearsing) -> str:
    """How often what would have happened, of how much."""
    ended = found.ended
    counts = [
        (ended.count("post"), "alert", "alerts"),
        (ended.count("list"), "told in lists", "told in lists"),
        (ended.count("edit"), "edit", "edits"),
        (ended.count("reply"), "reply", "replies"),
        (ended.count("hold"), "held back", "held back"),
    ]
    told = ", ".join(
        f"**{number:,}** {one if number == 1 else many}"
        for number, one, many in counts
        if number or one == "alert"
    )
    stories = "1 story" if found.stories == 1 else f"{found.stories:,} stories"
    return f"Since {at(found.since)}, of {stories}: {told}."


def _line(one: Rehearsed, edits: int) -> str:
    """What came of a story, when, and why."""
    told = one.what in {"post", "list"}
    more = f", {edits} edit{'' if edits == 1 else 's'}" if edits and told else ""
    waited = f", decided {at(one.decided)}" if told and one.decided < one.at else ""
    why = fit(plain(" ".join(map(said, one.reasons))), 200, escaped)
    headline = fit(plain(one.headline) or "A story", 120, escaped)
    return f"{at(one.at)} **{WORDS[one.what]}**{waited}{more}: {headline}\n-# {why}"
