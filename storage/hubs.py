"""Subscriptions at hubs (WebSub): what is asked of them, and what they say and push.

Whoever changes a subscription holds its feed's row, as looks at the feed do.
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import HubRequest
from feeds.websub.protocol import MOST_TRIES, again_in, callback_address, pinged_look, renewal
from storage.engine import Database, Transaction
from storage.hosts import know, release, reschedule, take
from storage.pushes import NEVER_ASKED
from storage.schema import feed, websub

Row = sa.RowMapping


class Hubs:
    """Every feed's subscription at the hub that it names (implements feeds.ports.HubStore)."""

    def __init__(self, database: Database, host_delay: timedelta) -> None:
        self._database = database
        self._host_delay = host_delay

    async def adopt(self, public_url: str | None, now: datetime) -> None:
        """At the start: hubs that were told another address are to be asked again; without one, none is.

        Pushes that came while nobody listened are lost: every pushed feed's next look is where it would be
        without them.
        """
        async with self._database.writing() as tx:
            await _catch_up(tx, now)
            lost = sa.true() if public_url is None else _told_other(public_url)
            feeds = sa.select(websub.c.feed).where(lost)
            await tx.execute(sa.update(feed).where(feed.c.id.in_(feeds)).values(pushed_until=None))
            if public_url is None:
                await tx.execute(sa.delete(websub))
            else:
                wished = sa.and_(lost, websub.c.next_at.is_not(None))
                await tx.execute(sa.update(websub).where(wished).values(**NEVER_ASKED, next_at=now))

    async def wanted(self, feed_id: int, public_url: str, now: datetime) -> HubRequest | None:
        """What the feed's hub is to be asked now, noted as asked; its host is claimed for one request.

        None where nothing is to be asked: another run did, the host is busy (then the next tick calls
        again), or the feed is not looked at any more. A hub that says nothing is asked again later.
        """
        async with self._database.writing() as tx:
            held, row = await _locked(tx, feed_id)
            if held is None or row is None or row["next_at"] is None or row["next_at"] > now:
                return None
            if held["next_due_at"] is None:
                await _note(tx, feed_id, next_at=None, wake_at=None)
                return None
            name = host_of(row["hub"])
            await know(tx, (name,), now)
            if not await take(tx, name, now):
                await _note(tx, feed_id, wake_at=None)
                return None
            tries = row["tries"] + 1
            asked = {"state": "asked", "tries": tries, "callback": public_url, "wake_at": None}
            await _note(tx, feed_id, next_at=now + again_in(tries, _left(row, now)), **asked)
            return HubRequest(
                feed_id=feed_id,
                hub=row["hub"],
                topic=row["topic"],
                callback=callback_address(public_url, row["token"]),
                secret=row["secret"],
                tries=tries,
            )

    async def keep(self, request: HubRequest, refusal: str | None, now: datetime) -> None:
        """Save what the hub answered (None: it took the request), and give its host back.

        Refused once too often, the hub is asked rarely. What the callback heard meanwhile stands.
        """
        async with self._database.writing() as tx:
            _, row = await _locked(tx, request.feed_id)
            heard = row is None or row["state"] != "asked" or row["secret"] != request.secret
            if refusal is not None and not heard:
                given_up = request.tries >= MOST_TRIES
                await _note(tx, request.feed_id, state="refused" if given_up else "wanted")
            await release(tx, (host_of(request.hub),), now + self._host_delay)

    async def confirm(self, token: str, topic: str, lease: timedelta, now: datetime) -> bool:
        """The hub asks whether we meant it: True, and the subscription lives, where we asked for it.

        A hub that asks once more gets the same answer.
        """
        async with self._database.writing() as tx:
            held, row = await _of(tx, token, topic)
            if held is None or row is None or held["next_due_at"] is None or row["callback"] is None:
                return False
            until = now + lease
            live = {"state": "live", "tries": 0, "lease_until": until, "next_at": renewal(now, lease)}
            await _note(tx, held["id"], wake_at=None, **live)
            await _pushed(tx, held["id"], until)
            return True

    async def deny(self, token: str, topic: str, now: datetime) -> bool:
        """The hub will not push, or not any more (§5.2): the feed is polled as ever. False: nobody asked."""
        async with self._database.writing() as tx:
            held, row = await _of(tx, token, topic)
            if held is None or row is None or row["callback"] is None:
                return False
            if row["state"] != "refused":
                refused = {"state": "refused", "tries": MOST_TRIES, "lease_until": None, "wake_at": None}
                await _note(tx, held["id"], next_at=now + again_in(MOST_TRIES, timedelta(0)), **refused)
                await _pushed(tx, held["id"], None)
            return True

    async def secret(self, token: str) -> str | None:
        """What the pushes of this subscription are signed with; None where nobody has or wants one."""
        query = sa.select(websub.c.secret).join(feed, feed.c.id == websub.c.feed)
        async with self._database.reading() as tx:
            found = await tx.value(query.where(websub.c.token == token, feed.c.next_due_at.is_not(None)))
        return None if found is None else str(found)

    async def ping(self, token: str, now: datetime) -> int | None:
        """Something was pushed: its feed is looked at now, or as soon as its host and PING_PAUSE allow.

        Returns the feed's id. A look that is under way is followed by another. A feed that is not well keeps
        its own time; None where that is so, and where a look is planned already.
        """
        async with self._database.writing() as tx:
            held, row = await _of(tx, token)
            if held is None or row is None or held["next_due_at"] is None or held["health"] != "well":
                return None
            moment = pinged_look(now, row["pinged_at"])
            if moment == row["pinged_at"]:
                return None
            await _note(tx, held["id"], pinged_at=moment)
            if held["next_due_at"] > moment:
                due = sa.update(feed).where(feed.c.id == held["id"])
                await tx.execute(due.values(next_due_at=moment))
                await _call(tx, held, moment, now)
            return int(held["id"])


