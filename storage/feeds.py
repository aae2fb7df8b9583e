"""Feeds, each once, whoever reads it (implements feeds.ports.FeedStore)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from config.errors import StorageError
from feeds.guard import host_of
from feeds.model import Backlog, Feed, FullText, Poll
from storage.engine import CHUNK, Database, Transaction
from storage.hosts import know, reschedule
from storage.looks import Look, save_looks
from storage.moves import LONGEST_ADDRESS, at_address
from storage.rows import feed_of
from storage.schema import feed, subscription
from storage.together import Together

TOGETHER = 64
"""How many quiet looks share a transaction at most, and how many calls a query."""

ENTRIES = 8
"""How many entries weigh as much as a look."""

LINGER = 0.02
"""Seconds after a transaction in which looks come together for the next: it costs more than what is in it."""

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
        """The feed of this address; where it is new it is due at `now`. StorageError if it is too long.

        One that exists, there or moved from there, stays as it is, unless it is `declared`: then it takes
        over backlog and full text, and the outlet if one is named.
        """
        if len(address) > LONGEST_ADDRESS:
            raise StorageError(
                f"A feed's address has at most {LONGEST_ADDRESS} characters: use a shorter one."
            )
        said = {"backlog": backlog, "full_text": full_text, **({"outlet": outlet} if outlet else {})}
        async with self._database.writing() as tx:
            found = await at_address(tx, address)
            if found is None:
                await know(tx, (host_of(address),), now)
                await tx.execute(_new(tx, address, now, {"title": title, "outlet": outlet} | said))
                await reschedule(tx, (host_of(address),))
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
        await self._change(feed_id, {"retired": True, "next_due_at": None})

    async def resume(self, feed_id: int, now: datetime) -> None:
        """The feed, failing, paused or gone, is due at `now` as if nothing had happened.

        Not one that is retired or that nobody reads.
        """
        fresh = {"health": "well", "failures": 0, "failing_since": None, "gone_times": 0}
        told = {"notice_at": None, "announced_at": None, "next_due_at": now}
        is_read = sa.exists().where(subscription.c.feed == feed_id)
        await self._change(feed_id, fresh | told, is_read)

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
        """Return once everything that was handed to `save` is saved."""
        await self._saving.finish()

    async def _due_all(self, calls: Sequence[Sought]) -> Sequence[tuple[Feed, ...]]:
        sought = sorted(frozenset[int]().union(*(feeds for feeds, _ in calls)))
        rows: list[sa.RowMapping] = []
        async with self._database.reading() as tx:
            for start in range(0, len(sought), CHUNK):
                ids = sought[start : start + CHUNK]
                rows += await tx.rows(
                    sa.select(feed).where(feed.c.id.in_(ids), feed.c.next_due_at.is_not(None))
                )
        due = {row["id"]: (row["next_due_at"], feed_of(row)) for row in rows}
        return [
            tuple(due[held][1] for held in sorted(feeds) if held in due and due[held][0] <= now)
            for feeds, now in calls
        ]

    async def _save_all(self, looks: Sequence[Look]) -> Sequence[int]:
        async with self._database.writing() as tx:
            return await save_looks(tx, looks, self._host_delay)

    async def _change(
        self, feed_id: int, values: dict[str, Any], *conditions: sa.ColumnElement[bool]
    ) -> None:
        async with self._database.writing() as tx:
            row = await tx.row(
                sa.update(feed)
                .where(feed.c.id == feed_id, feed.c.retired.is_(False), *conditions)
                .values(values)
                .returning(feed.c.host)
            )
            if row is not None:
                await reschedule(tx, (row["host"],))


def _weight(look: Look) -> int:
    read = look[0].read
    return 1 if read is None else 1 + len(read.entries) // ENTRIES


def _new(tx: Transaction, address: str, now: datetime, said: dict[str, Any]) -> sa.Executable:
    unread = {"health": "well", "failures": 0, "gone_times": 0, "moved_times": 0}
    flags = {"shares_guids": False, "retired": False}
    times = {"created_at": now, "next_due_at": now}
    row = {"address": address, "host": host_of(address), **unread, **flags, **times, **said}
    return tx.insert(feed).values(row).on_conflict_do_nothing()
