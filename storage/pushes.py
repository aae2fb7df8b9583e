"""What a look at a feed changes in its subscription at a hub: a hub comes, changes, goes, or has pinged."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feeds.guard import MAX_ADDRESS
from feeds.model import Fetched, FetchFailed, Hub, Poll
from feeds.websub.protocol import echoed_look
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
    go on. A feed whose hub pinged while this look was under way is looked at again, as is, after a while, one
    where a ping's look found nothing new.
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
    moment = _after_a_ping(poll, row["pinged_at"], now)
    if moment is not None:
        soon = sa.update(feed).where(feed.c.id == poll.feed.id, feed.c.next_due_at > moment)
        await tx.execute(soon.values(next_due_at=moment))


def _after_a_ping(poll: Poll, pinged: datetime | None, now: datetime) -> datetime | None:
    """When to look again because of a ping: this look may have come too early for what it tells of."""
    due, outcome = poll.feed.next_due_at, poll.outcome
    if pinged is None or due is None or isinstance(outcome, FetchFailed):
        return None
    if pinged > due:
        return max(now, pinged)
    found = poll.read is not None and poll.read.entries
    return echoed_look(now, outcome.fresh_for) if pinged == due and not found else None


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
