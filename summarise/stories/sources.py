"""Which reports have one source: an outlet's own, and copies of one wire report."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from summarise.model import Report

LONGEST, FEWEST = 20, 3
"""Sentences of a report that are compared, and how many common ones make a copy."""


def sources_of(reports: Sequence[Report]) -> tuple[int, ...]:
    """For each report the number of its source: of the first report that it belongs with.

    Reports belong together where one outlet has them, or where half of the shorter one's sentences, and at
    least three, are word for word the other's.
    """
    origin = list(range(len(reports)))

    def root(number: int) -> int:
        while origin[number] != number:
            origin[number] = number = origin[origin[number]]
        return number

    def unite(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        origin[second] = first

    outlets: dict[str, int] = {}
    said: defaultdict[str, set[int]] = defaultdict(set)
    lengths: dict[int, int] = {}
    for number, report in enumerate(reports):
        unite(outlets.setdefault(report.article.outlet, number), number)
        mine = _sentences(report)
        lengths[number] = len(mine)
        common = Counter(other for sentence in mine for other in said[sentence])
        for other, shared in common.items():
            if shared >= max(FEWEST, min(len(mine), lengths[other]) / 2):
                unite(other, number)
        if not any(common[other] == len(mine) for other in common):
            for sentence in mine:
                said[sentence].add(number)
    return tuple(map(root, range(len(reports))))


def _sentences(report: Report) -> frozenset[str]:
    text = report.article.text
    return frozenset(text[s.start : s.end] for s in report.reading.sentences[:LONGEST])
