"""Feeds and the articles they bring (implements feeds.ports.FeedStore)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from config.errors import StorageError
from feeds.model import Backlog, Feed, Fetched, FetchFailed, Poll
from storage.engine import Database
from storage.entries import save_entries
from storage.rows import feed_of
from storage.schema import feed

LONGEST_ADDRESS = 2048
"""Characters of a feed's address: PostgreSQL's indices hold little more."""


class Feeds:
    """Every feed once, whoever reads it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        *,
        address: str,
        outlet: str,
        title: str = "",
        backlog: Backlog = "silent",
        declared: bool = False,
        now: datetime,
    ) -> Feed:
        """The feed of this address; where it is new it is due at `now`. StorageError if it is too long.

        One that exists stays as it is, unless it is `declared`: then it takes over the backlog, and the
        outlet if one is named.
        """
        if len(address) > LONGEST_ADDRESS:
            raise StorageError(
                f"A feed's address has at most {LONGEST_ADDRESS} characters: use a shorter one."
            )
        said = {"backlog": backlog, **({"outlet": outlet} if outlet else {})}
        async with self._database.writing() as tx:
            await tx.execute(
                tx.insert(feed)
                .values(
                    address=address,
                    outlet=outlet,
                    title=title,
                    backlog=backlog,
                    failures=0,
                    created_at=now,
                    next_due_at=now,
                    retired=False,
                )
                .on_conflict_do_nothing()
            )
            if declared:
                await tx.execute(sa.update(feed).where(feed.c.address == address).values(said))
            row = await tx.row(sa.select(feed).where(feed.c.address == address))
        assert row is not None
        return feed_of(row)

    async def find(self, address: str) -> Feed | None:
        """The feed of this address."""
        return await self._one(feed.c.address == address)

    async def get(self, feed_id: int) -> Feed | None:
        """The feed of this id."""
        return await self._one(feed.c.id == feed_id)

    async def all(self) -> tuple[Feed, ...]:
        """Every feed, oldest first."""
        async with self._database.reading() as tx:
            return tuple(feed_of(row) for row in await tx.rows(sa.select(feed).order_by(feed.c.id)))

    async def retire(self, feed_id: int) -> None:
        """The feed is never polled again, whoever subscribes; its articles stay."""
        async with self._database.writing() as tx:
            retired = {"retired": True, "next_due_at": None, "wake_at": None}
            await tx.execute(sa.update(feed).where(feed.c.id == feed_id).values(retired))

    async def due(self, feed_id: int, now: datetime) -> Feed | None:
        """The feed if it is there and due at `now`; None where another run has already read it."""
        return await self._one((feed.c.id == feed_id) & (feed.c.next_due_at <= now))

    async def save(self, poll: Poll, now: datetime) -> int:
        """Save validators, new and changed articles and the next time in one transaction; nudge the queue.

        Returns how many articles were new. Does nothing and returns 0 where the feed was read by another run
        since `poll.feed` was taken, or is no longer read at all.
        """
        async with self._database.writing() as tx:
            row = await tx.row(
                sa.update(feed)
                .where(feed.c.id == poll.feed.id, feed.c.next_due_at == poll.feed.next_due_at)
                .values(_noted(poll, now))
                .returning(
                    feed.c.id,
                    feed.c.address,
                    feed.c.backlog,
                    feed.c.first_read_at,
                    feed.c.title,
                    feed.c.outlet,
                )
            )
            if row is None or poll.read is None:
                return 0
            backlog = row["first_read_at"] is None and row["backlog"] == "silent"
            await tx.execute(
                sa.update(feed)
                .where(feed.c.id == row["id"])
                .values(
                    title=row["title"] or poll.read.title,
                    outlet=row["outlet"] or poll.read.title or urlsplit(row["address"]).hostname or "",
                    first_read_at=row["first_read_at"] or now,
                )
            )
            return await save_entries(tx, row["id"], poll.read, silent=backlog, now=now)

    async def _one(self, condition: sa.ColumnElement[bool]) -> Feed | None:
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(feed).where(condition))
        return None if row is None else feed_of(row)


def _noted(poll: Poll, now: datetime) -> dict[str, Any]:
    """What one look changes in the feed's row; validators only with what they vouch for."""
    outcome = poll.outcome
    noted: dict[str, Any] = {
        "next_due_at": poll.next_due_at,
        "failures": poll.failures,
        "last_polled_at": now,
        "wake_at": None,
    }
    if isinstance(outcome, FetchFailed):
        return noted | {"last_error": outcome.detail}
    if not poll.failures:
        noted["pace"] = (poll.next_due_at - now).total_seconds()
    if isinstance(outcome, Fetched):
        if poll.read is None:
            return noted | {"last_error": "The answer held no feed."}
        return noted | {
            "etag": outcome.etag,
            "last_modified": outcome.last_modified,
            "body_hash": outcome.body_hash,
            "last_read_at": now,
            "last_error": poll.read.note,
        }
    kept = {"etag": outcome.etag, "last_modified": outcome.last_modified}
    return (
        noted
        | {name: value for name, value in kept.items() if value is not None}
        | {"last_read_at": now, "last_error": None}
    )
