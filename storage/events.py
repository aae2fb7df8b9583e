"""Discord's events that were made of appointments: each at most one in a guild, whoever asks for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.counting import in_turn
from storage.engine import Database, Transaction
from storage.model import EventClaim
from storage.schema import event

MAKING: Final = timedelta(minutes=1)
"""So long a claim is left alone: whoever has it is asking Discord, or was, when the process ended."""

REMEMBERED: Final = timedelta(days=365)
"""So long after it was claimed it is known which event an appointment has."""

MOST: Final = 1000
"""How many rows go in one transaction: others wait for it."""


class Events:
    """Which appointments have an event, and which are about to get one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, guild: str, keys: Sequence[str], now: datetime) -> EventClaim:
        """Claim the appointment that goes by these keys, under the first of them, to make its event.

        As EventClaim says: to somebody who claimed it before and came to no end within a minute nothing is
        left. Whoever gets it answers with `made` or `drop`, which change nothing once another one got it.
        """
        async with self._database.writing() as tx:
            await in_turn(tx, "events")  # two must not claim one appointment by different keys at once
            known = await _known(tx, guild, keys)
            if known is None:
                await tx.execute(tx.insert(event).values(guild=guild, key=keys[0], event=None, at=now))
                return EventClaim(key=keys[0], state="new", event=None, at=now)
            held = EventClaim(key=known["key"], state="busy", event=known["event"], at=known["at"])
            if held.event is not None:
                return replace(held, state="made")
            if held.at > now - MAKING:
                return held
            await tx.execute(sa.update(event).where(*_as(guild, held)).values(at=now))
            return replace(held, state="doubtful", at=now)

    async def made(self, guild: str, claim: EventClaim, made: str) -> None:
        """What was claimed has this event."""
        async with self._database.writing() as tx:
            await tx.execute(sa.update(event).where(*_as(guild, claim)).values(event=made))

    async def drop(self, guild: str, claim: EventClaim) -> None:
        """What was claimed came to nothing, or the event that the claim tells of was deleted: it can be
        claimed again."""
        async with self._database.writing() as tx:
            await tx.execute(sa.delete(event).where(*_as(guild, claim)))


async def forget(tx: Transaction, now: datetime) -> int:
    """Delete what was claimed longer ago than REMEMBERED, MOST at a time; how many rows went."""
    old = sa.select(event.c.guild, event.c.key).where(event.c.at < now - REMEMBERED)
    rows = await tx.rows(old.order_by(event.c.at).limit(MOST))
    for row in rows:
        await tx.execute(sa.delete(event).where(event.c.guild == row["guild"], event.c.key == row["key"]))
    return len(rows)


async def _known(tx: Transaction, guild: str, keys: Sequence[str]) -> sa.RowMapping | None:
    """The row of one of these keys, one with an event first."""
    query = sa.select(event).where(event.c.guild == guild, event.c.key.in_(keys))
    return await tx.row(query.order_by(event.c.event.is_(None), event.c.at, event.c.key).limit(1))


def _as(guild: str, claim: EventClaim) -> tuple[sa.ColumnElement[bool], ...]:
    """That the row is as the claim says."""
    held = event.c.event.is_not_distinct_from(claim.event)
    return event.c.guild == guild, event.c.key == claim.key, event.c.at == claim.at, held
