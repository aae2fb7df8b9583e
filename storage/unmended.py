"""What is to be looked at again: a row from the edition's save until its stories are mended."""

from datetime import datetime

import sqlalchemy as sa

from storage.documents import NEAR
from storage.engine import Transaction
from storage.rows import ARTICLE, article_of
from storage.schema import article, feed, mending, trace
from storage.unfinished import LEASE
from summarise.model import Edition, Told, Unmended
from summarise.stories.group import NEIGHBOURS

_WAITING = (
    sa.select(*ARTICLE, mending.c.near, mending.c.held, mending.c.attempts, trace.c.story)
    .join(feed, feed.c.id == article.c.feed)
    .join(mending, mending.c.article == article.c.id)
    .join(trace, trace.c.article == article.c.id)
)


async def keep(
    tx: Transaction, edition: Edition, story_id: int, told: Told, now: datetime
) -> tuple[Told, bool]:
    """Note that the edition's story is to be looked at again; what is told without that, and whether it is.

    First posts wait for it with all that belongs to them, also where another article has the story looked at
    already.
    """
    first = told.firsts
    if edition.near is None and not first:
        return told, False
    pending = await tx.rows(
        sa.select(mending.c.article, mending.c.near, mending.c.held)
        .join(trace, trace.c.article == mending.c.article)
        .where(trace.c.story == story_id)
        .order_by(mending.c.article)
    )
    if edition.near is None and not pending:
        return told, False
    own = edition.article.id
    near = dict.fromkeys(
        [*(edition.near or ()), *(each for row in pending for each in NEAR.load(row["near"]))]
    )
    row = {
        "near": NEAR.dump(tuple([each for each in near if each != story_id][:NEIGHBOURS])),
        "held": bool(first) or any(row["held"] for row in pending if row["article"] == own),
        "attempts": 0,
        "wake_at": now + LEASE,
    }
    await tx.execute(
        tx.insert(mending)
        .values(article=own, **row)
        .on_conflict_do_update(index_elements=["article"], set_=row)
    )
    return told.without(first), True


async def take(tx: Transaction, article_id: int, now: datetime) -> Unmended | None:
    """See Stories.unmended."""
    row = await tx.row(_WAITING.where(article.c.id == article_id).with_for_update(of=mending))
    if row is None:
        return None
    tries = row["attempts"] + 1
    await tx.execute(
        sa.update(mending).where(mending.c.article == article_id).values(attempts=tries, wake_at=now + LEASE)
    )
    return Unmended(
        article=article_of(row),
        story=row["story"],
        near=NEAR.load(row["near"]),
        held=row["held"],
        tries=tries,
    )
