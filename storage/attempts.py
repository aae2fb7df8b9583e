"""What became of deliveries: the newest rows of each, for whoever asks why something came late or never."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from config.phrase import Reason
from storage.documents import kept_reason, reason_of
from storage.engine import Transaction
from storage.model import Attempt, Outcome
from storage.schema import attempt

KEPT: Final = 20
"""How many rows a delivery keeps."""

ROOM: Final = 2
"""How many rows a try adds: that it is claimed, and what it comes to."""

REMEMBERED: Final = timedelta(days=30)
"""How long a row is kept."""

MOST = 5000
"""How many rows go in one transaction."""

DETAIL = 500
"""Characters of a detail that is somebody else's text."""


async def note(
    tx: Transaction, deliveries: Iterable[int], outcome: Outcome, now: datetime, detail: Reason | None = None
) -> None:
    """Write down what became of these deliveries."""
    said = kept_reason(detail[:DETAIL] if isinstance(detail, str) else detail)
    rows = [{"delivery": held, "at": now, "outcome": outcome, "detail": said} for held in deliveries]
    if rows:
        await tx.execute(sa.insert(attempt), rows)


def written(delivery_id: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
    """How many rows a delivery has."""
    rows = sa.select(sa.func.count()).select_from(attempt).where(attempt.c.delivery == delivery_id)
    return rows.scalar_subquery()


async def make_room(tx: Transaction, delivery_id: int) -> None:
    """Drop the delivery's oldest rows, so that one try more can be written down."""
    newest = (
        sa.select(attempt.c.id)
        .where(attempt.c.delivery == delivery_id)
        .order_by(attempt.c.id.desc())
        .limit(KEPT - ROOM)
    )
    oldest = sa.and_(attempt.c.delivery == delivery_id, attempt.c.id.not_in(newest))
    await tx.execute(sa.delete(attempt).where(oldest))


async def history(tx: Transaction, delivery_id: int) -> tuple[Attempt, ...]:
    """What became of the delivery of late, oldest first."""
    newest = sa.select(attempt).where(attempt.c.delivery == delivery_id).order_by(attempt.c.id.desc())
    rows = await tx.rows(newest.limit(KEPT))
    return tuple(
        Attempt(at=row["at"], outcome=row["outcome"], detail=reason_of(row["detail"]))
        for row in reversed(rows)
    )


async def forget(tx: Transaction, now: datetime) -> int:
    """Delete rows that are older than REMEMBERED, MOST at a time; how many went."""
    old = sa.select(attempt.c.id).where(attempt.c.at < now - REMEMBERED).order_by(attempt.c.at).limit(MOST)
    return await tx.changed(sa.delete(attempt).where(attempt.c.id.in_(old)))
