"""What trying a delivery came to, into its row and its message's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from config.phrase import Reason, phrase
from storage import attempts
from storage.documents import POST, kept_reason
from storage.engine import Transaction
from storage.model import Outcome
from storage.outbox import AGAIN
from storage.outgoing import BELOW, OPEN, about, message_about, part_about
from storage.schema import delivery, message
from storage.targets import hold, miss, relieve, stop
from summarise.model import Post

LATER = phrase("Discord takes it later: it limits edits of old messages, and publishing.")

_UNSETTLED = delivery.c.state.in_(("due", "claimed", "unknown"))


async def sent(tx: Transaction, delivery_id: int, message_id: str, now: datetime) -> None:
    """See Deliveries.sent."""
    # before the delivery: whoever claims holds the target first
    await relieve(tx, delivery_id)
    row = await tx.row(
        sa.update(delivery)
        .where(delivery.c.id == delivery_id, delivery.c.state != "sent")
        .values(state="sent", unknown=False, claimed_until=None, done_at=now, error=None)
        .returning(delivery)
    )
    if row is None:
        return
    await attempts.note(tx, (delivery_id,), "sent", now)
    target, subject, action = row["target"], row["subject"], row["action"]
    first = message_about(target, subject, 0)
    if action in ("post", "reply"):
        await _remember(tx, row, message_id, now)
    if action == "post":
        await _free(tx, target, subject, now)
    elif action == "edit":
        newer = sa.case((message.c.revision < row["revision"], row["revision"]), else_=message.c.revision)
        mine = message_about(target, subject, row["part"])
        await tx.execute(sa.update(message).where(mine).values(revision=newer, changed_at=now))
    elif action == "reply":
        await tx.execute(sa.update(message).where(first).values(replied_at=now))
    elif action == "thread":
        await tx.execute(sa.update(message).where(first).values(threaded=True))
        await _free(tx, target, subject, now)


async def settle(
    tx: Transaction,
    delivery_id: int,
    changes: Mapping[str, Any],
    outcome: Outcome,
    now: datetime,
    detail: Reason | None,
    *,
    held_until: datetime | None = None,
) -> None:
    """What is not finished is so now, and why; with `held_until` only where that claim of it still stands."""
    mine = sa.and_(delivery.c.id == delivery_id, _UNSETTLED)
    if held_until is not None:
        mine = sa.and_(mine, sa.func.coalesce(delivery.c.claimed_until == held_until, True))
    if await tx.changed(sa.update(delivery).where(mine).values(claimed_until=None, **changes)):
        await attempts.note(tx, (delivery_id,), outcome, now, detail)


async def gone(
    tx: Transaction,
    delivery_id: int,
    reason: Reason,
    now: datetime,
    held_until: datetime | None = None,
) -> None:
    """See Deliveries.gone."""
    row = await tx.row(sa.select(delivery).where(delivery.c.id == delivery_id))
    if row is None:
        return
    await hold(tx, row["target"])
    ended = {"state": "superseded", "done_at": now, "error": kept_reason(reason)}
    await settle(tx, delivery_id, ended, "gone", now, reason, held_until=held_until)
    part = part_about(row["action"], row["part"])
    there = message_about(row["target"], row["subject"], part)
    await tx.execute(sa.update(message).where(there).values(gone=True))
    of_message = sa.and_(about(row["target"], row["subject"], part), delivery.c.action == "edit")
    if part == 0:
        below = sa.and_(
            delivery.c.target == row["target"],
            delivery.c.subject == row["subject"],
            delivery.c.action.in_(BELOW),
        )
        of_message = sa.or_(of_message, below)
    others = await tx.values(
        sa.update(delivery)
        .where(of_message, delivery.c.state == "due")
        .values(ended)
        .returning(delivery.c.id)
    )
    await attempts.note(tx, others, "superseded", now, reason)
    await miss(tx, row["target"], row["guild"])


async def stopped(
    tx: Transaction,
    delivery_id: int,
    reason: Reason,
    now: datetime,
    held_until: datetime | None = None,
    *,
    asked: bool,
    whole_guild: bool,
) -> None:
    """See Deliveries.stop."""
    row = await tx.row(sa.select(delivery).where(delivery.c.id == delivery_id))
    if row is None:
        return
    await hold(tx, row["target"])
    again = {"state": "due", "not_before": now, "wake_at": now + AGAIN, "error": kept_reason(reason)}
    await settle(tx, delivery_id, again, "stopped", now, reason, held_until=held_until)
    await stop(tx, row["target"], row["guild"], reason, now, asked=asked, whole_guild=whole_guild)


async def overdue(
    tx: Transaction,
    delivery_id: int,
    until: datetime,
    now: datetime,
    held_until: datetime | None = None,
) -> None:
    """See Deliveries.overdue."""
    row = await tx.row(sa.select(delivery).where(delivery.c.id == delivery_id))
    if row is None:
        return
    # as if it was never tried: others need not wait for it
    rests = {
        "state": "due",
        "attempts": 0,
        "not_before": until,
        "wake_at": until,
        "error": kept_reason(LATER),
    }
    await settle(tx, delivery_id, rests, "delayed", now, LATER, held_until=held_until)
    waits = sa.and_(
        OPEN,
        about(row["target"], row["subject"], row["part"]),
        delivery.c.action == row["action"],
        delivery.c.not_before < until,
    )
    tried = sa.func.coalesce(delivery.c.tried_at, sa.literal(now, delivery.c.tried_at.type))
    later = {"not_before": until, "wake_at": until, "tried_at": tried}
    await tx.execute(sa.update(delivery).where(waits, delivery.c.attempts == 0).values(later))


async def _remember(tx: Transaction, row: sa.RowMapping, message_id: str, now: datetime) -> None:
    """The message is there."""
    named = {name: row[name] for name in ("target", "subject", "part")}
    # a forum's post is a thread
    threaded = row["action"] == "post" and row["target"].startswith("forum:")
    shows = {"message_id": message_id, "revision": row["revision"], "sent_at": now}
    shows |= {"changed_at": None, "replied_at": None, "threaded": threaded, "gone": False}
    await tx.execute(
        tx.insert(message)
        .values(**named, **shows)
        .on_conflict_do_update(index_elements=list(named), set_=shows)
    )


async def _free(tx: Transaction, target: str, subject: str, now: datetime) -> None:
    """What waited for this to be there first waits no longer than it was asked to."""
    waiting = sa.and_(
        OPEN,
        delivery.c.target == target,
        delivery.c.subject == subject,
        delivery.c.action.in_(BELOW),
        delivery.c.attempts == 0,
        delivery.c.not_before > now,
    )
    for row in await tx.rows(sa.select(delivery.c.id, delivery.c.document).where(waiting)):
        post = POST.read(row["document"])
        own = max(now, (post.not_before if isinstance(post, Post) else None) or now)
        times = {"not_before": own, "wake_at": own}
        await tx.execute(sa.update(delivery).where(delivery.c.id == row["id"]).values(times))
