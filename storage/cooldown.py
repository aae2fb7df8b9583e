"""When watches last told something, and whether they may again."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from storage.engine import Transaction
from storage.rows import watch_of
from storage.schema import watch


async def fire(tx: Transaction, watches: Iterable[int], now: datetime) -> None:
    """These watches tell something now: their cooldowns begin."""
    fired = sorted(set(watches))
    if fired:
        await tx.execute(sa.update(watch).where(watch.c.id.in_(fired)).values(fired_at=now))


async def cooling(tx: Transaction, watches: Iterable[int], now: datetime) -> datetime | None:
    """When the first of these watches may tell something; None where one may now, or none is left."""
    ends: list[datetime] = []
    for row in await tx.rows(sa.select(watch).where(watch.c.id.in_(sorted(set(watches))))):
        one = watch_of(row)
        if one.fired_at is None:
            return None
        # after a clock was set back, what fired later counts as fired now
        ends.append(min(one.fired_at, now) + one.cooldown)
    first = min(ends, default=now)
    return first if first > now else None
