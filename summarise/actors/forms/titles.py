"""Titles of office as other languages say them: "President of Brazil" is "presidente do Brasil"."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, Final

_TABLES: Final = files("summarise.actors.forms") / "offices"
_GERMAN_ENDINGS: Final = ("er", "e", "en")
_SLAVIC_ENDINGS: Final = {
    "ru": ("ий", "ого", "ому", "им"),
    "uk": ("ий", "ого", "ому", "им"),
    "pl": ("i", "iego", "iemu", "im"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Language:
    """A language's table: offices, countries, and what only one country calls an office."""

    code: str
    offices: Mapping[str, str]
    countries: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """An office and a country in the words of a language's table, and whether a woman holds it."""

    code: str
    office: str
    country: str
    she: bool

    def variants(self) -> list[str]:
        """The variants of the office's name: of a woman those after the bar, if there is one."""
        return self.office.split(" | ")[-1 if self.she else 0].split("/")

    def country_in(self) -> list[list[str]]:
        """The parts of what is said of the country, each with its variants."""
        return [part.split("/") for part in self.country.split(" | ")]


def titles_abroad(names: tuple[str, ...], *, she: bool) -> tuple[str, ...]:
    """What other languages call an office that has one of these English names; empty for most offices.

    Heads of state and government and foreign ministers of the countries in offices/en.toml, as a man or a
    woman is called, in the cases of German and the Slavic languages.
    """
    english = _english()
    held = next((english[name.lower()] for name in names if name.lower() in english), None)
    return _made(*held, she) if held else ()


@lru_cache(maxsize=1)
def _english() -> Mapping[str, tuple[str, str]]:
    """The country and the office of every English title that is said elsewhere by rule."""
    table = _table("en")
    found = {}
    for country, written in table["country"].items():
        name, adjective = written.split(" | ")
        for office, patterns in table["office"].items():
            for pattern in patterns:
                found[pattern.format(name=name, adjective=adjective).lower()] = (country, office)
    return found


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(code=code, offices=table["office"], countries=table["country"], own=table.get("own", {}))
        for code, table in ((code, _table(code)) for code in _WAYS)
    )


def _table(code: str) -> dict[str, Any]:
    return tomllib.loads((_TABLES / f"{code}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1_000)
def _made(country: str, office: str, she: bool) -> tuple[str, ...]:
    made: dict[str, None] = {}
    for language in _languages():
        if country in language.countries:
            asked = _Asked(
                code=language.code,
                office=language.offices[office],
                country=language.countries[country],
                she=she,
            )
            made |= dict.fromkeys(_WAYS[language.code](asked))
        own = language.own.get(country, {}).get(office, "")
        made |= dict.fromkeys(word.replace("_", " ") for word in _variants(own, language.code))
    if office == "foreign minister" and country in _table("en")["chancellors"]:
        for name in _made(country, "chancellor", she):
            made.pop(name, None)
    return tuple(made)


def _variants(own: str, code: str) -> Iterator[str]:
    for variant in filter(None, own.split("/")):
        yield from variant.split() if code in _SLAVIC_ENDINGS else (variant,)


def _romance(asked: _Asked) -> Iterator[str]:
    of, his, hers = asked.country_in()
    adjectives = hers if asked.she else his
    for name in asked.variants():
        if "{}" in name:
            yield from map(name.format, adjectives)
        else:
            yield from (f"{name} {tail}" for tail in (*of, *adjectives))


def _german(asked: _Asked) -> Iterator[str]:
    of, adjectives = asked.country_in()
    for variant in asked.variants():
        name = variant.removeprefix("~")
        endings = _GERMAN_ENDINGS if name == variant else _GERMAN_ENDINGS[2:]
        yield from (f"{name} {tail}" for tail in of)
        yield from (f"{genitive} {name}" for genitive in of if " " not in genitive)
        for adjective in adjectives:
            if adjective.endswith("-"):
                yield adjective + name
            else:
                yield from (f"{adjective}{ending} {name}" for ending in endings)


def _slavic(asked: _Asked) -> Iterator[str]:
    of, adjectives = asked.country_in()
    for variant in asked.variants():
        cases = variant.removeprefix("~").split()
        for case, ending in zip(cases, _SLAVIC_ENDINGS[asked.code], strict=False):
            if case == "-":
                continue
            name = case.replace("_", " ")
            yield from (f"{name} {genitive}" for genitive in of)
            if variant[0] != "~":
                yield from (f"{adjective}{ending} {name}" for adjective in adjectives)


def _dutch(asked: _Asked) -> Iterator[str]:
    of, adjectives = asked.country_in()
    for name in asked.variants():
        yield from (f"{name} {tail}" for tail in of)
        yield from (f"{adjective} {name}" for adjective in adjectives)


def _turkish(asked: _Asked) -> Iterator[str]:
    yield from (f"{one} {name}" for one, name in product(*asked.country_in(), asked.variants()))


def _japanese(asked: _Asked) -> Iterator[str]:
    yield from (one + name for one, name in product(*asked.country_in(), asked.variants()))


def _chinese(asked: _Asked) -> Iterator[str]:
    """Either in simplified or in traditional characters."""
    (countries,), offices = asked.country_in(), asked.variants()
    yield from dict.fromkeys((countries[0] + offices[0], countries[-1] + offices[-1]))


_WAYS: Final[dict[str, Callable[[_Asked], Iterator[str]]]] = {
    **dict.fromkeys(("es", "pt", "it", "fr"), _romance),
    "de": _german,
    **dict.fromkeys(("ru", "uk", "pl"), _slavic),
    "nl": _dutch,
    "tr": _turkish,
    "zh": _chinese,
    "ja": _japanese,
}
