"""Being one of many numbers, said to a database in one value."""

import json
from collections.abc import Collection
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

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


def sifted(column: sa.ColumnElement[Any], numbers: Collection[int]) -> sa.ColumnElement[bool]:
    """Like `among`, for rows that other conditions find: no index is asked for the numbers.

    Where there are more than FEW, a database makes a table of them, in which it looks each row's up.
    """
    # + 0 is in no index
    return (column + 0).in_(sorted(numbers)) if len(numbers) <= FEW else _InTable(column + 0, _told(numbers))


def _array(numbers: Collection[int]) -> sa.BindParameter[Any]:
    return sa.bindparam(None, sorted(numbers), type_=ARRAY(sa.BigInteger), unique=True)


class _Numbers(TypeDecorator[Collection[int]]):
    """Numbers as one value: an array, or JSON."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        kind = ARRAY(sa.BigInteger) if dialect.name == "postgresql" else sa.Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Collection[int] | None, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        return sorted(value) if dialect.name == "postgresql" else as_json(value)


class _InTable(FunctionElement[bool]):
    """Whether a number is among others, which are one value."""

    type = sa.Boolean()
    inherit_cache = True


@compiles(_InTable, "sqlite")
def _in_json(element: _InTable, compiler: SQLCompiler, **how: Any) -> str:
    number, told = (compiler.process(one, **how) for one in element.clauses)
    return f"{number} IN (SELECT value FROM json_each({told}))"  # noqa: S608  both are bound


@compiles(_InTable, "postgresql")
def _in_array(element: _InTable, compiler: SQLCompiler, **how: Any) -> str:
    number, told = (compiler.process(one, **how) for one in element.clauses)
    # in CASE it is asked of rows in whatever order they come; else it became a join
    return f"CASE WHEN {number} IN (SELECT unnest(CAST({told} AS bigint[]))) THEN true ELSE false END"


def _told(numbers: Collection[int]) -> sa.BindParameter[Any]:
    return sa.bindparam(None, tuple(numbers), type_=_Numbers(), unique=True)


def as_json(numbers: Collection[int]) -> str:
    """The numbers in order, as a JSON array."""
    return json.dumps(sorted(numbers))
