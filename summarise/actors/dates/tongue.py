"""What a language calls its days, and the words that look ahead or back: its table, compiled."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

from summarise.actors.dates.kinds import CUES, KINDS, LISTED, TRIGGERS, Word

IDEOGRAPHIC: Final = frozenset({"ja", "zh"})
"""The languages whose dates dates.ideographs finds; their tables hold the words that look ahead or back."""

KNOWN: Final = IDEOGRAPHIC | {"ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"}
"""The languages that have a table."""


_PLAIN: Final = re.compile(r"[^\W\d_](?![?*+{|])")
_CHOICE: Final = re.compile(r"\(\?:([^\W\d_][^()\[\]{}?*+\\]*)\)(?![?*+{])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tongue:
    """A language's words for dates. Regexes are for a sentence in small letters.

    `phrases` are, by their first word, the further words with what they mean together.
    """

    words: Mapping[str, Word]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    triggers: frozenset[str]
    """Without one of these words or a figure no sentence has a date."""
    ordinals: frozenset[str]
    capital: bool
    """Whether months and weekdays are written with a capital."""
    small_tomorrow: bool
    """Whether "tomorrow" with a capital is the morning: German."""
    dotted: bool
    """Whether "26.4." is a day: German."""
    verb_last: bool
    """Whether the verb stands behind the date: Turkish."""
    cues: re.Pattern[str]
    """Finds one of `CUES`."""
    determiners: frozenset[str]
    """Behind these no word is a verb: "the visit"."""
    neutral: re.Pattern[str]
    """What looks back, and yet may announce a full date: "announced"."""
    breaks: re.Pattern[str]
    """Where a clause ends."""
    noun_cues: frozenset[str]
    """What looks ahead though written with a capital, where all nouns are."""
    never_before: re.Pattern[str]
    never_after: re.Pattern[str]
    planned: re.Pattern[str]
    """What only says that a date was set: "due"."""
    off: re.Pattern[str]
    """What calls off what was planned."""
    moved: re.Pattern[str]
    """What puts it off to another day, or brings it forward."""
    away: re.Pattern[str]
    """What stands before the day that it is moved from."""
    onto: re.Pattern[str]
    """What stands before the day that it is moved to, where that stands before the verb."""
    denied: re.Pattern[str]
    """What will not be."""
    not_until: re.Pattern[str]
    """With what a denial announces: "not until"."""
    turns: re.Pattern[str]
    """Where a sentence turns to something else, though it may be in the same clause."""


@lru_cache
def tongue_of(language: str) -> Tongue:
    """The table of one of `KNOWN`; of any other language one that knows figures alone."""
    told: Mapping[str, Any] = {}
    if language in KNOWN:
        told = tomllib.loads((files(__package__) / f"{language}.toml").read_text(encoding="utf-8"))
    words: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for phrase, word in _words(told):
        first, *rest = phrase.split("_")
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), word))
        else:
            words.setdefault(first, word)
    edge = "" if language in IDEOGRAPHIC else r"\b"
    return Tongue(
        words=words,
        phrases={first: tuple(sorted(listed, reverse=True)) for first, listed in phrases.items()},
        triggers=frozenset(_triggers(words, phrases, told)),
        ordinals=frozenset(told.get("ordinals", "").split()),
        capital=told.get("capital", False),
        small_tomorrow=told.get("tomorrow_small", False),
        dotted=told.get("dotted", False),
        verb_last=told.get("verb_last", False),
        cues=re.compile("|".join(rf"(?P<{key}>{_any(told, key, edge)})" for key in CUES)),
        determiners=frozenset(told.get("determiners", "").split()),
        neutral=re.compile(_any(told, "neutral", edge)),
        breaks=re.compile(rf"[,;:–—]|{_any(told, 'breaks', edge)}"),
        noun_cues=frozenset(told.get("noun_cues", "").split()),
        never_before=re.compile(rf"{_any(told, 'never_before', edge)}[ ,(]*\Z"),
        never_after=re.compile(_any(told, "never_after", "", edge)),
        planned=re.compile(_any(told, "planned", edge)),
        off=re.compile(_any(told, "off", edge)),
        moved=re.compile(_any(told, "moved", edge)),
        away=re.compile(rf"{_any(told, 'away', edge)} ?\Z"),
        onto=re.compile(rf"{_any(told, 'onto', edge)} ?\Z"),
        denied=re.compile(_any(told, "denied", edge)),
        not_until=re.compile(_any(told, "not_until", edge)),
        turns=re.compile(rf"[;:]|{_any(told, 'turns' if 'turns' in told else 'breaks', edge)}"),
    )


def _triggers(
    words: Mapping[str, Word],
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Word]]],
    told: Mapping[str, Any],
) -> Iterator[str]:
    kinds = TRIGGERS if told.get("capital") else TRIGGERS | {"w"}
    alone = {word for word, (kind, _) in words.items() if kind in kinds}
    yield from alone
    for first, listed in phrases.items():
        if any(kind in kinds and alone.isdisjoint(rest) for rest, (kind, _) in listed):
            yield first


def _words(told: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    endings = ["", *told.get("weekday_endings", "").split()]
    for key, (kind, first) in LISTED.items():
        for number, listed in enumerate(told.get(key, ()), first):
            for word in listed.split():
                for ending in endings if kind == "W" else ("",):
                    yield word + ending, (kind, number)
    for key, kind in KINDS.items():
        for word in told.get(key, "").split():
            yield word, (kind, 0)


def _any(told: Mapping[str, Any], key: str, before: str, after: str | None = None) -> str:
    """A regex for any of the table's phrases, those of most words first; for nothing where it has none."""
    listed = sorted(told.get(key, "").split(), key=lambda phrase: -phrase.count("_"))
    edge = before if after is None else after
    either = "|".join(_by_first_letter(listed)).replace("_", " ")
    return rf"{before}(?:{either.replace('DATE', _a_date(told))}){edge}" if listed else r"(?!)"


def _by_first_letter(listed: Sequence[str]) -> Iterator[str]:
    """Regexes that find the same as those listed, the first of them first, in fewer steps: by letters."""
    spread = [each for phrase in listed for each in _spread(phrase)]
    for plain, phrases in groupby(spread, key=lambda each: bool(_PLAIN.match(each))):
        if not plain:
            yield from phrases
            continue
        letters: dict[str, list[str]] = {}
        for each in phrases:
            letters.setdefault(each[0], []).append(each[1:])
        for letter, rests in letters.items():
            yield f"{letter}(?:{'|'.join(rests)})"


def _spread(phrase: str) -> Sequence[str]:
    """Each of the words that a phrase may begin with, with the rest of it."""
    found = _CHOICE.match(phrase)
    return [first + phrase[found.end() :] for first in found[1].split("|")] if found else [phrase]


def _a_date(told: Mapping[str, Any]) -> str:
    """How a date may begin."""
    keys = (
        "months",
        "short_months",
        "weekdays",
        "short_weekdays",
        "tomorrow",
        "next",
        "coming",
        "coming_before",
        "this",
        "part",
    )
    listed = [
        " ".join(told[key]) if isinstance(told[key], list) else told[key] for key in keys if key in told
    ]
    words = " ".join(listed).split()
    return rf"(?:\d|(?:{'|'.join(words)})\b)"
