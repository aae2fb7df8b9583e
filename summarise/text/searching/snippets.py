"""What is shown of an article that was found: the words around those that were sought, and where they are."""

import re
from dataclasses import dataclass
from itertools import chain
from typing import Final

from summarise.text.mend import shown
from summarise.text.searching.asking import Asked, Part, parts_of
from summarise.text.searching.terms import LONGEST_TEXT, composed, terms_in
from summarise.text.words import spans, tokens

LENGTH: Final = 200
"""Characters of a snippet, unless another number is asked for."""

ELLIPSIS: Final = "…"
_LEAD: Final = 40
_NEAR: Final = 1_200
"""Characters in which most of what is found stands; the others are looked at where something is not there."""

_MOST_PLACES: Final = 400
_ENDS: Final = re.compile(r"[.!?…。！？][\"”’')\]]*\s+|\n+")
_SPACES: Final = re.compile(r"\s+")

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Snippet:
    """A line of an article's text, and the characters [start, end) of it that were sought, in order."""

    text: str
    marks: tuple[Span, ...] = ()


def snippet(text: str, query: Asked, language: str, length: int = LENGTH) -> Snippet:
    """The part of the text, on one line, that has most of what was asked for; of equals the first.

    Its beginning where nothing is in it. At most `length` characters, ellipses included.
    """
    whole = composed(text[:LONGEST_TEXT])
    room = max(0, length - 2 * len(ELLIPSIS))
    found = places(whole[:_NEAR], query, language)
    if not _covered(query, found) and len(whole) > _NEAR:
        found = places(whole, query, language)
    begin = _begin(whole, found[:_MOST_PLACES], room)
    # white space and mending shorten what was cut, never lengthen it
    cut = composed(shown(whole[begin : begin + room]))[:room]
    ends = begin + room >= len(whole)
    if not ends:
        cut = _whole_words(cut)
    line = f"{ELLIPSIS if begin else ''}{cut}{'' if ends or not cut else ELLIPSIS}"[: max(0, length)]
    marks = tuple(span for span, _ in places(line, query, language))
    return Snippet(text=line, marks=_apart(marks))


def places(text: str, query: Asked, language: str) -> list[tuple[Span, int]]:
    """Where what was asked for stands in a composed text, in order, with the number of its part."""
    by_first: dict[str, list[tuple[int, Part, tuple[str, ...]]]] = {}
    opening: list[tuple[int, Part, tuple[str, ...]]] = []
    for number, part in enumerate(parts_of(query)):
        for form in part.forms:
            if part.opens and len(form) == 1:
                opening.append((number, part, form))
            else:
                by_first.setdefault(form[0], []).append((number, part, form))
    every = list(map(terms_in(language).__getitem__, tokens(text)))
    terms = list(chain.from_iterable(every))
    begun = tuple(form[0] for _, _, form in opening)
    heads = [at for at, term in enumerate(terms) if term in by_first or (begun and term.startswith(begun))]
    found = [
        (at, at + len(form) - 1, number)
        for at in heads
        for number, part, form in (*by_first.get(terms[at], ()), *opening)
        if _stands(part, form, terms, at)
    ]
    if not found:
        return []
    # where a token has several terms, each stands where it does
    owners = [number for number, own in enumerate(every) for _ in own]
    stands = spans(text, {owners[at] for first, last, _ in found for at in (first, last)})
    return [((stands[owners[first]][0], stands[owners[last]][1]), number) for first, last, number in found]


def _covered(query: Asked, found: list[tuple[Span, int]]) -> bool:
    """Whether something of each that must be there was found."""
    numbers = {number for _, number in found}
    first = 0
    for clause in query.every:
        if numbers.isdisjoint(range(first, first + len(clause))):
            return False
        first += len(clause)
    return True


def _stands(part: Part, form: tuple[str, ...], terms: list[str], at: int) -> bool:
    here = terms[at : at + len(form)]
    if len(here) < len(form) or here[:-1] != list(form[:-1]):
        return False
    return here[-1].startswith(form[-1]) if part.opens else here[-1] == form[-1]


def _begin(text: str, found: list[tuple[Span, int]], room: int) -> int:
    """Where the best window begins: at a sentence's beginning where that is near, else between two words."""
    first = _best(found, room) if found else 0
    if first <= _LEAD:
        return len(text) - len(text.lstrip())
    near = max(0, first - room // 2)
    starts = [match.end() for match in _ENDS.finditer(text, near, first) if match.end() <= first]
    if starts and first - starts[-1] <= room // 2:
        return starts[-1]
    lead = max(0, first - _LEAD)
    gap = _SPACES.search(text, lead, first)
    return lead if gap is None or not lead else gap.end()


def _best(found: list[tuple[Span, int]], room: int) -> int:
    """Where the first word stands of those that in one window are most of what was asked for."""
    best, most = found[0][0][0], 0
    every = len({number for _, number in found})
    for at, ((start, _), _) in enumerate(found):
        kinds = set()
        for (_, end), number in found[at:]:
            if end > start + room - _LEAD:
                break
            kinds.add(number)
        if len(kinds) > most:
            best, most = start, len(kinds)
        if most == every:
            break
    return best


def _whole_words(cut: str) -> str:
    space = cut.rfind(" ")
    return cut[:space].rstrip() if space > len(cut) // 2 else cut


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in order, those that meet or overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
