"""The desk's stores in memory: one guild's worth of rows, with the races of a shared archive on request."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from datetime import datetime

from feeds.model import Article
from summarise.model import (
    Audience,
    Background,
    Candidate,
    CatalogueText,
    DigestPlan,
    DuePlan,
    Edition,
    Joins,
    Lines,
    Lineup,
    Mending,
    Merge,
    Post,
    Report,
    Saved,
    Shown,
    Story,
    Unmended,
)
from summarise.stories.group import trace_of


class MemoryStore:
    """Implements `summarise.ports.StoryStore`; `refusals` says how many saves come too late."""

    def __init__(
        self,
        *articles: Article,
        audiences: tuple[Audience, ...] = (),
        catalogues: tuple[CatalogueText, ...] = (),
        refusals: int = 0,
    ) -> None:
        self.waiting = {article.id: article for article in articles}
        self.stories: dict[int, Story] = {}
        self.set_asides: dict[int, str] = {}
        self.editions: list[Edition] = []
        self.refusals = refusals
        self._audiences = audiences
        self._catalogues = catalogues
        self._shown: list[Shown] = []
        self.unmendeds: dict[int, Unmended] = {}

    @property
    def posts(self) -> tuple[Post, ...]:
        return tuple(shown.post for shown in self._shown)

    async def unread(self, article_id: int) -> Article | None:
        return self.waiting.get(article_id)

    async def catalogues(self) -> tuple[CatalogueText, ...]:
        return self._catalogues

    async def lines(self, feed_id: int) -> Lines:
        read = [edition.lines for edition in self.editions if edition.article.feed_id == feed_id]
        return Lines(articles=len(read), counts=Counter(key for keys in read for key in keys))

    def deciding(self) -> AbstractAsyncContextManager[object]:
        return nullcontext()

    async def lineup(self, article: Article, terms: Mapping[str, int]) -> Lineup:
        own = [s.id for s in self.stories.values() if any(r.article.id == article.id for r in s.reports)]
        candidates = await self.neighbours(own or list(self.stories))
        read = [trace for candidate in candidates for trace in candidate.traces]
        counts = {term: sum(term in trace.terms for trace in read) for term in terms}
        background = Background(documents=len(read), counts=counts)
        return Lineup(snapshot=len(self.editions), candidates=candidates, background=background)

    async def story(self, story_id: int) -> Story | None:
        return self.stories.get(story_id)

    async def neighbours(self, stories: Sequence[int]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                story=story.id,
                revision=story.revision,
                traces=tuple(trace_of(report.article, report.reading) for report in story.reports),
            )
            for story in self.stories.values()
            if story.id in stories
        )

    async def unmended(self, article_id: int, now: datetime) -> Unmended | None:
        held = self.unmendeds.get(article_id)
        if held is not None:
            held = self.unmendeds[article_id] = replace(held, tries=held.tries + 1)
        return held

    async def mend(self, found: Mending, now: datetime) -> bool:
        if any(self.stories[held].revision != found.revisions[held] for held in found.revisions):
            return False
        for step in found.steps:
            assert isinstance(step, Merge), "tests of the shell merge alone"
            older, newer = self.stories[step.older], self.stories.pop(step.newer)
            reports = tuple(sorted((*older.reports, *newer.reports), key=lambda r: r.article.at))
            self.stories[step.older] = Story(id=older.id, revision=found.revision, reports=reports)
            names = {f"story:{step.newer}": f"story:{step.older}"}
            self._shown = [replace(s, subject=names.get(s.subject, s.subject)) for s in self._shown]
        self._shown += [Shown(target=p.target, subject=p.subject, post=p) for p in found.told.posts]
        del self.unmendeds[found.done.article.id]
        return True

    async def audiences(self, feeds: frozenset[int], story: Story, *stories: int) -> tuple[Audience, ...]:
        return tuple(
            Audience(
                guild=audience.guild,
                feeds=audience.feeds,
                watches=audience.watches,
                shown=tuple(
                    shown for shown in self._shown if shown.subject in {f"story:{s}" for s in stories}
                ),
            )
            for audience in self._audiences
            if not feeds.isdisjoint(audience.feeds)
        )

    async def save(self, edition: Edition, now: datetime) -> Saved | None:
        if self.refusals:
            self.refusals -= 1
            return None
        report = Report(article=edition.article, reading=edition.reading)
        if isinstance(edition.decision, Joins):
            known = self.stories[edition.decision.story]
            number, revision = known.id, known.revision + 1
            others = tuple(r for r in known.reports if r.article.id != edition.article.id)
        else:
            number, revision, others = len(self.stories) + 1, 1, ()
        reports = tuple(sorted((*others, report), key=lambda r: r.article.at))
        self.stories[number] = Story(id=number, revision=revision, reports=reports)
        held = [post for post in edition.told.posts if post.action == "post" and edition.near is not None]
        for post in edition.told.posts:
            told = post.about(number)
            if post not in held:
                self._shown.append(Shown(target=told.target, subject=told.subject, post=told))
        if edition.near is not None:
            self.unmendeds[edition.article.id] = Unmended(
                article=edition.article, story=number, near=edition.near, held=bool(held), tries=0
            )
        self.editions.append(edition)
        self.waiting.pop(edition.article.id, None)
        return Saved(story=number, mends=edition.near is not None)

    async def set_aside(self, article_id: int, reason: str, now: datetime) -> None:
        self.waiting.pop(article_id)
        self.set_asides[article_id] = reason


class MemoryPlans:
    """Implements `summarise.ports.PlanStore` for one plan."""

    def __init__(self, due: DuePlan) -> None:
        self._due = due
        self.next_due_at = due.plan.next_due_at
        self.posts: list[tuple[Post, ...]] = []

    async def due_plan(self, plan_id: int, now: datetime) -> DuePlan | None:
        return self._due if plan_id == self._due.plan.id and self.next_due_at <= now else None

    async def save_digest(
        self, plan: DigestPlan, posts: tuple[Post, ...], next_due_at: datetime, now: datetime
    ) -> bool:
        if self.next_due_at != plan.next_due_at:
            return False
        self.next_due_at = next_due_at
        self.posts.append(posts)
        return True

    async def fail(self, plan_id: int, reason: str, again: datetime, now: datetime) -> None:
        self.next_due_at = again
