"""Discord's events that were made of appointments: each at most one in a guild, whoever asks for it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.model import EventClaim
from storage.schema import event

MAKING: Final = timedelta(minutes=1)
"""So long a claim is left alone: whoever has it is asking Discord, or was, when the process ended."""


class Events:
    """Which appointments have an event, and which are about to get one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, guild: str, keys: Sequence[str], now: datetime) -> EventClaim:
        """Claim the appointment that goes by these keys, under the first of them, to make its event.

        As EventClaim says: to somebody who claimed it before and came to no end within a minute nothing is
        left. Whoever gets it answers with `made` or `drop`.
        """
        async with self._database.writing() as tx:
            first = tx.insert(event).values(guild=guild, key=keys[0], event=None, at=now)
            known = await _known(tx, guild, keys)
            if known is None and await tx.changed(first.on_conflict_do_nothing()) == 1:
                return EventClaim(key=keys[0], state="new", event=None)
            known = known or await _known(tx, guild, keys)
            assert known is not None
            key, held = known["key"], known["event"]
            if held is not None:
                return EventClaim(key=key, state="made", event=held)
            same = sa.and_(_named(guild, key), event.c.event.is_(None), event.c.at == known["at"])
            is_old = known["at"] <= now - MAKING
            if is_old and await tx.changed(sa.update(event).where(same).values(at=now)) == 1:
                return EventClaim(key=key, state="doubtful", event=None)
        return EventClaim(key=key, state="busy", event=None)

    async def made(self, guild: str, key: str, made: str) -> None:
        """What was claimed has this event."""
        async with self._database.writing() as tx:
            await tx.execute(sa.update(event).where(_named(guild, key)).values(event=made))

    async def drop(self, guild: str, key: str, gone: str | None = None) -> None:
        """What was claimed came to nothing, or the event `gone` was deleted: it can be claimed again."""
        async with self._database.writing() as tx:
            await tx.execute(
                sa.delete(event).where(_named(guild, key), event.c.event.is_not_distinct_from(gone))
            )


async def _known(tx: Transaction, guild: str, keys: Sequence[str]) -> sa.RowMapping | None:
    """The row of one of these keys, one with an event first."""
    query = sa.select(event).where(event.c.guild == guild, event.c.key.in_(keys))
    return await tx.row(query.order_by(event.c.event.is_(None), event.c.at, event.c.key).limit(1))


def _named(guild: str, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(event.c.guild == guild, event.c.key == key)
