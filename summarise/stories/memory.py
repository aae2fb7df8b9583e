"""A line-up kept in memory: what the archive does for the bot, for one run of a filter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from heapq import nlargest
from statistics import median_low

from summarise.model import Background, Decision, Joins, Merge, Move, Repair, Trace
from summarise.stories.evidence import SILENCE, Evidence
from summarise.stories.group import HEAVIEST, Rival, compared, decision, rank
from summarise.stories.index import TermIndex
from summarise.stories.repair import regrouped
from summarise.stories.weighing import Weighed, weighed
from summarise.stories.weights import SHIPPED, Weights
from summarise.text.background import is_grown

LATELY = 25
"""The time is the middle one of so many dated articles that came last: a wrong date moves it little."""


class MemoryStories:
    """Stories by number from 1, as their articles arrive and as repair leaves them."""

    def __init__(self, weights: Weights = SHIPPED, *, repairing: bool = True) -> None:
        self._repairing = repairing
        self._stories: dict[int, list[Weighed]] = {}
        self._home: dict[int, int] = {}
        self._touched: dict[int, datetime] = {}
        self._lately: list[datetime] = []
        self._evidence = Evidence(weights)
        self._index = TermIndex()
        self._background = Background(documents=0, counts={})
        self._documents = 0
        self._counts: Counter[str] = Counter()
        self._newest = 0

    def place(self, trace: Trace, *, dated: bool) -> int:
        """Put the article in its story and return that story's number, as it is then.

        Where the article or the one it is compared with is not dated, time counts for nothing.
        """
        article = weighed(trace if dated else replace(trace, dated=False), self._background)
        now = self._time(article)
        ranked = rank(
            article, self._rivals(article, now), _closely, self._evidence, self._background.documents
        )
        decided = decision(ranked)
        story = self._keep(ranked.article, decided, now)
        self._count(trace)
        for step in self._repairs(decided, story):
            self._apply(step)
        return self._home[trace.article]

    def story_of(self, article: int) -> int:
        """The story that the article is in by now. Raises KeyError where it never came."""
        return self._home[article]

    def _count(self, trace: Trace) -> None:
        """Count the article's terms; what was counted weighs from the next version on, as in the archive."""
        if is_grown(self._background.documents, self._documents):
            self._background = Background(documents=self._documents, counts=dict(self._counts))
        self._documents += 1
        self._counts.update(trace.terms.keys())

    def _time(self, article: Weighed) -> datetime | None:
        if article.trace.dated:
            self._lately = [*self._lately[-LATELY + 1 :], article.trace.at]
        return median_low(self._lately) if self._lately else None

    def _rivals(self, article: Weighed, now: datetime | None) -> list[Rival[Weighed]]:
        terms = dict(nlargest(HEAVIEST, article.body.items(), key=lambda held: held[1]))
        return [self._rival(story) for story in self._index.sharing(terms) if self._is_open(story, now)]

    def _rival(self, story: int) -> Rival[Weighed]:
        return Rival(story=story, revision=1, known=tuple(self._stories[story]))

    def _is_open(self, story: int, now: datetime | None) -> bool:
        touched = self._touched.get(story)
        if story not in self._stories:
            return False
        return touched is None or now is None or now - touched <= SILENCE

    def _keep(self, article: Weighed, decided: Decision, now: datetime | None) -> int:
        if isinstance(decided, Joins):
            story = decided.story
        else:
            story = self._newest = self._newest + 1
            self._stories[story] = []
        self._put(article, story)
        if now is not None and article.trace.dated:
            self._touched[story] = now
        return story

    def _put(self, article: Weighed, story: int) -> None:
        self._stories[story].append(article)
        self._home[article.trace.article] = story
        self._index.add(story, article.body)

    def _repairs(self, decided: Decision, story: int) -> Sequence[Repair]:
        if not self._repairing or decided.near is None:
            return ()
        return regrouped([self._rival(one) for one in (story, *decided.near)], self._evidence)

    def _apply(self, step: Repair) -> None:
        if isinstance(step, Merge):
            for article in self._stories.pop(step.newer):
                self._put(article, step.older)
            self._touch(step.older, self._touched.pop(step.newer, None))
        elif isinstance(step, Move):
            self._take(step.article, step.to)
        else:
            self._newest += 1
            self._stories[self._newest] = []
            self._touch(self._newest, self._touched.get(step.story))
            for number in step.articles:
                self._take(number, self._newest)

    def _touch(self, story: int, at: datetime | None) -> None:
        if at is not None:
            self._touched[story] = max(at, self._touched.get(story, at))

    def _take(self, number: int, to: int) -> None:
        known = self._stories[self._home[number]]
        (article,) = [held for held in known if held.trace.article == number]
        known.remove(article)
        self._put(article, to)


def _closely(rival: Rival[Weighed]) -> Sequence[Weighed]:
    return compared(rival.known)
