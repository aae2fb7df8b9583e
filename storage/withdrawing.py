"""Watches go, rest or move, and with them what waits to be told because of them alone."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from config.phrase import Phrase, phrase
from storage import attempts
from storage.documents import POST, kept_reason
from storage.engine import Transaction
from storage.outgoing import MESSAGES
from storage.schema import delivery, watch
from storage.targets import hold
from summarise.model import Post

REMOVED = phrase("Nobody asks for this here any more: its watch was removed.")
MOVED = phrase("Nobody asks for this here any more: its watch tells of it elsewhere.")
PAUSED = phrase("Nobody asks for this here at the moment: its watch was paused.")


async def remove(tx: Transaction, which: sa.ColumnElement[bool], now: datetime) -> int:
    """Delete these watches; how many went.

    A message that was never tried is not sent where all watches that asked for it are gone, or the target has
    none at all. It does not count as shown, so that another watch may tell of the story later.
    """
    return await withdraw(tx, which, sa.delete(watch), now, REMOVED)


async def withdraw(
    tx: Transaction, which: sa.ColumnElement[bool], change: sa.Update | sa.Delete, now: datetime, why: Phrase
) -> int:
    """Change these watches so that they tell nothing where they are; how many that were.

    What waits to be told there because of them alone is not: `why` says so to people.
    """
    rows = await tx.rows(sa.select(watch.c.id, watch.c.target).where(which))
    targets = sorted({row["target"] for row in rows})
    for target in targets:
        await hold(tx, target)
    ids = frozenset(row["id"] for row in rows)
    changed = await tx.changed(change.where(watch.c.id.in_(ids)))
    for target in targets:
        await _withdraw(tx, target, ids, now, why)
    return changed


async def _withdraw(tx: Transaction, target: str, gone: Collection[int], now: datetime, why: Phrase) -> None:
    asking = (watch.c.target == target, watch.c.paused_at.is_(None))
    left = frozenset(await tx.values(sa.select(watch.c.id).where(*asking)))
    # what is on its way into a list goes with that
    waits = sa.and_(
        delivery.c.target == target,
        delivery.c.subject.startswith("story:"),
        delivery.c.action.in_(MESSAGES),
        delivery.c.state == "due",
        delivery.c.attempts == 0,
        delivery.c.rolled_into.is_(None),
    )
    rows = await tx.rows(sa.select(delivery.c.id, delivery.c.document).where(waits).with_for_update())
    unwanted = [row["id"] for row in rows if not _asked_for(POST.load(row["document"]), left, gone)]
    ended = {"state": "failed", "done_at": now, "wake_at": None, "error": kept_reason(why)}
    await tx.execute(sa.update(delivery).where(delivery.c.id.in_(unwanted)).values(ended))
    await attempts.note(tx, unwanted, "refused", now, why)


def _asked_for(post: Post, left: Collection[int], gone: Collection[int]) -> bool:
    named = frozenset(post.watches)
    return bool(left) and (named.isdisjoint(gone) or not named.isdisjoint(left))
