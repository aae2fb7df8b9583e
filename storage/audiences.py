"""Who is told of an article: the guilds that read its feed, each with its feeds, watches and past posts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from storage.engine import Transaction
from storage.follows import followers
from storage.mutes import silenced
from storage.schema import delivery, subscription, watch
from storage.shown import Place, shown
from storage.watching import Held
from summarise.model import Audience, Shown, Story, Told, Watch

_NEVER = timedelta(0)


async def audiences(
    tx: Transaction, held: Held, feeds: frozenset[int], story: Story, stories: Sequence[int]
) -> tuple[Audience, ...]:
    """Each guild that subscribes to one of the feeds and that the story may concern, in order of its id.

    It concerns a guild where a watch may ask for it, somebody follows it, or a target was shown it; all
    watches of such a target are there. `feeds` are those of the guild's that tell the story. Of stories that
    are one, a target was shown what it was shown of the first of them that it knows. What one guild tells
    somebody directly, no other tells them again.
    """
    reading = sa.select(subscription.c.guild).where(subscription.c.feed.in_(sorted(feeds)))
    readers = frozenset(await tx.values(reading.distinct()))
    telling = feeds | {report.article.feed_id for report in story.reports}
    told = await shown(tx, readers, [f"story:{known}" for known in stories])
    found = [*_asking(held, readers, story, telling), *await followers(tx, readers, stories)]
    found += [one for place in told for one in held.of_target.get(place, ())]
    elsewhere = await _told_elsewhere(tx, found, told, stories)
    watches = {one.id: one for one in found if (one.guild, one.target) not in elsewhere}
    watches |= await _fired(tx, watches)
    guilds = {one.guild for one in watches.values()} | {guild for guild, _ in told}
    own = await _feeds(tx, guilds, telling)
    places = {(one.guild, one.target) for one in watches.values()} | told.keys()
    silent = await silenced(tx, {target for _, target in places}, stories)
    of_guild, knows = _by_guild(watches, told)
    return tuple(
        Audience(
            guild=guild,
            feeds=frozenset(own[guild]),
            watches=tuple(of_guild[guild]),
            shown=tuple(knows[guild]),
            muted=frozenset(target for here, target in places if here == guild and target in silent),
        )
        for guild in sorted(guilds)
    )


def _asking(held: Held, readers: Collection[str], story: Story, telling: Set[int]) -> list[Watch]:
    """The readers' watches that may ask for the story."""
    return [
        one
        for one in held.index.candidates(story)
        if one.guild in readers and (one.outlets or not one.feeds or not telling.isdisjoint(one.feeds))
    ]


def _by_guild(
    watches: Mapping[int, Watch], told: Mapping[Place, Shown]
) -> tuple[Mapping[str, list[Watch]], Mapping[str, list[Shown]]]:
    """Watches by their ids and what targets were shown, of each guild."""
    of_guild: dict[str, list[Watch]] = defaultdict(list)
    for key in sorted(watches):
        of_guild[watches[key].guild].append(watches[key])
    knows: dict[str, list[Shown]] = defaultdict(list)
    for (guild, _), one in told.items():
        knows[guild].append(one)
    return of_guild, knows


async def _told_elsewhere(
    tx: Transaction, watches: Iterable[Watch], told: Mapping[Place, Shown], stories: Sequence[int]
) -> frozenset[Place]:
    """Members who ask for it in one guild, and were told of it by another."""
    asking = {(one.guild, one.target) for one in watches if one.target.startswith("user:")} - told.keys()
    if not asking or not stories:
        return frozenset()
    posted = await tx.values(
        sa.select(delivery.c.target).where(
            delivery.c.target.in_({target for _, target in asking}),
            delivery.c.subject.in_([f"story:{known}" for known in stories]),
            delivery.c.action == "post",
            delivery.c.state != "failed",
        )
    )
    return frozenset(place for place in asking if place[1] in posted)


async def _fired(tx: Transaction, watches: Mapping[int, Watch]) -> dict[int, Watch]:
    """Those of the watches that have a cooldown, with when they last fired."""
    resting = [key for key, one in watches.items() if one.cooldown > _NEVER and one.story is None]
    if not resting:
        return {}
    rows = await tx.rows(sa.select(watch.c.id, watch.c.fired_at).where(watch.c.id.in_(resting)))
    return {row["id"]: replace(watches[row["id"]], fired_at=row["fired_at"]) for row in rows}


async def _feeds(
    tx: Transaction, guilds: Collection[str], telling: Collection[int]
) -> Mapping[str, set[int]]:
    """Which of the feeds each of the guilds reads."""
    feeds: dict[str, set[int]] = defaultdict(set)
    reads = subscription.c.feed.in_(sorted(telling)), subscription.c.guild.in_(sorted(guilds))
    for row in await tx.rows(sa.select(subscription.c.guild, subscription.c.feed).where(*reads)):
        feeds[row["guild"]].add(row["feed"])
    return feeds


async def guilds_of(tx: Transaction, told: Told, feed_id: int) -> Mapping[str, str]:
    """The guild of each target that is told something, or of which something was decided.

    The one that told it of the story before; else that of the watch that fired; else the one with the feed
    that has a watch there; else any that told it anything; else none.
    """
    subjects = {f"story:{held.story}" for held in told.verdicts} | {post.subject for post in told.posts}
    targets = sorted({held.target for held in told.verdicts} | {post.target for post in told.posts})
    fired = {number for post in told.posts for number in post.watches}
    mine = delivery.c.target.in_(targets)
    newest = sa.select(sa.func.max(delivery.c.id)).where(mine).group_by(delivery.c.target)
    place = (delivery.c.target, delivery.c.guild)
    watching = (
        sa.select(watch.c.target, watch.c.guild)
        .join(subscription, subscription.c.guild == watch.c.guild)
        .where(watch.c.target.in_(targets), subscription.c.feed == feed_id)
        .order_by(watch.c.id.desc())
    )
    found = dict.fromkeys(targets, "")
    for query in (
        sa.select(*place).where(delivery.c.id.in_(newest)),
        watching,
        sa.select(watch.c.target, watch.c.guild)
        .where(watch.c.id.in_(sorted(fired)))
        .order_by(watch.c.guild.desc()),
        sa.select(*place)
        .where(mine, delivery.c.subject.in_(sorted(subjects)))
        .order_by(delivery.c.id.desc()),
    ):
        found |= {row["target"]: row["guild"] for row in await tx.rows(query)}
    return found
