"""A line-up kept in memory: what the archive does for the bot, for one run of a filter."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from heapq import nsmallest

from summarise.model import Background, Candidate, Decision, Joins, Lineup, Trace
from summarise.stories.group import INDEXED, MOST_CANDIDATES, SHARED, decide, heaviest


class MemoryStories:
    """Stories by number from 1, their traces, and an inverted index over their terms."""

    def __init__(self) -> None:
        self._stories: list[list[Trace]] = []
        self._undated: set[int] = set()
        self._documents = 0
        self._counts: Counter[str] = Counter()
        self._index: dict[str, set[int]] = {}

    def place(self, trace: Trace, *, dated: bool) -> int:
        """Put the article in its story and return that story's number.

        Where the article or the one it is compared with is not dated, time counts for nothing.
        """
        background = self._background(trace.terms)
        terms = heaviest(trace.terms, background)
        candidates = tuple(self._candidate(story, trace, dated) for story in self._sharing(terms))
        decision = decide(trace, Lineup(snapshot=0, candidates=candidates, background=background))
        story = self._keep(decision, trace)
        if not dated:
            self._undated.add(trace.article)
        for term in heaviest(trace.terms, background, INDEXED):
            self._index.setdefault(term, set()).add(story)
        self._documents += 1
        self._counts.update(trace.terms.keys())
        return story

    def _background(self, terms: Iterable[str]) -> Background:
        return Background(documents=self._documents, counts={term: self._counts[term] for term in terms})

    def _sharing(self, terms: Mapping[str, float]) -> list[int]:
        """The stories that share the most weight in these terms, and two of them, best and newest first."""
        shares: Counter[int] = Counter()
        weights: dict[int, float] = {}
        for term, weight in terms.items():
            for story in self._index.get(term, ()):
                shares[story] += 1
                weights[story] = weights.get(story, 0.0) + weight
        enough = [story for story in weights if shares[story] >= min(SHARED, len(terms))]
        return nsmallest(MOST_CANDIDATES, enough, key=lambda story: (-weights[story], -story))

    def _candidate(self, story: int, trace: Trace, dated: bool) -> Candidate:
        traces = (
            known if dated and known.article not in self._undated else replace(known, at=trace.at)
            for known in self._stories[story - 1]
        )
        return Candidate(story=story, revision=1, traces=tuple(traces))

    def _keep(self, decision: Decision, trace: Trace) -> int:
        if isinstance(decision, Joins):
            self._stories[decision.story - 1].append(trace)
            return decision.story
        self._stories.append([trace])
        return len(self._stories)
