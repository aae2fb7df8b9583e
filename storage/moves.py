"""Feeds that moved for good: the new address is asked, the old one still finds them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from storage.engine import CHUNK, Transaction
from storage.hosts import know, reschedule
from storage.pausing import hand_over_paused
from storage.plans import hand_over_planned
from storage.schema import address, article, feed, identity, reading, subscription
from storage.waking import recover, wake
from storage.watches import hand_over_feed

LONGEST_ADDRESS = 2048
"""Bytes of a feed's address: PostgreSQL's indices hold little more."""

TOO_LONG = (
    f"A feed's address has at most {LONGEST_ADDRESS} bytes (letters beyond ASCII take several): "
    "use a shorter one."
)


def too_long(sought: str) -> bool:
    """Whether no feed can be at this address."""
    return len(sought.encode("utf-8", "replace")) > LONGEST_ADDRESS


async def at_address(tx: Transaction, sought: str) -> int | None:
    """The id of the feed that is, or once was, at this address."""
    moved: int | None = await tx.value(sa.select(address.c.feed).where(address.c.address == sought))
    if moved is not None:
        return moved
    found: int | None = await tx.value(sa.select(feed.c.id).where(feed.c.address == sought))
    return found


async def at_addresses(tx: Transaction, sought: Collection[str]) -> Mapping[str, int]:
    """As `at_address` for each of them; what no feed is or was at is left out."""
    found: dict[str, int] = {}
    places = sorted(set(sought))
    for start in range(0, len(places), CHUNK):
        some = places[start : start + CHUNK]
        there = sa.select(feed.c.address, feed.c.id).where(feed.c.address.in_(some))
        once_there = sa.select(address.c.address, address.c.feed).where(address.c.address.in_(some))
        found |= {row["address"]: row["id"] for row in await tx.rows(there)}
        found |= {row["address"]: row["feed"] for row in await tx.rows(once_there)}
    return found


async def move(tx: Transaction, feed_id: int, to: str, now: datetime) -> None:
    """Let the feed be at its new address; where another feed is there, its readers go over to that."""
    row = await tx.row(sa.select(feed.c.id, feed.c.address, feed.c.host).where(feed.c.id == feed_id))
    if row is None or too_long(to):
        return
    other = await at_address(tx, to)
    kept = feed_id if other is None else other
    if kept == feed_id:
        await tx.execute(sa.delete(address).where(address.c.address == to))
        await _make_room(tx, to, row)
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


async def lock_targets(tx: Transaction, places: Collection[str]) -> frozenset[int]:
    """The feeds that are, or once were, at these addresses: hosts are locked after feeds, never before."""
    there = sa.select(feed.c.id).where(feed.c.address.in_(sorted(places)))
    once_there = sa.select(address.c.feed).where(address.c.address.in_(sorted(places)))
    return frozenset(await tx.values(there.union(once_there))) if places else frozenset()


async def _make_room(tx: Transaction, to: str, leaving: sa.RowMapping) -> None:
    """A feed that handed its readers over still has its address: it takes the one that becomes free."""
    held: int | None = await tx.value(sa.select(feed.c.id).where(feed.c.address == to))
    if held is None or held == leaving["id"]:
        return
    mine, theirs = feed.c.id == leaving["id"], feed.c.id == held
    await tx.execute(sa.update(feed).where(mine).values(address=f"moving:{held}"))
    taken = {"address": leaving["address"], "host": leaving["host"]}
    await tx.execute(sa.update(feed).where(theirs).values(taken))


async def _hand_over(tx: Transaction, feed_id: int, kept: int, now: datetime) -> None:
    """Readers, what they were told and what they are still to be told go to the feed that is kept.

    It is read at this address by the very look that says so: it is well.
    """
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
    await hand_over_paused(tx, feed_id, kept)
    await hand_over_feed(tx, feed_id, kept)
    await hand_over_planned(tx, feed_id, kept)
    await _hand_over_articles(tx, feed_id, kept)
    retired = {"retired": True, "next_due_at": None, "notice_at": None}
    await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(retired))
    await wake(tx, (kept,), now)
    await recover(tx, kept, now)


async def _hand_over_articles(tx: Transaction, feed_id: int, kept: int) -> None:
    """What was not read yet becomes the other feed's; of the rest it knows that it was here once."""
    theirs, namesake = identity.alias(), article.alias()
    known = sa.exists().where(
        identity.c.article == article.c.id, theirs.c.feed == kept, theirs.c.key == identity.c.key
    )
    named = sa.exists().where(namesake.c.feed == kept, namesake.c.guid == article.c.guid)
    unread = sa.exists().where(
        reading.c.article == article.c.id, reading.c.state.in_(("page", "due")), reading.c.revised.is_(None)
    )
    goes = sa.and_(article.c.feed == feed_id, unread, sa.not_(known), sa.not_(named))
    await tx.execute(sa.update(article).where(goes).values(feed=kept))
    of_article = sa.case((article.c.feed == kept, article.c.id), else_=sa.null())
    keys = sa.select(sa.literal(kept), identity.c.key, of_article).outerjoin(
        article, article.c.id == identity.c.article
    )
    await tx.execute(
        tx.insert(identity)
        .from_select(["feed", "key", "article"], keys.where(identity.c.feed == feed_id))
        .on_conflict_do_nothing()
    )
