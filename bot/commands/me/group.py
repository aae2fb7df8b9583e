"""What the commands of /me have in common: what a member asked for, in every server, each in words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import Choices, choices, desk_of, suggesting
from bot.commands.me.following import headlines_of, is_followed, story_words
from bot.commands.mistake import Mistake
from bot.naming import names_in
from bot.plan_words import asks as plan_asks
from bot.plan_words import when
from bot.render.escape import at, escaped, plain
from bot.watch_words import Names, asks, terms
from bot.words import mark, named, t
from storage.archive import Archive
from summarise.model import DigestPlan, Watch

me = app_commands.Group(
    name="me",
    description="What comes to you alone, by direct message",
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
)

MISSING: Final = mark("There is no such thing of yours. Choose from the list; `/me list` shows it.")

Mine = Watch | DigestPlan


def target_of_asker(interaction: discord.Interaction[Any]) -> str:
    """The asker's direct messages."""
    return f"user:{interaction.user.id}"


def server_of(interaction: discord.Interaction[Any]) -> str:
    """The server whose feeds are to tell the asker; a Mistake in a direct conversation."""
    if interaction.guild_id is None:
        raise Mistake(t("Ask for this in the server whose feeds are to tell you."))
    return str(interaction.guild_id)


async def mine(interaction: discord.Interaction[Any]) -> dict[str, Mine]:
    """What the asker gets by direct message, in every server, by the value that stands for it.

    Stories that they follow come last.
    """
    archive, person = desk_of(interaction).archive, str(interaction.user.id)
    watches, plans = await archive.watches.of_person(person), await archive.plans.of_person(person)
    found: dict[str, Mine] = {f"watch:{row.id}": row for row in watches}
    found |= {f"digest:{row.id}": row for row in plans}
    return found | {f"story:{row.id}": row for row in await archive.follows.of_person(person)}


async def chosen_of(interaction: discord.Interaction[Any], chosen: str) -> Mine:
    """What of the asker's a choice from the list stands for; a Mistake without one."""
    found = (await mine(interaction)).get(chosen)
    if found is None:
        raise Mistake(named(MISSING))
    return found


async def worded(
    interaction: discord.Interaction[Any], rows: Iterable[Mine], *, linked: bool = False
) -> list[str]:
    """Each in plain words, with its server where that is another one than this.

    With `linked`, a story leads to its newest article.
    """
    rows, archive = tuple(rows), desk_of(interaction).archive
    guilds = dict.fromkeys(row.guild for row in rows)
    names = {guild: await names_in(archive, guild, _of(guild, rows)) for guild in guilds}
    here = str(interaction.guild_id)
    servers = {guild: await _server(interaction, archive, guild) for guild in guilds if guild != here}
    told = {guild: await headlines_of(archive, guild, _of(guild, rows)) for guild in guilds}
    said = (
        story_words(row, told[row.guild], linked=linked)
        if isinstance(row, Watch) and is_followed(row)
        else _words(row, names[row.guild])
        for row in rows
    )
    return [_from(words, servers.get(row.guild)) for words, row in zip(said, rows, strict=True)]


def _of(guild: str, rows: Iterable[Mine]) -> list[Mine]:
    return [row for row in rows if row.guild == guild]


def _words(row: Mine, names: Names) -> str:
    """One of them; what a digest says is markdown already, as it is escaped here."""
    if isinstance(row, Watch):
        return ", ".join((f"**{escaped(asks(row, names))}**", *map(escaped, terms(row, names))))
    digest = t("digest {when}", when=when(row))
    return f"**{digest}**: {plan_asks(row, names)}"


def _from(said: str, server: str | None) -> str:
    return said if server is None else t("{what} (from {server})", what=said, server=server)


def entry(row: Mine, words: str) -> str:
    """It as lists show it, with what is so now."""
    if isinstance(row, DigestPlan):
        return t("{what}; next {moment}", what=words, moment=at(row.next_due_at))
    return words if row.paused_at is None else t("{what}; **paused**", what=words)


async def _server(interaction: discord.Interaction[Any], archive: Archive, guild: str) -> str:
    """What another server is called."""
    found = interaction.client.get_guild(int(guild)) if guild.isdecimal() else None
    name = found.name if found is not None else (await archive.guilds.settings(guild)).name
    return escaped(name) or t("another server")


@suggesting
async def my_things(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The asker's watches and digests, and the stories that they follow."""
    return await suggested(interaction, await mine(interaction), current)


@suggesting
async def my_watches(interaction: discord.Interaction[Any], current: str) -> Choices:
    """The asker's watches."""
    found = await mine(interaction)
    rows = {value: row for value, row in found.items() if isinstance(row, Watch) and not is_followed(row)}
    return await suggested(interaction, rows, current)


async def suggested(interaction: discord.Interaction[Any], rows: Mapping[str, Mine], typed: str) -> Choices:
    """These in plain words, as far as the typed text is in those."""
    words = await worded(interaction, rows.values())
    labels = (plain(said.replace("**", "").replace("\\", "")) for said in words)
    named_rows = zip(labels, rows, strict=True)
    wanted = typed.casefold()
    return choices([(label, value) for label, value in named_rows if wanted in label.casefold()])
