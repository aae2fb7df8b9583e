"""Lines of a feed's newest articles, from which its furniture is learned.

They are counted for each feed, not for each name of an outlet: a name is what somebody gave, and nobody's
feed may alter what another says.
"""

import sqlalchemy as sa

from storage.engine import Transaction
from storage.schema import feed_line
from summarise.model import Lines
from summarise.text.boilerplate import COUNTED

_LINE = ("article", "key", "feed")


async def lines_of(tx: Transaction, feed: int) -> Lines:
    """How many of the feed's newest articles held each line, and how many articles those are."""
    other = feed_line.alias()
    newest = sa.select(sa.func.count(other.c.article.distinct())).where(other.c.feed == feed)
    rows = await tx.rows(
        sa.select(
            feed_line.c.key, sa.func.count().label("articles"), newest.scalar_subquery().label("newest")
        )
        .where(feed_line.c.feed == feed)
        .group_by(feed_line.c.key)
    )
    return Lines(
        articles=rows[0]["newest"] if rows else 0, counts={row["key"]: row["articles"] for row in rows}
    )


async def keep_lines(tx: Transaction, feed: int, article: int, keys: tuple[int, ...], *, again: bool) -> None:
    """Count the article's lines; those of the feed's older articles count no more.

    With `again`, those that it had count no more either.
    """
    if again:
        await tx.execute(sa.delete(feed_line).where(feed_line.c.article == article))
    await tx.put(feed_line, _LINE, [(article, key, feed) for key in keys])
    newest = (
        sa.select(feed_line.c.article)
        .where(feed_line.c.feed == feed)
        .distinct()
        .order_by(feed_line.c.article.desc())
        .offset(COUNTED)
        .limit(1)
    )
    last = await tx.value(newest)
    if last is not None:
        old = sa.and_(feed_line.c.feed == feed, feed_line.c.article <= last)
        await tx.execute(sa.delete(feed_line).where(old))
