"""What the desk needs of the archive."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from feeds.model import Article
from summarise.model import (
    Audience,
    Candidate,
    CatalogueText,
    DigestPlan,
    DuePlan,
    Edition,
    FeedTrouble,
    Lines,
    Lineup,
    Mending,
    Post,
    Saved,
    Story,
    Unmended,
)


class StoryStore(Protocol):
    """Where articles wait to be read and stories are kept."""

    async def unread(self, article_id: int) -> Article | None:
        """The article if it is still to be read; None where another run has read it."""
        ...

    async def catalogues(self) -> tuple[CatalogueText, ...]:
        """The actors beside the shipped ones, the same value while nobody adds or removes one."""
        ...

    async def lines(self, feed_id: int) -> Lines:
        """Which lines the feed's newest articles share."""
        ...

    def deciding(self) -> AbstractAsyncContextManager[object]:
        """A turn to decide: within a process one has it at a time, as of two at once one computes anew."""
        ...

    async def lineup(self, article: Article, terms: Mapping[str, int]) -> Lineup:
        """The open stories that share the article's heaviest terms, best first, at most 30."""
        ...

    async def story(self, story_id: int) -> Story | None:
        """The story with its reports in order of time; a merged id leads to the story it became.

        Of a long story each feed gives its first reports and its newest.
        """
        ...

    async def neighbours(self, stories: Sequence[int]) -> tuple[Candidate, ...]:
        """These stories as they are remembered, each once; for one that was merged, what it became."""
        ...

    async def audiences(self, feeds: frozenset[int], story: Story, *stories: int) -> tuple[Audience, ...]:
        """Each guild that subscribes to one of the feeds and that the story, as it will be, may concern.

        With what its targets were shown of these stories: of those that are one, what counts is the first of
        them that a target knows.
        """
        ...

    async def save(self, edition: Edition, now: datetime) -> Saved | None:
        """Save reading, story and deliveries in one transaction and nudge the queue.

        None, and nothing saved, where a story changed or was founded since the edition's snapshot in a
        way that could change its decision: compute again. Where the edition calls for a look at stories that
        are near, or its story waits for one, that is noted with it, and first-time posts wait for it.
        """
        ...

    async def unmended(self, article_id: int, now: datetime) -> Unmended | None:
        """What is to be looked at again because of the article; None where nothing is any more.

        Counts the try; should it come to nothing, the queue is nudged again some minutes later.
        """
        ...

    async def mend(self, found: Mending, now: datetime) -> bool:
        """Take these steps, put the posts and note that it is done, in one transaction; nudge the queue.

        False, and nothing done, where one of the stories has changed since it was read, or the article has
        another story by now.
        """
        ...

    async def set_aside(self, article_id: int, reason: str, now: datetime) -> None:
        """The article cannot be read: keep the reason, do not try it again."""
        ...


class PlanStore(Protocol):
    """Where digest plans are kept."""

    async def due_plan(self, plan_id: int, now: datetime) -> DuePlan | None:
        """The plan with its stories if it is due at `now`; None where another run has published it."""
        ...

    async def save_digest(
        self, plan: DigestPlan, posts: tuple[Post, ...], next_due_at: datetime, now: datetime
    ) -> bool:
        """Save the pages' deliveries (if any) and the plan's next time in one transaction, and nudge.

        False where the plan was published by another run meanwhile. A local date that was told already is
        not told again: what it would have said is left to the next digest.
        """
        ...

    async def fail(self, plan_id: int, reason: str, again: datetime, now: datetime) -> None:
        """The plan's digest came to nothing, and why: it is due again then, what it has told so far stays.

        After many tries it is set aside, and the plan is due at its next time.
        """
        ...


class NoticeStore(Protocol):
    """Where it is noted that a feed's readers are to be told of its trouble."""

    async def trouble(self, feed_id: int) -> FeedTrouble | None:
        """What is wrong with the feed; None where nothing is to be told: told already, or well again."""
        ...

    async def save_notices(self, feed_id: int, posts: tuple[Post, ...], now: datetime) -> bool:
        """Save the posts' deliveries, and that the trouble is told, in one transaction, and nudge.

        False, and nothing saved, where there is nothing to be told any more.
        """
        ...
