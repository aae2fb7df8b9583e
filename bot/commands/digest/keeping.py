"""/digest list and remove."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.digest.group import MISSING, digest, entry, line, own_plans, seen
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.origins import removable
from bot.commands.paging import State, paged, show_list
from bot.commands.place import guild_of
from bot.commands.rights import changing
from bot.commands.watch.group import beside, is_personal, is_shown
from bot.render.answer import notice
from bot.render.listing import Listing
from bot.words import mark, named, t


@digest.command(name="list")
async def list_digests(interaction: discord.Interaction[Any]) -> None:
    """This server's digests, what each tells and when it comes next."""
    guild_of(interaction)
    await think(interaction)
    await show_list(interaction, "digests")


@paged("digests")
async def digests(interaction: discord.Interaction[Any], _: State) -> Listing:
    """What the asker sees of this server's digests; who may manage it learns how many more there are."""
    rows = await desk_of(interaction).archive.plans.of_guild(guild_of(interaction))
    shown = tuple(row for row in rows if is_shown(interaction, row))
    names = await names_of(interaction, shown)
    return Listing(
        title=t("Digests"),
        entries=tuple(entry(row, names, interaction.guild) for row in shown),
        empty=t("None yet. `/digest schedule` plans one."),
        note=beside(interaction, len(rows) - len(shown)),
        entries_a_page=8,
    )


@digest.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="digest")
@app_commands.autocomplete(chosen=own_plans)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Stop a digest."""
    guild = await changing(interaction, "digest")
    await think(interaction)
    rows = {row.id: row for row in await seen(interaction)}
    row = removable(rows, chosen, "digest", named(MISSING))
    if not await desk_of(interaction).archive.plans.remove(guild, row.id):
        raise Mistake(named(MISSING))
    said = line(row, await names_of(interaction, (row,)))
    if not is_personal(row):
        await log_change(interaction, mark("removed the digest {digest}"), digest=said)
    await say(interaction, notice(t("No more digest {digest}.", digest=said)))
