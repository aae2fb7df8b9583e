"""Which stories a digest tells, the most important first, and not five about one event.

A story weighs

    log2(1 + new + old / 2)  +  1 with a watched actor  +  2 ** (-2 * age / span) / 2

where `new` are the independent sources that reported it in the digest's time and `old` its others (0 for a
story that its readers know: to them only what came since is news), `age` is how long before the end of that
time the last report came, and `span` how long that time is. An outlet is one source, and so are all that
print one wire report.

Of what is left, the next story told is the one with the greatest marginal relevance (Carbonell and Goldstein
1998): `RELEVANCE` times its weight, as a share of the greatest, less `1 - RELEVANCE` times its likeness to
the story told already that it is most like. Likeness is the cosine of the stories' words, each weighed by how
few of the stories have it, and to `BY_ACTORS` the share of their actors that they have in common.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import log, log2, sqrt
from typing import Final, TypeVar

from summarise.model import Report, Story
from summarise.stories.sources import sources_of

RELEVANCE: Final = 0.5
BY_ACTORS: Final = 0.2
WATCHED: Final = 1.0

REPORTS_READ: Final = 6
"""So many of a story's reports tell what it is like."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A story that a digest may tell, with its weight and the moment of its last new report."""

    story: Story
    weight: float
    last_at: datetime


def candidate(
    story: Story,
    *,
    fresh: Sequence[Report],
    known: bool,
    watched: bool,
    since: datetime,
    until: datetime,
) -> Candidate:
    """The story with its weight; `fresh` are those of its reports that are new, at least one."""
    sources = dict(zip((r.article.id for r in story.reports), sources_of(story.reports), strict=True))
    new = {sources[report.article.id] for report in fresh}
    old = set() if known else set(sources.values()) - new
    last_at = min(until, max(report.article.at for report in fresh))
    span = max((until - since).total_seconds(), 1.0)
    recency = 2.0 ** (-2 * (until - last_at).total_seconds() / span)
    weight = log2(1 + len(new) + len(old) / 2) + WATCHED * watched + recency / 2
    return Candidate(story=story, weight=weight, last_at=last_at)


def chosen(
    candidates: Sequence[Candidate], count: int, tell: Callable[[Candidate], T | None]
) -> tuple[T, ...]:
    """What is told of at most `count` candidates, best first; one of which `tell` has nothing gives way."""
    return tuple(islice(_told(candidates, tell), count))


def _told(candidates: Sequence[Candidate], tell: Callable[[Candidate], T | None]) -> Iterator[T]:
    left = sorted(candidates, key=lambda one: (-one.weight, -one.last_at.timestamp(), one.story.id))
    greatest = left[0].weight if left else 1.0
    likeness = _Likeness(left)
    nearest = {one.story.id: 0.0 for one in left}
    while left:
        best = max(
            left,
            key=lambda one: RELEVANCE * one.weight / greatest - (1 - RELEVANCE) * nearest[one.story.id],
        )
        left.remove(best)
        told = tell(best)
        if told is None:
            continue
        for one in left:
            nearest[one.story.id] = max(nearest[one.story.id], likeness.of(one.story, best.story))
        yield told


class _Likeness:
    """How much stories are alike, from 0 to 1, among those of one digest."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        counts = {one.story.id: _terms(one.story) for one in candidates}
        having = Counter(term for terms in counts.values() for term in terms)
        number = len(counts) + 1
        self._vectors = {
            story: _unit({term: sqrt(count) * log(number / having[term]) for term, count in terms.items()})
            for story, terms in counts.items()
        }

    def of(self, one: Story, other: Story) -> float:
        """How much two of the stories are alike."""
        fewer, more = sorted((self._vectors[one.id], self._vectors[other.id]), key=len)
        words = sum(weight * more.get(term, 0.0) for term, weight in fewer.items())
        either = one.actors | other.actors
        actors = len(one.actors & other.actors) / len(either) if either else 0.0
        return (1 - BY_ACTORS) * words + BY_ACTORS * actors


def _terms(story: Story) -> Counter[str]:
    terms: Counter[str] = Counter()
    for report in story.reports[:REPORTS_READ]:
        terms.update(report.reading.terms)
    return terms


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}
