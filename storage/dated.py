"""When feeds' articles are from, each feed asked by its index: of many articles few are looked at."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from storage.among import among
from storage.columns import Moment
from storage.engine import Transaction
from storage.schema import article, feed, trace

_STEPS: Final = 20
"""How often a stretch of time is halved: three years come down to a few minutes."""


async def oldest(tx: Transaction, feeds: frozenset[int]) -> datetime | None:
    """When the oldest article of these feeds is from; None where they have none."""
    return await _first(tx, feeds, sa.func.min)


async def newest(tx: Transaction, feeds: frozenset[int]) -> datetime | None:
    """When the newest article of these feeds is from; None where they have none."""
    return await _first(tx, feeds, sa.func.max)


async def beginning(tx: Transaction, feeds: frozenset[int], enough: int) -> datetime | None:
    """A moment after which there are these feeds' newest articles that are in stories: `enough` or more.

    At most about twice as many, unless that many are from the same minutes. None: all that there are.
    """
    if not await have(tx, feeds, 2 * enough):
        return None
    early, late = await oldest(tx, feeds), await newest(tx, feeds)
    if early is None or late is None:
        return None
    found = None
    for _ in range(_STEPS):
        middle = early + (late - early) / 2
        count = await _count(tx, feeds, middle, 2 * enough)
        if count < enough:
            late = middle
            continue
        early = found = middle
        if count < 2 * enough:
            break
    return found


async def _first(tx: Transaction, feeds: frozenset[int], of: Callable[..., Any]) -> datetime | None:
    own = sa.select(of(article.c.at)).where(article.c.feed == feed.c.id).scalar_subquery()
    each = sa.select(own.label("at")).where(among(tx, feed.c.id, feeds)).subquery()
    found: datetime | None = await tx.value(sa.select(of(each.c.at, type_=Moment)))
    return found


async def have(tx: Transaction, feeds: frozenset[int], many: int) -> bool:
    """Whether these feeds have so many articles in stories, or more."""
    return await _count(tx, feeds, None, many) >= many


async def many(tx: Transaction, feeds: frozenset[int], most: int) -> bool:
    """Whether these feeds have so many articles or more, read or not: told by an index alone."""
    some = sa.select(article.c.feed).where(among(tx, article.c.feed, feeds)).limit(most).subquery()
    count: int = await tx.value(sa.select(sa.func.count()).select_from(some))
    return count >= most


async def _count(tx: Transaction, feeds: frozenset[int], after: datetime | None, most: int) -> int:
    """How many of these feeds' articles are in stories, counted up to `most`."""
    held = (
        sa.select(article.c.id)
        .join(trace, trace.c.article == article.c.id)
        .where(among(tx, article.c.feed, feeds))
        .limit(most)
    )
    some = (held if after is None else held.where(article.c.at > after)).subquery()
    count: int = await tx.value(sa.select(sa.func.count()).select_from(some))
    return count
