"""Watches changed after they were made: what they ask for, whether they rest, when they are quiet."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from storage.documents import ASKED, Asked
from storage.engine import Database
from storage.model import Same
from storage.rows import watch_of
from storage.schema import watch
from storage.wanted import columns_of, wishes_of
from storage.watching import Watching, restamp
from storage.withdrawing import MOVED, PAUSED, withdraw
from summarise.model import Quiet, Watch

_NO_TIME = datetime.min.replace(tzinfo=UTC)


class Changing:
    """What can be changed of a guild's watches. Each writer waits for the one before (`restamp`)."""

    def __init__(self, database: Database, watching: Watching) -> None:
        self._database = database
        self._watching = watching

    async def change(self, before: Watch, after: Watch, now: datetime) -> Watch | Same | None:
        """Let the watch that is as `before` ask for what `after` does: conditions, manner and target.

        None, and nothing changed, where it is no longer as `before`: changed meanwhile, or removed. That it
        was paused does not count. Same where another watch of the guild asks that target for the same.
        What waits to be told for it alone at a target that it leaves is not; what was told stays. ValueError
        where it would name no actor, no keyword, no feed and no outlet.
        """
        columns = columns_of(after)
        async with self._database.writing() as tx:
            await restamp(tx)
            row = await tx.row(sa.select(watch).where(one_of(before.guild, before.id)))
            if row is None or _settled(watch_of(row)) != _settled(before):
                return None
            rival = sa.select(watch.c.id).where(
                watch.c.guild == before.guild,
                watch.c.target == after.target,
                watch.c.actors_key == columns["actors_key"],
                watch.c.id != before.id,
            )
            if (taken := await tx.value(rival)) is not None:
                return Same(id=taken)
            mine = watch.c.id == before.id
            change = sa.update(watch).values(columns)
            if after.target == before.target:
                await tx.execute(change.where(mine))
            else:
                await withdraw(tx, mine, change, now, MOVED)
            changed = await tx.row(sa.select(watch).where(mine))
        self._watching.changed()
        assert changed is not None
        return watch_of(changed)

    async def same_as(
        self, guild: str, target: str, actors: tuple[str, ...] = (), **conditions: Any
    ) -> Watch | None:
        """The guild's watch of the target for the same `conditions` (of a Watch), however it is told.

        ValueError where they name no actor, no keyword, no feed and no outlet.
        """
        wanted = Watch(
            id=0,
            guild=guild,
            target=target,
            origin="command",
            created_at=_NO_TIME,
            actors=actors,
            **conditions,
        )
        named = {"guild": guild, "target": target, "actors_key": columns_of(wanted)["actors_key"]}
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(watch).filter_by(**named))
        return None if row is None else watch_of(row)

    async def pause(self, guild: str, watch_id: int, now: datetime) -> bool:
        """Tell nothing for it until it is resumed; True if the guild had it going.

        What waits to be told for it alone is not.
        """
        going = sa.and_(one_of(guild, watch_id), watch.c.paused_at.is_(None))
        async with self._database.writing() as tx:
            await restamp(tx)
            paused = await withdraw(tx, going, sa.update(watch).values(paused_at=now), now, PAUSED)
        self._watching.changed()
        return paused == 1

    async def resume(self, guild: str, watch_id: int) -> bool:
        """Tell of what comes from now on; True if the guild had it paused."""
        paused = sa.and_(one_of(guild, watch_id), watch.c.paused_at.is_not(None))
        async with self._database.writing() as tx:
            await restamp(tx)
            resumed = await tx.changed(sa.update(watch).where(paused).values(paused_at=None))
        self._watching.changed()
        return resumed == 1

    async def quieten(self, person: str, quiet: Quiet | None) -> int:
        """Give all that the person asks for by direct message, in any guild, these quiet hours; how many."""
        asking = sa.select(watch).where(watch.c.target == f"user:{person}")
        async with self._database.writing() as tx:
            await restamp(tx)
            rows = await tx.rows(asking)
            for row in rows:
                asked = replace(ASKED.load(row["wishes"]) if row["wishes"] else Asked(), quiet=quiet)
                changed = sa.update(watch).where(watch.c.id == row["id"])
                await tx.execute(changed.values(wishes=wishes_of(asked)))
        self._watching.changed()
        return len(rows)


def one_of(guild: str, watch_id: int) -> sa.ColumnElement[bool]:
    """The guild's watch of this id; what follows one story is none."""
    return sa.and_(watch.c.guild == guild, watch.c.id == watch_id, watch.c.story.is_(None))


def _settled(held: Watch) -> Watch:
    """The watch without what changes of it though nobody changes what it asks for."""
    return replace(held, fired_at=None, paused_at=None)
