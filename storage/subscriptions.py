"""Which guild reads which feed. A feed that nobody reads is not polled."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import overload

import sqlalchemy as sa

from config.errors import StorageError
from feeds.opml import Outline
from storage.counting import fitting, has_feed, room_for_feeds
from storage.engine import Database, Transaction
from storage.lists import bring
from storage.model import Full, HeldFeed, Subscription
from storage.moves import TOO_LONG, too_long
from storage.pausing import hold, paused, paused_of
from storage.rows import subscription_of
from storage.schema import article, feed, host, paused_feed, subscription
from storage.waking import sleep, wake
from summarise.model import Origin

TOGETHER = 100
"""How many feeds of a list share a transaction."""


class Subscriptions:
    """A guild's feeds, and nobody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @overload
    async def subscribe(
        self, guild: str, feed_id: int, origin: Origin, now: datetime, *, topic: str = ""
    ) -> bool: ...

    @overload
    async def subscribe(
        self, guild: str, feed_id: int, origin: Origin, now: datetime, *, topic: str = "", most: int
    ) -> bool | Full: ...

    async def subscribe(
        self,
        guild: str,
        feed_id: int,
        origin: Origin,
        now: datetime,
        *,
        topic: str = "",
        most: int | None = None,
    ) -> bool | Full:
        """True if this is new. A feed that was not polled, or is in trouble, is then due at `now`.

        One that was not polled is read as if for the first time: what it brought while nobody read it is
        backlog. A retired feed stays retired, and one that the guild paused stays paused. Full, and nothing
        changed, where the guild would have more than `most`, what it paused counted.
        """
        async with self._database.writing() as tx:
            if (
                most is not None
                and not await room_for_feeds(tx, guild, most)
                and not await has_feed(tx, guild, feed_id)
            ):
                return Full(most=most)
            await hold(tx, (feed_id,))
            if await paused(tx, guild, (feed_id,)):
                return False
            added = await tx.changed(
                tx.insert(subscription)
                .values(guild=guild, feed=feed_id, topic=topic, origin=origin, created_at=now)
                .on_conflict_do_nothing()
            )
            if added:
                await wake(tx, (feed_id,), now)
        return added == 1

    async def bring_in(
        self,
        guild: str,
        outlines: Sequence[Outline],
        origin: Origin,
        now: datetime,
        *,
        most: int | None = None,
    ) -> Mapping[str, bool | Full | StorageError]:
        """Let the guild read the feeds of a list, TOGETHER in a transaction; whether each address is new,
        or the error that says why it cannot be kept. A feed that exists, or is paused, stays as it is. Full
        for those with which the guild would have more than `most`, what it paused counted.
        """
        came: dict[str, bool | Full | StorageError] = {}
        kept = [outline for outline in outlines if not too_long(outline.address)]
        for start in range(0, len(kept), TOGETHER):
            some = kept[start : start + TOGETHER]
            try:
                async with self._database.writing() as tx:
                    fit = some if most is None else await fitting(tx, guild, some, most)
                    new = await bring(tx, guild, fit, origin, now) if fit else frozenset()
            except StorageError as error:
                came |= {outline.address: error for outline in some}
            else:
                came |= {outline.address: Full(most=most or 0) for outline in some}
                came |= {outline.address: outline.address in new for outline in fit}
        return {outline.address: came.get(outline.address, StorageError(TOO_LONG)) for outline in outlines}

    async def unsubscribe(self, guild: str, feed_id: int) -> bool:
        """True if the guild had it, read or paused. The last guild to leave ends the polling."""
        async with self._database.writing() as tx:
            return await _leave(tx, guild, feed_id)

    async def keep(self, origin: Origin, kept: frozenset[tuple[str, int]]) -> int:
        """Remove this origin's subscriptions, paused ones too, whose (guild, feed id) is not in `kept`; how
        many went."""
        async with self._database.writing() as tx:
            held = {
                (row["feed"], row["guild"])
                for table in (subscription, paused_feed)
                for row in await tx.rows(sa.select(table).where(table.c.origin == origin))
            }
            gone = [(feed_id, guild) for feed_id, guild in sorted(held) if (guild, feed_id) not in kept]
            return sum([await _leave(tx, guild, feed_id) for feed_id, guild in gone])

    async def file(self, guild: str, feed_id: int, topic: str) -> bool:
        """The guild has the feed, read or paused, under this topic (the path of its folders, or ""); False
        where it has no such feed."""
        async with self._database.writing() as tx:
            await hold(tx, (feed_id,))
            changed = [
                await tx.changed(
                    sa.update(table)
                    .where(table.c.guild == guild, table.c.feed == feed_id)
                    .values(topic=topic)
                )
                for table in (subscription, paused_feed)
            ]
        return any(changed)

    async def of_guild(self, guild: str) -> tuple[Subscription, ...]:
        """What the guild reads, without what it paused, oldest feed first."""
        async with self._database.reading() as tx:
            return await _read(tx, guild)

    async def ids_of(self, guild: str) -> frozenset[int]:
        """The ids of the feeds that `of_guild` tells of: what questions to the archive name."""
        async with self._database.reading() as tx:
            query = sa.select(subscription.c.feed).where(subscription.c.guild == guild)
            return frozenset(await tx.values(query))

    async def held(self, guild: str) -> tuple[Subscription, ...]:
        """What the guild reads and what it paused, oldest feed first."""
        async with self._database.reading() as tx:
            rows = (*await _read(tx, guild), *await paused_of(tx, guild))
        return tuple(sorted(rows, key=lambda row: row.feed.id))

    async def names(self, guild: str) -> tuple[HeldFeed, ...]:
        """What `held` gives by what it is called, for who chooses while typing: at a tenth of the time."""
        named = ("id", "address", "outlet", "title", "health")
        queries = [
            sa.select(*(feed.c[name] for name in named), sa.literal(is_paused).label("is_paused"))
            .join(table, table.c.feed == feed.c.id)
            .where(table.c.guild == guild)
            for table, is_paused in ((subscription, False), (paused_feed, True))
        ]
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.union_all(*queries))
        return tuple(sorted((HeldFeed(**row) for row in rows), key=lambda one: one.id))

    async def topics(self, guild: str) -> tuple[str, ...]:
        """The topics that the guild has feeds under, read or paused, in order."""
        tables = (subscription, paused_feed)
        queries = [sa.select(one.c.topic).where(one.c.guild == guild, one.c.topic != "") for one in tables]
        async with self._database.reading() as tx:
            return tuple(sorted(await tx.values(sa.union(*queries))))

    async def articles_of(self, guild: str) -> Mapping[int, int]:
        """How many articles the archive holds of each feed that the guild reads, by the feed's id."""
        query = (
            sa.select(subscription.c.feed, sa.func.count(article.c.id).label("articles"))
            .outerjoin(article, article.c.feed == subscription.c.feed)
            .where(subscription.c.guild == guild)
            .group_by(subscription.c.feed)
        )
        async with self._database.reading() as tx:
            return {row["feed"]: row["articles"] for row in await tx.rows(query)}


async def _read(tx: Transaction, guild: str) -> tuple[Subscription, ...]:
    query = (
        sa.select(feed, subscription.c.origin, subscription.c.topic, host.c.free_at)
        .join(subscription, subscription.c.feed == feed.c.id)
        .outerjoin(host, host.c.name == feed.c.host)
        .where(subscription.c.guild == guild)
        .order_by(feed.c.id)
    )
    return tuple(subscription_of(guild, row) for row in await tx.rows(query))


async def _leave(tx: Transaction, guild: str, feed_id: int) -> bool:
    await hold(tx, (feed_id,))
    removed = [
        await tx.changed(sa.delete(table).where(table.c.guild == guild, table.c.feed == feed_id))
        for table in (subscription, paused_feed)
    ]
    if removed[0]:
        await sleep(tx, feed_id)
    return any(removed)
