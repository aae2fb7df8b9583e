"""What still waits: the tick's sweep over every unfinished row, and the leases it gives."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, get_args

import sqlalchemy as sa

from storage import heads
from storage.asked_at import ASKED_AT, When, moments
from storage.engine import Transaction
from storage.heads import nudge_targets, undelivered
from storage.hosts import claim_due, free, free_all, lease, resting
from storage.model import JobKind
from storage.schema import article, digest_plan, feed, host, mending, reading, websub

LEASE = timedelta(minutes=2)
"""How long any work but a poll may take before the tick nudges again; a poll's is its host's."""

BATCH = 500
"""How many rows of one kind a tick takes: the next one comes a second later."""

READINGS = 100
"""How many articles a tick takes: backlog is read by and by, and news in between."""

TOGETHER = 100
"""How many feeds one job looks at, side by side."""

PATIENCE = timedelta(minutes=2)
"""How long an article waits for its page while its host is busy; then it is read without."""

KINDS: frozenset[JobKind] = frozenset(get_args(JobKind))

_Due = Callable[[When], sa.ColumnElement[bool]]
_DUE: dict[JobKind, tuple[sa.Table, _Due]] = {
    "page": (reading, lambda now: _to_read("page", now)),
    "read": (reading, lambda now: _to_read("due", now)),
    "mend": (mending, lambda _: sa.true()),
    "publish": (digest_plan, lambda now: digest_plan.c.next_due_at <= now),
    "hub": (websub, lambda now: websub.c.next_at <= now),
}
"""Kinds whose rows are nudged one by one; each row's wake_at is its lease."""


def _to_read(state: str, now: When) -> sa.ColumnElement[bool]:
    """Readings in this state whose edits are over."""
    return sa.and_(reading.c.state == state, sa.or_(reading.c.due_at.is_(None), reading.c.due_at <= now))


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
    # pages first: a host with many feeds always has one that is due
    made = [await _take(tx, "page", now, nudged_too)] if "page" in kinds else []
    if "poll" in kinds:
        made.append(await _take_feeds(tx, now, nudged_too))
    made += [await _take(tx, kind, now, nudged_too) for kind in _DUE if kind in kinds and kind != "page"]
    if "notice" in kinds:
        made.append(await _take_notices(tx, now))
    if "deliver" in kinds:
        made.append(await nudge_targets(tx, now, targets, nudged_too=nudged_too))
    return sum(made)


async def waiting(
    tx: Transaction, now: datetime, *, targets: frozenset[str] | None = None, most: int | None = None
) -> dict[JobKind, int]:
    """How many rows of each kind are due, claimed or waiting for their turn at `now`, counted up to `most`.

    Feeds whose hosts asked for rest wait for no turn, nor do deliveries of targets that are stopped.
    Deliveries are counted of these `targets` alone (None: of all).
    """

    async def many(rows: sa.Select[Any]) -> int:
        found: int = await tx.value(sa.select(sa.func.count()).select_from(rows.limit(most).subquery()))
        return found

    one: sa.ColumnElement[int] = sa.literal_column("1", sa.Integer).label("one")
    counts: dict[JobKind, int] = {}
    for kind, (table, due) in _DUE.items():
        counts[kind] = await many(sa.select(one).select_from(table).where(due(now)))
    feeds = sa.select(one).select_from(feed).join(host, host.c.name == feed.c.host)
    counts["poll"] = await many(feeds.where(feed.c.next_due_at <= now, sa.not_(resting(now))))
    counts["notice"] = await many(sa.select(one).select_from(feed).where(feed.c.notice_at <= now))
    counts["deliver"] = await undelivered(tx, now, targets)
    return counts


async def _take(tx: Transaction, kind: JobKind, now: datetime, nudged_too: bool) -> int:
    table, _ = _DUE[kind]
    ids = await tx.values(_to_take(kind, nudged_too), moments(now))
    if ids:
        key = next(iter(table.primary_key.columns))
        await tx.execute(sa.update(table).where(key.in_(ids)).values(wake_at=now + LEASE))
        if kind == "page":
            asked = sa.and_(reading.c.article.in_(ids), sa.not_(_out_of_patience(now)))
            hosts = await tx.values(sa.select(reading.c.host).where(asked).distinct())
            await lease(tx, hosts, now, now + LEASE)
    for held in ids:
        tx.nudge(kind, held)
    return len(ids)


@cache
def _to_take(kind: JobKind, nudged_too: bool) -> sa.Select[Any]:
    """Keys of the kind's rows that are to be nudged."""
    table, due = _DUE[kind]
    key = next(iter(table.primary_key.columns))
    waiting = sa.and_(due(ASKED_AT), sa.true() if nudged_too else _awake(table, ASKED_AT))
    if kind == "page":
        waiting = sa.and_(waiting, _may_be_asked(ASKED_AT))
    if kind == "hub":
        waiting = websub.c.feed.in_(
            sa.select(sa.func.min(websub.c.feed)).where(waiting).group_by(websub.c.hub)
        )
    most = READINGS if kind == "read" else BATCH
    return sa.select(key).where(waiting).order_by(key).limit(most).with_for_update(skip_locked=True)


def _may_be_asked(now: When) -> sa.ColumnElement[bool]:
    """The first of each free host's pages, and those that have waited for theirs too long."""
    patient = sa.and_(_to_read("page", now), _awake(reading, now), sa.not_(_out_of_patience(now)))
    of_host = sa.select(sa.func.min(reading.c.article)).join(host, host.c.name == reading.c.host)
    first = of_host.where(patient, free(now)).group_by(reading.c.host)
    return sa.or_(reading.c.article.in_(first), _out_of_patience(now))


def _out_of_patience(now: When) -> sa.ColumnElement[bool]:
    seen = sa.select(article.c.seen_at).where(article.c.id == reading.c.article).scalar_subquery()
    return sa.func.coalesce(reading.c.due_at, seen) <= now - PATIENCE


async def _take_feeds(tx: Transaction, now: datetime, nudged_too: bool) -> int:
    feeds = await claim_due(tx, now, BATCH, leased_too=nudged_too)
    for start in range(0, len(feeds), TOGETHER):
        tx.nudge("poll", ",".join(str(held) for held in feeds[start : start + TOGETHER]))
    return len(feeds)


async def _take_notices(tx: Transaction, now: datetime) -> int:
    ids = await tx.values(_NOTICES, moments(now))
    if ids:
        await tx.execute(sa.update(feed).where(feed.c.id.in_(ids)).values(notice_at=now + LEASE))
    for held in ids:
        tx.nudge("notice", held)
    return len(ids)


_NOTICES: Final = (
    sa.select(feed.c.id)
    .where(feed.c.notice_at <= ASKED_AT)
    .order_by(feed.c.id)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
)


def _awake(table: sa.Table, now: When) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.wake_at.is_(None), table.c.wake_at <= now)


async def release(tx: Transaction) -> None:
    """End every lease: the process that held them is gone. What it was sending may have arrived."""
    await heads.release(tx)
    for table in (digest_plan, websub, mending):
        await tx.execute(sa.update(table).where(table.c.wake_at.is_not(None)).values(wake_at=None))
    await free_all(tx)
    # without the second condition SQLite looks at every article that was ever read
    leased = sa.and_(reading.c.state.in_(("due", "page")), reading.c.wake_at.is_not(None))
    await tx.execute(sa.update(reading).where(leased).values(wake_at=None))
