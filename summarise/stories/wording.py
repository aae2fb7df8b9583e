"""What a sentence is about, its numbers apart: whether two sentences say the same of the same event."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarise.stories.tolls import BEFORE, FATES, NUMBERS, PEOPLE
from summarise.text.words import stop_words, word_set, words

LONGEST = 1_000

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday montag dienstag mittwoch donnerstag"
    " freitag"
    " samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves"
    " viernes"
    " sábado domingo"
)
"""Days of the week, in small letters."""

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATE = re.compile(rf"\b(?:({_MONTHS})\.? (\d{{1,2}})|(\d{{1,2}}) ({_MONTHS}))\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SCOPE = re.compile(
    r"\b(?:since|last (?:year|month|week|night)|earlier|previous(?:ly)?|so far|overall|total|ago"
    r"|anniversary|every|each"
    r"|per|average|annual|worst|(?:this|first|second|third) (?:year|month|week|day|quarter|time)|combined"
    r"|altogether"
    r"|initially|originally|at first|version|correct(?:s|ed|ion)|revised|also|separate(?:ly)?|elsewhere"
    r"|meanwhile|another|second"
    r"|(?:day|week|month|year)s? (?:after|before)|seit|depuis|desde|dal)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:in|on|at|near|off|outside|across|(?:city|town|region|province|village|port|island|coast|shelling|bombing"
    r"|bombardment|attack|strike|siege) of)"
)
_SAID: Final = word_set(
    "said say told accord report state announc confirm offici author polic polici minist ministri spokesman"
    " spokeswoman"
    " spokesperson governor mayor news agenc press least peopl person death toll rose risen number total"
    " new more accord statement local initi count"
)
_ROOT, _SHORTEST = 5, 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Stems, names and places (their first letters), days and dates, and what limits a number's meaning.

    The stems are without numbers, fates, and words that only say who says so. `first` is the word
    that the sentence begins with, which may be a name; empty for a stop word or a number.
    """

    stems: frozenset[str]
    names: frozenset[str]
    first: str
    places: frozenset[str]
    days: frozenset[str]
    scope: frozenset[str]


def wording_of(text: str, language: str, outlet: str = "") -> Wording:
    """A sentence's wording; its outlet's own name says nothing."""
    text = text[:LONGEST]
    fates = FATES.get(language, {})
    kept = " ".join(
        word for word in _WORD.findall(text) if (small := word.lower()) not in fates and small not in _COUNTED
    )
    names, places = _names(text, language, outlet)
    return Wording(
        stems=frozenset(stem for stem in words(kept, language) if stem not in _SAID) - _of_days(language),
        names=names,
        first=_first(text, language),
        places=places,
        days=frozenset(word for word in map(str.lower, _WORD.findall(text)) if word in DAYS)
        | frozenset(f"{(f[1] or f[4])[:3]} {f[2] or f[3]}" for f in _DATE.finditer(text)),
        scope=frozenset(found[0].lower() for found in _SCOPE.finditer(text)) | frozenset(_YEAR.findall(text)),
    )


def _first(text: str, language: str) -> str:
    first = next((found[0].lower() for found in _FIRST.finditer(text)), "")
    nothing = not first.isalpha() or first in stop_words(language) or first in _COUNTED or first in NUMBERS
    return "" if nothing else first[:_ROOT]


_FIRST = re.compile(r"\w+(?:-\w+)*")
_COUNTED = frozenset(BEFORE) | PEOPLE


def _of_days(language: str) -> frozenset[str]:
    return frozenset(words(" ".join(DAYS), language))


def _names(text: str, language: str, outlet: str) -> tuple[frozenset[str], frozenset[str]]:
    """The capitalised words that do not begin the sentence, and which of them stand behind "in" or "near"."""
    own = {word.lower()[:_ROOT] for word in _WORD.findall(outlet)}
    found = list(_WORD.finditer(text))
    names: set[str] = set()
    places: set[str] = set()
    placed = False
    for before, this in pairwise((None, *found)):
        assert this is not None
        word, small = this[0], this[0].lower()
        lead = text[: before.end()] if before else ""
        if _is_name(word, small, language) and small[:_ROOT] not in own:
            if before is not None:
                names.add(small[:_ROOT])
            joined = before is not None and text[before.end() : this.start()] in {" ", "-"}
            placed = joined and (placed or _leads_to_place(lead))
            if placed:
                places.add(small[:_ROOT])
        else:
            placed = False
    return frozenset(names), frozenset(places)


def _is_name(word: str, small: str, language: str) -> bool:
    return (
        word[0].isupper()
        and len(word) >= _SHORTEST
        and small not in DAYS
        and small not in stop_words(language)
        and _DATE.match(f"{word} 1") is None
    )


def _leads_to_place(lead: str) -> bool:
    return _LEADS.search(lead[-_LOOKED_BACK:]) is not None


_LEADS = re.compile(rf"\b{_PLACED.pattern}(?: the| a)?$", re.IGNORECASE)
_LOOKED_BACK = 30


def same_event(one: Wording, other: Wording, *, grave: bool) -> bool:
    """Two sentences of one story say the same, but for their numbers.

    Where the numbers are `grave`, tolls that a story has few of, they share a third of the shorter one's
    words, two of them or a name; otherwise most words, four where there are so many, and what they begin
    with. Neither is of another day, another place or a longer time.
    """
    if one.scope != other.scope or _apart(one.days, other.days) or _elsewhere(one.places, other.places):
        return False
    common = len(one.stems & other.stems)
    shorter = min(len(one.stems), len(other.stems))
    if common < (_SHARE if grave else _MOST) * shorter:
        return False
    shared = one.names & (other.names | {other.first}) or other.names & {one.first}
    if grave and shared and common >= min(_FEWEST, shorter):
        return common > 0
    if one.names - other.names and other.names - one.names:
        return False
    if grave:
        return common >= max(1, min(_FEWEST, shorter))
    return common >= max(_FEWEST, min(_MANY, shorter)) and _begin_alike(one, other)


_SHARE, _MOST = 0.3, 0.6
_FEWEST, _MANY = 2, 4


def _begin_alike(one: Wording, other: Wording) -> bool:
    """Either begins with a word of the other, or with one that means nothing: both tell of one subject."""
    return any(
        not mine.first
        or mine.first in {stem[:_ROOT] for stem in theirs.stems} | theirs.names | {theirs.first}
        for mine, theirs in ((one, other), (other, one))
    )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _elsewhere(one: frozenset[str], other: frozenset[str]) -> bool:
    return _apart(one, other) or bool(one - other and other - one)
