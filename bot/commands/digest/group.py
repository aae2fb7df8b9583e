"""What the commands of /digest have in common: which digests a member sees here, and each in words."""

from collections.abc import Iterable
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.origins import ORIGINS
from bot.commands.place import channel_name, guild_of, shown_target
from bot.commands.watch.group import is_shown
from bot.plan_words import asks, when
from bot.render.escape import at
from bot.watch_words import Names
from bot.words import mark, named, t
from summarise.model import DigestPlan

digest = app_commands.Group(name="digest", description="What happened, now or every day", guild_only=True)

MISSING: Final = mark("There is no such digest here. Choose one from the list; `/digest list` shows them.")

STORIES, SENTENCES, QUOTES, DAYS_AHEAD = 8, 2, 3, 7
"""What a digest has unless somebody says."""

MOST_DIGESTS: Final = 50
"""How many one server has, without those that go to its members by direct message."""


def no_room() -> str:
    """That the server has as many as there may be, and what makes room."""
    return t("This server has {count} digests already. `/digest remove` makes room.", count=MOST_DIGESTS)


async def seen(interaction: discord.Interaction[Any]) -> tuple[DigestPlan, ...]:
    """This server's digests, but those by direct message to others, oldest first."""
    rows = await desk_of(interaction).archive.plans.of_guild(guild_of(interaction))
    return tuple(row for row in rows if is_shown(interaction, row))


@suggesting
async def own_plans(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The digests that the asker sees here."""
    return suggested(interaction, await seen(interaction), current)


def suggested(interaction: discord.Interaction[Any], rows: Iterable[DigestPlan], typed: str) -> Choices:
    """These digests in plain words, as far as the typed text is in those."""
    named_rows = [
        (
            t(
                "{time} {zone} in {place}",
                time=f"{row.at:%H:%M}",
                zone=row.zone,
                place=channel_name(interaction, row.target),
            ),
            str(row.id),
        )
        for row in rows
    ]
    return choices([(name, value) for name, value in named_rows if typed.casefold() in name.casefold()])


def line(row: DigestPlan, names: Names) -> str:
    """When it comes where, and what it tells."""
    place = shown_target(row.target)
    return t("{when} in {place}: {what}", when=f"**{when(row)}**", place=place, what=asks(row, names))


def entry(row: DigestPlan, names: Names, guild: discord.Guild | None) -> str:
    """The digest as lists show it: when it comes where; below it what it tells and whence it is."""
    place, coming = shown_target(row.target, guild), at(row.next_due_at)
    first = t("{when} in {place}, next {moment}", when=f"**{when(row)}**", place=place, moment=coming)
    return f"{first}\n-# {asks(row, names)} · {named(ORIGINS[row.origin])}"
