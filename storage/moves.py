"""Feeds that moved for good: the new address is asked, the old one still finds them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from storage.engine import Transaction
from storage.hosts import know, reschedule
from storage.schema import address, feed, subscription

LONGEST_ADDRESS = 2048
"""Characters of a feed's address: PostgreSQL's indices hold little more."""


async def at_address(tx: Transaction, sought: str) -> int | None:
    """The id of the feed that is, or once was, at this address."""
    moved: int | None = await tx.value(sa.select(address.c.feed).where(address.c.address == sought))
    if moved is not None:
        return moved
    found: int | None = await tx.value(sa.select(feed.c.id).where(feed.c.address == sought))
    return found


async def move(tx: Transaction, feed_id: int, to: str, now: datetime) -> None:
    """Let the feed be at its new address; where another feed is there, its readers go over to that."""
    row = await tx.row(sa.select(feed.c.address, feed.c.host).where(feed.c.id == feed_id))
    if row is None or len(to) > LONGEST_ADDRESS:
        return
    other = await at_address(tx, to)
    kept = feed_id if other is None else other
    if kept == feed_id:
        await tx.execute(sa.delete(address).where(address.c.address == to))
        changed: dict[str, Any] = {"address": to, "host": host_of(to), "moved_to": None, "moved_times": 0}
        await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(changed))
        await know(tx, (host_of(to),), now)
    else:
        await _hand_over(tx, feed_id, kept, now)
    await tx.execute(sa.update(address).where(address.c.feed == feed_id).values(feed=kept))
    known = tx.insert(address).values(address=row["address"], feed=kept)
    await tx.execute(known.on_conflict_do_update(index_elements=["address"], set_={"feed": kept}))
    hosts = await tx.values(sa.select(feed.c.host).where(feed.c.id == kept))
    await reschedule(tx, {row["host"], *hosts})


async def _hand_over(tx: Transaction, feed_id: int, kept: int, now: datetime) -> None:
    readers = sa.select(
        subscription.c.guild,
        sa.literal(kept),
        subscription.c.topic,
        subscription.c.origin,
        subscription.c.created_at,
    )
    columns = ["guild", "feed", "topic", "origin", "created_at"]
    await tx.execute(
        tx.insert(subscription)
        .from_select(columns, readers.where(subscription.c.feed == feed_id))
        .on_conflict_do_nothing()
    )
    await tx.execute(sa.delete(subscription).where(subscription.c.feed == feed_id))
    retired = {"retired": True, "next_due_at": None}
    await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(retired))
    waking = sa.update(feed).where(
        feed.c.id == kept, feed.c.next_due_at.is_(None), feed.c.retired.is_(False), feed.c.health != "gone"
    )
    await tx.execute(waking.values(next_due_at=now))
