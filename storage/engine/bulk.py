"""Many rows at once, past what SQLAlchemy does for each of their values."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

Rows = Sequence[tuple[Any, ...]]


def ready(dialect: Dialect, table: sa.Table, names: tuple[str, ...], rows: Rows) -> Rows:
    """Rows of these columns' values as the driver takes them."""
    columns: list[Any] = list(zip(*rows, strict=True))
    for at, process in enumerate(_processors(dialect, table, names)):
        if process is not None:
            columns[at] = map(process, columns[at])
    return list(zip(*columns, strict=True))


def _processors(
    dialect: Dialect, table: sa.Table, names: tuple[str, ...]
) -> Iterator[Callable[[Any], Any] | None]:
    for kind in (table.c[name].type for name in names):
        # both drivers take bytes as they are
        is_bytes = isinstance(kind, sa.LargeBinary)
        yield None if is_bytes else kind.dialect_impl(dialect).bind_processor(dialect)


@lru_cache(maxsize=64)
def insertion(dialect: str, table: sa.Table, names: tuple[str, ...], over: bool) -> str:
    """An INSERT of these columns; with `over`, a row whose key is there already is updated."""
    marks = ", ".join("?" if dialect == "sqlite" else f"${number}" for number in range(1, len(names) + 1))
    # names of our own tables alone; values are bound
    insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    if not over:
        return insert
    key = [column.name for column in table.primary_key]
    others = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    return f"{insert} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {others}"
