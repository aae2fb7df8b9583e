"""Which delivery of a target comes next."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

import sqlalchemy as sa
import structlog

from config.errors import StorageError
from config.phrase import phrase
from storage import attempts
from storage.cooldown import fire
from storage.documents import POST, kept_reason
from storage.engine import Transaction
from storage.listing import gather
from storage.model import Delivery
from storage.outbox import LEASE, SKEW
from storage.outcomes import settle
from storage.outgoing import DELIVERY, about, delivery_of
from storage.rolling import admit
from storage.schema import TRIED, UNFINISHED, delivery, message
from storage.targets import hold, is_wary
from storage.turn import turn
from summarise.model import Pointer, Post

log = structlog.get_logger()

STEPS: Final = 50
"""After so many rows that came to nothing others have a turn."""

LONG_AGO: Final = timedelta(minutes=10)
"""How old a doubtful try counts as that a clock, set back since, puts in the future: no nonce is kept."""


class More(Enum):
    """There is more to look at, in another transaction."""

    MORE = auto()


async def claim(
    tx: Transaction, target: str, now: datetime, lease: timedelta, limit: int
) -> Delivery | More | None:
    """Claim the target's next delivery; see Deliveries.claim. At most `limit` alerts an hour, 0: any number.

    Whoever claims holds the target's row: what is counted here stays so until the claim is kept.
    """
    place = await hold(tx, target)
    if place is None or place["stopped_at"] is not None:
        return None
    for _ in range(STEPS):
        row = await _next(tx, target, now)
        if row is None or _waits(row, now):
            return None
        if row["attempts"] == 0 and row["rolled_into"] is not None:
            await gather(tx, row, now)
            return More.MORE
        post = POST.read(row["document"])
        if isinstance(post, StorageError):
            await _fail(tx, row["id"], post, now)
        elif row["action"] != "post":
            chosen = await turn(tx, row, post, now)
            if chosen is not None and (chosen == row["id"] or await _can_be_read(tx, chosen, now)):
                return await _take(tx, chosen, place, now, lease)
        elif row["attempts"] > 0 or await admit(tx, row, post, now, limit):
            await fire(tx, post.watches, now)
            return await _take(tx, row["id"], place, now, lease)
    return More.MORE


async def _can_be_read(tx: Transaction, chosen: int, now: datetime) -> bool:
    """Whether it has words to send; if not, it has failed, and others go on."""
    post = POST.read(await tx.value(sa.select(delivery.c.document).where(delivery.c.id == chosen)))
    if isinstance(post, StorageError):
        await _fail(tx, chosen, post, now)
        return False
    return True


async def _fail(tx: Transaction, damaged: int, error: StorageError, now: datetime) -> None:
    log.warning("delivery given up", delivery=damaged, reason=str(error))
    failed = {"state": "failed", "done_at": now, "error": kept_reason(str(error))}
    await settle(tx, damaged, failed, "refused", now, str(error))


async def _next(tx: Transaction, target: str, now: datetime) -> sa.RowMapping | None:
    """What was begun, else the oldest that may be sent now, locked and as it is now."""
    begun = sa.select(delivery.c.id).where(TRIED, UNFINISHED, delivery.c.target == target)
    ready = sa.select(delivery.c.id).where(
        UNFINISHED, delivery.c.target == target, delivery.c.not_before <= now
    )
    while True:
        for rows in (begun, ready):
            found = await tx.value(rows.order_by(delivery.c.id).limit(1))
            if found is not None:
                break
        else:
            return None
        locked = sa.select(delivery).where(UNFINISHED, delivery.c.id == found).with_for_update()
        row = await tx.row(locked)
        if row is not None and (row["attempts"] > 0 or row["not_before"] <= now):
            return row


def _waits(row: sa.RowMapping, now: datetime) -> bool:
    """Whether somebody is sending it, or it is to be tried again later; see heads for the tick's side."""
    if row["state"] == "claimed":
        return bool(now < row["claimed_until"] <= now + SKEW + LEASE)
    # once the clock was set back, what was tried "later" would hold up the target until then
    set_back = row["tried_at"] is not None and row["tried_at"] > now + SKEW
    return bool(row["not_before"] > now and not set_back)


async def _take(
    tx: Transaction, chosen: int, place: sa.RowMapping, now: datetime, lease: timedelta
) -> Delivery:
    # a try that certainly did not arrive is none to look for
    doubted = sa.or_(delivery.c.unknown, delivery.c.state == "claimed")
    future = sa.and_(doubted, delivery.c.tried_at > now + SKEW)
    await tx.execute(
        sa.update(delivery)
        .where(delivery.c.id == chosen)
        .values(
            state="claimed",
            unknown=doubted,
            attempts=delivery.c.attempts + 1,
            tried_at=sa.case((future, now - LONG_AGO), (doubted, delivery.c.tried_at), else_=now),
            claimed_until=now + lease,
            wake_at=now + lease,
        )
    )
    told = attempts.written(delivery.c.id).label("told")
    row = await tx.row(DELIVERY.add_columns(told).where(delivery.c.id == chosen))
    assert row is not None
    if row["told"] > attempts.KEPT - attempts.ROOM:
        await attempts.make_room(tx, chosen)
    doubt = phrase("An earlier try may have arrived.") if row["unknown"] else None
    await attempts.note(tx, (chosen,), "claimed", now, doubt)
    taken = delivery_of(row, wary=is_wary(place))
    return replace(taken, points_to=await _pointed_to(tx, taken.post))


async def _pointed_to(tx: Transaction, post: Post) -> str | None:
    """The message in which its target is told of the story that it points to: an alert's, or a list's."""
    if not isinstance(post.body, Pointer):
        return None
    subject = f"story:{post.body.story}"
    lists = sa.select(delivery.c.rolled_into).where(
        about(post.target, subject, 0), delivery.c.rolled_into.is_not(None)
    )
    found: str | None = await tx.value(
        sa.select(message.c.message_id)
        .where(
            message.c.target == post.target,
            sa.or_(message.c.subject == subject, message.c.subject.in_(lists)),
            message.c.part == 0,
            message.c.gone.is_(False),
        )
        .order_by(message.c.sent_at)
        .limit(1)
    )
    return found
