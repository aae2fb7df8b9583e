"""Whether two short articles can be about one event: by the places, people and actors they name.

Reports of two earthquakes share most of their words. What tells them apart is a name, which weighs no more
than any other word while nothing was counted yet; so names are compared by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from summarise.model import Trace
from summarise.text.words import NAME

LOSS = 0.8
"""What a similarity loses at most where the names speak against it."""

ENOUGH = 2 / 3
"""From this share of the shorter list of names on, the names agree wholly."""

ONE_SIDED = 0.4
"""How far names agree where only one of the two articles has any."""

SHORT = 30
"""Terms up to which an article is short: the loss fades with the terms of the longer one beyond them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """An article's words with their counts, and what it names: names by their keys, and actors."""

    words: Mapping[str, int]
    names: frozenset[str]
    actors: frozenset[str]
    length: int


def content_of(trace: Trace) -> Content:
    """The trace's terms, parted into words and names."""
    terms = trace.terms
    names = frozenset(term for term in terms if term[:1] == NAME)
    words = {term: count for term, count in terms.items() if term not in names} if names else terms
    return Content(words=words, names=names, actors=trace.actors, length=sum(words.values()))


def likelihood(one: Content, other: Content) -> float:
    """By what their similarity is multiplied: 1 where names agree, 0.2 at least, near 1 for long articles.

    A common actor is no sign of one event, but two articles without a common one, and no other names, are of
    two.
    """
    return 1 - LOSS * (1 - _agreement(one, other)) * SHORT / max(SHORT, one.length, other.length)


def _agreement(one: Content, other: Content) -> float:
    if one.names and other.names:
        shorter = min(len(one.names), len(other.names))
        return min(1.0, len(one.names & other.names) / shorter / ENOUGH)
    if one.actors and other.actors and one.actors.isdisjoint(other.actors):
        return 0.0
    return ONE_SIDED if one.names or other.names else 1.0
