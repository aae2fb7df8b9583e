"""Lists and forms that people have in front of them: what each is about, so that it can be gone on with."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.model import View
from storage.schema import view

REMEMBERED: Final = timedelta(days=3 * 365)
"""How long a button under a list still works."""

MOST_KEPT: Final = 200
"""How many views each person has: the oldest go."""

MOST: Final = 5000
"""How many views go in one transaction."""


class Views:
    """What was shown to whom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, kind: str, guild: str | None, person: str, state: str, now: datetime) -> int:
        """Note what is shown; its id, for the custom ids of its buttons."""
        row = {"kind": kind, "guild": guild, "person": person, "state": state, "at": now}
        async with self._database.writing() as tx:
            made: int = await tx.value(sa.insert(view).values(row).returning(view.c.id))
            mine = view.c.person == person
            newest = sa.select(view.c.id).where(mine).order_by(view.c.id.desc())
            too_many = newest.offset(MOST_KEPT).limit(MOST).scalar_subquery()
            await tx.execute(sa.delete(view).where(mine, view.c.id.in_(too_many)))
        return made

    async def find(self, view_id: int) -> View | None:
        """What was shown under this id."""
        async with self._database.reading() as tx:
            row = await tx.row(sa.select(view).where(view.c.id == view_id))
        return None if row is None else View(**row)

    async def change(self, view_id: int, before: str, state: str, now: datetime) -> bool:
        """What it is about from now on, if that was `before` until now; False where somebody was quicker."""
        same = sa.and_(view.c.id == view_id, view.c.state == before)
        async with self._database.writing() as tx:
            return await tx.changed(sa.update(view).where(same).values(state=state, at=now)) == 1


async def forget(tx: Transaction, now: datetime) -> int:
    """Delete what was shown longer ago than REMEMBERED, MOST at a time; how many went."""
    old = await tx.values(sa.select(view.c.id).where(view.c.at < now - REMEMBERED).limit(MOST))
    if old:
        await tx.execute(sa.delete(view).where(view.c.id.in_(old)))
    return len(old)
