"""Feeds of a list, which come in many to a statement: one by one, each would cost a dozen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.opml import Outline
from storage.engine import Transaction
from storage.hosts import know
from storage.pausing import hold, paused
from storage.schema import address, feed, subscription
from storage.waking import wake
from summarise.model import Origin

UNREAD: Mapping[str, Any] = {
    "health": "well",
    "failures": 0,
    "gone_times": 0,
    "moved_times": 0,
    "shares_guids": False,
    "retired": False,
}
"""Of a feed that nobody has looked at."""


async def bring(
    tx: Transaction, guild: str, outlines: Sequence[Outline], origin: Origin, now: datetime
) -> frozenset[str]:
    """Let the guild read these feeds; the addresses of those that it did not read before.

    A feed that exists, there or moved from there, stays as it is, and so does one that the guild paused.
    """
    known = await at_addresses(tx, [outline.address for outline in outlines])
    await hold(tx, known.values())
    left_alone = await paused(tx, guild, known.values())
    new = [outline for outline in outlines if outline.address not in known]
    if new:
        await know(tx, {host_of(outline.address) for outline in new}, now)
        rows = [_row(outline, now) for outline in new]
        await tx.execute(tx.insert(feed).on_conflict_do_nothing(), rows)
        known |= await at_addresses(tx, [outline.address for outline in new])
    readers = {
        known[outline.address]: {
            "guild": guild,
            "feed": known[outline.address],
            "topic": outline.topic,
            "origin": origin,
            "created_at": now,
        }
        for outline in outlines
        if known[outline.address] not in left_alone
    }
    if not readers:
        return frozenset()
    joined = tx.insert(subscription).values(list(readers.values())).on_conflict_do_nothing()
    added = set((await tx.execute(joined.returning(subscription.c.feed))).scalars())
    await wake(tx, added, now)
    return frozenset(outline.address for outline in outlines if known[outline.address] in added)


async def at_addresses(tx: Transaction, sought: Sequence[str]) -> dict[str, int]:
    """The feeds that are at these addresses, or once were, which counts first."""
    there = sa.select(feed.c.address, feed.c.id).where(feed.c.address.in_(sought))
    once_there = sa.select(address.c.address, address.c.feed).where(address.c.address.in_(sought))
    at: dict[str, int] = {row["address"]: row["id"] for row in await tx.rows(there)}
    return at | {row["address"]: row["feed"] for row in await tx.rows(once_there)}


def _row(outline: Outline, now: datetime) -> dict[str, Any]:
    return {
        "address": outline.address,
        "host": host_of(outline.address),
        "title": outline.title,
        "outlet": outline.outlet,
        "backlog": outline.backlog,
        "full_text": outline.full_text,
        "created_at": now,
        **UNREAD,
    }
