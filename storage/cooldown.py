"""When watches last told something, and whether they may again."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from storage.engine import Transaction
from storage.rows import watch_of
from storage.schema import watch
from summarise.editions.quiet import first_wait


async def fire(tx: Transaction, watches: Iterable[int], now: datetime) -> None:
    """These watches tell something now: their cooldowns begin."""
    fired = sorted(set(watches))
    if fired:
        await tx.execute(sa.update(watch).where(watch.c.id.in_(fired)).values(fired_at=now))


async def cooling(tx: Transaction, watches: Iterable[int], voices: int, now: datetime) -> datetime | None:
    """When the first of these watches, all of which rest, may tell of what so many `voices` say.

    None where one does not rest, or none is left.
    """
    ends: list[datetime] = []
    for row in await tx.rows(sa.select(watch).where(watch.c.id.in_(sorted(set(watches))))):
        wait = first_wait(watch_of(row), voices, now)
        if wait is None or not wait.rolls:
            return None
        ends.append(wait.until)
    return min(ends, default=None)
