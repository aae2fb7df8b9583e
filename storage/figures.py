"""What the archive says of how things stand, for whoever watches over it: little, bounded and quick to find.

Nothing here grows with what is stored: what waits is counted up to MOST, and no article is gone through.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from config.sample import SCHEME
from storage.engine import Transaction
from storage.hosts import resting
from storage.model import JobKind
from storage.processes import heard_of
from storage.schema import TRIED, UNFINISHED, attempt, delivery, feed, host, note, target
from storage.unfinished import waiting

MOST: Final = 10_000
"""So many rows of a kind are counted; there may be more."""

MOST_GUILDS: Final = 1_000
"""Of so many guilds it is told since when something waits for them, the longest waiting first."""

PROOF: Final = "written"
"""The note that is written to see whether anything can be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """A guild for which something has been waiting to be said since then."""

    guild: str
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How things stand. `waiting` counts rows of each kind up to MOST; `held` are deliveries that wait for a
    person; `due_since` is when the feed that is most overdue was due, None where none is; `roles` counts the
    processes that share the database by what they do; `size` is the database's, in bytes.
    """

    feeds: int
    failing_feeds: int
    waiting: Mapping[JobKind, int]
    held: int
    last_poll_at: datetime | None
    due_since: datetime | None
    waits: tuple[Wait, ...]
    roles: Mapping[str, int]
    size: int


async def gather(tx: Transaction, now: datetime, targets: frozenset[str] | None) -> Figures:
    """The figures at `now`; deliveries to these `targets` alone (None: to all)."""
    failing = sa.case((feed.c.failures > 0, 1), else_=0)
    wire = await tx.row(
        sa.select(
            sa.func.count().label("feeds"),
            sa.func.coalesce(sa.func.sum(failing), 0).label("failing"),
            sa.func.max(feed.c.last_polled_at).label("polled"),
        ).where(feed.c.next_due_at.is_not(None), ~feed.c.address.startswith(SCHEME, autoescape=True))
    )
    assert wire is not None
    due = (
        sa.select(sa.func.min(feed.c.next_due_at))
        .join(host, host.c.name == feed.c.host)
        .where(feed.c.next_due_at <= now, sa.not_(resting(now)))
    )
    held = sa.select(delivery.c.id).where(TRIED, delivery.c.state == "unknown").limit(MOST)
    return Figures(
        feeds=wire["feeds"],
        failing_feeds=wire["failing"],
        waiting=await waiting(tx, now, targets=targets, most=MOST),
        held=await tx.value(sa.select(sa.func.count()).select_from(held.subquery())),
        last_poll_at=wire["polled"],
        due_since=await tx.value(due),
        waits=await _waits(tx, now, targets),
        roles=Counter(role for process in await heard_of(tx) for role in process.roles),
        size=await tx.value(_SIZE if tx.is_sqlite else _SIZE_THERE),
    )


_SIZE: Final = sa.text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
_SIZE_THERE: Final = sa.text("SELECT pg_database_size(current_database())")


async def _waits(tx: Transaction, now: datetime, targets: frozenset[str] | None) -> tuple[Wait, ...]:
    """Since when messages might go or were tried; what waits for its time, or for a person, does not count.

    Nor do edits and publishing, of which Discord takes few.
    """
    tried = sa.select(sa.func.min(attempt.c.at)).where(attempt.c.delivery == delivery.c.id).scalar_subquery()
    since = sa.case(
        (delivery.c.attempts > 0, sa.func.coalesce(tried, delivery.c.not_before)), else_=delivery.c.not_before
    )
    oldest: sa.ColumnElement[datetime] = sa.func.min(since, type_=delivery.c.not_before.type)
    stopped = sa.select(target.c.target).where(target.c.stopped_at.is_not(None))
    rows = await tx.rows(
        sa.select(delivery.c.guild, oldest.label("since"))
        .where(
            UNFINISHED,
            sa.or_(delivery.c.not_before <= now, delivery.c.attempts > 0),
            delivery.c.action.in_(("post", "reply")),
            delivery.c.target.not_in(stopped),
            sa.true() if targets is None else delivery.c.target.in_(sorted(targets)),
        )
        .group_by(delivery.c.guild)
        .order_by(sa.literal_column("since"))
        .limit(MOST_GUILDS)
    )
    return tuple(Wait(guild=row["guild"], since=row["since"]) for row in rows)


async def prove(tx: Transaction, now: datetime) -> None:
    """Write something; the transaction says whether it could be kept."""
    put = tx.insert(note).values(key=PROOF, value=now.isoformat())
    await tx.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": now.isoformat()}))
