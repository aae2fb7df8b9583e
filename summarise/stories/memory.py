"""A line-up kept in memory: what the archive does for the bot, for one run of a filter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from heapq import nlargest
from statistics import median_low

from summarise.model import Background, Joins, Trace
from summarise.stories.evidence import SILENCE, Evidence
from summarise.stories.group import HEAVIEST, Ranked, Rival, decision, rank
from summarise.stories.index import TermIndex
from summarise.stories.repair import Merge, Move, Repair, regrouped
from summarise.stories.weighing import Weighed, weighed
from summarise.stories.weights import SHIPPED, Weights

NEIGHBOURS = 3
"""Stories that are grouped anew with the one an article came to: so many at most, and those that are near."""

NEAR = -2.5
"""From this evidence on, a story is near an article."""

CLEAR = 2.0
"""An article that comes with more evidence, and near no other story, calls for no repair."""

LATELY = 25
"""The time is the middle one of so many dated articles that came last: a wrong date moves it little."""


class MemoryStories:
    """Stories by number from 1, as their articles arrive and as repair leaves them."""

    def __init__(self, weights: Weights = SHIPPED, *, repairing: bool = True) -> None:
        self._repairing = repairing
        self._stories: dict[int, list[Weighed]] = {}
        self._home: dict[int, int] = {}
        self._merged: dict[int, int] = {}
        self._touched: dict[int, datetime] = {}
        self._lately: list[datetime] = []
        self._evidence = Evidence(weights)
        self._index = TermIndex()
        self._documents = 0
        self._counts: Counter[str] = Counter()
        self._newest = 0

    def place(self, trace: Trace, *, dated: bool) -> int:
        """Put the article in its story and return that story's number, as it is then.

        Where the article or the one it is compared with is not dated, time counts for nothing.
        """
        article = weighed(
            trace if dated else replace(trace, dated=False),
            Background(documents=self._documents, counts=self._counts),
        )
        now = self._time(article)
        ranked = rank(article, self._rivals(article, now), self._evidence, self._documents)
        story = self._keep(ranked, now)
        self._documents += 1
        self._counts.update(trace.terms.keys())
        for step in self._repairs(ranked, story):
            self._apply(step)
        return self._home[trace.article]

    def story_of(self, article: int) -> int:
        """The story that the article is in by now. Raises KeyError where it never came."""
        return self._home[article]

    def _time(self, article: Weighed) -> datetime | None:
        if article.trace.dated:
            self._lately = [*self._lately[-LATELY + 1 :], article.trace.at]
        return median_low(self._lately) if self._lately else None

    def _rivals(self, article: Weighed, now: datetime | None) -> list[Rival]:
        terms = dict(nlargest(HEAVIEST, article.body.items(), key=lambda held: held[1]))
        return [self._rival(story) for story in self._index.sharing(terms) if self._is_open(story, now)]

    def _rival(self, story: int) -> Rival:
        return Rival(story=story, revision=1, known=tuple(self._stories[story]))

    def _is_open(self, story: int, now: datetime | None) -> bool:
        touched = self._touched.get(story)
        if story not in self._stories:
            return False
        return touched is None or now is None or now - touched <= SILENCE

    def _keep(self, ranked: Ranked, now: datetime | None) -> int:
        decided = decision(ranked)
        if isinstance(decided, Joins):
            story = decided.story
        else:
            story = self._newest = self._newest + 1
            self._stories[story] = []
        self._put(ranked.article, story)
        if now is not None and ranked.article.trace.dated:
            self._touched[story] = now
        return story

    def _put(self, article: Weighed, story: int) -> None:
        self._stories[story].append(article)
        self._home[article.trace.article] = story
        self._index.add(story, article.body)

    def _repairs(self, ranked: Ranked, story: int) -> Sequence[Repair]:
        near = [rival.story for told, rival in ranked.rivals if told >= NEAR and rival.story != story]
        if (
            not self._repairing
            or ranked.certain
            or (not near and (not ranked.rivals or ranked.rivals[0][0] >= CLEAR))
        ):
            return ()
        return regrouped([self._rival(one) for one in (story, *near[:NEIGHBOURS])], self._evidence)

    def _apply(self, step: Repair) -> None:
        if isinstance(step, Merge):
            for article in self._stories.pop(step.newer):
                self._put(article, step.older)
        elif isinstance(step, Move):
            self._take(step.article, step.to)
        else:
            self._newest += 1
            self._stories[self._newest] = []
            for number in step.articles:
                self._take(number, self._newest)

    def _take(self, number: int, to: int) -> None:
        known = self._stories[self._home[number]]
        (article,) = [held for held in known if held.trace.article == number]
        known.remove(article)
        self._put(article, to)
