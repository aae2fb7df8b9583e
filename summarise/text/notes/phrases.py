"""The phrases that begin what is no news, in thirteen languages (`phrases.toml`)."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

Kind = Literal["pleas", "whole", "heads", "labels", "pointers", "amends", "amended"]

_LONGEST: Mapping[Kind, int] = {
    "pleas": 600,
    "whole": 100,
    "heads": 80,
    "labels": 400,
    "pointers": 200,
    "amends": 600,
    "amended": 600,
}
_AFTER: Mapping[Kind, str] = {
    "pleas": "",
    "whole": r"[\W\d_]*\Z",
    "heads": r"[\W\d_]*\Z",
    "labels": r"\s?[:：|]\s*\S",
    "pointers": r"\s?[:：|]\s*\S",
    "amends": "",
    "amended": r"\s?(?:[:：|]| [–—-] )",
}
_DECORATION = re.compile(
    r"(?:[(\[（［【>*•|→▶►▷#+✓✔●▪■◆\s–—\u200b-\u200f\u2066-\u2069\ufe0f"
    r"\u2600-\u27bf\U0001f300-\U0001faff-]|»(?=\s))*"
)
_STOPPED = re.compile(r"[.。][\"”’')\]»」]*$")
_PLAIN = re.compile(r"[^\\.?*+{}()\[\]|^$]{1,2}(?![?*+{])|[^\\.?*+{}()\[\]|^$](?![?*+{])")
_QUOTATION = re.compile(r"[\"“”„«»「」]")
_LONGEST_OF_ITSELF = 250
_NONE: frozenset[Kind] = frozenset()


@lru_cache(maxsize=64)
def kinds_of(line: str) -> frozenset[Kind]:
    """The kinds of phrases with which a line or sentence, whatever marks stand before it, begins.

    Every kind has a length beyond which nothing is of it: 600 characters at most.
    """
    if len(line) > _LONGEST["pleas"]:
        return _NONE
    decoration = _DECORATION.match(line)
    bare = line[decoration.end() if decoration else 0 :].lower()
    table = _table()
    asked = table.get(bare[:2], ()) + table.get(bare[:1], ())
    if not asked:
        return _NONE
    return frozenset(kind for kind, pattern in asked if pattern.match(bare) and _fits(kind, bare))


def is_said_of_itself(sentence: str) -> bool:
    """Whether a sentence without a quotation holds words that an outlet says of itself ("our newsletter")."""
    if len(sentence) > _LONGEST_OF_ITSELF or _QUOTATION.search(sentence):
        return False
    small = sentence.lower()
    return any(map(small.__contains__, _within()))


def _fits(kind: Kind, bare: str) -> bool:
    return len(bare) <= _LONGEST[kind] and (kind != "pointers" or not _STOPPED.search(bare))


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text(encoding="utf8"))


@lru_cache(maxsize=1)
def _within() -> tuple[str, ...]:
    return tuple(words for table in _listed().values() for words in table["within"])


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[tuple[Kind, re.Pattern[str]], ...]]:
    """By the first one or two characters, since nearly every sentence of news begins with none of them."""
    phrases: defaultdict[tuple[str, Kind], list[str]] = defaultdict(list)
    for kind, first, phrase in _phrases():
        phrases[first, kind].append(phrase)
    table: defaultdict[str, list[tuple[Kind, re.Pattern[str]]]] = defaultdict(list)
    for (first, kind), several in phrases.items():
        table[first].append((kind, re.compile(f"(?:{'|'.join(several)}){_AFTER[kind]}")))
    return {first: tuple(patterns) for first, patterns in table.items()}


def _phrases() -> Iterator[tuple[Kind, str, str]]:
    for language, table in _listed().items():
        # the last word of a phrase is a whole one, but in Chinese and Japanese, where words have no ends
        ending = "" if language in {"zh", "ja"} else r"(?:(?<!\w)|(?!\w))"
        for kind in get_args(Kind):
            for phrase in table[kind]:
                plain = _PLAIN.match(phrase)
                if not plain:
                    raise ValueError(f"phrases.toml: {phrase!r} ({language}) starts with no plain character")
                yield kind, plain[0], f"(?:{phrase}){ending}"
