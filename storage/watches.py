"""Watches: which actors a target wants to be told of."""

import hashlib
from datetime import datetime

import sqlalchemy as sa

from storage.documents import ACTORS
from storage.engine import Database
from storage.rows import watch_of
from storage.schema import watch
from summarise.model import Origin, Role, Watch


class Watches:
    """A guild's watches, and nobody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        *,
        guild: str,
        target: str,
        actors: tuple[str, ...],
        origin: Origin,
        now: datetime,
        role: Role = "mention",
    ) -> Watch:
        """The guild's watch of this target for this set of actors in this role; one that exists stays as it
        is. The same actors in another role are another watch: who made the one need not know of the other.
        """
        key = _key(actors, role)
        async with self._database.writing() as tx:
            await tx.execute(
                tx.insert(watch)
                .values(
                    guild=guild,
                    target=target,
                    actors=ACTORS.dump(actors),
                    actors_key=key,
                    role=role,
                    origin=origin,
                    created_at=now,
                )
                .on_conflict_do_nothing()
            )
            row = await tx.row(
                sa.select(watch).where(
                    watch.c.guild == guild, watch.c.target == target, watch.c.actors_key == key
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


def _key(actors: tuple[str, ...], role: Role) -> str:
    """The set of actors and the role as text of fixed length, whatever their order."""
    # a watch for any mention has the key that it had before there were roles
    parts = [*sorted(set(actors)), *(() if role == "mention" else ("", role))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
