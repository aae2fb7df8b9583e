"""What a server settled, in words."""

import discord

from bot.commands.settings.roles import role_names
from bot.groups import CHANGES
from bot.render.answer import notice
from bot.render.message import RenderedMessage
from bot.words import LANGUAGES, language_of, named, t
from storage.model import GuildSettings


def shown(settings: GuildSettings, guild: discord.Guild | None) -> RenderedMessage:
    """Every setting with what it is now."""
    return notice(
        "\n".join((*rights_lines(settings, guild), log_line(settings, guild), language_line(settings)))
    )


def rights_lines(settings: GuildSettings, guild: discord.Guild | None) -> tuple[str, ...]:
    """Who may change what, a line for each group of commands."""
    return tuple(
        t("**{what}**: {who}", what=_begun(named(what)), who=_who(settings, group, guild))
        for group, what in CHANGES.items()
    )


def _begun(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def _who(settings: GuildSettings, group: str, guild: discord.Guild | None) -> str:
    managers = t("who may *Manage Server*")
    roles = settings.rights.get(group, ())
    if not roles:
        return managers
    return t("{managers}, and {roles}", managers=managers, roles=role_names(roles, guild))


def log_line(settings: GuildSettings, guild: discord.Guild | None) -> str:
    """Where changes are told."""
    if settings.log is None:
        return t("Changes are told nowhere: `/settings log` names a channel.")
    if guild is not None and guild.get_channel(int(settings.log)) is None:
        return t("Changes are told nowhere: their channel is gone. `/settings log` names another.")
    return t("Changes are told in {channel}.", channel=f"<#{settings.log}>")


def language_line(settings: GuildSettings) -> str:
    """What is spoken to the server."""
    if settings.language is not None:
        return t("Messages are in {language}.", language=LANGUAGES.get(settings.language, settings.language))
    spoken = LANGUAGES[language_of(settings.locale)]
    return t("Messages are in the server's own language, now {language}.", language=spoken)
