"""A feed's own row after a look, each kind of outcome in one statement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from feeds.model import Fetched, FetchFailed, Move, NotModified, Poll, Wishes
from storage.documents import REASON, WISHES
from storage.schema import feed

Look = tuple[Poll, datetime]
"""A look and its moment."""

Held = tuple[Poll, datetime, sa.RowMapping]
"""A look, its moment, and its feed's row as it is held."""


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
# most looks: nothing new, and nothing that tells so has changed either
_STILL = _update(
    "next_due_at",
    "last_polled_at",
    last_read_at=sa.bindparam("b_last_polled_at", type_=feed.c.last_polled_at.type),
    **_WELL,
    last_error=sa.null(),
)
_DOCUMENT = ("etag", "last_modified", "body_hash", "known", "shares_guids", "wishes", "last_error")
_READ = _update(*_READ_NAMES, *_DOCUMENT, "title", "outlet", "first_read_at", resumed_at=sa.null(), **_WELL)


def noted(looks: Sequence[Held]) -> list[tuple[sa.Update, list[dict[str, Any]]]]:
    """What to write into these looks' feeds; validators only with what they vouch for."""
    failed, still, unchanged, read = [], [], [], []
    for poll, now, row in looks:
        match poll.outcome:
            case FetchFailed():
                failed.append(_failure(poll, poll.outcome, now))
            case NotModified() if _is_still(poll, poll.outcome):
                still.append(_times(poll, now))
            case NotModified(etag=etag, last_modified=last_modified):
                unchanged.append(_well(poll, now) | {"b_etag": etag, "b_last_modified": last_modified})
            case Fetched():
                read.append(_well(poll, now) | _document(poll, poll.outcome, row, now))
    groups = ((_FAILED, failed), (_STILL, still), (_UNCHANGED, unchanged), (_READ, read))
    return [(statement, values) for statement, values in groups if values]


def _is_still(poll: Poll, outcome: NotModified) -> bool:
    feed = poll.feed
    return (
        outcome.etag in (None, feed.etag)
        and outcome.last_modified in (None, feed.last_modified)
        and poll.standing.interval == feed.interval
        and poll.move == Move(to=feed.moved_to, times=feed.moved_times)
    )


def _times(poll: Poll, now: datetime) -> dict[str, Any]:
    return {"b_id": poll.feed.id, "b_next_due_at": poll.standing.next_due_at, "b_last_polled_at": now}


def _failure(poll: Poll, outcome: FetchFailed, now: datetime) -> dict[str, Any]:
    standing = poll.standing
    return _times(poll, now) | {
        "b_health": standing.health,
        "b_failures": standing.failures,
        "b_failing_since": standing.failing_since,
        "b_gone_times": standing.gone_times,
        "b_last_error": REASON.dump(outcome.detail),
        "b_notice_at": now if standing.announce else None,
    }


def _well(poll: Poll, now: datetime) -> dict[str, Any]:
    interval = poll.standing.interval
    return _times(poll, now) | {
        "b_last_read_at": now,
        "b_pace": None if interval is None else interval.total_seconds(),
        "b_moved_to": poll.move.to,
        "b_moved_times": poll.move.times,
    }


def _document(poll: Poll, outcome: Fetched, row: sa.RowMapping, now: datetime) -> dict[str, Any]:
    read = poll.read
    assert read is not None
    return {
        "b_etag": outcome.etag,
        "b_last_modified": outcome.last_modified,
        "b_body_hash": outcome.body_hash,
        "b_known": read.known,
        "b_shares_guids": read.shares_guids,
        "b_wishes": None if read.wishes == Wishes() else WISHES.dump(read.wishes),
        "b_last_error": None if read.note is None else REASON.dump(read.note),
        "b_title": row["title"] or read.title,
        "b_outlet": row["outlet"] or read.title or urlsplit(row["address"]).hostname or "",
        "b_first_read_at": row["first_read_at"] or now,
    }
