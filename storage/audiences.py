"""Who is told of an article: the guilds that read its feed, each with its feeds, watches and past posts."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from storage.documents import POST
from storage.engine import Transaction
from storage.rows import watch_of
from storage.schema import delivery, subscription, watch
from summarise.model import Audience, Post, Shown, Watch


async def audiences(tx: Transaction, feed_id: int, stories: Sequence[int]) -> tuple[Audience, ...]:
    """Each guild that subscribes to the feed, in order of its id.

    Of stories that are one, a target was shown what it was shown of the first of them that it knows.
    """
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
    shown = await _shown(tx, guilds, [f"story:{held}" for held in stories])
    return tuple(
        Audience(
            guild=guild,
            feeds=frozenset(feeds[guild]),
            watches=tuple(watches[guild]),
            shown=shown.get(guild, ()),
        )
        for guild in guilds
    )


async def _shown(
    tx: Transaction, guilds: Sequence[str], subjects: Sequence[str]
) -> dict[str, tuple[Shown, ...]]:
    """The newest post of each guild's targets about their first subject: sent, due or held, not failed."""
    if not subjects:
        return {}
    rows = await tx.rows(
        sa.select(delivery)
        .where(
            delivery.c.guild.in_(guilds),
            delivery.c.subject.in_(subjects),
            delivery.c.state != "failed",
        )
        .order_by(delivery.c.revision, delivery.c.id)
    )
    newest: dict[tuple[str, str], Shown] = {}
    for row in sorted(rows, key=lambda row: -subjects.index(row["subject"])):
        held = Shown(target=row["target"], subject=row["subject"], post=POST.load(row["document"]))
        newest[row["guild"], row["target"]] = held
    told: dict[str, tuple[Shown, ...]] = defaultdict(tuple)
    for (guild, _), held in sorted(newest.items()):
        told[guild] += (held,)
    return told


async def guild_of(tx: Transaction, post: Post, feed_id: int) -> str:
    """The guild whose watch the post answers; else the one that was told of it before; else none."""
    watching = (
        sa.select(watch.c.guild)
        .join(subscription, subscription.c.guild == watch.c.guild)
        .where(watch.c.target == post.target, subscription.c.feed == feed_id)
        .order_by(watch.c.id)
    )
    told = sa.select(delivery.c.guild).where(delivery.c.target == post.target).order_by(delivery.c.id.desc())
    for query in (watching, told):
        guild: str | None = await tx.value(query.limit(1))
        if guild is not None:
            return guild
    return ""
