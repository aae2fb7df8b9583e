"""Whether an edit, reply, thread or publishing may be sent: its message has to be there."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from config.phrase import Reason, phrase
from storage import attempts
from storage.documents import POST, kept_reason, reason_of
from storage.engine import Transaction
from storage.listing import amend
from storage.model import DeliveryState, Outcome
from storage.outbox import AGAIN
from storage.outgoing import MESSAGES, OPEN, about, message_about, part_about
from storage.schema import delivery, message
from summarise.model import Post

NO_MESSAGE = phrase("There is no message that this is about.")


async def turn(tx: Transaction, row: sa.RowMapping, post: Post, now: datetime) -> int | None:
    """The delivery to send for this one, which is due: itself, or the newest edit in its place.

    None where it was dealt with otherwise: it waits for what it has to come after, changes a line of the list
    in which its story is told, or came to nothing, as its message did.
    """
    part = part_about(row["action"], row["part"])
    shown = await tx.row(sa.select(message).where(message_about(row["target"], row["subject"], part)))
    if shown is None:
        await _without_message(tx, row, post, part, now)
        return None
    if shown["gone"] or (row["action"] == "thread" and shown["threaded"]):
        why = phrase("The message was deleted.") if shown["gone"] else phrase("The thread is open already.")
        await _end(tx, row, "superseded", "superseded", why, now)
        return None
    if row["action"] == "edit":
        return await _newest(tx, row, shown["revision"], now)
    if post.threaded and not shown["threaded"]:
        return await _without_thread(tx, row, post, now)
    chosen: int = row["id"]
    return chosen


async def _without_message(tx: Transaction, row: sa.RowMapping, post: Post, part: int, now: datetime) -> None:
    origin = await tx.row(
        sa.select(delivery)
        .where(about(row["target"], row["subject"], part), delivery.c.action.in_(MESSAGES))
        .order_by(delivery.c.id.desc())
        .limit(1)
    )
    if origin is None:
        await _end(tx, row, "failed", "refused", NO_MESSAGE, now)
    elif origin["state"] in ("due", "claimed"):
        await _wait_for(tx, row, origin, now)
    elif origin["rolled_into"] is not None:
        if row["action"] in ("edit", "reply") and row["revision"] > origin["revision"]:
            await amend(tx, row["guild"], post, origin["rolled_into"], now)
            told = sa.update(delivery).where(delivery.c.id == origin["id"])
            await tx.execute(told.values(revision=row["revision"]))
        listed = phrase("Its story is told in a list of further stories.")
        await _end(tx, row, "superseded", "superseded", listed, now)
    elif origin["state"] == "unknown":
        await _end(tx, row, "unknown", "held", reason_of(origin["error"]), now)
    elif origin["state"] == "superseded":
        unsent = phrase("What it is about was never sent.")
        await _end(tx, row, "superseded", "superseded", unsent, now)
    else:
        why = reason_of(origin["error"]) or NO_MESSAGE
        await _end(tx, row, "failed", "refused", why, now)


async def _without_thread(tx: Transaction, row: sa.RowMapping, post: Post, now: datetime) -> int | None:
    """A reply that belongs in a thread waits for it; where none comes, it is said below the message."""
    thread = await tx.row(
        sa.select(delivery)
        .where(
            OPEN,
            delivery.c.target == row["target"],
            delivery.c.subject == row["subject"],
            delivery.c.action == "thread",
        )
        .limit(1)
    )
    if thread is not None:
        await _wait_for(tx, row, thread, now)
        return None
    plain = POST.dump(replace(post, threaded=False))
    await tx.execute(sa.update(delivery).where(delivery.c.id == row["id"]).values(document=plain))
    chosen: int = row["id"]
    return chosen


async def _wait_for(tx: Transaction, row: sa.RowMapping, other: sa.RowMapping, now: datetime) -> None:
    """Not before the other one; once that is sent it may be sent too."""
    later = max(other["not_before"], now + AGAIN)
    times = {"state": "due", "not_before": later, "wake_at": later, "attempts": 0, "claimed_until": None}
    await tx.execute(sa.update(delivery).where(delivery.c.id == row["id"]).values(times))


async def _newest(tx: Transaction, row: sa.RowMapping, shown: int, now: datetime) -> int | None:
    """The message's newest edit: older ones give way to it, and all to what it shows already."""
    edits = await tx.rows(
        sa.select(delivery.c.id, delivery.c.revision)
        .where(
            OPEN,
            about(row["target"], row["subject"], row["part"]),
            delivery.c.action == "edit",
            sa.or_(delivery.c.state == "due", delivery.c.id == row["id"]),
        )
        .order_by(delivery.c.revision.desc())
        .with_for_update()
    )
    chosen = edits[0]["id"] if edits and edits[0]["revision"] > shown else None
    older = [edit["id"] for edit in edits if edit["id"] != chosen]
    await _finish(tx, older, "superseded", now)
    newer = phrase("A newer revision takes its place.")
    await attempts.note(tx, older, "superseded", now, newer)
    return chosen


async def _end(
    tx: Transaction,
    row: sa.RowMapping,
    state: DeliveryState,
    outcome: Outcome,
    why: Reason | None,
    now: datetime,
) -> None:
    await _finish(tx, [row["id"]], state, now, None if state == "superseded" else why)
    await attempts.note(tx, (row["id"],), outcome, now, why)


async def _finish(
    tx: Transaction, ids: list[int], state: DeliveryState, now: datetime, error: Reason | None = None
) -> None:
    done = None if state == "unknown" else now
    ended = {"state": state, "claimed_until": None, "done_at": done, "error": kept_reason(error)}
    await tx.execute(sa.update(delivery).where(delivery.c.id.in_(ids)).values(ended))
