"""Notes that differ once something has changed: by them processes notice that hold it in memory."""

import secrets

import sqlalchemy as sa

from storage.engine import Transaction
from storage.schema import note


async def stamp_of(tx: Transaction, what: str) -> str | None:
    """The stamp as it is; None where nothing has ever changed."""
    value: str | None = await tx.value(sa.select(note.c.value).where(note.c.key == what))
    return value


async def restamp(tx: Transaction, what: str) -> None:
    """Let every process know, once this transaction is kept, that it has changed."""
    value = secrets.token_hex(8)
    changed = tx.insert(note).values(key=what, value=value)
    await tx.execute(changed.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
