"""/actor: people and organisations that this server adds for itself."""

from typing import Any

import discord
from discord import app_commands

from bot.added import NOT_AGAIN
from bot.added import add as add_to
from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.place import asker, guild_of, manager
from bot.newcomer import Newcomer, Refused
from bot.render.answer import listing, notice
from bot.render.escape import escaped
from storage.archive import Archive
from summarise.actors.catalogue import Actor, read_catalogue

actor = app_commands.Group(
    name="actor",
    description="People and organisations that this server adds for itself",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
)


@suggesting
async def own_actors(interaction: discord.Interaction[Any], current: str) -> Choices:
    """Those whom this server added."""
    added = await _added(desk_of(interaction).archive, guild_of(interaction))
    named = [(one.name, key) for key, one in added.items()]
    return choices([(name, key) for name, key in named if current.casefold() in name.casefold()])


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
    guild = manager(interaction)
    await think(interaction)
    desk = desk_of(interaction)
    typed = Newcomer(
        name=name,
        kind="organisation" if kind == "organisation" else "person",
        aliases=tuple(aliases.split(",")),
    )
    added = await add_to(desk.archive, typed, guild, "command", desk.now())
    if isinstance(added, Refused):
        raise Mistake(f"{escaped(' '.join(added.reasons)[:1000])} Nobody was added.")
    told = f"**{escaped(added.name)}** can be watched in this server from now on: `/watch add`."
    await say(interaction, notice(f"{told} Matched: {_forms(added)}. {NOT_AGAIN}"))


@actor.command(name="list")
async def list_actors(interaction: discord.Interaction[Any]) -> None:
    """Those whom this server added."""
    guild = guild_of(interaction)
    await think(interaction)
    added = await _added(desk_of(interaction).archive, guild)
    lines = [f"**{escaped(one.name)}**: {_forms(one)}" for one in added.values()]
    empty = "Nobody yet. `/actor add` adds somebody; `/watch add` offers all whom Wirewatch knows."
    await say(interaction, listing("Added by this server", lines, empty))


@actor.command()
@app_commands.describe(chosen="Whom; choose from the list")
@app_commands.rename(chosen="actor")
@app_commands.autocomplete(chosen=own_actors)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 200]) -> None:
    """Take away somebody whom this server added."""
    guild = manager(interaction)
    await think(interaction)
    archive = desk_of(interaction).archive
    gone = (await _added(archive, guild)).get(chosen)
    if gone is None or not await archive.actors.remove(guild, chosen):
        raise Mistake("This server has added nobody like that. Choose from the list; `/actor list` shows it.")
    told = f"**{escaped(gone.name)}** is known to this server no longer."
    watched = any(chosen in row.actors for row in await archive.watches.of_guild(guild))
    more = " A watch still names them, and finds nobody: `/watch remove` stops it." if watched else ""
    await say(interaction, notice(f"{told}{more}"))


async def _added(archive: Archive, guild: str) -> dict[str, Actor]:
    """Whom the guild added, by id, oldest first."""
    rows = await archive.actors.of_guild(guild)
    return {row.actor: one for row in rows for one in read_catalogue(row.entry, row.actor).actors}


def _forms(one: Actor) -> str:
    """What is matched, without the forms that are made by rule."""
    return escaped(", ".join(one.written)[:300])
