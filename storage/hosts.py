"""The wire's schedule: which host may be asked, one request at a time, with a pause between."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from storage.asked_at import ASKED_AT, When, moments
from storage.engine import Transaction
from storage.schema import feed, host

LEASE = timedelta(minutes=10)
"""How long a look may take, its turn awaited, before the next request to its host is let through."""

AT_WORK = timedelta(minutes=1)
"""As long as one request may take, whatever the settings say."""

LONGEST_PAUSE = timedelta(minutes=10)
"""As long as the operator or a robots.txt may have us wait between two requests to a host."""

LONGEST_CRAWL_DELAY = timedelta(minutes=1)

_FREE = sa.bindparam("b_free", type_=host.c.free_at.type)
_EARLIEST = sa.select(sa.func.min(feed.c.next_due_at)).where(feed.c.host == host.c.name).scalar_subquery()


def _next_at(free_at: Any) -> sa.ColumnElement[Any]:
    """When the host's next feed may be asked: once it is due, and not before the host is free."""
    earliest = _EARLIEST.correlate(host)
    return sa.case((earliest < free_at, free_at), else_=earliest)


_RELEASED = {"free_at": _FREE, "leased_until": None, "next_at": _next_at(_FREE)}

_NAMES: sa.BindParameter[Any] = sa.bindparam("b_names", expanding=True)
# locked in one order: nobody else's batch can hold one and wait for another
_LOCKED = sa.select(host.c.name).where(host.c.name.in_(_NAMES)).order_by(host.c.name).with_for_update()
_RELEASE = sa.update(host).where(host.c.name.in_(_NAMES)).values(_RELEASED)

_GIVE_BACK = (
    sa.update(host)
    .where(
        host.c.name == sa.bindparam("b_name"),
        host.c.leased_until == sa.bindparam("b_lease", type_=host.c.leased_until.type),
    )
    .values(_RELEASED)
)


@lru_cache(maxsize=16)
def _to_claim(limit: int, leased_too: bool) -> sa.Select[Any]:
    """Hosts that may be asked, and the feed that is due first of each."""
    # CASE: a host's feeds are gone through, which are few; PostgreSQL would go through all that are due
    is_due = sa.case((feed.c.next_due_at <= ASKED_AT, sa.true()), else_=sa.false())
    first = (
        sa.select(feed.c.id)
        .where(feed.c.host == host.c.name, is_due)
        .order_by(feed.c.next_due_at, feed.c.id)
        .limit(1)
        .correlate(host)
        .scalar_subquery()
    )
    may_be = host.c.next_at <= ASKED_AT
    return (
        sa.select(host.c.name, first.label("feed"))
        .where(sa.or_(may_be, host.c.leased_until > ASKED_AT) if leased_too else may_be)
        .order_by(host.c.next_at)
        .limit(limit)
        .with_for_update(of=host, skip_locked=True)
    )


async def claim_due(tx: Transaction, now: datetime, limit: int, *, leased_too: bool = False) -> list[int]:
    """Claim up to `limit` hosts that may be asked and have a feed due; that feed's id of each.

    `leased_too` does not wait for leases: for when nothing can be under way.

    Costs what it claims, whatever the number of feeds: `host.next_at` is indexed, and moves with the claim.
    """
    rows = await tx.rows(_to_claim(limit, leased_too), moments(now))
    if rows:
        until = {"leased_until": now + LEASE, "next_at": now + LEASE}
        names = [row["name"] for row in rows if row["feed"] is not None]
        await tx.execute(sa.update(host).where(host.c.name.in_(names)).values(until))
        await reschedule(tx, [row["name"] for row in rows if row["feed"] is None])
    return [row["feed"] for row in rows if row["feed"] is not None]


async def take(tx: Transaction, name: str, now: datetime) -> bool:
    """Claim the host for one request; False where one is under way, or it is to be left alone at `now`.

    Whoever takes it gives it back by `release`; else it is free again after LEASE.
    """
    return await lease(tx, (name,), now, now + LEASE) == 1


async def lease(tx: Transaction, names: Collection[str], now: datetime, until: datetime) -> int:
    """Claim those of these hosts that may be asked, until then, for one request each; how many they are."""
    claimed = {"leased_until": until, "next_at": until}
    await _have(tx, names)
    return await tx.changed(sa.update(host).where(host.c.name.in_(sorted(names)), free(now)).values(claimed))


