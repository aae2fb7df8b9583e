"""/actor add, list and remove: people and organisations that this server adds for itself."""

from typing import Any

import discord
from discord import app_commands

from bot.added import add as add_to
from bot.commands.actor.group import actor
from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.changes import log_change
from bot.commands.mistake import Mistake
from bot.commands.paging import State, paged, show_list
from bot.commands.place import asker, guild_of
from bot.commands.rights import changing
from bot.commands.watch.group import is_personal
from bot.newcomer import Newcomer, Refused
from bot.render.answer import notice
from bot.render.escape import escaped, plain
from bot.render.limits import fit, joined
from bot.render.listing import Listing
from bot.render.parts import and_more, sentence
from bot.words import mark, t
from storage.archive import Archive
from summarise.actors.catalogue import Actor, read_catalogue

LONGEST_NAME, LONGEST_FORMS, LONGEST_REASON, LONGEST_REASONS = 100, 300, 500, 1500


@suggesting
async def own_actors(interaction: discord.Interaction[Any], current: str) -> Choices:
    """Those whom this server added."""
    added = await _added(desk_of(interaction).archive, guild_of(interaction))
    named_so = [(plain(one.name), key) for key, one in added.items()]
    return choices([(name, key) for name, key in named_so if current.casefold() in name.casefold()])


@actor.command()
@app_commands.checks.cooldown(6, 60.0, key=asker)
@app_commands.describe(
    name="The full name, in Latin letters",
    aliases="Other full forms, with commas between: other scripts, an acronym",
    kind="A person, unless you say",
)
@app_commands.choices(
    kind=[
        app_commands.Choice(name="a person", value="person"),
        app_commands.Choice(name="an organisation", value="organisation"),
    ]
)
async def add(
    interaction: discord.Interaction[Any],
    name: app_commands.Range[str, 1, 100],
    aliases: app_commands.Range[str, 1, 1000] = "",
    kind: str = "person",
) -> None:
    """Let this server watch somebody who is not in the catalogue."""
    guild = await changing(interaction, "actor")
    await think(interaction)
    desk = desk_of(interaction)
    typed = Newcomer(
        name=name,
        kind="organisation" if kind == "organisation" else "person",
        aliases=tuple(aliases.split(",")),
    )
    added = await add_to(desk.archive, typed, guild, "command", desk.now())
    if isinstance(added, Refused):
        why = [sentence(reason, LONGEST_REASON) for reason in added.reasons]
        reasons = joined(why, " ", LONGEST_REASONS, and_more)
        raise Mistake(t("{reasons} Nobody was added.", reasons=reasons))
    await log_change(interaction, mark("added the actor {actor}"), actor=f"**{_name(added)}**")
    told = t(
        "**{name}** can be watched in this server from now on: `/watch add`. Matched: {forms}. Articles that "
        "were read before are not read again.",
        name=_name(added),
        forms=_forms(added),
    )
    await say(interaction, notice(told))


@actor.command(name="list")
async def list_actors(interaction: discord.Interaction[Any]) -> None:
    """Those whom this server added."""
    guild_of(interaction)
    await think(interaction)
    await show_list(interaction, "actors")


@paged("actors")
async def _list(interaction: discord.Interaction[Any], _: State) -> Listing:
    added = await _added(desk_of(interaction).archive, guild_of(interaction))
    return Listing(
        title=t("Added by this server"),
        entries=tuple(f"**{_name(one)}**: {_forms(one)}" for one in added.values()),
        empty=t("Nobody yet. `/actor add` adds somebody; `/watch add` offers all whom Wirewatch knows."),
    )


@actor.command()
@app_commands.describe(chosen="Whom; choose from the list")
@app_commands.rename(chosen="actor")
@app_commands.autocomplete(chosen=own_actors)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 200]) -> None:
    """Take away somebody whom this server added."""
    guild = await changing(interaction, "actor")
    await think(interaction)
    archive = desk_of(interaction).archive
    gone = (await _added(archive, guild)).get(chosen)
    if gone is None or not await archive.actors.remove(guild, chosen):
        raise Mistake(
            t("This server has added nobody like that. Choose from the list; `/actor list` shows it.")
        )
    await log_change(interaction, mark("removed the actor {actor}"), actor=f"**{_name(gone)}**")
    told = t("**{name}** is known to this server no longer.", name=_name(gone))
    # what a member watches by direct message is nobody else's business
    shared = [row for row in await archive.watches.of_guild(guild) if not is_personal(row)]
    if any(chosen in row.actors for row in shared):
        told = f"{told} {t('A watch still names them, and finds nobody: `/watch remove` stops it.')}"
    await say(interaction, notice(told))


async def _added(archive: Archive, guild: str) -> dict[str, Actor]:
    """Whom the guild added, by id, oldest first."""
    rows = await archive.actors.of_guild(guild)
    return {row.actor: one for row in rows for one in read_catalogue(row.entry, row.actor).actors}


def _name(one: Actor) -> str:
    return fit(plain(one.name), LONGEST_NAME, escaped)


def _forms(one: Actor) -> str:
    """What is matched, without the forms that are made by rule."""
    return fit(plain(", ".join(one.written)), LONGEST_FORMS, escaped)
