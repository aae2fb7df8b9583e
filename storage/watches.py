"""Watches: what a target wants to be told of, and how."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.changing import Changing, one_of
from storage.documents import ACTORS, ASKED
from storage.engine import Transaction
from storage.model import Full
from storage.rows import watch_of
from storage.schema import watch
from storage.wanted import columns_of, key_of, once
from storage.watching import restamp
from storage.withdrawing import remove
from summarise.model import Origin, Quiet, Role, Watch

_AT_START: frozenset[Origin] = frozenset({"configuration", "shipped"})
"""What these origins ask for is asked for at each start."""


class Watches(Changing):
    """A guild's watches, and nobody else's. What follows one story is no watch of the guild's."""

    async def add(
        self,
        *,
        guild: str,
        target: str,
        origin: Origin,
        now: datetime,
        actors: tuple[str, ...] = (),
        role: Role = "mention",
        every: bool = False,
        keywords: tuple[str, ...] = (),
        feeds: tuple[int, ...] = (),
        outlets: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
        voices: int = 1,
        ping: str | None = None,
        quiet: Quiet | None = None,
        cooldown: timedelta = timedelta(0),
        publish: bool = False,
        timeline: bool = False,
        tags: tuple[str, ...] = (),
        asked_by: str | None = None,
    ) -> Watch:
        """The guild's watch of this target for these conditions: all that says of what it is told.

        One that exists takes over how it is told (ping, quiet hours, cooldown, publish, timeline, tags), goes
        on where it was paused, and nothing else; what is declared changes no row that people made. The same
        actors in another role are another watch: who made the one need not know of the other. ValueError
        where it names no actor, no keyword, no feed and no outlet.
        """
        wanted = Watch(
            id=0,
            guild=guild,
            target=target,
            actors=actors,
            origin=origin,
            created_at=now,
            role=role,
            every=every,
            keywords=keywords,
            feeds=feeds,
            outlets=outlets,
            languages=languages,
            voices=voices,
            ping=ping,
            quiet=quiet,
            cooldown=cooldown,
            publish=publish,
            timeline=timeline,
            tags=tags,
            asked_by=asked_by,
        )
        kept = await self._put(wanted, None)
        assert isinstance(kept, Watch)
        return kept

    async def add_within(self, wanted: Watch, most: int) -> Watch | Full:
        """As `add` does with what is `wanted`, whose id counts for nothing.

        Full, and nothing changed, where it would be one more than `most` of the guild: of those by direct
        message to the same person, or of all others.
        """
        return await self._put(wanted, most)

    async def _put(self, wanted: Watch, most: int | None) -> Watch | Full:
        asks = columns_of(wanted)
        named = {"guild": wanted.guild, "target": wanted.target, "actors_key": asks["actors_key"]}
        declared = wanted.origin in _AT_START
        taken = {
            "wishes": asks["wishes"],
            "asked_by": sa.func.coalesce(watch.c.asked_by, wanted.asked_by),
            "paused_at": watch.c.paused_at if declared else None,
        }
        async with self._database.writing() as tx:
            await restamp(tx)  # which also lets one at a time count what there is
            if most is not None and await _is_full(tx, named, most):
                return Full(most=most)
            added = tx.insert(watch).values(
                guild=wanted.guild,
                **asks,
                asked_by=wanted.asked_by,
                origin=wanted.origin,
                created_at=wanted.created_at,
            )
            same = watch.c.origin == wanted.origin if declared else None
            await tx.execute(added.on_conflict_do_update(index_elements=list(named), set_=taken, where=same))
            row = await tx.row(sa.select(watch).filter_by(**named))
        self._watching.changed()
        assert row is not None
        return watch_of(row)

    async def remove(self, guild: str, watch_id: int, now: datetime) -> bool:
        """True if the guild had it. What waits to be told for it alone is not."""
        async with self._database.writing() as tx:
            await restamp(tx)
            removed = await remove(tx, one_of(guild, watch_id), now)
        self._watching.changed()
        return removed == 1

    async def of_guild(self, guild: str) -> tuple[Watch, ...]:
        """The guild's watches, oldest first."""
        query = sa.select(watch).where(watch.c.guild == guild, watch.c.story.is_(None)).order_by(watch.c.id)
        async with self._database.reading() as tx:
            return tuple(watch_of(row) for row in await tx.rows(query))

    async def of_person(self, person: str) -> tuple[Watch, ...]:
        """What the person watches by direct message, in every guild, oldest first."""
        mine = (watch.c.target == f"user:{person}", watch.c.story.is_(None))
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(watch).where(*mine).order_by(watch.c.id))
        return tuple(map(watch_of, rows))

    async def keep(self, origin: Origin, ids: frozenset[int], now: datetime) -> int:
        """Remove this origin's watches that are not in `ids`, as `remove` does; how many went."""
        others = sa.and_(watch.c.origin == origin, watch.c.id.not_in(sorted(ids)), watch.c.story.is_(None))
        async with self._database.writing() as tx:
            await restamp(tx)
            gone = await remove(tx, others, now)
        self._watching.changed()
        return gone


async def _is_full(tx: Transaction, named: Mapping[str, str], most: int) -> bool:
    """Whether the guild has no such watch, and no room for one."""
    if await tx.value(sa.select(watch.c.id).filter_by(**named)) is not None:
        return False
    target, places = named["target"], watch.c.target
    beside = places == target if target.startswith("user:") else places.not_like("user:%")
    query = sa.select(sa.func.count()).where(watch.c.guild == named["guild"], watch.c.story.is_(None), beside)
    return bool(await tx.value(query) >= most)


async def hand_over_feed(tx: Transaction, feed_id: int, kept: int) -> None:
    """Watches of a feed that moved to where another one is are watches of that one.

    Of two that are the same by then one is left, and goes on if either did.
    """
    named = sa.select(watch).where(watch.c.wishes.contains(f"{feed_id}"), watch.c.story.is_(None))
    if await tx.row(named) is not None:
        await restamp(tx)
    for row in await tx.rows(named):
        asked = ASKED.load(row["wishes"])
        if feed_id not in asked.feeds:
            continue
        asked = replace(asked, feeds=once(kept if held == feed_id else held for held in asked.feeds))
        key = key_of(ACTORS.load(row["actors"]), row["role"], asked)
        same = (watch.c.guild == row["guild"], watch.c.target == row["target"], watch.c.actors_key == key)
        mine = watch.c.id == row["id"]
        if await tx.value(sa.select(watch.c.id).where(*same)) is None:
            changed = {"wishes": ASKED.dump(asked), "actors_key": key}
            await tx.execute(sa.update(watch).where(mine).values(changed))
            continue
        await tx.execute(sa.delete(watch).where(mine))
        if row["paused_at"] is None:
            await tx.execute(sa.update(watch).where(*same).values(paused_at=None))
