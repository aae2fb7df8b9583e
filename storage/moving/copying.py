"""Rows from one database into the other, a batch at a time, each with how far it gets."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from config.errors import StorageError
from storage.engine import Transaction
from storage.moving.house import House
from storage.moving.steps import Key, Step, read, written
from storage.schema import moving, searched
from storage.sought import add, packed, unpacked

Rows = Sequence[sa.Row[Any]]


class UncopiedError(StorageError):
    """A row cannot be copied; the message says of which table, and after which key."""


async def batches(tx: Transaction, step: Step, after: Key | None = None) -> AsyncIterator[Rows]:
    """The rows of the step in the order of their keys, from behind this key."""
    while rows := (await tx.execute(step.after(after, step.batch))).all():
        yield rows
        after = step.key_of(rows[-1])


async def reached(target: House) -> Mapping[str, sa.RowMapping]:
    """How far each step of the move has come, by its name."""
    async with target.transaction() as tx:
        return {row["name"]: row for row in await tx.rows(sa.select(moving))}


async def copy(
    step: Step,
    source: Transaction,
    target: House,
    got: sa.RowMapping | None,
    copied: Callable[[int], None],
) -> None:
    """Copy what of the step is not in the target yet, each batch and how far it gets in one transaction.

    `got` is what was `reached` of the step. `copied` is told how many of its rows are there, from the start.
    """
    count, last = (got["rows"], got["last"]) if got else (0, None)
    copied(count)
    if got and got["done"]:
        return
    coming = batches(source, step, read(last))
    while True:
        with _named(step, last):
            rows = await anext(coming, None)
            if rows is None:
                break
            count, last = count + len(rows), written(step.key_of(rows[-1]))
            async with target.transaction() as tx:
                await _put(tx, step, rows)
                await _note(tx, step.name, last=last, rows=count, done=False)
        copied(count)
    async with target.transaction() as tx:
        await _note(tx, step.name, last=None, rows=count, done=True)


@contextmanager
def _named(step: Step, last: str | None) -> Iterator[None]:
    """Say which rows it is that cannot be copied: none such was ever written by Wirewatch."""
    try:
        yield
    except (StatementError, TypeError, ValueError) as error:
        why = _why(error)
        if why is None:
            raise
        after = "from the first on" if last is None else f"after the one of key {last}"
        raise UncopiedError(
            f"Of table `{step.table.name}` one of the next {step.batch} rows {after} cannot be copied: "
            f"it {why}.\nNothing was left: go on with the database that you have; or mend that row, or "
            "restore a backup, and move again."
        ) from error


def _why(error: Exception) -> str | None:
    """What is wrong with a row; None where it is not the row."""
    if isinstance(error, IntegrityError):
        return "refers to a row that is not there, or is there twice"
    if isinstance(error, DBAPIError) and not isinstance(error, DataError):
        return "holds text that is not UTF-8" if "UTF-8" in str(error) else None
    return "holds what its column does not"


async def _put(tx: Transaction, step: Step, rows: Rows) -> None:
    if step.later:
        key = [
            column == sa.bindparam(f"b_{column.name}", type_=column.type) for column in step.table.primary_key
        ]
        values: dict[str, Any] = {
            name: sa.bindparam(f"b_{name}", type_=step.table.c[name].type)
            for name in step.columns
            if name not in step.key
        }
        marked = [{f"b_{name}": row[at] for at, name in enumerate(step.columns)} for row in rows]
        await tx.execute(sa.update(step.table).where(*key).values(values), marked)
        return
    if step.table is searched:
        await _index(tx, [tuple(row) for row in rows])
    else:
        await tx.put(step.table, step.columns, [tuple(row) for row in rows])


async def _index(tx: Transaction, documents: Sequence[tuple[int, bytes]]) -> None:
    """The full text of articles, as it was kept, and the index of this database over it."""
    found = {article: unpacked(document) for article, document in documents}
    await add(tx, found)
    # another version of zlib packs the same words otherwise
    others = [(article, document) for article, document in documents if packed(found[article]) != document]
    await tx.put(searched, ("article", "document"), others, over=True)


async def _note(tx: Transaction, name: str, **values: Any) -> None:
    put = tx.insert(moving).values(name=name, **values)
    await tx.execute(put.on_conflict_do_update(index_elements=["name"], set_=values))
