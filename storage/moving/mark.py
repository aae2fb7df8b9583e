"""The note that a move leaves in the database that it leaves; `storage.home` reads it."""

import json

from storage.engine import Transaction
from storage.home import MARK, Mark
from storage.schema import note


async def leave_mark(tx: Transaction, mark: Mark) -> None:
    """Leave the note in place of an earlier one."""
    at = None if mark.at is None else mark.at.isoformat()
    value = json.dumps({"id": mark.id, "to": mark.to, "at": at})
    put = tx.insert(note).values(key=MARK, value=value)
    await tx.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
