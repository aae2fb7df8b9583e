"""Who is told of an article: the guilds that read its feed, each with its feeds, watches and past posts."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from storage.documents import POST
from storage.engine import Transaction
from storage.rows import watch_of
from storage.schema import delivery, subscription, watch
from summarise.model import Audience, Shown, Watch


async def audiences(tx: Transaction, feed_id: int, story_id: int | None) -> tuple[Audience, ...]:
    """Each guild that subscribes to the feed, in order of its id."""
    guilds = await tx.values(
        sa.select(subscription.c.guild).where(subscription.c.feed == feed_id).order_by(subscription.c.guild)
    )
    if not guilds:
        return ()
    feeds: dict[str, set[int]] = defaultdict(set)
    for row in await tx.rows(sa.select(subscription).where(subscription.c.guild.in_(guilds))):
        feeds[row["guild"]].add(row["feed"])
    watches: dict[str, list[Watch]] = defaultdict(list)
    for row in await tx.rows(sa.select(watch).where(watch.c.guild.in_(guilds)).order_by(watch.c.id)):
        watches[row["guild"]].append(watch_of(row))
    shown = {} if story_id is None else await _shown(tx, guilds, f"story:{story_id}")
    return tuple(
        Audience(
            guild=guild,
            feeds=frozenset(feeds[guild]),
            watches=tuple(watches[guild]),
            shown=shown.get(guild, ()),
        )
        for guild in guilds
    )


async def _shown(tx: Transaction, guilds: Sequence[str], subject: str) -> dict[str, tuple[Shown, ...]]:
    """The newest post of each guild's targets about the subject: sent, on its way or held, not failed."""
    rows = await tx.rows(
        sa.select(delivery)
        .where(
            delivery.c.guild.in_(guilds),
            delivery.c.subject == subject,
            delivery.c.state != "failed",
        )
        .order_by(delivery.c.revision, delivery.c.id)
    )
    newest: dict[tuple[str, str], Shown] = {}
    for row in rows:
        held = Shown(target=row["target"], subject=subject, post=POST.load(row["document"]))
        newest[row["guild"], row["target"]] = held
    told: dict[str, tuple[Shown, ...]] = defaultdict(tuple)
    for (guild, _), held in sorted(newest.items()):
        told[guild] += (held,)
    return told
