"""What still waits: the tick's sweep over every unfinished row, and the leases it gives."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.engine import Transaction
from storage.entries import LEASE as READING_LEASE
from storage.model import JobKind
from storage.outbox import LEASE as DELIVERY_LEASE
from storage.schema import UNFINISHED, delivery, digest_plan, feed, reading

LEASE = timedelta(minutes=2)
"""How long a poll or a digest may take before the tick nudges again."""

BATCH = 500
"""How many rows of one kind a tick takes: the next one comes a second later."""


def heads(now: datetime) -> sa.Select[tuple[int, str]]:
    """The oldest unfinished delivery of each target, where it can be claimed at `now`."""
    first = sa.select(sa.func.min(delivery.c.id)).where(UNFINISHED).group_by(delivery.c.target)
    return (
        sa.select(delivery.c.id, delivery.c.target)
        .where(
            delivery.c.id.in_(first),
            sa.or_(
                sa.and_(delivery.c.state == "due", delivery.c.not_before <= now),
                sa.and_(delivery.c.state == "claimed", delivery.c.claimed_until <= now),
            ),
        )
        .order_by(delivery.c.id)
    )


async def nudge_unfinished(tx: Transaction, now: datetime) -> int:
    """Nudge whatever is due and whose lease or wait has passed; how many nudges that made."""
    made = await _take(tx, "poll", feed, feed.c.next_due_at <= now, now, LEASE)
    made += await _take(tx, "publish", digest_plan, digest_plan.c.next_due_at <= now, now, LEASE)
    made += await _take(tx, "read", reading, reading.c.state == "due", now, READING_LEASE)
    asleep = heads(now).where(_awake(delivery, now)).limit(BATCH).with_for_update(skip_locked=True)
    waiting = await tx.rows(asleep)
    if waiting:
        ids = [row["id"] for row in waiting]
        await tx.execute(
            sa.update(delivery).where(delivery.c.id.in_(ids)).values(wake_at=now + DELIVERY_LEASE)
        )
    for row in waiting:
        tx.nudge("deliver", row["target"])
    return made + len(waiting)


async def _take(
    tx: Transaction,
    kind: JobKind,
    table: sa.Table,
    due: sa.ColumnElement[bool],
    now: datetime,
    lease: timedelta,
) -> int:
    key = next(iter(table.primary_key.columns))
    ids = await tx.values(
        sa.select(key)
        .where(due, _awake(table, now))
        .order_by(key)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    if ids:
        await tx.execute(sa.update(table).where(key.in_(ids)).values(wake_at=now + lease))
    for held in ids:
        tx.nudge(kind, held)
    return len(ids)


def _awake(table: sa.Table, now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.wake_at.is_(None), table.c.wake_at <= now)


async def release(tx: Transaction) -> None:
    """End every lease: the process that held them is gone. What it was sending may have arrived."""
    await tx.execute(
        sa.update(delivery)
        .where(delivery.c.state == "claimed")
        .values(state="due", unknown=True, claimed_until=None)
    )
    for table in (feed, digest_plan):
        await tx.execute(sa.update(table).where(table.c.wake_at.is_not(None)).values(wake_at=None))
    await tx.execute(sa.update(reading).where(reading.c.state == "due").values(wake_at=None))
    unsent = delivery.c.state == "due"
    await tx.execute(sa.update(delivery).where(unsent).values(wake_at=None))


async def idle(tx: Transaction, now: datetime) -> bool:
    """Whether there is nothing to do at `now`: nothing due, claimed, or waiting only for its turn."""
    waiting = (
        sa.select(feed.c.id).where(feed.c.next_due_at <= now),
        sa.select(digest_plan.c.id).where(digest_plan.c.next_due_at <= now),
        sa.select(reading.c.article).where(reading.c.state == "due"),
        sa.select(delivery.c.id).where(delivery.c.state == "claimed"),
        heads(now),
    )
    for query in waiting:
        if await tx.row(query.limit(1)) is not None:
            return False
    return True
