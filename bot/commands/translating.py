"""The names and descriptions of commands, options and choices in the languages that Wirewatch speaks."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.words.catalogue import ENGLISH, language_of, translation

CONTEXTS: Final[Mapping[Location, str]] = {
    Location.command_name: "command",
    Location.group_name: "command",
    Location.parameter_name: "option",
    Location.choice_name: "choice",
    Location.command_description: "description",
    Location.group_description: "description",
    Location.parameter_description: "description",
}
"""Under which context the catalogues have a text of each kind."""


class Translated(app_commands.Translator):
    """Tells Discord what commands are called in each of its locales whose language is spoken here."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in the locale's language; None where it is English, or was not translated."""
        language = language_of(locale.value)
        if language == ENGLISH:
            return None
        said = translation(language).forms.get((CONTEXTS[context.location], string.message))
        return said[0] if said else None


def texts(*commands: Any) -> Iterator[tuple[str, str]]:
    """Each text of the commands, groups and menus that has a translation, after its context."""
    for command in commands:
        yield from _texts(command)


def _texts(command: Any) -> Iterator[tuple[str, str]]:
    yield "command", command.name
    if getattr(command, "description", ""):
        yield "description", command.description
    if isinstance(command, app_commands.Group):
        yield from texts(*command.commands)
    for option in getattr(command, "parameters", ()):
        yield "option", option.display_name
        yield "description", str(option.description)
        yield from (("choice", choice.name) for choice in option.choices)
