"""Stories as their reports tell them: rows fetched in a transaction, put together after it."""

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.among import among, sifted
from storage.documents import READING
from storage.engine import CHUNK, Transaction
from storage.rows import ARTICLE, article_of
from storage.schema import article, feed, reading, story, trace
from summarise.model import Reading, Report, Story

LATE = timedelta(days=2)
"""How old an article may be that arrives late and is still news."""

FOUNDING, NEWEST = 2, 10
"""A story is told by so many of each feed's first and newest reports, which bounds the time and keeps every
outlet. Each feed is cut for itself: what another guild reads must not alter what this one is told."""

_LONGEST_CHAIN = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Untold:
    """Stories as rows: their revisions by id in order, and their reports in order of time.

    A report that cannot be read is left out, and with its last one a story.
    """

    revisions: Mapping[int, int]
    rows: tuple[sa.RowMapping, ...]

    async def told(self) -> tuple[Story, ...]:
        """The stories. Gives the event loop a turn after each report, so call it outside the transaction."""
        reports: dict[int, list[Report]] = {held: [] for held in self.revisions}
        for row in self.rows:
            found = READING.read(row["document"])
            if isinstance(found, Reading):
                reports[row["story"]].append(Report(article=article_of(row), reading=found))
            await asyncio.sleep(0)
        return tuple(
            Story(id=held, revision=revision, reports=tuple(reports[held]))
            for held, revision in self.revisions.items()
            if reports[held]
        )


async def resolve(tx: Transaction, story_id: int) -> int:
    """The id of the story that this one became, through any merges."""
    for _ in range(_LONGEST_CHAIN):
        merged = await tx.value(sa.select(story.c.merged_into).where(story.c.id == story_id))
        if merged is None:
            break
        story_id = merged
    return story_id


async def whole(tx: Transaction, story_id: int) -> Untold:
    """The story, told by all feeds; nothing where there is none of that id."""
    return await _fetched(tx, [await resolve(tx, story_id)], sa.true())


def dated(since: datetime, until: datetime) -> sa.ColumnElement[bool]:
    """Articles whose own time lies after `since`, up to and including `until`."""
    return sa.and_(article.c.at > since, article.c.at <= until)


def arrived(since: datetime, until: datetime) -> sa.ColumnElement[bool]:
    """Articles that came in that time: each is in one such window, however late its outlet was.

    Backlog did not come in that time: it counts by its own.
    """
    came = sa.and_(article.c.seen_at > since, article.c.seen_at <= until, article.c.at > since - LATE)
    return sa.or_(
        sa.and_(article.c.silent.is_(False), came),
        sa.and_(article.c.silent.is_(True), dated(since, until)),
    )


async def tell(
    tx: Transaction,
    feeds: frozenset[int],
    window: sa.ColumnElement[bool],
    limit: int,
    *,
    widest: bool = False,
) -> Untold:
    """The stories of `told_lately`, told by these feeds alone."""
    return await these(tx, feeds, await told_lately(tx, feeds, window, limit, widest=widest))


async def told_lately(
    tx: Transaction,
    feeds: frozenset[int],
    window: sa.ColumnElement[bool],
    limit: int,
    *,
    widest: bool = False,
) -> Sequence[int]:
    """The stories with an article of these feeds in the window, newest first.

    Where there are more than `limit`, the newest; with `widest` those of most feeds, which then come first.
    """
    newest = sa.func.max(article.c.at)
    spread = (sa.func.count(article.c.feed.distinct()).desc(),) if widest else ()
    return await tx.values(
        sa.select(trace.c.story)
        .join(article, article.c.id == trace.c.article)
        .where(among(tx, article.c.feed, feeds), window)
        .group_by(trace.c.story)
        .order_by(*spread, newest.desc(), trace.c.story.desc())
        .limit(limit)
    )


async def these(tx: Transaction, feeds: frozenset[int], ids: Sequence[int]) -> Untold:
    """The stories of these ids, in this order, told by these feeds alone."""
    return await _fetched(tx, list(ids), sifted(article.c.feed, feeds))


async def _fetched(tx: Transaction, ids: list[int], mine: sa.ColumnElement[bool]) -> Untold:
    revisions: dict[int, int] = {}
    rows: list[sa.RowMapping] = []
    for some in _chunks(ids):
        known = await tx.rows(sa.select(story.c.id, story.c.revision).where(story.c.id.in_(some)))
        revisions.update({row["id"]: row["revision"] for row in known})
        chosen = _chosen(some, mine)
        rows += await tx.rows(
            sa.select(*ARTICLE, chosen.c.story, reading.c.document)
            .join(chosen, chosen.c.article == article.c.id)
            .join(reading, reading.c.article == article.c.id)
            .join(feed, feed.c.id == article.c.feed)
            .where(sa.or_(chosen.c.first <= FOUNDING, chosen.c.newest <= NEWEST))
            .order_by(article.c.at, article.c.id)
        )
    return Untold(revisions={held: revisions[held] for held in ids if held in revisions}, rows=tuple(rows))


def _chosen(ids: list[int], mine: sa.ColumnElement[bool]) -> sa.Subquery:
    """The stories' articles with their place in order of time among those of their own feed."""
    same = (trace.c.story, article.c.feed)
    first = sa.func.row_number().over(partition_by=same, order_by=(article.c.at, article.c.id))
    newest = sa.func.row_number().over(partition_by=same, order_by=(article.c.at.desc(), article.c.id.desc()))
    return (
        sa.select(trace.c.article, trace.c.story, first.label("first"), newest.label("newest"))
        .join(article, article.c.id == trace.c.article)
        .where(trace.c.story.in_(ids), mine)
        .subquery()
    )


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    held = list(ids)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]
