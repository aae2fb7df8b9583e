"""Where an edit goes: into what certainly was not sent, behind what was, or nowhere as it is late."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from config.errors import StorageError
from storage.documents import POST
from storage.engine import Transaction
from storage.outgoing import MESSAGES, OPEN, about
from storage.schema import delivery
from summarise.model import Post


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """`waits` is the row whose place it takes, `late` says that a newer revision is told already.

    It waits until `not_before`; `tried_at` is when its message's edits were refused for a time.
    """

    not_before: datetime
    waits: sa.RowMapping | None = None
    late: bool = False
    tried_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fold:
    """When what takes in an edit may be sent, and when the tick looks at it."""

    not_before: datetime
    wake_at: datetime


async def follow(tx: Transaction, post: Post, shown: int, now: datetime) -> Place:
    """Where this edit goes, by what its target shows (a revision) and by what is to be sent before it.

    All that is read is locked: whoever claims it meanwhile waits, or is waited for.
    """
    mine = about(post.target, post.subject, post.part)
    origin = await tx.row(
        sa.select(delivery)
        .where(mine, delivery.c.action.in_(MESSAGES))
        .order_by(delivery.c.id.desc())
        .limit(1)
        .with_for_update()
    )
    edits = await tx.rows(
        sa.select(delivery.c.revision, delivery.c.attempts, delivery.c.not_before, delivery.c.tried_at)
        .where(OPEN, mine, delivery.c.action == "edit")
        .with_for_update()
    )
    wanted = post.not_before or now
    told = [shown, *(row["revision"] for row in edits), 0 if origin is None else origin["revision"]]
    if post.revision <= max(told):
        return Place(not_before=wanted, late=True)
    if origin is not None and _unsent(origin):
        first = origin["not_before"] if origin["attempts"] else min(wanted, origin["not_before"])
        return Place(not_before=first, waits=origin)
    waiting = [row for row in edits if row["attempts"] == 0]
    # a stream of news must not put its first edit off for ever
    wanted = min([wanted, *(row["not_before"] for row in waiting if row["tried_at"] is None)])
    refused = [row for row in waiting if row["tried_at"] is not None]
    return Place(
        not_before=max([wanted, *(row["not_before"] for row in refused)]),
        tried_at=min((row["tried_at"] for row in refused), default=None),
    )


async def fold(tx: Transaction, post: Post, waits: sa.RowMapping, when: Fold) -> None:
    """Let the row that waits say what its edit says, from `when` on."""
    was = POST.read(waits["document"])
    if isinstance(was, StorageError):
        was = replace(post, action=waits["action"], threaded=False)
    frees = (post.not_before or when.not_before) <= waits["not_before"]
    told = replace(
        post,
        action=was.action,
        not_before=None if post.not_before is None else when.not_before,
        rolls=post.rolls if frees else was.rolls,
        threaded=was.threaded,
        tags=post.tags or was.tags,
        watches=post.watches or was.watches,
    )
    changed = {"document": POST.dump(told), "revision": told.revision, "rolls": told.rolls}
    times = {"not_before": when.not_before, "wake_at": when.wake_at}
    await tx.execute(sa.update(delivery).where(delivery.c.id == waits["id"]).values(**changed, **times))


def _unsent(row: sa.RowMapping) -> bool:
    return bool(row["state"] == "due" and not row["unknown"])
