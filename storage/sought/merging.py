"""SQLite's index, put together: FTS5 notes what is taken out, and keeps both until its parts are merged.

https://www.sqlite.org/fts5.html, “The 'merge' command”: a number below zero begins to make one part of all, a
number above goes on.
"""

from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.schema import note
from storage.sought.levels import Levels, read, written

PAGES: Final = 128
"""So many pages, of 4 kB, are written in one transaction: others wait for it."""

SHARE: Final = 10
"""The index is put together once more than one in so many has gone: a fifth of it is held in vain by then."""

LEVELS: Final = 10
"""So many levels hold a million articles that came one by one. A merge that was begun adds two for good; at
sixty an article takes a quarter of a second, and from one or two thousand on SQLite cannot read the index."""

GONE: Final = "sought gone"
"""The note of how many articles were taken out since it was last put together."""

MERGING: Final = "sought merging"
"""The note that is there while it is being put together."""

_COUNT: Final = sa.text(
    "INSERT INTO note (key, value) VALUES (:b_key, CAST(:b_many AS TEXT)) ON CONFLICT (key) DO UPDATE"
    " SET value = CAST(CAST(value AS INTEGER) + :b_many AS TEXT)"
)
_BEGIN: Final = sa.text("INSERT INTO note (key, value) VALUES (:b_key, '1')")
_PAIRS: Final = sa.text("INSERT INTO sought (sought, rank) VALUES ('usermerge', 2)")
_MERGE: Final = sa.text("INSERT INTO sought (sought, rank) VALUES ('merge', :b_pages)")
_HELD: Final = sa.text("SELECT count(*) FROM sought_docsize")
_READ: Final = sa.text("SELECT block FROM sought_data WHERE id = 10")
_WRITE: Final = sa.text("UPDATE sought_data SET block = :b_block WHERE id = 10")


async def count_gone(tx: Transaction, many: int) -> None:
    """So many articles were taken out of the index."""
    await tx.execute(_COUNT, {"b_key": GONE, "b_many": many})


async def merge(database: Database) -> bool:
    """Put the index together, as far as one transaction goes, where enough has gone from it.

    Whether something is left to do: call again then. Where that is not done, whoever calls next goes on.
    PostgreSQL puts its own together by itself, and an index whose layout is not known stays as it is.
    """
    async with database.reading() as tx:
        if not tx.is_sqlite or not await _due(tx) or await _levels(tx) is None:
            return False
    async with database.writing() as tx:
        if not await _due(tx):
            return False
        await tx.execute(_PAIRS)  # else three parts that came meanwhile hold it up
        if await _noted(tx, MERGING) is None:
            await tx.execute(_BEGIN, {"b_key": MERGING})
            await tx.execute(sa.delete(note).where(note.c.key == GONE))
            await tx.execute(_MERGE, {"b_pages": 0})
            await _shorten(tx)  # else what is merged into a level below empty ones keeps what was deleted
            await tx.execute(_MERGE, {"b_pages": -PAGES})
        else:
            await tx.execute(_MERGE, {"b_pages": PAGES})
        levels = await _levels(tx)
        if levels is not None and levels.merging:
            return True
        await _shorten(tx)
        await tx.execute(sa.delete(note).where(note.c.key == MERGING))
    return False


async def _shorten(tx: Transaction) -> None:
    """Write the record again without levels that are empty.

    Right after a 'merge', be it of no page, with no question to the index between: FTS5 keeps the record that
    it has read, and drops it there.
    """
    levels = await _levels(tx)
    if levels is not None and (shorter := levels.shortened(LEVELS)) != levels:
        await tx.execute(_WRITE, {"b_block": written(shorter)})


async def _due(tx: Transaction) -> bool:
    if await _noted(tx, MERGING) is not None:
        return True
    gone = int(await _noted(tx, GONE) or 0)
    return gone > 0 and gone * SHARE > await tx.value(_HELD)


async def _levels(tx: Transaction) -> Levels | None:
    return read(await tx.value(_READ) or b"")


async def _noted(tx: Transaction, key: str) -> str | None:
    value: str | None = await tx.value(sa.select(note.c.value).where(note.c.key == key))
    return value
