"""Whether a database is the one to work on: not left by a move, and no move into it is under way."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from sqlalchemy.engine import URL

from config.errors import LeftError, StorageError
from storage.schema import moving, note
from storage.trouble import place

if TYPE_CHECKING:
    from storage.engine import Transaction

MARK: Final = "moved"
"""The note of the move itself, which stays where it is."""

WHOLE: Final = ""
"""The name of the move itself among those of its steps; it is done when all was copied and checked."""

_IS_TOLD: Final = sa.select(
    sa.or_(sa.exists().where(note.c.key == MARK), sa.exists().where(moving.c.name == WHOLE))
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What the database that is left knows: which move, where to (without a password), and its end."""

    id: str
    to: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """What the database that is moved into knows: which move, and whether all is there and was checked."""

    id: str
    is_whole: bool


async def mark_of(tx: "Transaction") -> Mark | None:
    """The note of the move that was begun last from here."""
    value = await tx.value(sa.select(note.c.value).where(note.c.key == MARK))
    if value is None:
        return None
    held = json.loads(value)
    at = None if held["at"] is None else datetime.fromisoformat(held["at"])
    return Mark(id=held["id"], to=held["to"], at=at)


async def arrival_of(tx: "Transaction") -> Arrival | None:
    """The move into this database that is not over, or None."""
    row = await tx.row(sa.select(moving.c.last, moving.c.done).where(moving.c.name == WHOLE))
    return None if row is None else Arrival(id=row["last"], is_whole=row["done"])


async def at_home(tx: "Transaction", url: URL) -> None:
    """LeftError where this database was left by a move, StorageError where one into it is not over."""
    if not await tx.value(_IS_TOLD):  # in one statement: writing transactions ask it
        return
    mark = await mark_of(tx)
    if mark is not None and mark.at is not None:
        raise LeftError(
            f"{place(url)} was moved to {mark.to} at {mark.at:%H:%M} UTC on {mark.at.day} {mark.at:%B %Y} "
            "and is used no more.\n"
            "Set WIREWATCH_DATABASE_URL to the address of that database. To use this one again, as it was "
            "then: stop what runs on the other, then `wirewatch move --back`. What the other has posted "
            "since may then be posted once more."
        )
    arrival = await arrival_of(tx)
    if arrival is not None and arrival.is_whole:
        raise StorageError(
            f"A move into {_inside(url)} was broken off at its very end: all is in it, and was checked.\n"
            "Give the same `wirewatch move` once more; it takes a moment. Where WIREWATCH_DATABASE_URL names "
            "this database already, say where from: `wirewatch move --from` and the address of the other."
        )
    if arrival is not None:
        raise StorageError(
            f"A move into {_inside(url)} is not over, and not everything is in it yet.\n"
            "Go on with it: the same `wirewatch move` as before. Until then what was moved from may be used."
        )


def _inside(url: URL) -> str:
    said = place(url)
    return said[0].lower() + said[1:]
