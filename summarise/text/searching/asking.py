"""What people type into a search: words, "phrases", -words and OR. Anything else is just words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from summarise.text.searching.terms import STEMMED, composed, folded, terms
from summarise.text.words import is_unspaced, stop_words, tokens

LONGEST: Final = 300
"""Characters of a query that are looked at."""

MOST_PARTS: Final = 16
MOST_TERMS: Final = 12
"""How many terms of a phrase count."""

SHORTEST_BEGINNING: Final = 3
"""Letters of a word's beginning that finds longer words."""

_QUOTES: Final = re.compile("[“”„‟«»『』「」]")
_PART: Final = re.compile(r'(-?)"([^"]*)"?|(\S+?)(?=\s|"|$)')
_OR: Final = frozenset({"OR", "|"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A word or a phrase: runs of terms, one for each way in which it may be stemmed; any of them will do.

    With `opens`, the last term of each run is the beginning of a word.
    """

    forms: tuple[tuple[str, ...], ...]
    opens: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """All of `every` must be there, in each at least one part; none of `without`.

    `slight` are the words that say little ("the"): they need not be there, but count where they are. With
    no `every` nothing was asked for. `last` is the beginning of a word that the last one may be.
    """

    every: tuple[tuple[Part, ...], ...] = ()
    without: tuple[Part, ...] = ()
    slight: tuple[Part, ...] = ()
    last: str = ""


def asked(query: str, language: str = "en") -> Asked:
    """What the query asks for; small words that say little in English or this language are slight."""
    typed = _QUOTES.sub('"', composed(query[:LONGEST]))
    every: list[tuple[Part, ...]] = []
    without: list[Part] = []
    slight: list[Part] = []
    joins = False
    last = ""
    for match in list(_PART.finditer(typed))[:MOST_PARTS]:
        minus, phrase, word = match[1], match[2], match[3]
        if word in _OR and every and not joins:
            joins = True
            continue
        is_without = bool(minus) or (word is not None and len(word) > 1 and word[0] == "-")
        part = part_of(phrase if word is None else word)
        if not part.forms:
            continue
        if is_without:
            without.append(part)
        elif joins:
            every[-1] = (*every[-1], part)
        elif word is not None and _is_slight(word, language):
            slight.append(part)
        else:
            every.append((part,))
            last = "" if word is None else _beginning(word)
        joins = False
    if every:
        return Asked(every=tuple(every), without=tuple(without), slight=tuple(slight), last=last)
    # only little words, or only words that must not be there: then they are what is sought
    return Asked(every=tuple((part,) for part in (*slight, *without)))


def looser(query: Asked) -> Asked | None:
    """The same with the last word as the beginning of one; None where it is too short, or no word."""
    if not query.last:
        return None
    *others, (*alternatives, end) = query.every
    runs = dict.fromkeys((*end.forms, (*end.forms[0][:-1], query.last)))
    opened = replace(end, forms=tuple(runs), opens=True)
    return replace(query, every=(*others, (*alternatives, opened)), last="")


def part_of(text: str) -> Part:
    """A word or phrase; without forms where there is no word in it."""
    runs = (terms(text, language)[:MOST_TERMS] for language in STEMMED)
    return Part(forms=tuple(dict.fromkeys(run for run in runs if run)))


def parts_of(query: Asked) -> Iterable[Part]:
    """All that may be there."""
    return (*(part for clause in query.every for part in clause), *query.slight)


def _is_slight(word: str, language: str) -> bool:
    return word.islower() and (word in stop_words("en") or word in stop_words(language))


def _beginning(word: str) -> str:
    *_, ends = "", *folded(tokens(word)[-1])
    return ends if len(ends) >= SHORTEST_BEGINNING or is_unspaced(ends) else ""
