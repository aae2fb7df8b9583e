"""/me edit: a member's own watch, changed."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actors
from bot.commands.answering import say, think
from bot.commands.feed import own_feeds
from bot.commands.me.asking import IN_ROLES
from bot.commands.me.following import is_followed
from bot.commands.me.group import MISSING, chosen_of, me, my_watches, server_of, worded
from bot.commands.mistake import Mistake
from bot.commands.watch.edited import Edit
from bot.commands.watch.editing import change, languages, still_paused
from bot.commands.watch.wanting import own_outlets
from bot.render.answer import notice
from bot.watch_words import ROLES
from bot.words import named, t
from summarise.model import Watch


@me.command(name="edit")
@app_commands.describe(
    chosen="Which watch; choose from the list",
    actor="Whom to watch first; none: nobody",
    keywords="Words or phrases with commas between, in place of those it has; none: no words",
    actor2="The second one; none: nobody",
    actor3="The third one; none: nobody",
    every="Every one of them must be in a story, or one is enough",
    role="What one of them must be in a story",
    feed="Only stories that this feed tells; none: of any",
    outlet="Only stories that this outlet tells; none: of any",
    language="Only stories told in this language; none: in any",
    outlets="How many independent outlets must tell it first",
    cooldown="Minutes between two alerts; 0: none",
)
@app_commands.rename(chosen="watch", every="all", outlets="outlets-needed")
@app_commands.choices(role=IN_ROLES)
@app_commands.autocomplete(
    chosen=my_watches, actor=actors, actor2=actors, actor3=actors, feed=own_feeds, outlet=own_outlets,
    language=languages,
)  # fmt: skip
async def edit_mine(
    interaction: discord.Interaction[Any],
    chosen: app_commands.Range[str, 1, 100],
    actor: app_commands.Range[str, 1, 100] | None = None,
    keywords: app_commands.Range[str, 1, 500] | None = None,
    actor2: app_commands.Range[str, 1, 100] | None = None,
    actor3: app_commands.Range[str, 1, 100] | None = None,
    every: bool | None = None,
    role: str | None = None,
    feed: app_commands.Range[str, 1, 100] | None = None,
    outlet: app_commands.Range[str, 1, 100] | None = None,
    language: app_commands.Range[str, 1, 100] | None = None,
    outlets: app_commands.Range[int, 1, 20] | None = None,
    cooldown: app_commands.Range[int, 0, 1440] | None = None,
) -> None:
    """Change one of your watches, in the server that it is about: only what you give."""
    guild = server_of(interaction)
    await think(interaction)
    row = await chosen_of(interaction, chosen)
    if not isinstance(row, Watch) or is_followed(row):
        raise Mistake(named(MISSING))
    if row.guild != guild:
        raise Mistake(t("That watch is about another server's feeds. Change it there."))
    wanted = Edit(
        actors=(actor, actor2, actor3),
        every=every,
        role=next((one for one in ROLES if one == role), None),
        keywords=keywords,
        feed=feed,
        outlet=outlet,
        language=language,
        outlets=outlets,
        cooldown=cooldown,
    )
    before, after = await change(interaction, str(row.id), wanted)
    was, is_now = await worded(interaction, (before, after))
    before_that = t("Before: {watch}.", watch=was)
    await say(
        interaction,
        notice(f"{t('From now on: {watch}.', watch=is_now)}{still_paused(after)}\n-# {before_that}"),
    )
