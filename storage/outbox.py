"""Posts into the outbox, in the transaction that decided them."""

import secrets
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from config.phrase import phrase
from storage import attempts
from storage.documents import POST
from storage.engine import Transaction
from storage.folding import Fold, fold, follow
from storage.model import DeliveryState
from storage.outgoing import BELOW, OPEN, about, message_about, part_about
from storage.schema import delivery, message
from summarise.model import Post

LEASE = timedelta(seconds=60)
"""How long a delivery stays claimed before another may claim it."""

SKEW = timedelta(seconds=60)
"""How far apart senders' clocks may be: what was begun later than this from now was before a clock was set
back."""

AGAIN = timedelta(seconds=2)
"""When the tick nudges a target again: the queue refuses a nudge while the target's last job is ending."""


async def put(tx: Transaction, guild: str, post: Post, now: datetime) -> bool:
    """A delivery for the post, and a nudge for its target; False where nothing of it is to be said.

    That is where the same post is there already, or the message that it is about was deleted. An edit of what
    certainly was not sent takes its place; one that is late, as the target shows or is about to be shown a
    newer revision, is kept as superseded.
    """
    part = part_about(post.action, post.part)
    shown = await tx.row(sa.select(message).where(message_about(post.target, post.subject, part)))
    if shown is not None and (shown["gone"] or (post.action == "thread" and shown["threaded"])):
        return False
    if post.action == "edit":
        return await _put_edit(tx, guild, post, 0 if shown is None else shown["revision"], now)
    not_before = post.not_before or now
    if post.action in BELOW:
        not_before = max(not_before, await _preceded(tx, post) or now)
    added = await _add(tx, guild, post, now, not_before)
    if added is None:
        return False
    if post.action in ("thread", "publish"):
        same = sa.and_(about(post.target, post.subject, post.part), delivery.c.action == post.action)
        await _supersede(tx, sa.and_(same, delivery.c.id != added), post.revision, now)
    _nudge(tx, post.target, not_before, now)
    return True


async def _put_edit(tx: Transaction, guild: str, post: Post, shown: int, now: datetime) -> bool:
    place = await follow(tx, post, shown, now)
    state: DeliveryState = "superseded" if place.late or place.waits is not None else "due"
    added = await _add(tx, guild, post, now, place.not_before, state, tried_at=place.tried_at)
    if added is None:
        return False
    if place.late:
        await attempts.note(tx, (added,), "superseded", now, phrase("A newer revision is told already."))
    elif place.waits is not None:
        await fold(
            tx, post, place.waits, Fold(not_before=place.not_before, wake_at=_wake(place.not_before, now))
        )
        within = phrase("What it edits was still to be sent: it says this.")
        await attempts.note(tx, (added,), "superseded", now, within)
        _nudge(tx, post.target, place.not_before, now)
    else:
        edits = sa.and_(about(post.target, post.subject, post.part), delivery.c.action == "edit")
        await _supersede(tx, sa.and_(edits, delivery.c.id != added), post.revision, now)
        _nudge(tx, post.target, place.not_before, now)
    return True


async def _preceded(tx: Transaction, post: Post) -> datetime | None:
    """When the last of what it has to come after may be sent, where that still waits."""
    before = sa.and_(delivery.c.action == "post", delivery.c.part == 0)
    if post.threaded:
        before = sa.or_(before, delivery.c.action == "thread")
    last: datetime | None = await tx.value(
        sa.select(delivery.c.not_before)
        .where(
            OPEN,
            delivery.c.target == post.target,
            delivery.c.subject == post.subject,
            delivery.c.attempts == 0,
            before,
        )
        .order_by(delivery.c.not_before.desc())
        .limit(1)
    )
    return last


async def _add(
    tx: Transaction,
    guild: str,
    post: Post,
    now: datetime,
    not_before: datetime,
    state: DeliveryState = "due",
    **more: Any,
) -> int | None:
    """The id of its row; None where it is there already."""
    unfinished = state == "due"
    added: int | None = await tx.value(
        tx.insert(delivery)
        .values(
            guild=guild,
            target=post.target,
            subject=post.subject,
            part=post.part,
            action=post.action,
            revision=post.revision,
            state=state,
            # 24 characters: Discord takes 25
            nonce=secrets.token_hex(12),
            document=POST.dump(post),
            attempts=0,
            unknown=False,
            rolls=post.rolls,
            created_at=now,
            not_before=not_before,
            wake_at=_wake(not_before, now) if unfinished else None,
            done_at=None if unfinished else now,
            **more,
        )
        .on_conflict_do_nothing()
        .returning(delivery.c.id)
    )
    return added


async def _supersede(tx: Transaction, rows: sa.ColumnElement[bool], revision: int, now: datetime) -> None:
    """What of these was never tried gives way to the revision."""
    unsent = sa.and_(delivery.c.state == "due", delivery.c.attempts == 0)
    gone = await tx.values(
        sa.update(delivery)
        .where(rows, unsent)
        .values(state="superseded", done_at=now)
        .returning(delivery.c.id)
    )
    place = phrase("Revision {revision} takes its place.", revision=revision)
    await attempts.note(tx, gone, "superseded", now, place)


def _wake(not_before: datetime, now: datetime) -> datetime:
    return not_before if not_before > now else now + AGAIN


def _nudge(tx: Transaction, target: str, not_before: datetime, now: datetime) -> None:
    if not_before <= now:
        tx.nudge("deliver", target)
