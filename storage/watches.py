"""Watches: which actors a target wants to be told of."""

import hashlib
from datetime import datetime

import sqlalchemy as sa

from storage.documents import ACTORS
from storage.engine import Database
from storage.rows import watch_of
from storage.schema import watch
from summarise.model import Origin, Watch


class Watches:
    """A guild's watches, and nobody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, *, guild: str, target: str, actors: tuple[str, ...], origin: Origin, now: datetime
    ) -> Watch:
        """The guild's watch of this target for this set of actors; one that exists stays as it is."""
        async with self._database.writing() as tx:
            await tx.execute(
                tx.insert(watch)
                .values(
                    guild=guild,
                    target=target,
                    actors=ACTORS.dump(actors),
                    actors_key=_key(actors),
                    origin=origin,
                    created_at=now,
                )
                .on_conflict_do_nothing()
            )
            row = await tx.row(
                sa.select(watch).where(
                    watch.c.guild == guild, watch.c.target == target, watch.c.actors_key == _key(actors)
                )
            )
        assert row is not None
        return watch_of(row)

    async def remove(self, guild: str, watch_id: int) -> bool:
        """True if the guild had it."""
        async with self._database.writing() as tx:
            removed = await tx.changed(sa.delete(watch).where(watch.c.guild == guild, watch.c.id == watch_id))
        return removed == 1

    async def of_guild(self, guild: str) -> tuple[Watch, ...]:
        """The guild's watches, oldest first."""
        query = sa.select(watch).where(watch.c.guild == guild).order_by(watch.c.id)
        async with self._database.reading() as tx:
            return tuple(watch_of(row) for row in await tx.rows(query))

    async def keep(self, origin: Origin, ids: frozenset[int]) -> int:
        """Remove this origin's watches that are not in `ids`; how many went."""
        async with self._database.writing() as tx:
            return await tx.changed(
                sa.delete(watch).where(watch.c.origin == origin, watch.c.id.not_in(sorted(ids)))
            )


def _key(actors: tuple[str, ...]) -> str:
    """The set of actors as text of fixed length, whatever their order."""
    return hashlib.sha256("\n".join(sorted(set(actors))).encode()).hexdigest()
