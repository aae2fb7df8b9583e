"""Actors that were added to the catalogue: by the operator for everybody, by a guild for itself."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from storage.documents import ACTORS
from storage.engine import Database, Transaction
from storage.model import AddedActor
from storage.schema import actor, tally, watch
from storage.stamps import restamp, stamp_of
from summarise.model import CatalogueText, Origin

FRESH: Final = 1.0
"""Seconds after which it is asked whether another process has changed anything."""

STAMP: Final = "actors"
"""The note that differs once actors have changed."""

EVERYBODY: Final = "actors added with `wirewatch actors add`"


class Actors:
    """The actors that were added; `shared` are entries from elsewhere that are everybody's too."""

    def __init__(
        self, database: Database, shared: tuple[CatalogueText, ...] = (), *, fresh: float = FRESH
    ) -> None:
        self._database = database
        self._shared = shared
        self._fresh = fresh
        self._held: tuple[CatalogueText, ...] | None = None
        self._stamp: tuple[object, ...] = ()
        self._asked_at = 0.0

    async def add(
        self,
        guild: str | None,
        name: str,
        entry: str,
        origin: Origin,
        now: datetime,
        seen: tuple[CatalogueText, ...] | None = None,
    ) -> bool | None:
        """Add an actor for this guild, or for everybody; False where there is one of that id already.

        `name` is the id within the catalogue, `entry` its TOML: one [[actor]]. With `seen`, the sources that
        it was checked against, None where this guild sees others by now: nobody is added, check again.
        """
        row = {"actor": identity(guild, name), "guild": guild, "entry": entry, "origin": origin}
        self._held = None
        async with self._database.writing() as tx:
            if seen is not None:
                await tx.execute(sa.select(tally.c.changes).with_for_update())  # PostgreSQL: one at a time
                if _seen_by(guild, seen) != _seen_by(guild, (*self._shared, *await _texts(tx))):
                    return None
            added = await tx.changed(tx.insert(actor).values(**row, created_at=now).on_conflict_do_nothing())
            if added:
                await restamp(tx, STAMP)
        self._held = None
        return added == 1

    async def change(self, guild: str | None, name: str, entry: str) -> bool:
        """Let the entry of this guild's actor, or of everybody's, be another; True if there was one.

        Who added it, and when, stays.
        """
        mine = actor.c.guild.is_(None) if guild is None else actor.c.guild == guild
        one = sa.and_(actor.c.actor == identity(guild, name), mine)
        async with self._database.writing() as tx:
            changed = await tx.changed(sa.update(actor).where(one).values(entry=entry))
            if changed:
                await restamp(tx, STAMP)
        self._held = None
        return changed == 1

    async def remove(self, guild: str | None, one: str) -> bool:
        """Remove an actor of this guild, or everybody's, by the id; True if there was one."""
        mine = actor.c.guild.is_(None) if guild is None else actor.c.guild == guild
        async with self._database.writing() as tx:
            removed = await tx.changed(sa.delete(actor).where(actor.c.actor == one, mine))
            if removed:
                await restamp(tx, STAMP)
        self._held = None
        return removed == 1

    async def of_guild(self, guild: str | None) -> tuple[AddedActor, ...]:
        """What this guild, or the operator, has added, oldest first."""
        mine = actor.c.guild.is_(None) if guild is None else actor.c.guild == guild
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(actor).where(mine).order_by(actor.c.created_at, actor.c.actor))
        return tuple(
            AddedActor(
                actor=row["actor"],
                guild=row["guild"],
                entry=row["entry"],
                origin=row["origin"],
                created_at=row["created_at"],
            )
            for row in rows
        )

    async def watched(self) -> frozenset[str]:
        """The ids that watches name, whether anybody has them or not."""
        async with self._database.reading() as tx:
            rows = await tx.values(sa.select(watch.c.actors).distinct())
        return frozenset(one for row in rows for one in ACTORS.load(row))

    async def sources(self) -> tuple[CatalogueText, ...]:
        """Every entry beside the shipped ones: everybody's first, then each guild's.

        The same value as before while nothing changes; what another process changes is known a second later.
        """
        now, held = asyncio.get_running_loop().time(), self._held
        if held is None or now - self._asked_at >= self._fresh:
            async with self._database.reading() as tx:
                stamp = await _stamp(tx)
                if held is None or stamp != self._stamp:
                    held = (*self._shared, *await _texts(tx))
            self._held, self._stamp, self._asked_at = held, stamp, now
        return held


def identity(guild: str | None, name: str) -> str:
    """The id of an actor that a guild has added under this name, or of everybody's."""
    return name if guild is None else f"{name}@{guild}"


def _seen_by(guild: str | None, texts: Sequence[CatalogueText]) -> list[CatalogueText]:
    """The texts that a guild's own are checked against."""
    return [text for text in texts if text.guild in (None, guild)]


async def _stamp(tx: Transaction) -> tuple[object, ...]:
    """What differs once an actor has been added, changed or removed."""
    # a guild that is forgotten takes its actors along, and leaves the note as it is
    row = await tx.row(sa.select(sa.func.count(), sa.func.max(actor.c.created_at)))
    assert row is not None
    return await stamp_of(tx, STAMP), *row.values()


async def _texts(tx: Transaction) -> Sequence[CatalogueText]:
    rows = await tx.rows(sa.select(actor).order_by(actor.c.created_at, actor.c.actor))
    entries: dict[str | None, list[str]] = {}
    for row in rows:
        entries.setdefault(row["guild"], []).append(row["entry"].strip())
    return [
        CatalogueText(
            label=EVERYBODY if guild is None else f"actors added by server {guild}",
            text="\n\n".join(added) + "\n",
            guild=guild,
        )
        for guild, added in sorted(entries.items(), key=lambda item: item[0] or "")
    ]
