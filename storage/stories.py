"""Stories, and the articles that wait to be read (implements summarise.ports.StoryStore)."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal

import sqlalchemy as sa
import structlog

from feeds.model import Article
from storage.actors import Actors
from storage.audiences import audiences
from storage.engine import Database, Transaction
from storage.filing import file
from storage.lines import lines_of
from storage.lineup import line_up
from storage.mending import mend
from storage.rows import UNREAD, unread_of
from storage.schema import article, mending, reading, story
from storage.sought import found_by
from storage.telling import dated, tell, whole
from storage.traces import candidates
from storage.unmended import take
from storage.watching import Watching
from summarise.model import (
    Audience,
    Candidate,
    CatalogueText,
    Edition,
    Lines,
    Lineup,
    Mending,
    Saved,
    Story,
    Unmended,
)

TRIES: Final = 20
"""How often an article may be taken up before it is set aside.

One that ends a worker is set aside at once. Here the process ended: more likely somebody killed it,
or something else did, and what it was reading is news all the same.
"""

_ENDLESS: Final = f"It was taken up {TRIES} times and never finished."

log = structlog.get_logger()


class Stories:
    """Every story once; who sees what of it is decided by the feeds of each guild."""

    def __init__(self, database: Database, actors: Actors, watching: Watching) -> None:
        self._database = database
        self._actors = actors
        self._watching = watching
        self._deciding = asyncio.Lock()

    def deciding(self) -> asyncio.Lock:
        """A turn to decide: within a process one has it at a time, as of two at once one computes anew."""
        return self._deciding

    async def unread(self, article_id: int) -> Article | None:
        """The article if it is still to be read; None where another run has read it.

        Counts the try: after TRIES in vain the article is set aside.
        """
        async with self._database.writing() as tx:
            waiting = await tx.row(
                UNREAD.where(article.c.id == article_id, reading.c.state == "due").with_for_update(of=reading)
            )
            if waiting is None:
                return None
            is_over = waiting["attempts"] >= TRIES
            if is_over:
                await _set_aside(tx, article_id, _ENDLESS)
            else:
                await _note(tx, article_id, attempts=waiting["attempts"] + 1)
        if is_over:
            _tell(article_id, _ENDLESS)
            return None
        return unread_of(waiting)

    async def catalogues(self) -> tuple[CatalogueText, ...]:
        """The actors beside the shipped ones, the same value while nobody adds or removes one."""
        return await self._actors.sources()

    async def lines(self, feed_id: int) -> Lines:
        """Which lines the feed's newest articles share."""
        async with self._database.reading() as tx:
            return await lines_of(tx, feed_id)

    async def lineup(self, article: Article, terms: Mapping[str, int]) -> Lineup:
        """The open stories that share the article's heaviest terms, best first, at most 30.

        An article that already has a story is lined up with that one alone.
        """
        async with self._database.reading() as tx:
            return await line_up(tx, article, terms)

    async def story(self, story_id: int) -> Story | None:
        """The story with its reports in order of time; a merged id leads to the story it became.

        A long one is told by each feed's first 2 reports and newest 10: what is quoted and who acts in it
        then comes from those, and no outlet is missing.
        """
        async with self._database.reading() as tx:
            untold = await whole(tx, story_id)
        return next(iter(await untold.told()), None)

    async def between(
        self, feeds: frozenset[int], since: datetime, until: datetime, limit: int = 200
    ) -> tuple[Story, ...]:
        """The stories with an article of these feeds dated after `since`, up to `until`; newest first.

        They are told by these feeds alone, long ones as `story` tells them.
        """
        async with self._database.reading() as tx:
            untold = await tell(tx, feeds, dated(since, until), limit)
        return await untold.told()

    async def neighbours(self, stories: Sequence[int]) -> tuple[Candidate, ...]:
        """These stories as they are remembered, each once; for one that was merged, what it became."""
        async with self._database.reading() as tx:
            now = sa.func.coalesce(story.c.merged_into, story.c.id)
            ids = await tx.values(sa.select(now).where(story.c.id.in_(stories)).distinct())
            return await candidates(tx, sorted(ids), 0)

    async def audiences(self, feeds: frozenset[int], story: Story, *stories: int) -> tuple[Audience, ...]:
        """Each guild that subscribes to one of the feeds and that the story, as it will be, may concern.

        With what its targets were shown of these stories: of those that are one, what counts is the first of
        them that a target knows. What a watch does not ask for in any case, it is not there for.
        """
        held = await self._watching.held()
        async with self._database.reading() as tx:
            return await audiences(tx, held, feeds, story, stories)

    async def save(self, edition: Edition, now: datetime) -> Saved | None:
        """Save reading, story and deliveries in one transaction and nudge the queue.

        None, and nothing saved, where a story changed or was founded since the edition's snapshot in a way
        that could change its decision: compute again. An article that already has a story keeps it. No story,
        and nothing saved, where another run has read the article or its text has changed since it was taken.

        Where the edition calls for a look at stories that are near, or its story waits for one, that is noted
        with it, and first-time posts wait for it.
        """
        terms = found_by(edition.article, edition.reading)
        async with self._database.writing() as tx:
            return await file(tx, edition, terms, now)

    async def unmended(self, article_id: int, now: datetime) -> Unmended | None:
        """What is to be looked at again because of the article; None where nothing is any more.

        Counts the try; should it come to nothing, the tick nudges again two minutes later.
        """
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(mending.c.article).where(mending.c.article == article_id))
        if row is None:
            return None
        async with self._database.writing() as tx:
            return await take(tx, article_id, now)

    async def mend(self, found: Mending, now: datetime) -> bool:
        """Take these steps, put the posts and note that it is done, in one transaction; nudge the queue.

        False, and nothing done, where one of the stories has changed since it was read, or the article has
        another story by now.
        """
        async with self._database.writing() as tx:
            return await mend(tx, found, now)

    async def spare(self, kind: Literal["read", "mend"], article_id: int) -> None:
        """Taking up the article was no try: it is left to a newer process."""
        table = reading if kind == "read" else mending
        tried = sa.and_(table.c.article == article_id, table.c.attempts > 0)
        async with self._database.writing() as tx:
            await tx.execute(sa.update(table).where(tried).values(attempts=table.c.attempts - 1))

    async def set_aside(self, article_id: int, reason: str, now: datetime) -> None:
        """The article cannot be read: keep the reason, do not try it again."""
        async with self._database.writing() as tx:
            await _set_aside(tx, article_id, reason, read_at=now)
        _tell(article_id, reason)


async def _set_aside(tx: Transaction, article_id: int, reason: str, **noted: Any) -> None:
    await _note(tx, article_id, state="aside", reason=reason, wake_at=None, **noted)


def _tell(article_id: int, reason: str) -> None:
    log.warning("article set aside, and not tried again", article=article_id, reason=reason)


async def _note(tx: Transaction, article_id: int, **noted: Any) -> None:
    await tx.execute(sa.update(reading).where(reading.c.article == article_id).values(noted))
