"""Stories as their reports tell them, put together from rows."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.documents import READING
from storage.engine import CHUNK, Transaction
from storage.rows import ARTICLE, article_of
from storage.schema import article, feed, reading, story, trace
from summarise.model import Report, Story

LATE = timedelta(days=2)
"""How old an article may be that arrives late and is still news."""

_LONGEST_CHAIN = 50


async def resolve(tx: Transaction, story_id: int) -> int:
    """The id of the story that this one became, through any merges."""
    for _ in range(_LONGEST_CHAIN):
        merged = await tx.value(sa.select(story.c.merged_into).where(story.c.id == story_id))
        if merged is None:
            break
        story_id = merged
    return story_id


async def whole(tx: Transaction, story_id: int) -> Story | None:
    """The story with all its reports, or None where there is none of that id."""
    told = await _told(tx, [await resolve(tx, story_id)])
    return told[0] if told else None


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
    tx: Transaction, feeds: frozenset[int], window: sa.ColumnElement[bool], limit: int
) -> tuple[Story, ...]:
    """The stories with an article of these feeds in the window, told by these feeds alone; newest first."""
    newest = sa.func.max(article.c.at)
    ids = await tx.values(
        sa.select(trace.c.story)
        .join(article, article.c.id == trace.c.article)
        .where(article.c.feed.in_(sorted(feeds)), window)
        .group_by(trace.c.story)
        .order_by(newest.desc(), trace.c.story.desc())
        .limit(limit)
    )
    return tuple([held.restricted(feeds) for held in await _told(tx, list(ids))])


async def _told(tx: Transaction, ids: list[int]) -> list[Story]:
    revisions: dict[int, int] = {}
    reports: dict[int, list[Report]] = {held: [] for held in ids}
    for some in _chunks(ids):
        rows = await tx.rows(sa.select(story.c.id, story.c.revision).where(story.c.id.in_(some)))
        revisions.update({row["id"]: row["revision"] for row in rows})
        for row in await tx.rows(
            sa.select(*ARTICLE, trace.c.story, reading.c.document)
            .join(trace, trace.c.article == article.c.id)
            .join(reading, reading.c.article == article.c.id)
            .join(feed, feed.c.id == article.c.feed)
            .where(trace.c.story.in_(some))
            .order_by(article.c.at, article.c.id)
        ):
            report = Report(article=article_of(row), reading=READING.load(row["document"]))
            reports[row["story"]].append(report)
    return [
        Story(id=held, revision=revisions[held], reports=tuple(reports[held]))
        for held in ids
        if held in revisions
    ]


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    held = list(ids)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]
