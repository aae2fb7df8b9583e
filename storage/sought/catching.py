"""Articles that came before there was an index, indexed while others work: a few at a time, newest first."""

import asyncio
from typing import Final

import sqlalchemy as sa

from storage.documents import READING
from storage.engine import Database, Transaction
from storage.readings import hold
from storage.rows import ARTICLE, article_of
from storage.schema import article, feed, note, reading, searched, trace
from storage.sought import add, found_by
from summarise.model import Reading
from summarise.text.searching import Sought

BATCH: Final = 50
"""Articles in one transaction: others wait for it."""

NOTE: Final = "unsearched"
"""The note of the newest article that is not in the index, while there are any."""


async def indexed(tx: Transaction) -> float:
    """The share of the articles that are in the index."""
    newest = await _newest(tx)
    if newest is None:
        return 1.0
    last = await tx.value(sa.select(sa.func.max(article.c.id)))
    return max(0.0, 1 - newest / (last or newest))


async def next_batch(database: Database) -> int:
    """Index a batch; how many articles were looked at, 0 once there are no more."""
    async with database.reading() as tx:
        newest = await _newest(tx)
        if newest is None:
            return 0
        rows = await tx.rows(
            sa.select(*ARTICLE, reading.c.document)
            .join(trace, trace.c.article == article.c.id)
            .join(reading, reading.c.article == article.c.id)
            .join(feed, feed.c.id == article.c.feed)
            .where(article.c.id <= newest)
            .order_by(article.c.id.desc())
            .limit(BATCH)
        )
    found = {}
    for row in rows:
        held = READING.read(row["document"])
        if isinstance(held, Reading):
            found[row["id"]] = found_by(article_of(row), held)
        await asyncio.sleep(0)
    async with database.writing() as tx:
        await _index(tx, found)
        if rows:
            left = {"value": str(rows[-1]["id"] - 1)}
            await tx.execute(sa.update(note).where(note.c.key == NOTE).values(left))
        else:
            await tx.execute(sa.delete(note).where(note.c.key == NOTE))
    return len(rows)


async def _index(tx: Transaction, found: dict[int, Sought]) -> None:
    """Index those that are still there and were not read again meanwhile."""
    await hold(tx, found)
    there = await tx.values(
        sa.select(trace.c.article)
        .outerjoin(searched, searched.c.article == trace.c.article)
        .where(trace.c.article.in_(list(found)), searched.c.article.is_(None))
    )
    await add(tx, {held: found[held] for held in there})


async def _newest(tx: Transaction) -> int | None:
    value = await tx.value(sa.select(note.c.value).where(note.c.key == NOTE))
    return None if value is None else int(value)
