"""Full text search: the same query finds the same on both databases."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import sqlalchemy as sa

from storage.among import sifted
from storage.dated import many
from storage.engine import Database, Transaction
from storage.model.sought import Hit
from storage.schema import article, feed, trace
from storage.sought import actor_mark, feed_mark, lines, postgresql, sqlite
from storage.sought.catching import indexed, next_batch
from storage.sought.scope import Scope
from summarise.text.searching import Asked, Counted, Found, asked, counted, looser, ranked, snippet
from summarise.text.searching.terms import LONGEST_TEXT

POOL: Final = 200
"""How many of the newest articles that are found are ranked: older ones are found by more words."""

LITTLE: Final = 20_000
"""Feeds with fewer articles are looked for in the index, which then finds little, however common the word.
Of others the articles that are found are asked whose they are."""

PATIENCE: Final = 2_000_000
"""Articles of the feeds times feeds: with more, looking for them in the index takes longer than it spares."""

MARKED: Final = 300
"""Feeds that are looked for in the index at most: PostgreSQL's query of 33,000 marks is too deep for it."""

TURN: Final = 20
"""After so many articles whose terms are counted, others have their turn."""

EARLIEST: Final = 1_000
"""Articles among which the oldest that came after a moment is looked for: ids rise with arrival, nearly."""

LIMIT: Final = 20

_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Search:
    """Every question names the feeds that may answer it: a guild's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self,
        feeds: frozenset[int],
        query: str,
        *,
        actor: str | None = None,
        since: datetime | None = None,
        limit: int = LIMIT,
        offset: int = 0,
        language: str = "en",
    ) -> tuple[Hit, ...]:
        """The stories with articles of these feeds that the query finds, best first: one hit for each.

        The newest POOL articles are ranked. Where nothing has the last word, longer words that begin with it
        will do. `language` (ISO 639-1) is the asker's: its little words ("the") need not be there.
        With `actor`: articles that name them; `since`: articles dated after it.
        """
        wanted = asked(query, language)
        if limit < 1:
            return ()
        wanted, best = await self._best(feeds, wanted, actor, since)
        shown = best[max(0, offset) :][:limit]
        async with self._database.reading() as tx:
            texts = await _texts(tx, [top.article for top, _ in shown])
            widths = await _widths(tx, [top.story for top, _ in shown], feeds)
        hits = []
        for top, number in shown:
            if top.article in texts and top.story in widths:
                hits.append(_hit(top, number, texts[top.article], widths[top.story], wanted))
                await asyncio.sleep(0)
        return tuple(hits)

    async def titles(self, feeds: frozenset[int], query: str, limit: int) -> tuple[tuple[int, str], ...]:
        """The best stories that the query finds, each with a title that has it: quicker than `find`."""
        _, best = await self._best(feeds, asked(query), None, None)
        shown = {top.article: top.story for top, _ in best[:limit]}
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(article.c.id, article.c.title).where(article.c.id.in_(shown)))
        titles = {row["id"]: row["title"] for row in rows}
        return tuple((story, titles[held]) for held, story in shown.items() if held in titles)

    async def _best(
        self, feeds: frozenset[int], wanted: Asked, actor: str | None, since: datetime | None
    ) -> tuple[Asked, tuple[tuple[Counted, int], ...]]:
        """What is found, best first, and what it was found by."""
        if not wanted.every or not feeds:
            return wanted, ()
        async with self._database.reading() as tx:
            index = sqlite if tx.is_sqlite else postgresql
            scope = await _scope(tx, feeds, actor, since)
            found = await index.find(tx, wanted, scope)
            if not found and (opened := looser(wanted)) is not None:
                wanted = opened
                found = await index.find(tx, wanted, scope)
        if not found:
            return wanted, ()
        told: list[Counted] = []
        for start in range(0, len(found), TURN):
            told += [counted(wanted, _told(row)) for row in found[start : start + TURN]]
            await asyncio.sleep(0)
        return wanted, ranked(wanted, told, max(row["at"] for row in found))

    async def progress(self) -> float:
        """The share of the articles that are in the index: 1.0 once all are."""
        async with self._database.reading() as tx:
            return await indexed(tx)

    async def catch_up(self) -> int:
        """Index some of the articles that came before there was an index, newest first; how many were looked
        at. Call again until none is.
        """
        return await next_batch(self._database)


async def _scope(tx: Transaction, feeds: frozenset[int], actor: str | None, since: datetime | None) -> Scope:
    own = tuple(sorted(feeds))
    marks: list[tuple[str, ...]] = [] if actor is None else [(actor_mark(actor),)]
    by_feed = len(own) <= MARKED and not await many(tx, feeds, min(LITTLE, PATIENCE // len(feeds)))
    if by_feed:
        marks.append(tuple(map(feed_mark, own)))
    first = 0
    if since is not None:
        # an article is dated before it came or then: none that came before is newer
        came = sa.select(article.c.id).where(article.c.seen_at > since).order_by(article.c.seen_at)
        newer = came.limit(EARLIEST).subquery()
        first = await tx.value(sa.select(sa.func.min(newer.c.id))) or 1 << 62
    return Scope(feeds=own, by_feed=by_feed, marks=tuple(marks), since=since or _EVER, first=first, most=POOL)


def _told(row: sa.RowMapping) -> Found:
    title, text, _ = lines(row["document"])
    return Found(article=row["article"], story=row["story"], at=row["at"], title=title, text=text)


async def _texts(tx: Transaction, articles: list[int]) -> Mapping[int, sa.RowMapping]:
    query = (
        sa.select(
            article.c.id,
            article.c.title,
            article.c.url,
            article.c.language,
            feed.c.outlet,
            sa.func.substr(article.c.text, 1, LONGEST_TEXT).label("text"),
        )
        .join(feed, feed.c.id == article.c.feed)
        .where(article.c.id.in_(articles))
    )
    return {row["id"]: row for row in await tx.rows(query)}


async def _widths(tx: Transaction, stories: list[int], feeds: frozenset[int]) -> Mapping[int, sa.RowMapping]:
    """How many articles and outlets of these feeds each story has."""
    query = (
        sa.select(
            trace.c.story,
            sa.func.count().label("articles"),
            sa.func.count(feed.c.outlet.distinct()).label("outlets"),
        )
        .join(article, article.c.id == trace.c.article)
        .join(feed, feed.c.id == article.c.feed)
        .where(trace.c.story.in_(stories), sifted(article.c.feed, feeds))
        .group_by(trace.c.story)
    )
    return {row["story"]: row for row in await tx.rows(query)}


def _hit(top: Counted, number: int, row: sa.RowMapping, width: sa.RowMapping, wanted: Asked) -> Hit:
    return Hit(
        article=top.article,
        story=top.story,
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        at=top.at,
        snippet=snippet(row["text"], wanted, row["language"] or ""),
        articles=width["articles"],
        outlets=width["outlets"],
        found=number,
    )
