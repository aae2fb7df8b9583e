"""Feeds that a guild does not read for a while: it keeps them, with topic and origin, and hears nothing."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.model import Subscription
from storage.rows import subscription_of
from storage.schema import feed, paused_feed, subscription
from storage.waking import sleep, wake


class Pausing:
    """A guild's paused feeds, and nobody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def pause(self, guild: str, feed_id: int, now: datetime) -> bool:
        """True if the guild read it. The last guild to pause or leave ends the polling."""
        mine = sa.and_(subscription.c.guild == guild, subscription.c.feed == feed_id)
        columns = ("guild", "feed", "topic", "origin", "created_at")
        async with self._database.writing() as tx:
            await hold(tx, (feed_id,))
            held = await tx.row(sa.select(*(subscription.c[name] for name in columns)).where(mine))
            if held is None:
                return False
            await tx.execute(tx.insert(paused_feed).values(**held, paused_at=now))
            await tx.execute(sa.delete(subscription).where(mine))
            await sleep(tx, feed_id)
        return True

    async def resume(self, guild: str, feed_id: int, now: datetime) -> bool:
        """True if the guild had paused it. A feed that nobody else read is due at `now`, and what it brought
        meanwhile is backlog that alerts nobody, whatever becomes of the backlog of new feeds."""
        mine = sa.and_(paused_feed.c.guild == guild, paused_feed.c.feed == feed_id)
        async with self._database.writing() as tx:
            await hold(tx, (feed_id,))
            held = await tx.row(sa.select(paused_feed).where(mine))
            if held is None:
                return False
            kept = {name: value for name, value in held.items() if name != "paused_at"}
            await tx.execute(tx.insert(subscription).values(kept).on_conflict_do_nothing())
            await tx.execute(sa.delete(paused_feed).where(mine))
            slept = sa.and_(feed.c.id == feed_id, feed.c.next_due_at.is_(None))
            asleep = await tx.value(sa.select(feed.c.id).where(slept)) is not None
            await wake(tx, (feed_id,), now)
            if asleep:
                await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(resumed_at=now))
        return True

    async def of_guild(self, guild: str) -> tuple[Subscription, ...]:
        """What the guild paused, oldest feed first."""
        async with self._database.reading() as tx:
            return await paused_of(tx, guild)


async def paused_of(tx: Transaction, guild: str) -> tuple[Subscription, ...]:
    """What the guild paused, oldest feed first."""
    query = (
        sa.select(feed, paused_feed.c.origin, paused_feed.c.topic, paused_feed.c.paused_at)
        .join(paused_feed, paused_feed.c.feed == feed.c.id)
        .where(paused_feed.c.guild == guild)
        .order_by(feed.c.id)
    )
    return tuple(subscription_of(guild, row) for row in await tx.rows(query))


async def hold(tx: Transaction, feeds: Collection[int]) -> None:
    """Lock these feeds, in one order: whoever reads, pauses or leaves one at the same time waits."""
    await tx.rows(
        sa.select(feed.c.id).where(feed.c.id.in_(sorted(set(feeds)))).order_by(feed.c.id).with_for_update()
    )


async def paused(tx: Transaction, guild: str, feeds: Collection[int]) -> frozenset[int]:
    """Those of these feeds that the guild paused."""
    mine = sa.and_(paused_feed.c.guild == guild, paused_feed.c.feed.in_(sorted(set(feeds))))
    return frozenset(await tx.values(sa.select(paused_feed.c.feed).where(mine)))


async def hand_over_paused(tx: Transaction, feed_id: int, kept: int) -> None:
    """Who paused a feed that moved to where another one is has paused that one, unless it reads it."""
    columns = ["guild", "feed", "topic", "origin", "created_at", "paused_at"]
    moved = sa.select(
        paused_feed.c.guild,
        sa.literal(kept),
        *(paused_feed.c[name] for name in columns[2:]),
    ).where(paused_feed.c.feed == feed_id)
    await tx.execute(tx.insert(paused_feed).from_select(columns, moved).on_conflict_do_nothing())
    read = sa.exists().where(
        subscription.c.guild == paused_feed.c.guild, subscription.c.feed == paused_feed.c.feed
    )
    gone = sa.or_(paused_feed.c.feed == feed_id, sa.and_(paused_feed.c.feed == kept, read))
    await tx.execute(sa.delete(paused_feed).where(gone))
