"""/watch: alerts about people and organisations."""

from typing import Any

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.origins import ORIGINS, removable
from bot.commands.place import channel_name, guild_of, manager, shown_target, target_of
from bot.render.answer import listing, notice
from bot.render.escape import escaped
from bot.starter import start_reading
from summarise.actors.catalogue import Actor, shipped
from summarise.actors.fold import fold
from summarise.model import Watch

watch = app_commands.Group(
    name="watch",
    description="Alerts about people and organisations",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
)


@suggesting
async def actors(_: discord.Interaction[Any], current: str) -> Choices:
    """The catalogue's actors that the typed text may mean."""
    return choices([(actor.name, actor.id) for actor in shipped().search(current, 25)])


@suggesting
async def own_watches(interaction: discord.Interaction[Any], current: str) -> Choices:
    """This server's watches."""
    rows = await desk_of(interaction).archive.watches.of_guild(guild_of(interaction))
    named = [(f"{_names(row)} in {channel_name(interaction, row.target)}", str(row.id)) for row in rows]
    return choices([(name, value) for name, value in named if current.casefold() in name.casefold()])


@watch.command()
@app_commands.describe(
    actor="Whom to watch; choose from the list, or type a name",
    channel="Where alerts go",
    actor2="Another one for the same watch: either of them is enough",
)
@app_commands.autocomplete(actor=actors, actor2=actors)
async def add(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100],
    channel: discord.TextChannel,
    actor2: app_commands.Range[str, 1, 100] | None = None,
) -> None:
    """Post an alert when a story names somebody."""
    guild = manager(interaction)
    await think(interaction)
    target = target_of(interaction, channel)
    wanted = [_actor(text) for text in (actor, actor2) if text is not None]
    desk, now = desk_of(interaction), desk_of(interaction).now()
    ids = tuple(dict.fromkeys(one.id for one in wanted))
    await desk.archive.watches.add(guild=guild, target=target, actors=ids, origin="command", now=now)
    named = " or ".join(dict.fromkeys(f"**{escaped(one.name)}**" for one in wanted))
    started = await start_reading(desk.archive, guild, now)
    await say(interaction, notice(f"Stories that name {named} go to {channel.mention} from now on.{started}"))


@watch.command(name="list")
async def list_watches(interaction: discord.Interaction[Any]) -> None:
    """This server's watches."""
    guild = guild_of(interaction)
    await think(interaction)
    rows = await desk_of(interaction).archive.watches.of_guild(guild)
    lines = [
        f"**{escaped(_names(row))}** in {shown_target(row.target)} ({ORIGINS[row.origin]})" for row in rows
    ]
    await say(interaction, listing("Watches", lines, "None yet. `/watch add` makes one."))


@watch.command()
@app_commands.describe(chosen="Which one; choose from the list")
@app_commands.rename(chosen="watch")
@app_commands.autocomplete(chosen=own_watches)
async def remove(interaction: discord.Interaction[Any], chosen: app_commands.Range[str, 1, 100]) -> None:
    """Stop a watch."""
    guild = manager(interaction)
    await think(interaction)
    archive = desk_of(interaction).archive
    rows = {row.id: row for row in await archive.watches.of_guild(guild)}
    missing = "There is no such watch here. Choose one from the list; `/watch list` shows them."
    row = removable(rows, chosen, "watch", missing)
    await archive.watches.remove(guild, row.id)
    answer = f"No more alerts about **{escaped(_names(row))}** in {shown_target(row.target)}."
    await say(interaction, notice(answer))


def _actor(text: str) -> Actor:
    """The actor chosen from the list, or the only one that has this name or surname."""
    catalogue = shipped()
    if (chosen := catalogue.find(text)) is not None:
        return chosen
    typed = _folded(text)
    named = [
        actor
        for actor in catalogue.actors
        if typed in {_folded(name) for name in (*actor.aliases, *actor.surnames)}
    ]
    if len(named) == 1:
        return named[0]
    near = tuple(named) or catalogue.search(text, 3)
    meant = ", ".join(f"**{escaped(actor.name)}**" for actor in near)
    hint = f" Did you mean {meant}?" if meant else ""
    called = f"Nobody in the catalogue is called “{escaped(text)}”."
    if named:
        called = f"{len(named)} in the catalogue are called “{escaped(text)}”."
    raise Mistake(f"{called}{hint} Choose a name from the list.")


def _folded(name: str) -> str:
    return " ".join(fold(name).text.split())


def _names(row: Watch) -> str:
    catalogue = shipped()
    found = [(actor, catalogue.find(actor)) for actor in row.actors]
    return " or ".join(known.name if known else actor for actor, known in found)
