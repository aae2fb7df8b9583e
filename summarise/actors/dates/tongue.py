"""What a language calls its days, and the words that look ahead or back: its table, compiled."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

IDEOGRAPHIC: Final = frozenset({"ja", "zh"})
"""The languages whose dates dates.ideographs finds; their tables hold the words that look ahead or back."""

KNOWN: Final = IDEOGRAPHIC | {"ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"}
"""The languages that have a table."""

Word = tuple[str, int]
"""The kind of a word, one letter of `KINDS`, and its number (of a month, a weekday, …)."""

_LISTED: Final = {
    "months": ("M", 1),
    "weekdays": ("W", 0),
    "short_months": ("b", 1),
    "short_weekdays": ("w", 0),
    "numbers": ("N", 1),
}
KINDS: Final = {
    "overmorrow": "Z",
    "tomorrow": "T",
    "weekday_word": "F",
    "weekend": "E",
    "since_now": "s",
    "coming": "c",
    "coming_before": "C",
    "next": "n",
    "this": "t",
    "last": "l",
    "every": "*",
    "first": "1",
    "end": "e",
    "part": "h",
    "later": "k",
    "on": "o",
    "in": "i",
    "ahead_in": "j",
    "either_in": "J",
    "until": "U",
    "by": "u",
    "of": "f",
    "the": "A",
    "articles": "a",
    "range": "r",
    "and": "&",
    "day": "d",
    "week": "v",
    "month": "m",
    "year": "y",
    "hour": "H",
}
"""The keys of a table with words of one kind each, and its letter. A word has the first that lists it."""

CUES: Final = ("ahead", "verbs", "back", "weak", "soft")
"""What looks ahead, verbs that do where they are no nouns, what looks back, infinitives (ahead where nothing
before them looks back) and participles (back where nothing else tells)."""

_TRIGGERS: Final = frozenset("MWbTZvmyEdH")


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
    never: re.Pattern[str]


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
        verb_last=told.get("verb_last", False),
        cues=re.compile("|".join(rf"(?P<{key}>{_any(told, key, edge)})" for key in CUES)),
        determiners=frozenset(told.get("determiners", "").split()),
        neutral=re.compile(_any(told, "neutral", edge)),
        breaks=re.compile(rf"[,;:–—]|{_any(told, 'breaks', edge)}"),
        noun_cues=frozenset(told.get("noun_cues", "").split()),
        never_before=re.compile(rf"{_any(told, 'never_before', edge)}[ ,(]*\Z"),
        never_after=re.compile(_any(told, "never_after", "", edge)),
        never=re.compile(_any(told, "never", edge)),
    )


def _triggers(
    words: Mapping[str, Word],
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Word]]],
    told: Mapping[str, Any],
) -> Iterator[str]:
    kinds = _TRIGGERS if told.get("capital") else _TRIGGERS | {"w"}
    alone = {word for word, (kind, _) in words.items() if kind in kinds}
    yield from alone
    for first, listed in phrases.items():
        if any(kind in kinds and alone.isdisjoint(rest) for rest, (kind, _) in listed):
            yield first


def _words(told: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    endings = ["", *told.get("weekday_endings", "").split()]
    for key, (kind, first) in _LISTED.items():
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
    either = "|".join(listed).replace("_", " ")
    return rf"{before}(?:{either.replace('DATE', _a_date(told))}){edge}" if listed else r"(?!)"


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
