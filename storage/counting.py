"""Adding within a limit: who counts what there is does so alone, until what is added is kept."""

from collections.abc import Sequence

import sqlalchemy as sa

from feeds.opml import Outline
from storage.engine import Transaction
from storage.lists import at_addresses
from storage.schema import note, paused_feed, subscription


async def in_turn(tx: Transaction, what: str) -> None:
    """Wait for whoever else adds such things; they wait for the end of this transaction.

    It comes before all other locks of a transaction.
    """
    turn = tx.insert(note).values(key=what, value="")
    await tx.execute(turn.on_conflict_do_update(index_elements=["key"], set_={"value": ""}))


async def room_for_feeds(tx: Transaction, guild: str, most: int) -> int:
    """How many feeds more the guild may have, what it paused counted, if it may have `most`.

    Nobody else gives one to a guild within a limit before the end of this transaction.
    """
    await in_turn(tx, "subscriptions")
    held: list[int] = [
        await tx.value(sa.select(sa.func.count()).where(table.c.guild == guild))
        for table in (subscription, paused_feed)
    ]
    return max(0, most - sum(held))


async def has_feed(tx: Transaction, guild: str, feed_id: int) -> bool:
    """Whether the guild reads the feed, or paused it."""
    return bool(await held_feeds(tx, guild, (feed_id,)))


async def held_feeds(tx: Transaction, guild: str, feeds: Sequence[int]) -> frozenset[int]:
    """Those of these feeds that the guild reads or paused."""
    queries = [
        sa.select(table.c.feed).where(table.c.guild == guild, table.c.feed.in_(sorted(set(feeds))))
        for table in (subscription, paused_feed)
    ]
    return frozenset([feed for query in queries for feed in await tx.values(query)])


async def fitting(tx: Transaction, guild: str, outlines: Sequence[Outline], most: int) -> tuple[Outline, ...]:
    """Those of these feeds, in their order, with which the guild has at most `most`."""
    room = await room_for_feeds(tx, guild, most)
    known = await at_addresses(tx, [outline.address for outline in outlines])
    held = await held_feeds(tx, guild, list(known.values()))
    kept: list[Outline] = []
    for outline in outlines:
        if known.get(outline.address) in held:
            kept.append(outline)
        elif room:
            room -= 1
            kept.append(outline)
    return tuple(kept)
