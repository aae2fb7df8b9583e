"""Rows from one database into the other, a batch at a time, each with how far it gets."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from storage.engine import Transaction
from storage.moving.house import House
from storage.moving.steps import Key, Step, read, written
from storage.schema import moving, searched
from storage.sought import add, packed, unpacked

Rows = Sequence[sa.Row[Any]]


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
    count = got["rows"] if got else 0
    copied(count)
    if got and got["done"]:
        return
    async for rows in batches(source, step, read(got["last"]) if got else None):
        count += len(rows)
        async with target.transaction() as tx:
            await _put(tx, step, rows)
            await _note(tx, step.name, last=written(step.key_of(rows[-1])), rows=count, done=False)
        copied(count)
    async with target.transaction() as tx:
        await _note(tx, step.name, last=None, rows=count, done=True)


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
