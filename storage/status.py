"""What the archive holds, counted: for one guild or for all."""

from typing import Any

import sqlalchemy as sa

from config.sample import SCHEME
from storage.engine import Transaction
from storage.model import Status
from storage.schema import article, delivery, digest_plan, feed, reading, subscription, trace, watch


async def count(tx: Transaction, guild: str | None) -> Status:
    """The counts that a guild may see: its own feeds, what they brought, its watches, plans and posts; not
    what its members watch and plan by direct message.

    The feeds of the bundled sample do not count.
    """

    async def number(column: sa.ColumnElement[Any], *conditions: sa.ColumnElement[bool]) -> int:
        found = await tx.value(sa.select(sa.func.count(column.distinct())).where(*conditions))
        return int(found or 0)

    today = ~feed.c.address.startswith(SCHEME, autoescape=True)
    read = sa.select(subscription.c.feed).where(subscription.c.feed == feed.c.id, today)
    if guild is not None:
        read = read.where(subscription.c.guild == guild)
    ours = feed.c.id.in_(read)
    brought = article.c.feed.in_(read)
    return Status(
        feeds=await number(feed.c.id, ours),
        failing_feeds=await number(feed.c.id, ours, feed.c.failures > 0),
        articles=await number(article.c.id, brought),
        unread=await number(
            reading.c.article,
            reading.c.state.in_(("due", "page")),
            reading.c.article == article.c.id,
            brought,
        ),
        stories=await number(trace.c.story, trace.c.article == article.c.id, brought),
        watches=await number(watch.c.id, watch.c.story.is_(None), *_shared(watch, guild)),
        plans=await number(digest_plan.c.id, *_shared(digest_plan, guild)),
        undelivered=await number(
            delivery.c.id, delivery.c.state.in_(("due", "claimed", "unknown")), *_of(delivery, guild)
        ),
        last_poll_at=await tx.value(sa.select(sa.func.max(feed.c.last_polled_at)).where(ours)),
    )


def _shared(table: sa.Table, guild: str | None) -> tuple[sa.ColumnElement[bool], ...]:
    """Without what goes to one member of the guild, and is nobody else's business."""
    return () if guild is None else (table.c.guild == guild, ~table.c.target.startswith("user:"))


def _of(table: sa.Table, guild: str | None) -> tuple[sa.ColumnElement[bool], ...]:
    return () if guild is None else (table.c.guild == guild,)
