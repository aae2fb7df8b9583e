"""Being one of many numbers, said to a database in one value."""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from storage.engine import Transaction


def among(tx: Transaction, column: sa.ColumnElement[Any], numbers: Collection[int]) -> sa.ColumnElement[bool]:
    """Whether the column holds one of these numbers.

    SQLite hears of them as one JSON array: a thousand parameters take SQLAlchemy and it a millisecond and a
    half in each statement. PostgreSQL hears of each, so that its planner knows how many there are.
    """
    if not tx.is_sqlite:
        return column.in_(sorted(numbers))
    each = sa.func.json_each(as_json(numbers)).table_valued("value")
    return column.in_(sa.select(each.c.value))


def sifted(
    tx: Transaction, column: sa.ColumnElement[Any], numbers: Collection[int]
) -> sa.ColumnElement[bool]:
    """Like `among`, for a few rows that other conditions find: no index is asked for the numbers.

    PostgreSQL hears of them as one array too, and looks each row's up in a table of them.
    """
    if tx.is_sqlite:
        return among(tx, column + 0, numbers)
    told = sa.bindparam(None, sorted(numbers), type_=ARRAY(sa.BigInteger), unique=True)
    return (column + 0).in_(sa.select(sa.func.unnest(told)))


def as_json(numbers: Collection[int]) -> str:
    """The numbers in order, as a JSON array."""
    return json.dumps(sorted(numbers))
