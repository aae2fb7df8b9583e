"""/watch: alerts about people and organisations."""

from collections.abc import Iterable, Mapping
from typing import Any

import discord
from discord import app_commands

from bot.catalogues import catalogue_of
from bot.commands.answering import Choices, choices, desk_of, say, suggesting, think
from bot.commands.mistake import Mistake
from bot.commands.origins import ORIGINS, removable
from bot.commands.place import channel_name, guild_of, manager, shown_target, target_of
from bot.render.answer import listing, notice
from bot.render.escape import escaped
from bot.render.limits import CHOICE_NAME, CHOICES
from bot.starter import start_reading
from summarise.actors.catalogue import Actor, Catalogue
from summarise.actors.fold import fold
from summarise.model import Role, Watch

watch = app_commands.Group(
    name="watch",
    description="Alerts about people and organisations",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
)


ROLES: Mapping[Role, str] = {
    "mention": "is named",
    "subject": "acts or speaks",
    "speaker": "speaks",
}
"""What somebody is in the stories that a watch asks for."""

_WEAKER: Mapping[Role, tuple[Role, ...]] = {
    "mention": (),
    "subject": ("mention",),
    "speaker": ("mention", "subject"),
}


@suggesting
async def actors(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The actors of this server's catalogue that the typed text may mean."""
    known = await _catalogue(interaction)
    fitting = (actor for actor in known.search(current, 2 * CHOICES) if len(actor.id) <= CHOICE_NAME)
    return choices([(actor.name, actor.id) for actor in fitting])


@suggesting
async def own_watches(interaction: discord.Interaction[Any], current: str) -> Choices:
    """This server's watches."""
    rows = await desk_of(interaction).archive.watches.of_guild(guild_of(interaction))
    known = await _catalogue(interaction)
    named = [
        (f"{_names(row, known)} in {channel_name(interaction, row.target)}{_only(row)}", str(row.id))
        for row in rows
    ]
    return choices([(name, value) for name, value in named if current.casefold() in name.casefold()])


@watch.command()
@app_commands.describe(
    actor="Whom to watch; choose from the list, or type a name",
    channel="Where alerts go",
    actor2="Another one for the same watch: either of them is enough",
    role="What one of them must be in a story: named at all, unless you say",
)
@app_commands.choices(role=[app_commands.Choice(name=words, value=role) for role, words in ROLES.items()])
@app_commands.autocomplete(actor=actors, actor2=actors)
async def add(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100],
    channel: discord.TextChannel,
    actor2: app_commands.Range[str, 1, 100] | None = None,
    role: str = "mention",
) -> None:
    """Post an alert when a story names somebody."""
    guild = manager(interaction)
    await think(interaction)
    target = target_of(interaction, channel)
    known = await _catalogue(interaction)
    wanted = [_actor(text, known) for text in (actor, actor2) if text is not None]
    archive, now = desk_of(interaction).archive, desk_of(interaction).now()
    ids = tuple(dict.fromkeys(one.id for one in wanted))
    least: Role = next((one for one in ROLES if one == role), "mention")
    row = await archive.watches.add(
        guild=guild, target=target, actors=ids, origin="command", now=now, role=least
    )
    named = " or ".join(dict.fromkeys(f"**{escaped(one.name)}**" for one in wanted))
    wider = _wider(row, await archive.watches.of_guild(guild))
    started = await start_reading(archive, guild, now)
    which = f"that name {named}" if least == "mention" else f"in which {named} {ROLES[least]}"
    told = f"Stories {which} go to {channel.mention} from now on."
    await say(interaction, notice(f"{told}{wider}{started}"))


@watch.command(name="list")
async def list_watches(interaction: discord.Interaction[Any]) -> None:
    """This server's watches."""
    guild = guild_of(interaction)
    await think(interaction)
    rows = await desk_of(interaction).archive.watches.of_guild(guild)
    known = await _catalogue(interaction)
    lines = [
        f"**{escaped(_names(row, known))}** in {shown_target(row.target)}{_only(row)} ({ORIGINS[row.origin]})"
        for row in rows
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
    names = escaped(_names(row, await _catalogue(interaction)))
    answer = f"No more alerts about **{names}** in {shown_target(row.target)}{_only(row)}."
    await say(interaction, notice(answer))


async def _catalogue(interaction: discord.Interaction[Any]) -> Catalogue:
    """Whom this server may watch."""
    return await catalogue_of(desk_of(interaction).archive, guild_of(interaction))


def _only(row: Watch) -> str:
    """What the watch asks of its actors, where that is more than to be named."""
    return "" if row.role == "mention" else f", only where somebody {ROLES[row.role]}"


def _wider(row: Watch, rows: Iterable[Watch]) -> str:
    """A word about a watch that tells more of the same actors to the same channel anyway."""
    for one in rows:
        same = one.target == row.target and set(one.actors) == set(row.actors)
        if same and one.role in _WEAKER[row.role]:
            return f" A watch for whenever one of them {ROLES[one.role]} stays; `/watch remove` stops it."
    return ""


def _actor(text: str, catalogue: Catalogue) -> Actor:
    """The actor chosen from the list, or the only one that has this name or surname."""
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


def _names(row: Watch, catalogue: Catalogue) -> str:
    found = [(actor, catalogue.find(actor)) for actor in row.actors]
    return " or ".join(known.name if known else actor for actor, known in found)
