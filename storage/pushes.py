"""What a look at a feed changes in its subscription at a hub: a hub comes, changes, goes, or has pinged."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feeds.guard import MAX_ADDRESS
from feeds.model import Fetched, Hub, Poll
from storage.engine import Transaction
from storage.schema import feed, websub

NEVER_ASKED = {
    "state": "wanted",
    "tries": 0,
    "callback": None,
    "lease_until": None,
    "pinged_at": None,
    "wake_at": None,
}


async def heed(tx: Transaction, looks: Sequence[tuple[Poll, datetime, sa.RowMapping]]) -> None:
    """Bring subscriptions in line with these looks, after their feeds' next times are saved.

    A hub that is new or has changed is to be asked; one that a whole document names no more is not asked to
    go on. A feed that is well and whose hub pinged after this look had become due is looked at again.
    """
    concerned = {poll.feed.id: (poll, at) for poll, at, row in looks if poll.hub or row["pushed_until"]}
    if not concerned:
        return
    held = await tx.rows(sa.select(websub).where(websub.c.feed.in_(sorted(concerned))))
    rows = {row["feed"]: row for row in held}
    for feed_id, (poll, at) in sorted(concerned.items()):
        await _heed(tx, poll, rows.get(feed_id), at)


async def _heed(tx: Transaction, poll: Poll, row: sa.RowMapping | None, now: datetime) -> None:
    if row is not None:
        await _look_again(tx, poll, row, now)
    if poll.hub is not None and _usable(poll.hub):
        await _want(tx, poll.feed.id, poll.hub, row, now)
    elif row is not None and isinstance(poll.outcome, Fetched):
        await _note(tx, poll.feed.id, next_at=None)


async def _look_again(tx: Transaction, poll: Poll, row: sa.RowMapping, now: datetime) -> None:
    """The ping may tell of what this look came too early for."""
    pinged, due = row["pinged_at"], poll.feed.next_due_at
    if pinged is not None and due is not None and pinged > due and poll.standing.health == "well":
        soon = sa.update(feed).where(feed.c.id == poll.feed.id, feed.c.next_due_at > pinged)
        await tx.execute(soon.values(next_due_at=max(now, pinged)))


async def _want(tx: Transaction, feed_id: int, hub: Hub, row: sa.RowMapping | None, now: datetime) -> None:
    """Ask this hub, unless it is known already; what another hub pushes is not listened to any more."""
    if row is not None and (row["hub"], row["topic"]) == (hub.address, hub.topic):
        if row["next_at"] is None:
            await _note(tx, feed_id, next_at=now, tries=0, wake_at=None)
        return
    new: dict[str, Any] = {
        **NEVER_ASKED,
        "hub": hub.address,
        "topic": hub.topic,
        "token": secrets.token_urlsafe(32),
        "secret": secrets.token_urlsafe(32),
        "next_at": now,
    }
    statement = tx.insert(websub).values(feed=feed_id, **new)
    await tx.execute(statement.on_conflict_do_update(index_elements=[websub.c.feed], set_=new))
    if row is not None:
        await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(pushed_until=None))


def _usable(hub: Hub) -> bool:
    return max(len(hub.address), len(hub.topic)) <= MAX_ADDRESS


async def _note(tx: Transaction, feed_id: int, **noted: Any) -> None:
    await tx.execute(sa.update(websub).where(websub.c.feed == feed_id).values(noted))
