"""What goes from the archive when it is old: whole stories, so that none loses a part of what it says."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from storage import attempts, sought
from storage.engine import Database, Transaction
from storage.said import ROWS
from storage.schema import (
    article,
    attempt,
    delivery,
    feed_line,
    identity,
    mending,
    message,
    muted,
    reading,
    revision,
    story,
    trace,
    trace_term,
    verdict,
    watch,
)

MOST = 1000
"""How many rows are looked for at once."""

ENDED: Final = ("sent", "superseded", "failed", "unknown")
"""States of deliveries that nothing is done about any more."""

BATCH: Final = 200
"""How many articles go in one transaction: others wait for it."""


async def forget(database: Database, before: datetime) -> int:
    """Delete articles of stories whose newest article is older than `before`, MOST at a time; how many went.

    They are looked for while others write. Their identities stay, so that an old article that its feed still
    holds does not come back as news. The stories' rows stay too: their ids resolve for ever. What was decided
    about them goes, who silenced them, and who follows them.
    """
    async with database.reading() as tx:
        chosen = await tx.values(_old(before).limit(MOST))
    gone = 0
    for start in range(0, len(chosen), BATCH):
        batch = chosen[start : start + BATCH]
        async with database.writing() as tx:
            # a story may have got news meanwhile
            still = await tx.values(_old(before, batch))
            if still:
                await _delete(tx, still)
            gone += len(still)
    return gone


def _old(before: datetime, among: Sequence[int] | None = None) -> sa.Select[Any]:
    """Articles of old stories; with `among`, those of these."""
    newest = (
        sa.select(trace.c.story)
        .join(article, article.c.id == trace.c.article)
        .group_by(trace.c.story)
        .having(sa.func.max(article.c.at) < before)
    )
    if among is not None:
        newest = newest.where(trace.c.story.in_(sa.select(trace.c.story).where(trace.c.article.in_(among))))
    old = (
        sa.select(trace.c.article)
        .join(reading, reading.c.article == trace.c.article)
        .where(trace.c.story.in_(newest), reading.c.state.in_(("read", "aside")))
        .order_by(trace.c.story, trace.c.article)
    )
    return old if among is None else old.where(trace.c.article.in_(among))


async def forget_replaced(tx: Transaction, now: datetime) -> int:
    """Delete edits and replies that others replaced a month ago, unsent, MOST at a time; how many went."""
    unsent = sa.and_(delivery.c.attempts == 0, delivery.c.action != "post", delivery.c.rolled_into.is_(None))
    old = sa.and_(delivery.c.state == "superseded", delivery.c.done_at < now - attempts.REMEMBERED)
    ids = await tx.values(sa.select(delivery.c.id).where(old, unsent).limit(MOST))
    if ids:
        await tx.execute(sa.delete(attempt).where(attempt.c.delivery.in_(ids)))
        await tx.execute(sa.delete(delivery).where(delivery.c.id.in_(ids)))
    return len(ids)


async def _delete(tx: Transaction, articles: Sequence[int]) -> None:
    stories = await tx.values(sa.select(trace.c.story).where(trace.c.article.in_(articles)).distinct())
    gone = identity.c.article.in_(articles)
    await tx.execute(sa.update(identity).where(gone).values(article=None))
    await sought.forget(tx, articles)
    for table in (*ROWS, revision, feed_line, mending, trace_term, trace, reading):
        await tx.execute(sa.delete(table).where(table.c.article.in_(articles)))
    await tx.execute(sa.delete(article).where(article.c.id.in_(articles)))
    empty = sa.and_(story.c.id.in_(stories), sa.not_(sa.exists().where(trace.c.story == story.c.id)))
    for table in (verdict, muted, watch):
        await tx.execute(sa.delete(table).where(table.c.story.in_(sa.select(story.c.id).where(empty))))


async def forget_posts(database: Database, before: datetime) -> int:
    """Delete deliveries that ended before this moment, BATCH at a time, with their tries and their messages.

    Those about a story that still has articles stay: it may go on, and its message is edited then. So does
    what has not ended. How many went.
    """
    about = sa.literal("story:").concat(sa.cast(story.c.id, sa.Text))
    kept = sa.exists().where(story.c.id == trace.c.story, about == delivery.c.subject)
    old = sa.and_(delivery.c.done_at < before, delivery.c.state.in_(ENDED))
    async with database.writing() as tx:
        ids = await tx.values(sa.select(delivery.c.id).where(old, ~kept).order_by(delivery.c.id).limit(BATCH))
        if not ids:
            return 0
        named = sa.select(delivery.c.target, delivery.c.subject).where(delivery.c.id.in_(ids)).distinct()
        pairs = [(row["target"], row["subject"]) for row in await tx.rows(named)]
        await tx.execute(sa.delete(attempt).where(attempt.c.delivery.in_(ids)))
        await tx.execute(sa.delete(delivery).where(delivery.c.id.in_(ids)))
        for target, subject in pairs:
            left = sa.exists().where(delivery.c.target == target, delivery.c.subject == subject)
            mine = sa.and_(message.c.target == target, message.c.subject == subject)
            await tx.execute(sa.delete(message).where(mine, ~left))
    return len(ids)
