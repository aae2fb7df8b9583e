"""What a language's rules say of its abbreviations and of the words that begin its sentences."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

RULED = frozenset({"ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk"})
"""The languages with rules of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """Words of one language, abbreviations without their last full stop and without inner spaces.

    An abbreviation written with a capital ("Sat") stands for that word only; one in small letters ("vs")
    for every case of it; either for a headline's capitals.
    """

    ends: frozenset[str] = frozenset()
    """End a sentence, whatever their last word is elsewhere: Russian "т.д"."""
    never: frozenset[str] = frozenset()
    """End no sentence: titles, "e.g"."""
    before_numbers: frozenset[str] = frozenset()
    """End none before a figure: "No", "art"."""
    sometimes: frozenset[str] = frozenset()
    """End one only where a starter or a quotation follows: "U.S", "etc"."""
    after_numbers: frozenset[str] = frozenset()
    """After a figure end one where it is long enough, elsewhere none: Russian "г", Polish "r"."""
    endings: tuple[str, ...] = ()
    """Ends of compounds that count as `sometimes`: German "str"."""
    hours: frozenset[str] = frozenset()
    """End one unless a day, month or time zone follows: "p.m"."""
    days: frozenset[str] = frozenset()
    """What follows an hour without ending a sentence."""
    starters: frozenset[str] = frozenset()
    """Words that begin a sentence where they have a capital."""
    soft_starters: frozenset[str] = frozenset()
    """Starters that are as often part of a name, and are not where the next word has a capital too."""
    leads: frozenset[str] = frozenset()
    """Prepositions with which a sentence says first when or where it happened."""
    counters: frozenset[str] = frozenset()
    """Words whose figure is no ordinal: German "Platz 1." """
    saying: frozenset[str] = frozenset()
    """Words that attribute the quotation before them, where letters have no case or a name comes first."""
    names: frozenset[str] = frozenset()
    """Names that end in an exclamation mark."""
    ordinals: bool = False
    """Whether a figure with a full stop is an ordinal number."""


@lru_cache
def rules_of(language: str) -> Rules:
    """The rules of one of `RULED`."""
    told = tomllib.loads((files(__package__) / f"{language}.toml").read_text(encoding="utf-8"))
    ordinals, endings = told.pop("ordinals", False), told.pop("endings", "")
    return Rules(
        ordinals=ordinals,
        endings=tuple(endings.split()),
        **{name: frozenset(listed.split()) for name, listed in told.items()},
    )
