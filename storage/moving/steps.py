"""What a move copies, in an order in which no row comes before one that it refers to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from storage.columns import Prose
from storage.home import MARK
from storage.schema import metadata, moving, note, process, shard, signed_in

LEFT: Final = frozenset({process, shard, signed_in, moving})
"""Tables of running processes and of the move itself: nothing in them means anything elsewhere."""

MANY: Final = 5000
"""Rows of one batch."""

FEW: Final = 500
"""Rows of one batch where a row may hold a whole article."""

_LONG: Final = frozenset({"text", "document", "known", "entry", "robots"})

Key = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Some columns of some rows of a table. With `later`, of rows that are there already: what refers to rows
    of the same table, which come when all of them are there."""

    name: str
    table: sa.Table
    columns: tuple[str, ...]
    later: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the table's key."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def batch(self) -> int:
        """How many rows go at once."""
        is_long = any(
            isinstance(column.type, Prose | sa.LargeBinary) and column.name in _LONG
            for column in self.table.columns
        )
        return FEW if is_long else MANY

    @property
    def wanted(self) -> sa.ColumnElement[bool]:
        """Which rows."""
        if self.later:
            absent = (name for name in self.columns if name not in self.key)
            return sa.or_(*(self.table.c[name].is_not(None) for name in absent))
        return note.c.key != MARK if self.table is note else sa.true()

    def after(self, key: Key | None, most: int) -> sa.Select[Any]:
        """Its next rows in the order of the key, so many at most; key None: the first."""
        columns = [self.table.c[name] for name in self.columns]
        places = [self.table.c[name] for name in self.key]
        rows = sa.select(*columns).where(self.wanted).order_by(*places).limit(most)
        if key is None:
            return rows
        held = [sa.bindparam(None, value, place.type) for place, value in zip(places, key, strict=True)]
        return rows.where(places[0] > held[0] if len(places) == 1 else sa.tuple_(*places) > sa.tuple_(*held))

    def key_of(self, row: Sequence[Any]) -> Key:
        """The key of a row of `after`."""
        return tuple(row[self.columns.index(name)] for name in self.key)


def whole(table: sa.Table) -> Step:
    """All columns of all rows of the table."""
    return Step(name=table.name, table=table, columns=tuple(table.columns.keys()))


def _steps() -> Iterator[Step]:
    tables = [table for table in metadata.sorted_tables if table not in LEFT]
    for table in tables:
        inward = _inward(table)
        columns = tuple(name for name in table.columns.keys() if name not in inward)  # noqa: SIM118
        yield Step(name=table.name, table=table, columns=columns)
    for table in tables:
        if inward := _inward(table):
            columns = (*(column.name for column in table.primary_key), *inward)
            yield Step(name=f"{table.name} ({', '.join(inward)})", table=table, columns=columns, later=True)


def _inward(table: sa.Table) -> tuple[str, ...]:
    """Columns that refer to rows of the same table."""
    return tuple(
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    )


STEPS: Final = tuple(_steps())
"""A move, step by step."""


def written(key: Key) -> str:
    """A key as text; bytes as their hexadecimal digits in a list."""
    return json.dumps([[value.hex()] if isinstance(value, bytes) else value for value in key])


def read(text: str | None) -> Key | None:
    """The key that was `written`."""
    if text is None:
        return None
    return tuple(bytes.fromhex(value[0]) if isinstance(value, list) else value for value in json.loads(text))
