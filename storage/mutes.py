"""Stories that somebody silenced in a target."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from config.phrase import phrase
from storage import attempts
from storage.documents import kept_reason
from storage.engine import Database, Transaction
from storage.schema import delivery, muted, story
from storage.targets import hold
from storage.telling import resolve

SILENCED = phrase("Somebody muted this story here.")


class Mutes:
    """Which story says nothing more where."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mute(self, target: str, story_id: int, by: str, now: datetime) -> bool:
        """Let the target hear nothing more of the story, or of the one that it became.

        What still waits to be said of it there is not, unless it may have arrived. True if that is new; False
        where it was silent already, or there is no story of that id.
        """
        async with self._database.writing() as tx:
            held = await resolve(tx, story_id)
            if await tx.value(sa.select(story.c.id).where(story.c.id == held)) is None:
                return False
            await hold(tx, target)
            row = tx.insert(muted).values(target=target, story=held, muted_by=by, muted_at=now)
            new = await tx.changed(row.on_conflict_do_nothing()) == 1
            await _silence(tx, target, held, now)
            return new

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


async def _silence(tx: Transaction, target: str, story_id: int, now: datetime) -> None:
    """What certainly was not said is not; failed, not superseded: it does not count as shown."""
    unsaid = sa.and_(delivery.c.state == "due", delivery.c.unknown.is_(False))
    about = sa.and_(delivery.c.target == target, delivery.c.subject == f"story:{story_id}")
    left = {"state": "failed", "done_at": now, "error": kept_reason(SILENCED)}
    ended = await tx.values(sa.update(delivery).where(about, unsaid).values(left).returning(delivery.c.id))
    await attempts.note(tx, ended, "refused", now, SILENCED)


def _named(targets: Sequence[str], stories: Sequence[int]) -> sa.ColumnElement[bool]:
    return sa.and_(muted.c.target.in_(targets), muted.c.story.in_(stories))
