"""The commands that settle things for a server; all of them need Manage Server."""

from collections.abc import Mapping
from typing import Any, Final

import discord
from discord import app_commands

from bot.commands.answering import desk_of, say, think
from bot.commands.changes import log_change
from bot.commands.mistake import Mistake
from bot.commands.place import manager, target_of
from bot.commands.settings.roles import role_names
from bot.commands.settings.shown import language_line, log_line, rights_lines, shown
from bot.groups import CHANGES
from bot.render.answer import notice
from bot.render.escape import escaped
from bot.words import LANGUAGES, mark, t

AUTOMATIC: Final = "automatic"

MOST_ROLES: Final = 20
"""How many roles may change one kind of thing."""

LET: Final[Mapping[str, str]] = {
    "watch": mark("let {role} change watches"),
    "digest": mark("let {role} change digests"),
    "feed": mark("let {role} change feeds"),
    "actor": mark("let {role} change the server's own actors"),
}
LET_NO_MORE: Final[Mapping[str, str]] = {
    "watch": mark("no longer lets {role} change watches"),
    "digest": mark("no longer lets {role} change digests"),
    "feed": mark("no longer lets {role} change feeds"),
    "actor": mark("no longer lets {role} change the server's own actors"),
}
"""How the log tells it."""

settings = app_commands.Group(
    name="settings",
    description="Who may change what, where changes are told, and in which language",
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
)


@settings.command()
async def show(interaction: discord.Interaction[Any]) -> None:
    """What this server settled."""
    guild = manager(interaction)
    await think(interaction)
    row = await desk_of(interaction).archive.guilds.settings(guild)
    await say(interaction, shown(row, interaction.guild))


@settings.command()
@app_commands.describe(
    group="What it is about", role="Who may change it too", remove="Take it from that role instead"
)
@app_commands.choices(group=[app_commands.Choice(name=what, value=group) for group, what in CHANGES.items()])
async def permissions(
    interaction: discord.Interaction[Any],
    group: str,
    role: discord.Role | None = None,
    remove: bool = False,
) -> None:
    """Let a role change watches, digests, feeds or actors; without a role, show who may."""
    guild = manager(interaction)
    await think(interaction)
    guilds = desk_of(interaction).archive.guilds
    if group not in LET:
        raise Mistake(t("Choose from the list what it is about."))
    before = (await guilds.settings(guild)).rights.get(group, ())
    if role is not None:
        after = _after(before, role, remove=remove)
        await guilds.allow(guild, group, after)
        said = LET_NO_MORE[group] if remove else LET[group]
        await log_change(interaction, said, role=_role(role))
    elif remove:
        raise Mistake(t("Say from which `role` it is to be taken."))
    now = await guilds.settings(guild)
    lines = dict(zip(CHANGES, rights_lines(now, interaction.guild), strict=True))
    await say(interaction, notice(next(line for key, line in lines.items() if key == group)))


def _role(role: discord.Role) -> str:
    """The role in the log; a mention of @everyone is none that Discord shows."""
    return escaped(role.name) if role.is_default() else role.mention


def _after(before: tuple[str, ...], role: discord.Role, *, remove: bool) -> tuple[str, ...]:
    """The roles by id with this one, or without it."""
    name = str(role.id)
    if remove:
        if name not in before:
            raise Mistake(
                t("{role} may not change that by this setting.", role=role_names((name,), role.guild))
            )
        return tuple(one for one in before if one != name)
    gone = [one for one in before if role.guild.get_role(int(one)) is None]
    kept = tuple(one for one in before if one not in gone)
    if len(kept) >= MOST_ROLES and name not in kept:
        raise Mistake(t("{count} roles may change that already. Take it from one first.", count=MOST_ROLES))
    return (*kept, name)


@settings.command()
@app_commands.describe(channel="Where changes are told; leave it out to tell them nowhere")
async def log(interaction: discord.Interaction[Any], channel: discord.TextChannel | None = None) -> None:
    """Tell in a channel who changed what."""
    guild = manager(interaction)
    await think(interaction)
    guilds = desk_of(interaction).archive.guilds
    if channel is None:
        await log_change(interaction, mark("let changes be told nowhere from now on"))
        await guilds.tell_changes(guild, None)
    else:
        target_of(interaction, channel)
        await guilds.tell_changes(guild, str(channel.id))
        await log_change(interaction, mark("let changes be told here from now on"))
    await say(interaction, notice(log_line(await guilds.settings(guild), interaction.guild)))


@settings.command()
@app_commands.describe(language="What alerts, digests and notices are written in")
@app_commands.choices(
    language=[
        app_commands.Choice(name="the server's own language", value=AUTOMATIC),
        *(app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()),
    ]
)
async def language(interaction: discord.Interaction[Any], language: str) -> None:
    """Choose the language of messages; answers to people are in their own."""
    guild = manager(interaction)
    await think(interaction)
    guilds = desk_of(interaction).archive.guilds
    if language != AUTOMATIC and language not in LANGUAGES:
        raise Mistake(t("Choose a language from the list."))
    await guilds.speak(guild, None if language == AUTOMATIC else language)
    row = await guilds.settings(guild)
    if language == AUTOMATIC:
        await log_change(interaction, mark("let messages be in the server's own language"))
    else:
        chosen = LANGUAGES[language]
        await log_change(interaction, mark("let messages be in {language}"), language=chosen)
    await say(interaction, notice(language_line(row)))
