"""What the commands of /watch have in common: which watches a member sees here, and each in words."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.mistake import Mistake
from bot.commands.naming import names_of
from bot.commands.origins import ORIGINS
from bot.commands.place import channel_name, guild_of, is_here, shown_target
from bot.render.escape import ago, escaped
from bot.watch_words import Names, asks, terms
from bot.words import mark, named, t, tn
from storage.model import Full
from summarise.model import DigestPlan, Watch

watch = app_commands.Group(
    name="watch", description="Alerts about people, organisations and words", guild_only=True
)

MOST_WATCHES, MOST_PERSONAL = 200, 25
"""What one server may watch, and each of its members by direct message."""

MISSING: Final = mark("There is no such watch here. Choose one from the list; `/watch list` shows them.")
CLOSED: Final = mark("If nothing ever comes, allow direct messages from members of this server.")


def is_personal(row: Watch | DigestPlan) -> bool:
    """Whether it goes to one member, and so is nobody else's business."""
    return row.target.startswith("user:")


def is_shown(interaction: discord.Interaction[Any], row: Watch | DigestPlan) -> bool:
    """Whether the asker may know of it: what others asked for by direct message is theirs."""
    return not is_personal(row) or row.target == f"user:{interaction.user.id}"


async def seen(interaction: discord.Interaction[Any]) -> tuple[Watch, ...]:
    """This server's watches, but those by direct message to others, oldest first."""
    rows = await desk_of(interaction).archive.watches.of_guild(guild_of(interaction))
    return tuple(row for row in rows if is_shown(interaction, row))


async def resting_here(interaction: discord.Interaction[Any]) -> str:
    """A line that watches of this place rest, where some do."""
    rows = await seen(interaction)
    resting = sum(row.paused_at is not None and is_here(interaction, row.target) for row in rows)
    if not resting:
        return ""
    told = tn(
        "{count} watch of this channel is paused: `/watch resume` lets it go on.",
        "{count} watches of this channel are paused: `/watch resume` lets them go on.",
        resting,
    )
    return f"\n{told}"


async def find(interaction: discord.Interaction[Any], chosen: int) -> Watch | None:
    """The watch of this id, if the asker may know of it."""
    return next((row for row in await seen(interaction) if row.id == chosen), None)


async def add_watch(interaction: discord.Interaction[Any], wanted: Watch) -> Watch:
    """The watch as it is kept; a Mistake where it has no room among the server's, or the member's."""
    most = MOST_PERSONAL if is_personal(wanted) else MOST_WATCHES
    kept = await desk_of(interaction).archive.watches.add_within(wanted, most)
    if isinstance(kept, Full):
        raise Mistake(_no_room(wanted.target))
    return kept


def make_room(rows: Sequence[Watch], target: str) -> None:
    """A Mistake where no further watch of this target has room among the server's."""
    personal = target.startswith("user:")
    beside = sum(row.target == target if personal else not is_personal(row) for row in rows)
    if beside >= (MOST_PERSONAL if personal else MOST_WATCHES):
        raise Mistake(_no_room(target))


def _no_room(target: str) -> str:
    if target.startswith("user:"):
        return t(
            "You have {count} watches by direct message here already. `/me remove` makes room.",
            count=MOST_PERSONAL,
        )
    return t("This server has {count} watches already. `/watch remove` makes room.", count=MOST_WATCHES)


@suggesting
async def own_watches(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The watches that the asker sees here."""
    rows = await seen(interaction)
    return await suggested(interaction, rows, current)


async def suggested(interaction: discord.Interaction[Any], rows: Iterable[Watch], typed: str) -> Choices:
    """These watches in plain words, as far as the typed text is in those."""
    rows = tuple(rows)
    names = await names_of(interaction, rows)
    labels = ((_label(interaction, row, names), str(row.id)) for row in rows)
    return choices([(label, value) for label, value in labels if typed.casefold() in label.casefold()])


def _label(interaction: discord.Interaction[Any], row: Watch, names: Names) -> str:
    where = t("{watch} in {place}", watch=asks(row, names), place=channel_name(interaction, row.target))
    resting = () if row.paused_at is None else (t("paused"),)
    return ", ".join((where, *resting, *terms(row, names)))


def line(row: Watch, names: Names) -> str:
    """The watch with where it goes and all that it asks for, on one line of markdown."""
    where = t("{watch} in {place}", watch=f"**{escaped(asks(row, names))}**", place=shown_target(row.target))
    return ", ".join((where, *(escaped(term) for term in terms(row, names))))


def entry(row: Watch, names: Names, guild: discord.Guild | None) -> str:
    """The watch as lists show it: whom and where; below it what else, whether it rests, and whence it is."""
    where = t(
        "{watch} in {place}", watch=f"**{escaped(asks(row, names))}**", place=shown_target(row.target, guild)
    )
    resting = () if row.paused_at is None else (t("**paused** {ago}", ago=ago(row.paused_at)),)
    more = (*resting, *(escaped(term) for term in terms(row, names)))
    below = " · ".join((*([", ".join(more)] if more else []), named(ORIGINS[row.origin])))
    return f"{where}\n-# {below}"


def beside(interaction: discord.Interaction[Any], hidden: int) -> str:
    """How many rows of members' own a list leaves out, for who may manage the server; else ""."""
    if not (hidden and interaction.permissions.manage_guild):
        return ""
    said = tn(
        "Beside these, {count} goes to a member by direct message.",
        "Beside these, {count} go to members by direct message.",
        hidden,
    )
    return f"-# {said}"