def free(now: When) -> sa.ColumnElement[bool]:
    """Hosts that may be asked at `now`: no request is under way, and the pause after the last one is over."""
    return sa.and_(host.c.free_at <= now, sa.or_(host.c.leased_until.is_(None), host.c.leased_until <= now))


async def release(tx: Transaction, names: Collection[str], free_at: datetime) -> None:
    """Give these hosts back, to be left alone until then; call it after their feeds' times are saved."""
    if names:
        await _have(tx, names)
        await tx.execute(_RELEASE, {"b_names": sorted(names), "b_free": free_at})


async def _have(tx: Transaction, names: Collection[str]) -> None:
    """Lock these hosts, in a statement of its own: the next one sees what whoever held them has changed."""
    if len(names) > 1:
        await tx.execute(_LOCKED, {"b_names": sorted(names)})


async def give_back(tx: Transaction, leases: Mapping[tuple[str, datetime], datetime]) -> None:
    """Like `release`, for hosts whose claim, by name and end, is still the one that was made."""
    if leases:
        rows = [
            {"b_name": name, "b_lease": until, "b_free": moment}
            for (name, until), moment in sorted(leases.items())
        ]
        await tx.execute(_GIVE_BACK, rows)


def resting(now: datetime) -> sa.ColumnElement[bool]:
    """Hosts that asked for rest: they are left alone for longer than any pause between two requests."""
    return host.c.free_at > now + LONGEST_PAUSE


async def end_rest(tx: Transaction, name: str, now: datetime, pause: timedelta) -> bool:
    """Let a host that asked for rest be asked after the usual pause; whether it rested."""
    rested = await tx.changed(
        sa.update(host)
        .where(host.c.name == name, host.c.free_at > now + max(pause, LONGEST_CRAWL_DELAY))
        .values(free_at=now + pause)
    )
    await reschedule(tx, (name,) if rested else ())
    return rested == 1


async def hush(tx: Transaction, name: str, until: datetime) -> None:
    """Leave a whole host alone until then, as it asked: its feeds, due or not, are not asked for before."""
    await know(tx, (name,), until)
    later = sa.case((host.c.free_at < until, until), else_=host.c.free_at)
    await tx.execute(sa.update(host).where(host.c.name == name).values(free_at=later))
    await reschedule(tx, (name,))


async def lock(tx: Transaction, names: Collection[str], now: datetime) -> None:
    """Have these hosts, in one order, before any is changed: they are known from `now` on."""
    await know(tx, names, now)
    held = sa.select(host.c.name).where(host.c.name.in_(sorted(names))).order_by(host.c.name)
    await tx.execute(held.with_for_update())


async def know(tx: Transaction, names: Collection[str], now: datetime) -> None:
    """A row for each of these hosts; those that are new may be asked at `now`."""
    rows = [{"name": name, "free_at": now} for name in sorted(set(names))]
    if rows:
        await tx.execute(tx.insert(host).values(next_at=None).on_conflict_do_nothing(), rows)


async def reschedule(tx: Transaction, names: Collection[str]) -> None:
    """Bring these hosts' next look in line with their feeds, after feeds came, went or changed."""
    if names:
        await _have(tx, names)
        due = sa.case(
            (host.c.leased_until > _next_at(host.c.free_at), host.c.leased_until),
            else_=_next_at(host.c.free_at),
        )
        await tx.execute(sa.update(host).where(host.c.name.in_(sorted(names))).values(next_at=due))


async def shorten(tx: Transaction, until: datetime) -> None:
    """Let no lease last longer than until then."""
    following = _next_at(host.c.free_at)
    then = sa.bindparam("b_until", until, type_=host.c.leased_until.type)
    await tx.execute(
        sa.update(host)
        .where(host.c.leased_until > then)
        .values(leased_until=then, next_at=sa.case((following < then, then), else_=following))
    )


async def free_all(tx: Transaction) -> None:
    """End every lease: the process that held them is gone."""
    held = host.c.leased_until.is_not(None)
    await tx.execute(sa.update(host).where(held).values(leased_until=None, next_at=_next_at(host.c.free_at)))
