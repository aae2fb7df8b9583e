"""Whether two databases hold the same rows, whatever each of them keeps them as."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import sqlalchemy as sa

from storage.columns import sound
from storage.engine import Transaction
from storage.moving.copying import batches
from storage.moving.house import House
from storage.moving.steps import STEPS, whole
from storage.schema import searched, vectors

_DIGEST: Final = 16
_SIZE: Final = 1 << 8 * _DIGEST

_INDEXED: Final = sa.text("SELECT count(*) FROM sought_docsize")


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """How many rows there are, and a sum over all that is in them, whatever their order."""

    rows: int
    sum: int


async def differences(
    source: Transaction, house: House, progress: Callable[[str, int, int], None]
) -> tuple[str, ...]:
    """The tables that are not the same in both, by name; both are read whole."""
    tables = [step.table for step in STEPS if not step.later]
    rows = [await source.value(_count(table)) for table in tables]
    before, total, found = 0, 2 * sum(rows), []
    for table, count in zip(tables, rows, strict=True):
        name = f"Checking {table.name}"
        here = await held(source, table, lambda seen: progress(name, before + seen, total))  # noqa: B023
        async with house.transaction() as tx:
            there = await held(tx, table, lambda seen: progress(name, before + count + seen, total))  # noqa: B023
        before += 2 * count
        if here != there:
            found.append(table.name)
    async with house.transaction() as tx:
        if not await is_indexed(tx):
            found.append("sought")
    return tuple(found)


async def held(tx: Transaction, table: sa.Table, seen: Callable[[int], None]) -> Held:
    """What the table holds; `seen` is told again and again how many rows were looked at."""
    rows = total = 0
    async for batch in batches(tx, whole(table)):
        total += sum(map(digest, batch))
        rows += len(batch)
        seen(rows)
    return Held(rows=rows, sum=total % _SIZE)


async def is_indexed(tx: Transaction) -> bool:
    """Whether the index of full text has as many articles as are to be found by it."""
    indexed: int = await tx.value(_INDEXED if tx.is_sqlite else _count(vectors))
    wanted: int = await tx.value(_count(searched))
    return indexed == wanted


def _count(table: sa.Table) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table).where(whole(table).wanted)


def digest(row: tuple[Any, ...] | sa.Row[Any]) -> int:
    """A number for the row's values, the same for what both databases make of the same values."""
    said = repr(tuple(row))
    # as repr writes what is not sound
    if "\\x00" in said or "\\ud" in said:
        said = repr(tuple(sound(value) if isinstance(value, str) else value for value in row))
    return int.from_bytes(blake2b(said.encode(), digest_size=_DIGEST).digest())
