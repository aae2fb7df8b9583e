"""What a restored database must be told before anything works on it, so that nothing is posted twice.

What happened after the backup it does not know: messages were sent, digests came out, articles were told, and
ids were given to what people can still press on Discord.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from config.phrase import phrase
from storage import attempts, unfinished
from storage.documents import PLANNED, Planned, kept_reason
from storage.engine import Transaction
from storage.moving import skip_ids
from storage.schema import (
    UNFINISHED,
    article,
    delivery,
    digest_plan,
    mending,
    process,
    reading,
    shard,
    signed_in,
)
from storage.waking import begin_again
from summarise.editions.calendar import next_time

GAP: Final = 1_000_000
"""Ids that are left out: more than were given since any backup that is worth restoring."""

LOST: Final = phrase("It waited when the backup was made that was restored, and may have been sent since.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """How many messages are looked for before they are sent, and how many are not sent any more."""

    doubted: int
    dropped: int


async def settle(tx: Transaction, now: datetime) -> Settled:
    """Let the restored database go on without telling again what may have been told."""
    await skip_ids(tx, GAP)
    for table in (process, shard, signed_in):
        await tx.execute(sa.delete(table))
    await unfinished.release(tx)
    await begin_again(tx, now)
    await _hush_unread(tx)
    await _leave_out_digests(tx, now)
    return await _doubt(tx, now)


async def _hush_unread(tx: Transaction) -> None:
    """What waited to be read, or to be put right, was told since."""
    unread = sa.select(reading.c.article).where(reading.c.state.in_(("due", "page")))
    await tx.execute(sa.update(article).where(article.c.id.in_(unread)).values(silent=True))
    await tx.execute(sa.update(mending).values(held=False))


async def _leave_out_digests(tx: Transaction, now: datetime) -> None:
    """A digest that was due since came out then."""
    columns = ("id", "at", "zone", "wishes")
    due = sa.select(*(digest_plan.c[name] for name in columns)).where(digest_plan.c.next_due_at <= now)
    for row in await tx.rows(due):
        wishes = (PLANNED.peek(row["wishes"]) if row["wishes"] is not None else None) or Planned()
        following = next_time(row["at"], row["zone"], now, wishes.weekdays)
        changed = {"next_due_at": following, "last_until": now, "wake_at": None}
        await tx.execute(sa.update(digest_plan).where(digest_plan.c.id == row["id"]).values(changed))


async def _doubt(tx: Transaction, now: datetime) -> Settled:
    """What was due may have been sent: it is looked for first. A terminal cannot be looked at, and what was
    to come in a list may have come in one that is not known."""
    ripe = sa.and_(UNFINISHED, delivery.c.not_before <= now)
    listed = sa.and_(delivery.c.attempts == 0, delivery.c.rolled_into.is_not(None))
    lost = sa.or_(delivery.c.target == "terminal", listed)
    ended = {"state": "superseded", "done_at": now, "claimed_until": None, "error": kept_reason(LOST)}
    dropped = await tx.values(sa.update(delivery).where(ripe, lost).values(ended).returning(delivery.c.id))
    await attempts.note(tx, dropped, "superseded", now, LOST)
    tried = sa.case((delivery.c.attempts > 0, delivery.c.attempts), else_=1)
    doubted = await tx.changed(
        sa.update(delivery)
        .where(ripe)
        .values(
            state="due",
            unknown=True,
            attempts=tried,
            tried_at=sa.func.coalesce(delivery.c.tried_at, delivery.c.created_at),
            claimed_until=None,
            wake_at=None,
        )
    )
    return Settled(doubted=doubted, dropped=len(dropped))
