"""Ids, kept as they are, and never given twice: the last one that was given is known after a move, too."""

import sqlalchemy as sa

from storage.engine import Transaction
from storage.schema import metadata

_NUMBERED = tuple(table for table in metadata.sorted_tables if table.autoincrement_column is not None)

_LAST = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :b_name")
_FORGET = sa.text("DELETE FROM sqlite_sequence WHERE name = :b_name")
_NOTE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:b_name, :b_last)")

# names of our own tables and columns alone
_GIVEN = "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence('{0}', '{1}') AS regclass))"
_SET = "SELECT setval(CAST(pg_get_serial_sequence('{0}', '{1}') AS regclass), :b_last)"


async def carry(source: Transaction, target: Transaction) -> None:
    """Let the target give ids from where the source would have gone on."""
    for table in _NUMBERED:
        given = await _last(source, table)
        if given is not None:
            await _go_on(target, table, given)


async def skip(tx: Transaction, many: int) -> None:
    """Leave so many ids of each table out: they may have been given where this is not known."""
    for table in _NUMBERED:
        await _go_on(tx, table, (await _last(tx, table) or 0) + many)


async def _last(tx: Transaction, table: sa.Table) -> int | None:
    if tx.is_sqlite:
        last: int | None = await tx.value(_LAST, {"b_name": table.name})
        return last
    last = await tx.value(sa.text(_GIVEN.format(table.name, _column(table).name)))
    highest: int | None = await tx.value(sa.select(sa.func.max(_column(table))))
    return max((value for value in (last, highest) if value is not None), default=None)


async def _go_on(tx: Transaction, table: sa.Table, last: int) -> None:
    if tx.is_sqlite:
        await tx.execute(_FORGET, {"b_name": table.name})
        await tx.execute(_NOTE, {"b_name": table.name, "b_last": last})
    else:
        await tx.value(sa.text(_SET.format(table.name, _column(table).name)), {"b_last": last})


def _column(table: sa.Table) -> sa.Column[int]:
    column = table.autoincrement_column
    assert column is not None
    return column
