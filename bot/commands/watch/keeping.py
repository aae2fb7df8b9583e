"""/watch list, remove, pause and resume."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.origins import chosen_row, removable
from bot.commands.paging import State, paged, show_list
from bot.commands.place import guild_of
from bot.commands.rights import changing
from bot.commands.watch.group import (
    MISSING,
    beside,
    entry,
    is_personal,
    is_shown,
    line,
    own_watches,
    seen,
    watch,
)
from bot.render.answer import notice
from bot.render.listing import Listing
from bot.words import mark, named, t
from summarise.model import Watch

Chosen = app_commands.Range[str, 1, 100]


@watch.command(name="list")
async def list_watches(interaction: discord.Interaction[Any]) -> None:
    """This server's watches, each in words."""
    guild_of(interaction)
    await think(interaction)
    await show_list(interaction, "watches")


@paged("watches")
async def watches(interaction: discord.Interaction[Any], _: State) -> Listing:
    """What the asker sees of this server's watches; who may manage it learns how many more there are."""
    rows = await desk_of(interaction).archive.watches.of_guild(guild_of(interaction))
    shown = tuple(row for row in rows if is_shown(interaction, row))
    names = await names_of(interaction, shown)
    return Listing(
        title=t("Watches"),
        entries=tuple(entry(row, names, interaction.guild) for row in shown),
        empty=t("None yet. `/watch add` makes one."),
        note=beside(interaction, len(rows) - len(shown)),
        entries_a_page=8,
    )


@watch.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=own_watches)
async def remove(interaction: discord.Interaction[Any], chosen: Chosen) -> None:
    """Stop a watch."""
    guild = await changing(interaction, "watch")
    await think(interaction)
    desk, rows = desk_of(interaction), await seen(interaction)
    row = removable({row.id: row for row in rows}, chosen, "watch", named(MISSING))
    if not await desk.archive.watches.remove(guild, row.id, desk.now()):
        raise Mistake(named(MISSING))
    said = await _told(interaction, row, mark("removed the watch {watch}"))
    await say(interaction, notice(t("No more alerts about {watch}.", watch=said)))


@watch.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=own_watches)
async def pause(interaction: discord.Interaction[Any], chosen: Chosen) -> None:
    """Let a watch rest: it tells nothing until somebody resumes it."""
    guild = await changing(interaction, "watch")
    await think(interaction)
    desk, row = desk_of(interaction), await _chosen(interaction, chosen)
    if not await desk.archive.watches.pause(guild, row.id, desk.now()):
        raise Mistake(t("That watch rests already. `/watch resume` lets it go on."))
    said = await _told(interaction, row, mark("paused the watch {watch}"))
    told = t("Paused: {watch}. Its waiting alerts are dropped.", watch=said)
    await say(interaction, notice(f"{told}\n-# {t('`/watch resume` lets it go on.')}"))


@watch.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=own_watches)
async def resume(interaction: discord.Interaction[Any], chosen: Chosen) -> None:
    """Let a paused watch go on with what comes from now on."""
    guild = await changing(interaction, "watch")
    await think(interaction)
    row = await _chosen(interaction, chosen)
    if not await desk_of(interaction).archive.watches.resume(guild, row.id):
        raise Mistake(t("That watch is not paused."))
    said = await _told(interaction, row, mark("resumed the watch {watch}"))
    await say(interaction, notice(t("Goes on from now: {watch}.", watch=said)))


async def _chosen(interaction: discord.Interaction[Any], chosen: str) -> Watch:
    rows = {row.id: row for row in await seen(interaction)}
    return chosen_row(rows, chosen, "watch", named(MISSING))


async def _told(interaction: discord.Interaction[Any], row: Watch, change: str) -> str:
    """The watch in words, once the change is told in the log channel, if it is the server's business."""
    said = line(row, await names_of(interaction, (row,)))
    if not is_personal(row):
        await log_change(interaction, change, watch=said)
    return said
