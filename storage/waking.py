"""Feeds that are looked at again, as somebody reads them or they are well after all, or no longer."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.engine import Transaction
from storage.hosts import reschedule
from storage.schema import feed, subscription

UNTROUBLED: dict[str, Any] = {
    "health": "well",
    "failures": 0,
    "gone_times": 0,
    **dict.fromkeys(("failing_since", "notice_at", "announced_at")),
}
"""As if nothing had happened."""

_NEVER_READ = dict.fromkeys(
    ("first_read_at", "resumed_at", "etag", "last_modified", "body_hash", "known", "last_error")
)
"""Without validators the backlog is really read again."""


async def wake(tx: Transaction, feeds: Collection[int], now: datetime) -> None:
    """Let feeds that have a new reader be looked at, but for those that were retired.

    One that slept is due at `now` as if it had never been read: what it brought meanwhile is backlog. One in
    trouble is due at `now` too, and still in trouble.
    """
    mine = sa.and_(feed.c.id.in_(sorted(feeds)), feed.c.retired.is_(False))
    asleep = sa.update(feed).where(mine, feed.c.next_due_at.is_(None))
    ill = sa.update(feed).where(mine, feed.c.health != "well", feed.c.next_due_at > now)
    await _at_once(tx, asleep, now, _NEVER_READ | UNTROUBLED)
    await _at_once(tx, ill, now, {})


async def begin_again(tx: Transaction, now: datetime) -> None:
    """Let every feed that is looked at be due at `now` as if never read before: what it holds is backlog.

    For an archive that does not know what it brought and told before. Trouble that was to be told was told.
    """
    looked_at = sa.update(feed).where(feed.c.next_due_at.is_not(None))
    told = {
        "announced_at": sa.case((feed.c.notice_at <= now, now), else_=feed.c.announced_at),
        "notice_at": sa.case((feed.c.notice_at <= now, sa.null()), else_=feed.c.notice_at),
    }
    await _at_once(tx, looked_at, now, _NEVER_READ | told | {"resumed_at": now})


async def sleep(tx: Transaction, feed_id: int) -> None:
    """Let a feed that nobody reads any more not be looked at; its row is locked, so that two who leave at
    once see each other leave."""
    read = sa.exists().where(subscription.c.feed == feed_id)
    asleep = sa.update(feed).where(feed.c.id == feed_id, ~read).values(next_due_at=None)
    unread = await tx.row(asleep.returning(feed.c.host))
    if unread is not None:
        await reschedule(tx, (unread["host"],))


async def recover(tx: Transaction, feed_id: int, now: datetime) -> None:
    """Let a feed in trouble be due at `now` and well: it was seen to be."""
    ill = sa.update(feed).where(feed.c.id == feed_id, feed.c.retired.is_(False), feed.c.health != "well")
    await _at_once(tx, ill, now, UNTROUBLED)


async def _at_once(tx: Transaction, which: sa.Update, now: datetime, values: dict[str, Any]) -> None:
    hosts = (await tx.execute(which.values(next_due_at=now, **values).returning(feed.c.host))).scalars().all()
    await reschedule(tx, hosts)
