"""Watches: what a target wants to be told of, and how."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa

from storage.documents import ACTORS, ASKED, Asked
from storage.engine import Database, Transaction
from storage.rows import watch_of
from storage.schema import watch
from storage.watching import Watching, restamp
from storage.withdrawing import remove
from summarise.model import Origin, Quiet, Role, Watch

T = TypeVar("T", str, int)

_AT_START: frozenset[Origin] = frozenset({"configuration", "shipped"})
"""What these origins ask for is asked for at each start."""

_CONDITIONS = ("every", "keywords", "feeds", "outlets", "languages", "voices")


class Watches:
    """A guild's watches, and nobody else's. What follows one story is no watch of the guild's."""

    def __init__(self, database: Database, watching: Watching) -> None:
        self._database = database
        self._watching = watching

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

        One that exists takes over how it is told (ping, quiet hours, cooldown, publish, timeline, tags) and
        nothing else; what is declared changes no row that people made. The same actors in another role are
        another watch: who made the one need not know of the other. ValueError where it names no actor, no
        keyword, no feed and no outlet.
        """
        if not (actors or keywords or feeds or outlets):
            raise ValueError("a watch names an actor, a keyword, a feed or an outlet")
        asked = Asked(
            every=every and len(set(actors)) > 1,
            keywords=_once(keywords),
            feeds=_once(feeds),
            outlets=_once(outlets),
            languages=_once(languages),
            voices=voices,
            ping=ping,
            quiet=quiet,
            cooldown=cooldown,
            publish=publish,
            timeline=timeline,
            tags=_once(tags),
        )
        wishes = None if asked == Asked() else ASKED.dump(asked)
        named = {"guild": guild, "target": target, "actors_key": _key(actors, role, asked)}
        asks = {"actors": ACTORS.dump(actors), "role": role, "wishes": wishes, "asked_by": asked_by}
        async with self._database.writing() as tx:
            added = tx.insert(watch).values(**named, **asks, origin=origin, created_at=now)
            taken = {"wishes": wishes, "asked_by": sa.func.coalesce(watch.c.asked_by, asked_by)}
            same = watch.c.origin == origin if origin in _AT_START else None
            await tx.execute(added.on_conflict_do_update(index_elements=list(named), set_=taken, where=same))
            await restamp(tx)
            row = await tx.row(sa.select(watch).filter_by(**named))
        self._watching.changed()
        assert row is not None
        return watch_of(row)

    async def remove(self, guild: str, watch_id: int, now: datetime) -> bool:
        """True if the guild had it. What waits to be told for it alone is not."""
        async with self._database.writing() as tx:
            mine = sa.and_(watch.c.guild == guild, watch.c.id == watch_id, watch.c.story.is_(None))
            removed = await remove(tx, mine, now)
            await restamp(tx)
        self._watching.changed()
        return removed == 1

    async def of_guild(self, guild: str) -> tuple[Watch, ...]:
        """The guild's watches, oldest first."""
        query = sa.select(watch).where(watch.c.guild == guild, watch.c.story.is_(None)).order_by(watch.c.id)
        async with self._database.reading() as tx:
            return tuple(watch_of(row) for row in await tx.rows(query))

    async def keep(self, origin: Origin, ids: frozenset[int], now: datetime) -> int:
        """Remove this origin's watches that are not in `ids`, as `remove` does; how many went."""
        others = sa.and_(watch.c.origin == origin, watch.c.id.not_in(sorted(ids)), watch.c.story.is_(None))
        async with self._database.writing() as tx:
            gone = await remove(tx, others, now)
            await restamp(tx)
        self._watching.changed()
        return gone


async def hand_over_feed(tx: Transaction, feed_id: int, kept: int) -> None:
    """Watches of a feed that moved to where another one is are watches of that one."""
    named = sa.select(watch).where(watch.c.wishes.contains(f"{feed_id}"), watch.c.story.is_(None))
    for row in await tx.rows(named):
        asked = ASKED.load(row["wishes"])
        if feed_id not in asked.feeds:
            continue
        asked = replace(asked, feeds=_once(kept if held == feed_id else held for held in asked.feeds))
        key = _key(ACTORS.load(row["actors"]), row["role"], asked)
        same = (watch.c.guild == row["guild"], watch.c.target == row["target"], watch.c.actors_key == key)
        mine = watch.c.id == row["id"]
        if await tx.value(sa.select(watch.c.id).where(*same)) is None:
            changed = {"wishes": ASKED.dump(asked), "actors_key": key}
            await tx.execute(sa.update(watch).where(mine).values(changed))
        else:
            await tx.execute(sa.delete(watch).where(mine))
        await restamp(tx)


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _key(actors: tuple[str, ...], role: Role, asked: Asked) -> str:
    """All conditions as text of fixed length, whatever their order."""
    # a watch for any mention of actors has the key that it had before there was more to ask for
    parts = [*sorted(set(actors)), *(() if role == "mention" else ("", role))]
    # whatever the case of keywords, as they match
    folded = tuple(" ".join(keyword.casefold().split()) for keyword in asked.keywords)
    whole, plain = asdict(replace(asked, keywords=folded)), asdict(Asked())
    more = {name: whole[name] for name in _CONDITIONS if whole[name] != plain[name]}
    if more:
        ordered = {
            name: sorted(set(held)) if isinstance(held, tuple) else held for name, held in more.items()
        }
        parts += ["", json.dumps(ordered, sort_keys=True)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
