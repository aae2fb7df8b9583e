"""Room that deleted rows left, given back to the disk without keeping anybody waiting."""

from typing import Final

import sqlalchemy as sa

from storage.engine import Database

PAGES: Final = 512
"""How many pages go in one transaction: 2 MB."""

SPARE: Final = 4096
"""So many free pages stay: what comes next fills them."""

_FREE: Final = sa.text("PRAGMA freelist_count")
_KIND: Final = sa.text("PRAGMA auto_vacuum")
_GIVE: Final = sa.text("PRAGMA incremental_vacuum(1)")
_INCREMENTAL: Final = 2


async def shrink(database: Database) -> int:
    """Give some free pages back; how many: call again until none is.

    Only a file that was made so can (PRAGMA auto_vacuum = INCREMENTAL); in another, free pages are used again
    but never given back. PostgreSQL looks after itself.
    """
    async with database.reading() as tx:
        if not tx.is_sqlite or await tx.value(_KIND) != _INCREMENTAL:
            return 0
        free: int = await tx.value(_FREE)
    if free <= SPARE:
        return 0
    async with database.writing() as tx:
        # Python's sqlite3 steps a PRAGMA once, and each step gives one page back, whatever number it names
        for _ in range(min(PAGES, free - SPARE)):
            await tx.execute(_GIVE)
        left: int = await tx.value(_FREE)
    return free - left
