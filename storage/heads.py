"""Targets for which something may be claimed: whom the tick nudges."""

from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa

from storage.asked_at import ASKED_AT, When, moments
from storage.engine import Transaction
from storage.outbox import AGAIN, LEASE, SKEW
from storage.schema import TRIED, UNFINISHED, delivery
from storage.schema import target as place

BATCH = 500
"""How many targets a tick nudges: the next one comes a second later."""


def heads(now: When, targets: frozenset[str] | None = None) -> sa.Select[tuple[int, str]]:
    """The oldest delivery that may be claimed at `now` of each of the targets (None: all) that gives any.

    That is none of a target that is stopped, or where one is being sent or waits to be tried again. What only
    waits for its time does not count. What was tried later than now waits no longer: the clock was set back.
    """
    ready = _ready(now, targets)
    first = (
        sa.select(sa.func.min(ready.c.id)).where(ready.c.target.not_in(_closed(now))).group_by(ready.c.target)
    )
    return sa.select(delivery.c.id, delivery.c.target).where(delivery.c.id.in_(first)).order_by(delivery.c.id)


async def nudge_targets(
    tx: Transaction, now: datetime, targets: frozenset[str] | None, *, nudged_too: bool
) -> int:
    """Nudge the targets that have something to send and were not nudged just now; how many.

    Those first who were nudged longest ago: of some nobody may hold the shard.
    """
    rows = await tx.rows(_to_nudge(targets, nudged_too, BATCH), moments(now))
    if rows:
        ids = [row["id"] for row in rows]
        await tx.execute(sa.update(delivery).where(delivery.c.id.in_(ids)).values(wake_at=now + AGAIN))
    for row in rows:
        tx.nudge("deliver", row["target"])
    return len(rows)


@lru_cache(maxsize=16)
def _to_nudge(targets: frozenset[str] | None, nudged_too: bool, most: int) -> sa.Select[tuple[int, str]]:
    waiting = heads(ASKED_AT, targets)
    if not nudged_too:
        # none that may be claimed is put off so far: that was before the clock was set back
        wake_at = delivery.c.wake_at
        waiting = waiting.where(sa.or_(wake_at.is_(None), wake_at <= ASKED_AT, wake_at > ASKED_AT + SKEW))
    in_turn = waiting.order_by(None).order_by(delivery.c.wake_at.nulls_first(), delivery.c.id)
    return in_turn.limit(most).with_for_update(skip_locked=True)


async def undelivered(tx: Transaction, now: datetime, targets: frozenset[str] | None) -> int:
    """How many deliveries are on their way, or may go one after another from `now` on."""
    moving = sa.union(
        sa.select(heads(now, targets).subquery().c.target),
        sa.select(delivery.c.target).where(TRIED, delivery.c.state == "claimed", _of(targets)),
    )
    ready = _ready(now, targets)
    queued = sa.select(sa.func.count()).select_from(ready).where(ready.c.target.in_(moving))
    found: int = await tx.value(queued)
    return found


async def release(tx: Transaction) -> None:
    """What was being sent is due again, and may have arrived."""
    await tx.execute(
        sa.update(delivery)
        .where(TRIED, delivery.c.state == "claimed")
        .values(state="due", unknown=True, claimed_until=None)
    )
    awake = sa.and_(UNFINISHED, delivery.c.wake_at.is_not(None))
    await tx.execute(sa.update(delivery).where(awake).values(wake_at=None))


def _ready(now: When, targets: frozenset[str] | None) -> sa.Subquery:
    """Ids and targets of what waits for no time. Two halves, as each has its index."""
    rows = sa.select(delivery.c.id, delivery.c.target).where(_of(targets))
    timely = rows.where(UNFINISHED, delivery.c.not_before <= now)
    begun = sa.and_(TRIED, delivery.c.state.in_(("due", "claimed")))
    return sa.union_all(
        timely, rows.where(begun, delivery.c.not_before > now, delivery.c.tried_at > now + SKEW)
    ).subquery()


def _closed(now: When) -> sa.Select[tuple[str]]:
    """Targets of which nothing can be claimed at the moment."""
    tried = sa.select(delivery.c.target).where(
        TRIED,
        sa.or_(
            sa.and_(
                delivery.c.state == "claimed",
                delivery.c.claimed_until > now,
                delivery.c.claimed_until <= now + SKEW + LEASE,
            ),
            sa.and_(
                delivery.c.state == "due",
                delivery.c.not_before > now,
                sa.or_(delivery.c.tried_at.is_(None), delivery.c.tried_at <= now + SKEW),
            ),
        ),
    )
    stopped = sa.select(place.c.target).where(place.c.stopped_at.is_not(None))
    return sa.select(sa.union_all(tried, stopped).subquery().c.target)


def _of(targets: frozenset[str] | None) -> sa.ColumnElement[bool]:
    return sa.true() if targets is None else delivery.c.target.in_(sorted(targets))
