"""A database as its migrations leave it."""

import sqlalchemy as sa
from sqlalchemy.engine import URL

from config.errors import StorageError
from storage.engine import Transaction
from storage.schema import metadata, moving, tally, vectors
from storage.trouble import place

_UNINDEX = sa.text("INSERT INTO sought (sought) VALUES ('delete-all')")
_FROM_ONE = sa.text("DELETE FROM sqlite_sequence")


async def refuse_furnished(tx: Transaction, url: URL) -> None:
    """StorageError where anything is there already."""
    # the tally's one row comes with the tables
    for table in metadata.sorted_tables:
        if table in (tally, moving):
            continue
        if await tx.value(sa.select(sa.exists(sa.select(sa.literal(1)).select_from(table)))):
            raise StorageError(
                f"{place(url)} holds something already (in its table `{table.name}`), and a move would "
                "mix the two.\nName an empty database, or a file that is not there yet."
            )


async def empty(tx: Transaction) -> None:
    """Take everything out, and number from one again; what is known of the move stays."""
    tables = [table for table in metadata.sorted_tables if table is not moving]
    if not tx.is_sqlite:
        names = ", ".join(table.name for table in (*tables, vectors))
        await tx.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY"))
        return
    for table in reversed(tables):
        await tx.execute(sa.delete(table))
    await tx.execute(_UNINDEX)
    await tx.execute(_FROM_ONE)
