"""Feeds, each once, whoever reads it (implements feeds.ports.FeedStore)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from config.errors import StorageError
from feeds.guard import host_of
from feeds.model import Backlog, Feed, FullText, Poll
from storage.engine import CHUNK, Database, Transaction
from storage.hosts import AT_WORK, LONGEST_CRAWL_DELAY, end_rest, know, reschedule, shorten
from storage.lists import UNREAD
from storage.looks import save_looks
from storage.moves import TOO_LONG, at_address, at_addresses, too_long
from storage.noted import Look
from storage.rows import FEED, feed_of
from storage.schema import feed, host, subscription
from storage.together import Together
from storage.vouching import VOUCHED
from storage.waking import UNTROUBLED

TOGETHER = 100
"""How many quiet looks share a transaction at most, and how many calls a query."""

ENTRIES = 8
"""How many entries weigh as much as a look."""

LINGER = 0.04
"""Seconds after a transaction in which looks come together for the next: it costs more than what is in it."""

_TAKEN = sa.select(*FEED, VOUCHED, host.c.leased_until).outerjoin(host, host.c.name == feed.c.host)

Sought = tuple[frozenset[int], datetime]
"""Feeds that may be due, and the moment."""


class Feeds:
    """Every feed once, whoever reads it."""

    def __init__(self, database: Database, host_delay: timedelta) -> None:
        self._database = database
        self._host_delay = host_delay
        self._saving: Together[Look, int] = Together(self._save_all, TOGETHER, weigh=_weight, linger=LINGER)
        self._taking: Together[Sought, tuple[Feed, ...]] = Together(self._due_all, TOGETHER)

    async def add(
        self,
        *,
        address: str,
        outlet: str,
        title: str = "",
        backlog: Backlog = "silent",
        full_text: FullText | None = None,
        declared: bool = False,
        now: datetime,
    ) -> Feed:
        """The feed of this address; a new one is due once somebody subscribes. StorageError if too long.

        One that exists, there or moved from there, stays as it is, unless it is `declared`: then it takes
        over backlog and full text, and the outlet if one is named.
        """
        if too_long(address):
            raise StorageError(TOO_LONG)
        said = {"backlog": backlog, "full_text": full_text, **({"outlet": outlet} if outlet else {})}
        async with self._database.writing() as tx:
            found = await at_address(tx, address)
            if found is None:
                await know(tx, (host_of(address),), now)
                await tx.execute(_new(tx, address, now, {"title": title, "outlet": outlet} | said))
                found = await at_address(tx, address)
            elif declared:
                await tx.execute(sa.update(feed).where(feed.c.id == found).values(said))
            row = await tx.row(sa.select(feed).where(feed.c.id == found))
        assert row is not None
        return feed_of(row)

    async def find(self, address: str) -> Feed | None:
        """The feed that is, or once was, at this address."""
        async with self._database.reading() as tx:
            found = await at_address(tx, address)
            row = await tx.row(sa.select(feed).where(feed.c.id == found))
        return None if row is None else feed_of(row)

    async def ids_at(self, addresses: Collection[str]) -> Mapping[str, int]:
        """The ids of the feeds that are, or once were, at these addresses, by address."""
        async with self._database.reading() as tx:
            return await at_addresses(tx, addresses)

    async def addresses_of(self, feeds: Collection[int]) -> Mapping[int, str]:
        """Where these feeds are today, by id, whoever reads them."""
        ids, found = sorted(set(feeds)), dict[int, str]()
        async with self._database.reading() as tx:
            for start in range(0, len(ids), CHUNK):
                some = feed.c.id.in_(ids[start : start + CHUNK])
                rows = await tx.rows(sa.select(feed.c.id, feed.c.address).where(some))
                found |= {row["id"]: row["address"] for row in rows}
        return found

    async def get(self, feed_id: int) -> Feed | None:
        """The feed of this id."""
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(feed).where(feed.c.id == feed_id))
        return None if row is None else feed_of(row)

    async def all(self) -> tuple[Feed, ...]:
        """Every feed, oldest first."""
        async with self._database.reading() as tx:
            return tuple(feed_of(row) for row in await tx.rows(sa.select(feed).order_by(feed.c.id)))

    async def retire(self, feed_id: int) -> None:
        """The feed is never polled again, whoever subscribes; its articles stay."""
        async with self._database.writing() as tx:
            await _change(tx, feed_id, {"retired": True, "next_due_at": None})

    async def resume(self, feed_id: int, now: datetime) -> bool:
        """The feed, failing, paused or gone, is due at `now` as if nothing had happened.

        Not one that is retired or that nobody reads. Where its host had asked for rest, that is over after
        the usual pause, since a person asks for this look; returns whether it was so.
        """
        is_read = sa.exists().where(subscription.c.feed == feed_id)
        async with self._database.writing() as tx:
            name = await _change(tx, feed_id, UNTROUBLED | {"next_due_at": now}, is_read)
            return name is not None and await end_rest(tx, name, now, self._host_delay)

    async def end_rest(self, feed_id: int, now: datetime) -> bool:
        """Where the feed's host had asked for rest, that is over after the usual pause: it has just answered.

        Returns whether it was so.
        """
        async with self._database.writing() as tx:
            name: str | None = await tx.value(sa.select(feed.c.host).where(feed.c.id == feed_id))
            return name is not None and await end_rest(tx, name, now, self._host_delay)

    async def rests(self, name: str, now: datetime) -> timedelta | None:
        """How long the host of this name is still to be left alone, where it asked for rest."""
        async with self._database.reading() as tx:
            free_at: datetime | None = await tx.value(sa.select(host.c.free_at).where(host.c.name == name))
        wait = (free_at or now) - now
        return wait if wait > max(self._host_delay, LONGEST_CRAWL_DELAY) else None

    async def free_soon(self, now: datetime) -> None:
        """Whoever was to ask hosts may not know it by now: each is free once a request has had its time."""
        async with self._database.writing() as tx:
            await shorten(tx, now + AT_WORK)

    async def due(self, feeds: Collection[int], now: datetime) -> tuple[Feed, ...]:
        """Those of these feeds that are due at `now`; those that another run has looked at are not.

        Concurrent calls share a query.
        """
        return await self._taking((frozenset(feeds), now))

    async def save(self, poll: Poll, now: datetime) -> int:
        """Save validators, new and changed articles and the next time in one transaction; nudge the queue.

        Returns how many articles were new. Does nothing and returns 0 where the feed was read by another run
        since `poll.feed` was taken, or is no longer read at all. Concurrent calls share a transaction.
        """
        return await self._saving((poll, now))

    async def finish(self) -> None:
        """Return once everything that was handed to `save` is saved, and every question answered."""
        await self._saving.finish()
        await self._taking.finish()

    async def _due_all(self, calls: Sequence[Sought]) -> Sequence[tuple[Feed, ...]]:
        sought = sorted(frozenset[int]().union(*(feeds for feeds, _ in calls)))
        rows: list[sa.RowMapping] = []
        async with self._database.reading() as tx:
            for start in range(0, len(sought), CHUNK):
                ids = sought[start : start + CHUNK]
                rows += await tx.rows(_TAKEN.where(feed.c.id.in_(ids), feed.c.next_due_at.is_not(None)))
        due = {
            row["id"]: (row["next_due_at"], feed_of(row, leased_until=row["leased_until"])) for row in rows
        }
        return [
            tuple(due[held][1] for held in sorted(feeds) if held in due and due[held][0] <= now)
            for feeds, now in calls
        ]

    async def _save_all(self, looks: Sequence[Look]) -> Sequence[int]:
        async with self._database.writing() as tx:
            return await save_looks(tx, looks, self._host_delay)


def _weight(look: Look) -> int:
    read = look[0].read
    return 1 if read is None else 1 + len(read.entries) // ENTRIES


async def _change(
    tx: Transaction, feed_id: int, values: dict[str, Any], *conditions: sa.ColumnElement[bool]
) -> str | None:
    """Change a feed that is not retired; its host, or None where there is no such feed."""
    name: str | None = await tx.value(
        sa.update(feed)
        .where(feed.c.id == feed_id, feed.c.retired.is_(False), *conditions)
        .values(values)
        .returning(feed.c.host)
    )
    if name is not None:
        await reschedule(tx, (name,))
    return name


def _new(tx: Transaction, address: str, now: datetime, said: dict[str, Any]) -> sa.Executable:
    row = {"address": address, "host": host_of(address), "created_at": now, **UNREAD, **said}
    return tx.insert(feed).values(row).on_conflict_do_nothing()
