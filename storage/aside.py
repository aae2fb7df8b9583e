"""What was set aside: articles that ended their readers, or were taken up too often."""

import sqlalchemy as sa

from storage.engine import Transaction
from storage.model import Aside
from storage.schema import article, feed, reading

_ASIDE = reading.c.state == "aside"


async def count(tx: Transaction) -> int:
    """How many there are."""
    return int(await tx.value(sa.select(sa.func.count()).select_from(reading).where(_ASIDE)))


async def newest(tx: Transaction, most: int) -> tuple[Aside, ...]:
    """The newest of them, so many at most."""
    rows = await tx.rows(
        sa.select(
            reading.c.article,
            article.c.feed,
            sa.func.coalesce(sa.func.nullif(feed.c.outlet, ""), feed.c.title).label("outlet"),
            article.c.title,
            sa.func.coalesce(reading.c.reason, "").label("reason"),
            article.c.seen_at,
        )
        .join(article, article.c.id == reading.c.article)
        .join(feed, feed.c.id == article.c.feed)
        .where(_ASIDE)
        .order_by(reading.c.article.desc())
        .limit(most)
    )
    return tuple(Aside(**row) for row in rows)
