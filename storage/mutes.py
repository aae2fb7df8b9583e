"""Stories that somebody silenced in a target."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.schema import muted, story
from storage.telling import resolve


class Mutes:
    """Which story says nothing more where."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mute(self, target: str, story_id: int, by: str, now: datetime) -> bool:
        """Let the target hear nothing more of the story, or of the one that it became.

        True if that is new; False where it was silent already, or there is no story of that id.
        """
        async with self._database.writing() as tx:
            held = await resolve(tx, story_id)
            if await tx.value(sa.select(story.c.id).where(story.c.id == held)) is None:
                return False
            row = tx.insert(muted).values(target=target, story=held, muted_by=by, muted_at=now)
            return await tx.changed(row.on_conflict_do_nothing()) == 1

    async def unmute(self, target: str, story_id: int) -> bool:
        """True if the target had silenced the story, or the one that it became."""
        async with self._database.writing() as tx:
            ids = (story_id, await resolve(tx, story_id))
            return await tx.changed(sa.delete(muted).where(_named((target,), ids))) > 0

    async def is_muted(self, target: str, story_id: int) -> bool:
        """Whether the target hears nothing of the story."""
        async with self._database.reading() as tx:
            return target in await silenced(tx, (target,), (story_id, await resolve(tx, story_id)))


async def silenced(tx: Transaction, targets: Collection[str], stories: Sequence[int]) -> frozenset[str]:
    """Those of the targets that hear nothing of one of these stories."""
    found = await tx.values(sa.select(muted.c.target).where(muted.c.story.in_(stories))) if stories else ()
    return frozenset(found) & frozenset(targets)


async def merge(tx: Transaction, newer: int, older: int) -> None:
    """Where one of the two stories was silenced, what they became is."""
    there = muted.alias()
    double = sa.exists().where(there.c.story == older, there.c.target == muted.c.target)
    await tx.execute(sa.delete(muted).where(muted.c.story == newer, double))
    await tx.execute(sa.update(muted).where(muted.c.story == newer).values(story=older))


def _named(targets: Sequence[str], stories: Sequence[int]) -> sa.ColumnElement[bool]:
    return sa.and_(muted.c.target.in_(targets), muted.c.story.in_(stories))
