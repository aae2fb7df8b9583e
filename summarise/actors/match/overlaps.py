"""Which of the forms that overlap is meant: the longest."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from summarise.actors.lexicon import JOINING, OF_OFFICES, OFFICES, OFFICES_UNSPACED
from summarise.actors.match.page import Finding
from summarise.actors.neighbours import small

_LONGEST_OFFICE = 50
_WORD: Final = re.compile(r"[^\W\d_]+")


def longest(text: str, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings that are kept, in order and never overlapping, and the others: vetoed or covered.

    A title right before its holder's name is one finding with it, and so is the body in such a title.
    """
    kept: list[Finding] = []
    rest: list[Finding] = []
    for one in findings:
        (kept if one.kept else rest).append(one)
    if any(one.end > other.start for one, other in pairwise(kept)):
        kept = _apart(text, kept, rest)
    return _merged(text, kept), rest


def _apart(text: str, kept: list[Finding], rest: list[Finding]) -> list[Finding]:
    """The longer of any two that overlap, in order; the others are put into `rest`."""
    chosen: list[Finding] = []
    for one in sorted(kept, key=lambda one: (one.start, -one.end, one.senses[0].actor.id)):
        last = chosen[-1] if chosen else None
        if last is None or one.start >= last.end:
            chosen.append(one)
            continue
        if (one.start, one.end, one.actor.id) == (last.start, last.end, last.actor.id):
            continue
        longer, shorter = (one, last) if one.end - one.start > last.end - last.start else (last, one)
        chosen[-1] = longer
        rest.append(shorter._replace(reason="covered", word=text[longer.start : longer.end]))
    return chosen


def _merged(text: str, findings: list[Finding]) -> list[Finding]:
    merged: list[Finding] = []
    for one in findings:
        if merged and one.start - merged[-1].end <= _LONGEST_OFFICE and _leads_to(text, merged[-1], one):
            merged[-1] = one._replace(start=merged[-1].start)
        else:
            merged.append(one)
    return merged


def _is_of_office(text: str, start: int) -> bool:
    """Whether an office stands before the body: "segretario generale dell'ONU"."""
    words = _WORD.findall(text[max(0, start - _LONGEST_OFFICE) : start])
    while words and small(words[-1]) in JOINING:
        words.pop()
    return bool(words) and small(words[-1]) in OFFICES


def _leads_to(text: str, title: Finding, holder: Finding) -> bool:
    """Whether a title, or a body and an office of it ("NATO spokeswoman"), lead to the name after them."""
    between = text[title.end : holder.start]
    if title.reason == "title":
        return between in ("", " ", "\u00a0") and title.actor.id == holder.actor.id
    if title.actor.kind != "organisation" or holder.actor.kind != "person" or holder.reason == "title":
        return False
    if between in OFFICES_UNSPACED:
        return True
    if between in (" ", "\u00a0"):
        return _is_of_office(text, title.start)
    words = between.replace("-", " ").split()
    if not words or between[0] != " " or between[-1] != " " or small(words[-1]) not in OFFICES:
        return False
    return all(small(word) in OF_OFFICES or small(word) in OFFICES for word in words[:-1])