async def _catch_up(tx: Transaction, now: datetime) -> None:
    rows = await tx.rows(
        sa.select(feed.c.id, feed.c.host, feed.c.next_due_at, feed.c.last_polled_at, feed.c.pace)
        .where(feed.c.pushed_until.is_not(None), feed.c.next_due_at > now, feed.c.pace.is_not(None))
        .order_by(feed.c.id)
        .with_for_update()
    )
    usual = {row["id"]: row["last_polled_at"] + timedelta(seconds=row["pace"]) for row in rows}
    late = [row for row in rows if usual[row["id"]] < row["next_due_at"]]
    for row in late:
        due = max(now, usual[row["id"]])
        await tx.execute(sa.update(feed).where(feed.c.id == row["id"]).values(next_due_at=due))
    await reschedule(tx, {row["host"] for row in late})


async def _call(tx: Transaction, held: Row, moment: datetime, now: datetime) -> None:
    """Have the feed looked at: at once where its host is free, else by the tick."""
    if moment <= now and await take(tx, held["host"], now):
        tx.nudge("poll", held["id"])
    else:
        await reschedule(tx, (held["host"],))


async def _of(tx: Transaction, token: str, topic: str | None = None) -> tuple[Row | None, Row | None]:
    """Feed and subscription of this token, and topic if one is named; locked."""
    feed_id = await tx.value(sa.select(websub.c.feed).where(websub.c.token == token))
    if feed_id is None:
        return None, None
    held, row = await _locked(tx, feed_id)
    same = row is not None and row["token"] == token and topic in (None, row["topic"])
    return (held, row) if same else (None, None)


async def _locked(tx: Transaction, feed_id: int) -> tuple[Row | None, Row | None]:
    held = await tx.row(sa.select(feed).where(feed.c.id == feed_id).with_for_update())
    return held, await tx.row(sa.select(websub).where(websub.c.feed == feed_id))


def _told_other(public_url: str) -> sa.ColumnElement[bool]:
    return sa.and_(websub.c.callback.is_not(None), websub.c.callback != public_url)


def _left(row: Row, now: datetime) -> timedelta:
    return timedelta(0) if row["lease_until"] is None else row["lease_until"] - now


async def _pushed(tx: Transaction, feed_id: int, until: datetime | None) -> None:
    await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(pushed_until=until))


async def _note(tx: Transaction, feed_id: int, **noted: Any) -> None:
    await tx.execute(sa.update(websub).where(websub.c.feed == feed_id).values(noted))
