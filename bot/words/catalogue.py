"""The languages that Wirewatch speaks, each a gettext catalogue (`<code>.po`) beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH: Final = "en"

LANGUAGES: Final[Mapping[str, str]] = {ENGLISH: "English", "de": "Deutsch"}
"""What Wirewatch speaks, by ISO 639-1 code, each called as it calls itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """The words of a language: forms of each English text by context ("" where it has none)."""

    forms: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of(self, text: str, context: str = "") -> str:
        """The text in this language; itself where it was not translated."""
        return next(iter(self.forms.get((context, text), ())), text)

    def counted(self, one: str, many: str, count: int) -> str:
        """The form for so many: German has two, as English does."""
        forms = self.forms.get(("", one), (one, many))
        return forms[0] if count == 1 else forms[-1]


@lru_cache(maxsize=64)
def language_of(locale: str | None) -> str:
    """The language that Wirewatch speaks to whoever prefers this locale of Discord's ("de", "en-US")."""
    code = (locale or "").partition("-")[0].lower()
    return code if code in LANGUAGES else ENGLISH


@lru_cache(maxsize=len(LANGUAGES))
def translation(language: str) -> Translation:
    """The words of one of LANGUAGES; of English none, as they are the keys."""
    if language == ENGLISH:
        return Translation()
    return Translation(forms={key: forms for key, forms in _forms(read(language)) if all(forms)})


def read(language: str) -> "Catalog":
    """The language's catalogue as it is kept."""
    # where all speak English none is read
    from babel.messages.plurals import get_plural
    from babel.messages.pofile import read_po

    with files("bot.words").joinpath(f"{language}.po").open("rb") as lines:
        found = read_po(lines, locale=language)
    assert get_plural(language).num_plurals == 2, f"{language} counts otherwise than English"
    return found


def _forms(found: "Catalog") -> list[tuple[tuple[str, str], tuple[str, ...]]]:
    rows = []
    for message in found:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        rows.append(((message.context or "", key), forms))
    return rows
