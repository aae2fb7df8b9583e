"""Which of the articles that were found comes first: by how much of them is about what was asked, and new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, log2
from typing import Final

from summarise.text.searching.asking import Asked, Part, parts_of

_SATURATION: Final = 1.5
_LENGTHS: Final = 0.5
_IN_TITLE: Final = 1.5
_SLIGHT: Final = 0.3
_BY_OTHERS: Final = 0.1
_FRESH: Final = timedelta(days=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An article that was found, when it appeared, and its terms: each between spaces."""

    article: int
    story: int
    at: datetime
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """An article that was found, its length, and how often its title and text have each part asked for."""

    article: int
    story: int
    at: datetime
    length: int
    counts: tuple[tuple[int, int], ...]


def counted(query: Asked, one: Found) -> Counted:
    """The article with how often each part of the query is in it: all that ranking asks of its terms."""
    return Counted(
        article=one.article,
        story=one.story,
        at=one.at,
        length=len(one.text),
        counts=tuple(_counts(part, one) for part in parts_of(query)),
    )


def ranked(query: Asked, found: Sequence[Counted], now: datetime) -> tuple[tuple[Counted, int], ...]:
    """The best article of each story, best first, with how many of the story's were found.

    BM25 (Robertson and Zaragoza 2009) with a word more in the title, and counts of documents among those
    found, less with age and a little more with the number of a story's articles.
    """
    if not found:
        return ()
    weights = [1.0 for clause in query.every for _ in clause] + [_SLIGHT] * len(query.slight)
    mean = sum(one.length for one in found) / len(found) + 1
    scores = dict.fromkeys((one.article for one in found), 0.0)
    for number, weight in enumerate(weights):
        counts = [(one, *one.counts[number]) for one in found]
        holding = sum(1 for _, titles, texts in counts if titles or texts)
        rare = log(1 + len(found) / holding) if holding else 0.0
        for one, titles, texts in counts:
            times = titles + texts
            long = 1 - _LENGTHS + _LENGTHS * one.length / mean
            told = times / (times + _SATURATION * long) + _IN_TITLE * bool(titles)
            scores[one.article] += weight * rare * told
    stories: dict[int, list[Counted]] = {}
    for one in found:
        stories.setdefault(one.story, []).append(one)
        scores[one.article] *= _freshness(now - one.at)
    best = [
        (scores[top.article] * (1 + _BY_OTHERS * log2(len(every))), top, len(every))
        for every in stories.values()
        for top in [max(every, key=lambda one: (scores[one.article], one.at, one.article))]
    ]
    best.sort(key=lambda scored: (scored[0], scored[1].at, scored[1].article), reverse=True)
    return tuple((top, number) for _, top, number in best)


def _counts(part: Part, one: Found) -> tuple[int, int]:
    ends = "" if part.opens else " "
    runs = [f" {' '.join(form)}{ends}" for form in part.forms]
    return sum(map(one.title.count, runs)), sum(map(one.text.count, runs))


def _freshness(age: timedelta) -> float:
    return float((1 + max(age, timedelta(0)) / _FRESH) ** -0.5)
