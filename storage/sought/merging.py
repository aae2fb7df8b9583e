"""SQLite's index, put together: FTS5 notes what is taken out, and keeps both until its parts are merged.

https://www.sqlite.org/fts5.html, “The 'merge' command”: a number below zero begins to make one part of all, a
number above goes on, and what changes fewer than two rows had nothing left to do.
"""

from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.schema import note

PAGES: Final = 128
"""So many pages, of 4 kB, are written in one transaction: others wait for it."""

SHARE: Final = 10
"""The index is put together once more than one in so many has gone: a fifth of it is held in vain by then."""

GONE: Final = "sought gone"
"""The note of how many articles were taken out since it was last put together."""

MERGING: Final = "sought merging"
"""The note that is there while it is being put together."""

_IDLE: Final = 2
_MERGE: Final = sa.text("INSERT INTO sought (sought, rank) VALUES ('merge', :b_pages)")
_CHANGES: Final = sa.text("SELECT total_changes()")
_HELD: Final = sa.text("SELECT count(*) FROM sought_docsize")


async def count_gone(tx: Transaction, many: int) -> None:
    """So many articles were taken out of the index."""
    counted = sa.cast(sa.cast(note.c.value, sa.BigInteger) + many, sa.Text)
    row = tx.insert(note).values(key=GONE, value=str(many))
    await tx.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": counted}))


async def merge(database: Database) -> int:
    """Put the index together, as far as one transaction goes, where enough has gone from it.

    How many of its rows changed: call again until none does. Where that is not done, whoever calls next goes
    on. PostgreSQL puts its own together by itself.
    """
    async with database.reading() as tx:
        if not tx.is_sqlite:
            return 0
        if await _noted(tx, MERGING) is None:
            gone = int(await _noted(tx, GONE) or 0)
            if gone * SHARE <= await tx.value(_HELD):
                return 0
    async with database.writing() as tx:
        begun = await _noted(tx, MERGING) is not None
        before = await tx.value(_CHANGES)
        await tx.execute(_MERGE.bindparams(b_pages=PAGES if begun else -PAGES))
        changed: int = await tx.value(_CHANGES) - before
        if not begun:
            await tx.execute(sa.update(note).where(note.c.key == GONE).values(key=MERGING))
        elif changed < _IDLE:
            await tx.execute(sa.delete(note).where(note.c.key == MERGING))
            return 0
    return max(1, changed)


async def _noted(tx: Transaction, key: str) -> str | None:
    value: str | None = await tx.value(sa.select(note.c.value).where(note.c.key == key))
    return value
