"""Which stories an article may belong to: an inverted index over their heaviest terms."""

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import Final

from summarise.stories.group import MOST_CANDIDATES, SHARED

MOST_POSTINGS: Final = 25
"""A term leads to so many stories at most, the latest: a common one tells little and would cost much."""


class TermIndex:
    """Stories by the terms of their articles."""

    def __init__(self) -> None:
        self._stories: dict[str, dict[int, None]] = {}

    def add(self, story: int, terms: Iterable[str]) -> None:
        """Find the story by these terms from now on."""
        for term in terms:
            held = self._stories.setdefault(term, {})
            held.pop(story, None)
            held[story] = None
            if len(held) > MOST_POSTINGS:
                del held[next(iter(held))]

    def sharing(self, terms: Mapping[str, float]) -> list[int]:
        """The stories that share the most weight in these terms, and two of them, best and newest first."""
        shares: Counter[int] = Counter()
        weights: dict[int, float] = {}
        for term, weight in terms.items():
            for story in self._stories.get(term, ()):
                shares[story] += 1
                weights[story] = weights.get(story, 0.0) + weight
        fewest = min(SHARED, len(terms))
        enough = [story for story in weights if shares[story] >= fewest]
        return nsmallest(MOST_CANDIDATES, enough, key=lambda story: (-weights[story], -story))
