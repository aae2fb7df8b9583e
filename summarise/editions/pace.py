"""How often a message is edited and added to, so that readers and Discord are left in peace.

Discord limits edits of messages older than an hour (error 30046, "Maximum number of edits to messages older
than 1 hour reached"), so the older a message is, the more its edits are gathered; after a day there are none.
"""

from datetime import datetime, timedelta
from typing import Final

SPACES: Final = (
    (timedelta(minutes=15), timedelta(minutes=1)),
    (timedelta(hours=1), timedelta(minutes=5)),
    (timedelta(hours=6), timedelta(minutes=30)),
    (timedelta(hours=24), timedelta(hours=2)),
)
"""Up to which age of a message how much time lies between two of its edits."""

LINES_IN_THREAD: Final = timedelta(minutes=1)
REPLIES: Final = timedelta(hours=1)
"""What lies between two messages of a timeline, and between two replies to a message too old to be edited."""


def is_old(sent_at: datetime, now: datetime) -> bool:
    """Whether a message is not edited any more."""
    return now - sent_at >= SPACES[-1][0]


def next_edit(
    sent_at: datetime, changed_at: datetime | None, now: datetime, waiting: datetime | None = None
) -> datetime | None:
    """When a message that is not old may be edited next; None where that is now.

    `waiting` is the time of an edit that is not made yet: in its place another comes no later. A message from
    the future, as after a clock was set back, counts as sent and edited now.
    """
    age = now - sent_at
    space = next((space for younger, space in SPACES if age < younger), SPACES[-1][1])
    return _spaced(changed_at or sent_at, space, now, waiting)


def next_reply(
    replied_at: datetime | None, space: timedelta, now: datetime, waiting: datetime | None = None
) -> datetime | None:
    """When something may be said below a message next, `space` after the last time; None where it is now."""
    return None if replied_at is None else _spaced(replied_at, space, now, waiting)


def _spaced(last: datetime, space: timedelta, now: datetime, waiting: datetime | None) -> datetime | None:
    due = min(last, now) + space
    if waiting is not None:
        due = min(due, waiting)
    return due if due > now else None
