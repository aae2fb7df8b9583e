"""Which of the forms that overlap is meant: the longest."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise

from summarise.actors.match.page import Finding


def longest(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order; those kept never overlap, the others of them are covered by a longer one.

    A title right before its holder's name is one finding with it.
    """
    kept: list[Finding] = []
    rest: list[Finding] = []
    for one in findings:
        (kept if one.kept else rest).append(one)
    if any(one.end > other.start for one, other in pairwise(kept)):
        kept = _apart(text, kept, rest)
    merged = _merged(text, kept)
    return sorted([*merged, *rest], key=_start) if rest else merged


def _apart(text: str, kept: list[Finding], rest: list[Finding]) -> list[Finding]:
    """The longest of those that overlap, in order; the others are put into `rest`."""
    chosen: list[Finding] = []
    for one in sorted(kept, key=lambda one: (one.start - one.end, one.start, one.actor.id)):
        at = bisect_left(chosen, one.end, key=_start)
        if at and chosen[at - 1].end > one.start:
            rest.append(one._replace(reason="covered", word=text[chosen[at - 1].start : chosen[at - 1].end]))
        else:
            insort(chosen, one, key=_start)
    return chosen


def _start(finding: Finding) -> int:
    return finding.start


def _merged(text: str, findings: list[Finding]) -> list[Finding]:
    merged: list[Finding] = []
    for one in findings:
        last = merged[-1] if merged else None
        if (
            last
            and last.reason == "title"
            and text[last.end : one.start] in (" ", "\u00a0")
            and last.actor.id == one.actor.id
        ):
            merged[-1] = one._replace(start=last.start)
        else:
            merged.append(one)
    return merged
