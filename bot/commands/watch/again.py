"""What becomes of a watch that is asked for again: what was given changes, and the rest stays as it was."""

from typing import Any

import discord

from bot.commands.answering import desk_of
from bot.commands.changes import log_change
from bot.commands.naming import names_of
from bot.commands.watch.edited import Edit, edited
from bot.commands.watch.editing import change
from bot.commands.watch.group import is_personal, line
from bot.words import mark, t
from summarise.model import Watch


async def again(interaction: discord.Interaction[Any], held: Watch, given: Edit) -> str:
    """Give the watch that is there what was given, let it go on where it was paused, and say so.

    A Mistake for what cannot be, and where what wirewatch.toml declares would become another one.
    """
    before, after = held, await edited(interaction, held, given)
    changes = after != held
    if changes:
        before, after = await change(interaction, str(held.id), given)
    resumed = await desk_of(interaction).archive.watches.resume(held.guild, held.id)
    names = await names_of(interaction, (before, after))
    was, is_now = line(before, names), line(after, names)
    if not is_personal(after) and changes:
        await log_change(interaction, mark("changed a watch to {watch}"), watch=is_now)
    elif not is_personal(after) and resumed:
        await log_change(interaction, mark("resumed the watch {watch}"), watch=is_now)
    goes_on = f" {t('It was paused, and goes on from now.')}" if resumed else ""
    if not changes:
        return f"{t('This watch is there already: {watch}.', watch=is_now)}{goes_on}"
    told = t("This watch was there already. From now on: {watch}.", watch=is_now)
    kept = t("What you did not give stays as it was. Before: {watch}.", watch=was)
    return f"{told}{goes_on}\n-# {kept}"
