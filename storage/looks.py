"""What a look at a feed changes: its row, its articles, its host; many looks in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import FetchFailed, Poll
from storage.engine import Transaction
from storage.entries import Brought, save_entries
from storage.hosts import give_back, hush, lock, release
from storage.moves import lock_targets, move
from storage.noted import Held, Look, noted
from storage.notices import withdraw
from storage.pushes import heed
from storage.schema import feed

_HELD = sa.select(
    *(feed.c[name] for name in ("id", "address", "host", "outlet", "title", "backlog")),
    *(feed.c[name] for name in ("next_due_at", "first_read_at", "resumed_at")),
    *(feed.c[name] for name in ("announced_at", "pushed_until")),
)


async def save_looks(tx: Transaction, looks: Sequence[Look], host_delay: timedelta) -> list[int]:
    """Save these looks; how many new articles each brought.

    A look counts for nothing, but for giving back the host that was claimed for it, where its feed was looked
    at by another run since it was taken, is no longer read, or stands twice among these.
    """
    places = {poll.move.to for poll, _ in looks if poll.move.believed and poll.move.to is not None}
    ids = sorted({poll.feed.id for poll, _ in looks} | await lock_targets(tx, places))
    rows = await tx.rows(_HELD.where(feed.c.id.in_(ids)).order_by(feed.c.id).with_for_update())
    taken = {row["id"]: row for row in rows}
    counting: list[Held | None] = []
    for poll, now in looks:
        row = taken.pop(poll.feed.id, None)
        stands = row is not None and row["next_due_at"] == poll.feed.next_due_at
        counting.append((poll, now, row) if row is not None and stands else None)
    counted = [look for look in counting if look is not None]
    for statement, values in noted(counted):
        await tx.execute(statement, values)
    await heed(tx, counted)
    new = await _bring(tx, counted)
    await _release(tx, counted, host_delay)
    stray = [
        look
        for look, found in zip(looks, counting, strict=True)
        if found is None or found[2]["address"] != found[0].feed.address
    ]
    await give_back(tx, _claims(stray, host_delay))
    for one in counted:
        await _consequences(tx, *one)
    return [0 if look is None else new.get(look[0].feed.id, 0) for look in counting]


async def _release(tx: Transaction, counted: Sequence[Held], pause: timedelta) -> None:
    """Give these looks' hosts back, in one order: those to be hushed are locked here too."""
    hushed = {name for poll, _, row in counted if (name := _hushed(poll, row)) is not None}
    if hushed:
        await lock(tx, hushed | {row["host"] for _, _, row in counted}, min(now for _, now, _ in counted))
    if counted:
        await release(tx, {row["host"] for _, _, row in counted}, max(now for _, now, _ in counted) + pause)


def _claims(looks: Sequence[Look], pause: timedelta) -> dict[tuple[str, datetime], datetime]:
    """The claims on hosts that these looks were made under, with when each host may be asked again."""
    return {
        (host_of(poll.feed.address), poll.feed.leased_until): now + pause
        for poll, now in looks
        if poll.feed.leased_until is not None
    }


def _hushed(poll: Poll, row: sa.RowMapping) -> str | None:
    """The host that asked for rest, if one did: who answered, which a redirect may have led to."""
    if poll.standing.quiet is None:
        return None
    answered = poll.outcome.host if isinstance(poll.outcome, FetchFailed) else ""
    return answered or str(row["host"])


async def _bring(tx: Transaction, looks: Sequence[Held]) -> dict[int, int]:
    """How many new articles each feed brought."""
    brought = [
        Brought(
            feed=row["id"],
            parsed=poll.read,
            silent=row["first_read_at"] is None
            and (row["backlog"] == "silent" or row["resumed_at"] is not None),
            pages=poll.pages,
            now=now,
        )
        for poll, now, row in looks
        if poll.read is not None and poll.read.entries
    ]
    if not brought:
        return {}
    new = await save_entries(tx, brought)
    return {one.feed: count for one, count in zip(brought, new, strict=True)}


async def _consequences(tx: Transaction, poll: Poll, now: datetime, row: sa.RowMapping) -> None:
    """A host that asks for rest is left alone, trouble that is over untold; a moved address is followed."""
    if row["announced_at"] is not None and not isinstance(poll.outcome, FetchFailed):
        await withdraw(tx, poll.feed.id, now)
    quiet, name = poll.standing.quiet, _hushed(poll, row)
    if quiet is not None and name is not None:
        await hush(tx, name, now + quiet)
    if poll.move.believed and poll.move.to is not None:
        await move(tx, poll.feed.id, poll.move.to, now)
