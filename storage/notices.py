"""Feeds whose readers are to be told of their trouble (implements summarise.ports.NoticeStore)."""

from datetime import datetime

import sqlalchemy as sa

from storage.documents import reason_of
from storage.engine import Database, Transaction
from storage.outbox import put
from storage.schema import UNFINISHED, delivery, digest_plan, feed, subscription, watch
from summarise.model import FeedTrouble, Post

_UNTOLD = sa.and_(feed.c.notice_at.is_not(None), feed.c.failing_since.is_not(None))


class Notices:
    """What is still to be told of feeds in trouble."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def trouble(self, feed_id: int) -> FeedTrouble | None:
        """What is wrong with the feed; None where nothing is to be told: told already, or well again.

        Each guild that reads it hears of it where its oldest digest goes, else its oldest watch; one that
        has neither hears nothing.
        """
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(feed).where(feed.c.id == feed_id, _UNTOLD))
            if row is None:
                return None
            targets = await _guilds(tx, feed_id)
        return FeedTrouble(
            feed=feed_id,
            outlet=row["outlet"],
            address=row["address"],
            health=row["health"],
            error=reason_of(row["last_error"]) or "",
            since=row["failing_since"],
            targets=tuple(targets),
        )

    async def save_notices(self, feed_id: int, posts: tuple[Post, ...], now: datetime) -> bool:
        """Save the posts' deliveries, and that the trouble is told, in one transaction, and nudge.

        False, and nothing saved, where there is nothing to be told any more. A guild that has left the feed
        meanwhile is not told.
        """
        told = {"notice_at": None, "announced_at": now}
        async with self._database.writing() as tx:
            mine = await tx.changed(sa.update(feed).where(feed.c.id == feed_id, _UNTOLD).values(told))
            if mine:
                guilds = await _guilds(tx, feed_id)
                for post in posts:
                    if post.target in guilds:
                        await put(tx, guilds[post.target], post, now)
        return mine == 1


async def withdraw(tx: Transaction, feed_id: int, now: datetime) -> None:
    """The feed is well again: what was to be told of its trouble, and certainly was not, stays untold."""
    untold = sa.and_(delivery.c.state == "due", delivery.c.unknown.is_(False))
    of_feed = delivery.c.subject.startswith(f"feed:{feed_id}:", autoescape=True)
    await tx.execute(
        sa.update(delivery).where(UNFINISHED, untold, of_feed).values(state="superseded", done_at=now)
    )


async def _guilds(tx: Transaction, feed_id: int) -> dict[str, str]:
    """The targets that hear of the feed, each with its guild."""
    readers = sa.select(subscription.c.guild).where(subscription.c.feed == feed_id)
    targets: dict[str, str] = {}
    # what a member asked for in private hears of the server's feeds only where nothing else is there to
    for personal in (False, True):
        for table in (digest_plan, watch):
            personally = table.c.target.startswith("user:")
            mine = (table.c.guild.in_(readers), personally if personal else ~personally)
            query = sa.select(table.c.guild, table.c.target).where(*mine).order_by(table.c.id)
            for row in await tx.rows(query):
                targets.setdefault(row["guild"], row["target"])
    return {target: guild for guild, target in sorted(targets.items())}
