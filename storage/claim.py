"""Which delivery of a target comes next."""

from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.documents import POST
from storage.engine import Transaction
from storage.model import Delivery
from storage.rows import DELIVERY, delivery_of
from storage.schema import UNFINISHED, delivery


async def claim(tx: Transaction, target: str, now: datetime, lease: timedelta) -> Delivery | None:
    """Claim the target's next delivery; see Deliveries.claim."""
    while True:
        head = await tx.row(
            sa.select(delivery)
            .where(delivery.c.target == target, UNFINISHED)
            .order_by(delivery.c.id)
            .limit(1)
            .with_for_update()
        )
        if head is None or _waits(head, now):
            return None
        if head["action"] == "edit" and not await _has_message(tx, head, now):
            continue
        chosen = await _newest(tx, head, now)
        await tx.execute(
            sa.update(delivery)
            .where(delivery.c.id == chosen)
            .values(
                state="claimed",
                unknown=delivery.c.unknown | (delivery.c.state == "claimed"),
                attempts=delivery.c.attempts + 1,
                tried_at=sa.func.coalesce(delivery.c.tried_at, sa.literal(now, delivery.c.tried_at.type)),
                claimed_until=now + lease,
                wake_at=now + lease,
            )
        )
        row = await tx.row(DELIVERY.where(delivery.c.id == chosen))
        assert row is not None
        return delivery_of(row)


def _waits(row: sa.RowMapping, now: datetime) -> bool:
    until: datetime = row["claimed_until"] if row["state"] == "claimed" else row["not_before"]
    return until > now


async def _has_message(tx: Transaction, edit: sa.RowMapping, now: datetime) -> bool:
    """Whether there is a message to edit; where its post came to nothing, the edit does too."""
    row = await tx.row(DELIVERY.where(delivery.c.id == edit["id"]))
    assert row is not None
    if row["message_id"] is not None:
        return True
    post = await tx.row(
        sa.select(delivery.c.state, delivery.c.error)
        .where(_same_message(edit), delivery.c.action == "post")
        .order_by(delivery.c.id.desc())
        .limit(1)
    )
    held = post is not None and post["state"] == "unknown"
    await tx.execute(
        sa.update(delivery)
        .where(delivery.c.id == edit["id"])
        .values(
            state="unknown" if held else "failed",
            claimed_until=None,
            done_at=None if held else now,
            error=(post and post["error"]) or "There is no message to edit.",
        )
    )
    return False


async def _newest(tx: Transaction, head: sa.RowMapping, now: datetime) -> int:
    """The id of the delivery to send for the head: itself, or the newest edit in its place.

    A post that was never tried takes over the newest edit's words. One that was tried may have arrived, so
    it is sent as it was, and the edit follows.
    """
    chosen: int = head["id"]
    if head["action"] == "post" and head["attempts"] > 0:
        return chosen
    edits = await tx.rows(
        sa.select(delivery)
        .where(
            _same_message(head),
            delivery.c.action == "edit",
            delivery.c.state == "due",
            delivery.c.revision > head["revision"],
        )
        .order_by(delivery.c.revision.desc())
        .with_for_update()
    )
    if not edits:
        return chosen
    newest, older = edits[0], [row["id"] for row in edits[1:]]
    if head["action"] == "post":
        older.append(newest["id"])
        post = replace(POST.load(newest["document"]), action="post")
        await tx.execute(
            sa.update(delivery)
            .where(delivery.c.id == chosen)
            .values(document=POST.dump(post), revision=post.revision)
        )
    else:
        older.append(chosen)
        chosen = newest["id"]
    await tx.execute(
        sa.update(delivery)
        .where(delivery.c.id.in_(older))
        .values(state="superseded", claimed_until=None, done_at=now)
    )
    return chosen


def _same_message(row: sa.RowMapping) -> sa.ColumnElement[bool]:
    return sa.and_(
        delivery.c.target == row["target"],
        delivery.c.subject == row["subject"],
        delivery.c.part == row["part"],
    )
