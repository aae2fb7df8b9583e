"""Names and descriptions in other languages, from "Localization" in the reference of application commands."""

from collections.abc import Iterator

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.locales import LOCALES
from tests.fakes.discord.world import Json

from .shape import Path, duplicates, length, part, words


def translations(thing: Json, key: str) -> list[tuple[str, str]]:
    """Return what a command, option or choice is called in each language it names."""
    return [(locale, words(text)) for locale, text in part(thing, f"{key}_localizations").items()]


def localised(path: Path, thing: Json, key: str, most: int) -> Iterator[Complaint]:
    """Complain of a language that Discord does not speak, and of a text that is empty or too long in one."""
    path = (*path, f"{key}_localizations")
    for locale, text in translations(thing, key):
        if locale not in LOCALES:
            message = f"{locale!r} is no locale of Discord's"
            yield Complaint(path=(*path, locale), code="ENUM_TYPE_COERCE", message=message)
        yield from length((*path, locale), text, most, least=1)


def shared_names(path: Path, things: list[Json]) -> Iterator[Complaint]:
    """Complain of siblings that one language gives the same name, those it leaves in English included."""
    for locale in sorted({locale for thing in things for locale, _ in translations(thing, "name")}):
        called = [dict(translations(thing, "name")).get(locale, words(thing.get("name"))) for thing in things]
        for name in sorted(duplicates(called)):
            message = f"{name!r} comes twice in {locale}"
            yield Complaint(path=path, code="APPLICATION_COMMANDS_DUPLICATE_NAME", message=message)


def longest(thing: Json, key: str) -> int:
    """Return the length of a text in the language in which it is longest: what counts towards 8,000."""
    texts = [words(thing.get(key)), *(text for _, text in translations(thing, key))]
    return max(len(text) for text in texts)
