"""What a look at a feed changes: its row, its articles, its host; many looks in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import Fetched, FetchFailed, NotModified, Poll, Wishes
from storage.documents import WISHES
from storage.engine import Transaction
from storage.entries import Brought, save_entries
from storage.hosts import give_back, hush, lock, release
from storage.moves import lock_targets, move
from storage.notices import withdraw
from storage.pushes import heed
from storage.schema import feed

Look = tuple[Poll, datetime]
"""A look and its moment."""


def _update(*names: str, **computed: Any) -> sa.Update:
    """Set these columns of the feed `b_id`, each from the parameter of its name with `b_` before it."""
    values = {name: sa.bindparam(f"b_{name}", type_=feed.c[name].type) for name in names}
    return sa.update(feed).where(feed.c.id == sa.bindparam("b_id")).values(values | computed)


def _unless_none(name: str) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(sa.bindparam(f"b_{name}", type_=feed.c[name].type), feed.c[name])


_NEXT = ("next_due_at", "last_polled_at")
_FAILED = _update(
    *_NEXT,
    *("health", "failures", "failing_since", "gone_times", "last_error"),
    notice_at=_unless_none("notice_at"),
)
# a look that succeeds makes any feed well (feeds.cadence)
_WELL: dict[str, Any] = {
    "health": sa.literal_column("'well'"),
    "failures": sa.literal_column("0"),
    "gone_times": sa.literal_column("0"),
    **dict.fromkeys(("failing_since", "notice_at", "announced_at"), sa.null()),
}
_READ_NAMES = (*_NEXT, "last_read_at", "pace", "moved_to", "moved_times")
_UNCHANGED = _update(
    *_READ_NAMES,
    **_WELL,
    last_error=sa.null(),
    etag=_unless_none("etag"),
    last_modified=_unless_none("last_modified"),
)
_DOCUMENT = ("etag", "last_modified", "body_hash", "known", "shares_guids", "wishes", "last_error")
_READ = _update(*_READ_NAMES, *_DOCUMENT, "title", "outlet", "first_read_at", **_WELL)

_HELD = sa.select(
    *(feed.c[name] for name in ("id", "address", "host", "outlet", "title", "backlog")),
    *(feed.c[name] for name in ("next_due_at", "first_read_at", "announced_at", "pushed_until")),
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
    counting: list[tuple[Poll, datetime, sa.RowMapping] | None] = []
    for poll, now in looks:
        row = taken.pop(poll.feed.id, None)
        stands = row is not None and row["next_due_at"] == poll.feed.next_due_at
        counting.append((poll, now, row) if row is not None and stands else None)
    counted = [look for look in counting if look is not None]
    for statement, values in _noted(counted):
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


async def _release(
    tx: Transaction, counted: Sequence[tuple[Poll, datetime, sa.RowMapping]], pause: timedelta
) -> None:
    """Give these looks' hosts back, in one order: those to be hushed are locked here too."""
    hushed = {name for poll, _, row in counted if (name := _hushed(poll, row)) is not None}
    if hushed:
        await lock(tx, hushed | {row["host"] for _, _, row in counted}, min(now for _, now, _ in counted))
    await release(tx, {row["host"]: now + pause for _, now, row in counted})


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


def _noted(
    looks: Sequence[tuple[Poll, datetime, sa.RowMapping]],
) -> list[tuple[sa.Update, list[dict[str, Any]]]]:
    """The feeds' rows, each kind of outcome in one statement; validators only with what they vouch for."""
    failed, unchanged, read = [], [], []
    for poll, now, row in looks:
        match poll.outcome:
            case FetchFailed():
                failed.append(_failure(poll, poll.outcome, now))
            case NotModified(etag=etag, last_modified=last_modified):
                unchanged.append(_well(poll, now) | {"etag": etag, "last_modified": last_modified})
            case Fetched():
                read.append(_well(poll, now) | _document(poll, poll.outcome, row, now))
    groups = ((_FAILED, failed), (_UNCHANGED, unchanged), (_READ, read))
    return [
        (statement, [{f"b_{name}": value for name, value in row.items()} for row in values])
        for statement, values in groups
        if values
    ]


def _failure(poll: Poll, outcome: FetchFailed, now: datetime) -> dict[str, Any]:
    standing = poll.standing
    return {
        "id": poll.feed.id,
        "next_due_at": standing.next_due_at,
        "last_polled_at": now,
        "health": standing.health,
        "failures": standing.failures,
        "failing_since": standing.failing_since,
        "gone_times": standing.gone_times,
        "last_error": outcome.detail,
        "notice_at": now if standing.announce else None,
    }


def _well(poll: Poll, now: datetime) -> dict[str, Any]:
    interval = poll.standing.interval
    return {
        "id": poll.feed.id,
        "next_due_at": poll.standing.next_due_at,
        "last_polled_at": now,
        "last_read_at": now,
        "pace": None if interval is None else interval.total_seconds(),
        "moved_to": poll.move.to,
        "moved_times": poll.move.times,
    }


def _document(poll: Poll, outcome: Fetched, row: sa.RowMapping, now: datetime) -> dict[str, Any]:
    read = poll.read
    assert read is not None
    return {
        "etag": outcome.etag,
        "last_modified": outcome.last_modified,
        "body_hash": outcome.body_hash,
        "known": read.known,
        "shares_guids": read.shares_guids,
        "wishes": None if read.wishes == Wishes() else WISHES.dump(read.wishes),
        "last_error": read.note,
        "title": row["title"] or read.title,
        "outlet": row["outlet"] or read.title or urlsplit(row["address"]).hostname or "",
        "first_read_at": row["first_read_at"] or now,
    }


async def _bring(tx: Transaction, looks: Sequence[tuple[Poll, datetime, sa.RowMapping]]) -> dict[int, int]:
    """How many new articles each feed brought."""
    brought = [
        Brought(
            feed=row["id"],
            parsed=poll.read,
            silent=row["first_read_at"] is None and row["backlog"] == "silent",
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
