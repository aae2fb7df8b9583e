"""Being one of many numbers, said to a database in one value."""

import json
from collections.abc import Collection
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from storage.engine import Transaction

EACH: Final = 1_000
FEW: Final = 50


def among(tx: Transaction, column: sa.ColumnElement[Any], numbers: Collection[int]) -> sa.ColumnElement[bool]:
    """Whether the column holds one of these numbers.

    SQLite hears of them as one JSON array: a thousand parameters take SQLAlchemy and it a millisecond and a
    half in each statement. PostgreSQL hears of up to EACH one by one, so that its planner knows how many
    there are, and of more as one array: it takes 32,767 parameters.
    """
    if not tx.is_sqlite:
        return column.in_(sorted(numbers)) if len(numbers) <= EACH else column == sa.any_(_array(numbers))
    each = sa.func.json_each(as_json(numbers)).table_valued("value")
    return column.in_(sa.select(each.c.value))


def sifted(
    tx: Transaction, column: sa.ColumnElement[Any], numbers: Collection[int]
) -> sa.ColumnElement[bool]:
    """Like `among`, for rows that other conditions find: no index is asked for the numbers.

    Of more than FEW PostgreSQL makes a table, in which it looks each row's up. In CASE that is a question
    asked of rows in whatever order they come, not a join that might begin with the table.
    """
    if tx.is_sqlite or len(numbers) <= FEW:
        return among(tx, column + 0, numbers)
    each = sa.select(sa.func.unnest(_array(numbers)))
    return sa.case((column.in_(each), sa.true()), else_=sa.false())


def _array(numbers: Collection[int]) -> sa.BindParameter[Any]:
    return sa.bindparam(None, sorted(numbers), type_=ARRAY(sa.BigInteger), unique=True)


def as_json(numbers: Collection[int]) -> str:
    """The numbers in order, as a JSON array."""
    return json.dumps(sorted(numbers))
