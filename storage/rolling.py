"""The door that a target's new alerts go through: beyond so many an hour they are told in a list instead."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.cooldown import cooling
from storage.documents import POST
from storage.engine import Transaction
from storage.listing import begin, current
from storage.schema import TRIED, UNFINISHED, delivery, message
from summarise.model import Alert, Post

HOUR: Final = timedelta(hours=1)

STORY: Final = "story:"


async def admit(tx: Transaction, row: sa.RowMapping, post: Post, now: datetime, limit: int) -> bool:
    """Whether this alert, never tried so far, may be a message of its own now.

    Else it waits for its watches' cooldown to end, or is on its way into a list: with the others that waited
    for a cooldown, or, as the target was sent `limit` alerts within the hour (0: any number may be), with all
    that wait. Nothing else of the target may be claimed meanwhile.
    """
    if not (isinstance(post.body, Alert) and row["subject"].startswith(STORY)):
        return True
    if (until := await cooling(tx, post.watches, post.body.voices, now)) is not None:
        later = replace(post, not_before=until, rolls=True)
        held = {"not_before": until, "wake_at": until, "rolls": True, "document": POST.dump(later)}
        await tx.execute(sa.update(delivery).where(delivery.c.id == row["id"]).values(held))
        return False
    target, guild = row["target"], row["guild"]
    waiting = _waiting(target, now)
    if row["rolls"]:
        together = sa.and_(waiting, delivery.c.rolls)
        if await tx.value(sa.select(sa.func.count()).select_from(delivery).where(together)) > 1:
            await _mark(tx, together, await begin(tx, guild, target, 0, now))
            return False
    if limit and await _alerts(tx, target, now) >= limit:
        await _mark(tx, waiting, await current(tx, target, now) or await begin(tx, guild, target, limit, now))
        return False
    return True


def _waiting(target: str, now: datetime) -> sa.ColumnElement[bool]:
    """The target's alerts that were never tried and may be sent."""
    return sa.and_(
        UNFINISHED,
        delivery.c.target == target,
        delivery.c.not_before <= now,
        delivery.c.attempts == 0,
        delivery.c.action == "post",
        delivery.c.subject.startswith(STORY),
        delivery.c.rolled_into.is_(None),
    )


async def _mark(tx: Transaction, which: sa.ColumnElement[bool], subject: str) -> None:
    """These are on their way into the list."""
    await tx.execute(sa.update(delivery).where(which).values(rolled_into=subject))


async def _alerts(tx: Transaction, target: str, now: datetime) -> int:
    """How many alerts the target was sent within the hour, those included that may have arrived."""
    shown = sa.and_(
        message.c.target == target,
        message.c.sent_at > now - HOUR,
        message.c.part == 0,
        message.c.subject.startswith(STORY),
    )
    perhaps = sa.and_(
        TRIED,
        delivery.c.target == target,
        delivery.c.state == "unknown",
        delivery.c.tried_at > now - HOUR,
        delivery.c.action == "post",
        delivery.c.subject.startswith(STORY),
    )
    counts = [
        await tx.value(sa.select(sa.func.count()).select_from(table).where(which))
        for table, which in ((message, shown), (delivery, perhaps))
    ]
    return sum(counts)
