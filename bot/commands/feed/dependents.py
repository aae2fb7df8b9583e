"""What asks for one feed, and so hears nothing of it once it is paused or removed."""

from typing import Any, Final

import discord

from bot.commands.answering import desk_of
from bot.commands.naming import names_of
from bot.commands.place import guild_of, shown_target
from bot.plan_words import asks, when
from bot.render.escape import escaped
from bot.render.limits import joined
from bot.watch_words import Names, told
from bot.words import t, tn
from summarise.model import DigestPlan, Watch

ROOM: Final = 1_400
"""Units that the watches and digests named may take."""


async def dependents(interaction: discord.Interaction[Any], feed: int) -> str:
    """The server's watches and digests that name the feed, each on a line, with a line break first; of what
    members asked for by direct message how many. "" where nothing names it."""
    archive, guild = desk_of(interaction).archive, guild_of(interaction)
    rows: list[Watch | DigestPlan] = [*await archive.watches.of_guild(guild)]
    rows += await archive.plans.of_guild(guild)
    asking = [row for row in rows if feed in row.feeds]
    shared = [row for row in asking if not row.target.startswith("user:")]
    names = await names_of(interaction, shared)
    lines = [f"- {_line(row, names)}" for row in shared]
    answer = []
    if lines:
        said = tn(
            "{count} watch or digest asks for it and hears nothing of it now:",
            "{count} watches and digests ask for it and hear nothing of it now:",
            len(lines),
        )
        answer += [said, joined(lines, "\n", ROOM, lambda more: t("-# and {count} more", count=more))]
    if personal := len(asking) - len(shared):
        answer.append(
            tn(
                "So does {count} of a member, by direct message.",
                "So do {count} of members, by direct message.",
                personal,
            )
            if lines
            else tn(
                "{count} watch or digest of a member asks for it and hears nothing of it now.",
                "{count} watches and digests of members ask for it and hear nothing of it now.",
                personal,
            )
        )
    return "".join(f"\n{one}" for one in answer)


def _line(row: Watch | DigestPlan, names: Names) -> str:
    place = shown_target(row.target)
    if isinstance(row, Watch):
        return t("{watch} in {place}", watch=f"**{escaped(told(row, names))}**", place=place)
    return t("{when} in {place}: {what}", when=f"**{when(row)}**", place=place, what=asks(row, names))
