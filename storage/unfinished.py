"""What still waits: the tick's sweep over every unfinished row, and the leases it gives."""

from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.engine import Transaction
from storage.entries import LEASE as READING_LEASE
from storage.model import JobKind
from storage.outbox import AGAIN
from storage.schema import UNFINISHED, delivery, digest_plan, feed, reading

LEASE = timedelta(minutes=2)
"""How long a poll or a digest may take before the tick nudges again."""

BATCH = 500
"""How many rows of one kind a tick takes: the next one comes a second later."""

KINDS: frozenset[JobKind] = frozenset({"poll", "read", "publish", "deliver"})

_Due = Callable[[datetime], sa.ColumnElement[bool]]
_DUE: dict[JobKind, tuple[sa.Table, _Due, timedelta]] = {
    "poll": (feed, lambda now: feed.c.next_due_at <= now, LEASE),
    "read": (reading, lambda _: reading.c.state == "due", READING_LEASE),
    "publish": (digest_plan, lambda now: digest_plan.c.next_due_at <= now, LEASE),
}


def heads(now: datetime, targets: frozenset[str] | None = None) -> sa.Select[tuple[int, str]]:
    """The oldest unfinished delivery of each of the targets (None: all), where it can be claimed at `now`."""
    first = sa.select(sa.func.min(delivery.c.id)).where(UNFINISHED, _of(targets)).group_by(delivery.c.target)
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


async def nudge_unfinished(
    tx: Transaction,
    now: datetime,
    kinds: frozenset[JobKind],
    *,
    targets: frozenset[str] | None = None,
    nudged_too: bool = False,
) -> int:
    """Nudge what of these kinds is due and whose lease or wait has passed; how many nudges that made.

    Deliveries are nudged to these `targets` alone (None: to all). `nudged_too` does not wait for leases: for
    a queue that dropped nudges on purpose, or a clock that stands.
    """
    made = [await _take(tx, kind, now, nudged_too) for kind in _DUE if kind in kinds]
    if "deliver" in kinds:
        made.append(await _take_targets(tx, now, targets, nudged_too))
    return sum(made)


async def waiting(
    tx: Transaction, now: datetime, *, targets: frozenset[str] | None = None
) -> dict[JobKind, int]:
    """How many rows of each kind are due, claimed or waiting for their turn at `now`.

    Deliveries are counted of these `targets` alone (None: of all).
    """
    counts: dict[JobKind, int] = {}
    for kind, (table, due, _) in _DUE.items():
        counts[kind] = await tx.value(sa.select(sa.func.count()).select_from(table).where(due(now)))
    moving = sa.union(
        sa.select(heads(now, targets).subquery().c.target),
        sa.select(delivery.c.target).where(UNFINISHED, delivery.c.state == "claimed", _of(targets)),
    )
    queued = sa.select(sa.func.count()).where(UNFINISHED, delivery.c.target.in_(moving))
    counts["deliver"] = await tx.value(queued)
    return counts


async def _take(tx: Transaction, kind: JobKind, now: datetime, nudged_too: bool) -> int:
    table, due, lease = _DUE[kind]
    key = next(iter(table.primary_key.columns))
    ids = await tx.values(
        sa.select(key)
        .where(due(now), sa.true() if nudged_too else _awake(table, now))
        .order_by(key)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    if ids:
        await tx.execute(sa.update(table).where(key.in_(ids)).values(wake_at=now + lease))
    for held in ids:
        tx.nudge(kind, held)
    return len(ids)


async def _take_targets(
    tx: Transaction, now: datetime, targets: frozenset[str] | None, nudged_too: bool
) -> int:
    waiting = heads(now, targets).where(sa.true() if nudged_too else _awake(delivery, now))
    rows = await tx.rows(waiting.limit(BATCH).with_for_update(skip_locked=True))
    if rows:
        lease = {"wake_at": now + AGAIN}
        ids = [row["id"] for row in rows]
        await tx.execute(sa.update(delivery).where(delivery.c.id.in_(ids)).values(lease))
    for row in rows:
        tx.nudge("deliver", row["target"])
    return len(rows)


def _of(targets: frozenset[str] | None) -> sa.ColumnElement[bool]:
    return sa.true() if targets is None else delivery.c.target.in_(sorted(targets))


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
