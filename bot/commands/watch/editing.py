"""/watch edit: what is given changes, the rest stays as it is."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.actor.choosing import actors
from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.changes import log_change
from bot.commands.clock import zones
from bot.commands.feed import own_feeds
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.origins import removable
from bot.commands.rights import changing
from bot.commands.watch.edited import Edit, edited
from bot.commands.watch.group import MISSING, find, is_personal, line, make_room, own_watches, seen, watch
from bot.commands.watch.wanting import NONE, own_outlets
from bot.render.answer import notice
from bot.watch_words import LANGUAGES as OFFERED
from bot.watch_words import ROLES, language_name
from bot.words import mark, named, t
from storage.model import Same
from summarise.model import Watch

TRIES = 3
"""How often an edit starts again from what somebody else changed meanwhile."""


@suggesting
async def languages(_: discord.Interaction[Any], current: str) -> Choices:
    """The languages that a watch may be for, and none in particular."""
    known = [(t("any language"), NONE[0]), *((language_name(code), code) for code in OFFERED)]
    return choices([(name, code) for name, code in known if current.casefold() in name.casefold()])


@watch.command()
@app_commands.describe(
    chosen="Which one; choose from the list",
    actor="Whom to watch first; none: nobody",
    actor2="The second one; none: nobody",
    actor3="The third one; none: nobody",
    every="Every one of them must be in a story, or one is enough",
    role="What one of them must be in a story",
    keywords="Words or phrases with commas between, in place of those it has; none: no words",
    feed="Only stories that this feed tells; none: of any",
    outlet="Only stories that this outlet tells; none: of any",
    language="Only stories told in this language; none: in any",
    outlets="How many independent outlets must tell it first",
    channel="Where alerts go from now on",
    dm="To you by direct message from now on",
    ping="A role that each alert pings",
    unping="Ping nobody any more",
    quiet="Hours in which alerts wait, such as 22:00-07:00; none: never",
    zone="Whose clock the quiet hours are by; type a city",
    urgent="What so many independent outlets tell does not wait for quiet hours to end; 0: all waits",
    cooldown="Minutes between two alerts; 0: none",
    publish="Publish each alert of an announcement channel to its followers",
    timeline="Keep a thread below each alert with what is new",
    tags="Names of the forum's tags for each post, with commas between; none: no tags",
)
@app_commands.rename(chosen="watch", every="all", outlets="outlets-needed", unping="no-ping")
@app_commands.choices(role=[app_commands.Choice(name=words, value=role) for role, words in ROLES.items()])
@app_commands.autocomplete(
    chosen=own_watches, actor=actors, actor2=actors, actor3=actors, feed=own_feeds, outlet=own_outlets,
    language=languages, zone=zones,
)  # fmt: skip
async def edit(
    interaction: discord.Interaction[Any],
    chosen: app_commands.Range[str, 1, 100],
    actor: app_commands.Range[str, 1, 100] | None = None,
    channel: discord.TextChannel | discord.Thread | discord.ForumChannel | None = None,
    keywords: app_commands.Range[str, 1, 500] | None = None,
    actor2: app_commands.Range[str, 1, 100] | None = None,
    actor3: app_commands.Range[str, 1, 100] | None = None,
    every: bool | None = None,
    role: str | None = None,
    feed: app_commands.Range[str, 1, 100] | None = None,
    outlet: app_commands.Range[str, 1, 100] | None = None,
    language: app_commands.Range[str, 1, 100] | None = None,
    outlets: app_commands.Range[int, 1, 20] | None = None,
    dm: bool | None = None,
    ping: discord.Role | None = None,
    unping: bool = False,
    quiet: app_commands.Range[str, 1, 30] | None = None,
    zone: app_commands.Range[str, 1, 100] | None = None,
    urgent: app_commands.Range[int, 0, 50] | None = None,
    cooldown: app_commands.Range[int, 0, 1440] | None = None,
    publish: bool | None = None,
    timeline: bool | None = None,
    tags: app_commands.Range[str, 1, 200] | None = None,
) -> None:
    """Change a watch: only what you give."""
    await changing(interaction, "watch")
    await think(interaction)
    wanted = Edit(
        actors=(actor, actor2, actor3),
        every=every,
        role=next((one for one in ROLES if one == role), None),
        keywords=keywords,
        feed=feed,
        outlet=outlet,
        language=language,
        outlets=outlets,
        channel=channel,
        dm=bool(dm),
        ping=ping,
        unping=unping,
        quiet=quiet,
        zone=zone,
        urgent=urgent,
        cooldown=cooldown,
        publish=publish,
        timeline=timeline,
        tags=tags,
    )
    before, after = await change(interaction, chosen, wanted)
    names = await names_of(interaction, (before, after))
    was, is_now = line(before, names), line(after, names)
    if not is_personal(after):
        await log_change(interaction, mark("changed a watch to {watch}"), watch=is_now)
    elif not is_personal(before):
        await log_change(interaction, mark("took the watch {watch} away, to direct messages"), watch=was)
    answer = t("From now on: {watch}.", watch=is_now)
    before_that = t("Before: {watch}.", watch=was)
    await say(interaction, notice(f"{answer}{still_paused(after)}\n-# {before_that}"))


def still_paused(row: Watch) -> str:
    """A sentence, with a space first, where the watch rests nevertheless."""
    if row.paused_at is None:
        return ""
    resumes = t("`/me resume` lets it go on.") if is_personal(row) else t("`/watch resume` lets it go on.")
    return f" {t('It is still **paused**.')} {resumes}"


async def change(interaction: discord.Interaction[Any], chosen: str, wanted: Edit) -> tuple[Watch, Watch]:
    """The watch as it was and as it is; a Mistake where it is gone, declared, or would be what another is."""
    desk = desk_of(interaction)
    for _ in range(TRIES):
        rows = {row.id: row for row in await seen(interaction)}
        before = removable(rows, chosen, "watch", named(MISSING))
        after = await edited(interaction, before, wanted)
        if after == before:
            raise Mistake(t("That is so already. Nothing was changed."))
        if after.target != before.target:
            make_room(await desk.archive.watches.of_guild(before.guild), after.target)
        changed = await desk.archive.watches.change(before, after, desk.now())
        if isinstance(changed, Same):
            raise await _same(interaction, changed)
        if changed is not None:
            return before, changed
    raise Mistake(t("Others change this watch right now. Look at `/watch list` and try again."))


async def _same(interaction: discord.Interaction[Any], same: Same) -> Mistake:
    other = await find(interaction, same.id)
    if other is None:
        return Mistake(t("Another watch asks for the same there already, so nothing was changed."))
    said = line(other, await names_of(interaction, (other,)))
    return Mistake(
        t(
            "It would ask for the same as another watch: {watch}. Nothing was changed; change that one, or "
            "remove one of the two.",
            watch=said,
        )
    )
