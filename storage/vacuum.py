"""What deleted rows leave: room, given back to the disk, and traces in the log beside SQLite's file."""

from typing import Final

import sqlalchemy as sa

from storage.engine import Database
from storage.engine.connect import BUSY

PAGES: Final = 512
"""How many pages go in one transaction: 2 MB."""

SPARE: Final = 4096
"""So many free pages stay: what comes next fills them."""

PATIENCE: Final = 1000
"""Milliseconds that emptying the log waits for readers: writers wait meanwhile."""

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


async def empty_log(database: Database) -> bool:
    """Take over what SQLite's write-ahead log holds and empty it: what was deleted since stands in it, too.

    False where somebody who reads keeps it from that. PostgreSQL has none of its own for us to empty.
    """
    async with database.reading() as tx:  # which has read nothing yet: a checkpoint bears no more
        if not tx.is_sqlite:
            return True
        await tx.execute(sa.text(f"PRAGMA busy_timeout={PATIENCE}"))
        held: int = await tx.value(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        await tx.execute(sa.text(f"PRAGMA busy_timeout={BUSY * 1000:.0f}"))
    return held == 0
