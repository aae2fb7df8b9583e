"""A move from its beginning to its end, taken up where an earlier one was broken off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError

from config.errors import StorageError
from storage.engine import Transaction
from storage.home import WHOLE, Mark, arrival_of, at_home, mark_of
from storage.moving.checking import differences
from storage.moving.copying import UncopiedError, copy, reached
from storage.moving.emptying import empty, refuse_furnished
from storage.moving.house import House, is_same, refuse_missing, visited
from storage.moving.ids import carry
from storage.moving.mark import leave_mark
from storage.moving.steps import STEPS
from storage.schema import metadata, moving
from storage.trouble import place

Progress = Callable[[str, int, int], None]
"""Is told what is done, how many rows of it are, and how many there are in all."""


async def move(
    source: URL, target: URL, now: datetime, progress: Progress, backups: Path | None = None
) -> int:
    """Copy everything, check it row by row, and leave the source, which nothing runs on from then on.

    How many rows there are. Broken off at any moment it may be called again, and goes on; until it is over
    the source may be used as before: what changed there since is seen, and everything copied anew.
    A source of an older version is migrated before, as `migrate` does. StorageError says what keeps it from
    being done: the source is in use or was moved elsewhere, the target holds something else.
    """
    refuse_missing(source)
    if is_same(source, target):
        raise StorageError(f"{place(source)} cannot be moved into itself: name another one.")
    rows = 0
    async with visited(source, backups) as home, visited(target) as house:
        await home.refuse_busy()
        await house.refuse_busy()
        await house.enter()
        mark, is_new = await _begin(home, house)
        # nobody can begin to work there from now on; who did before is heard of
        await house.refuse_busy()
        if mark.at is None:
            async with home.held_still() as tx:
                rows = await _fill(tx, house, progress, is_new=is_new)
                await _note_end(house)
                await leave_mark(tx, replace(mark, at=now))
        await _open(house)
    return rows


async def come_back(source: URL, backups: Path | None = None) -> Mark | None:
    """Use again, as it stands, a database that was left; the mark of that move, None where it was not.

    Where the move was not over in the other database, the same move may go on later.
    """
    refuse_missing(source)
    async with visited(source, backups) as home, home.transaction() as tx:
        mark = await mark_of(tx)
        if mark is None or mark.at is None:
            return None
        await leave_mark(tx, replace(mark, at=None))
    return mark


async def fill_new(source: Transaction, house: House, progress: Progress) -> int:
    """Copy everything into a database that holds nothing yet, and check it; how many rows there are.

    The source only reads, and stays in use: nothing is left, and neither database is told of a move.
    """
    async with house.transaction() as tx:
        await refuse_furnished(tx, house.url)
        await empty(tx)
    rows = await _fill(source, house, progress, is_new=True)
    await _note_end(house)
    await _open(house)
    return rows


async def _begin(home: House, house: House) -> tuple[Mark, bool]:
    """The move's mark, left in both; and whether nothing was copied before."""
    async with home.transaction() as tx:
        async with house.transaction() as there:
            arrival = await arrival_of(there)
        mark = await mark_of(tx)
        if mark is not None and arrival is not None and arrival.id == mark.id:
            if mark.at is None:
                async with house.transaction() as there:
                    await there.execute(sa.update(moving).where(moving.c.name == WHOLE).values(done=False))
            return mark, False
        await at_home(tx, home.url)
        async with house.transaction() as there:
            if arrival is not None:
                raise StorageError(
                    f"{place(house.url)} holds a part of what another database holds, whose move is "
                    "not over.\nGo on with that move; or name an empty database, or a file not there yet. "
                    "Where that move is given up: what it holds are copies; drop and create it anew."
                )
            await refuse_furnished(there, house.url)
        mark = Mark(id=uuid4().hex, to=house.url.render_as_string(hide_password=True), at=None)
        await leave_mark(tx, mark)
    async with house.transaction() as there:
        await empty(there)
        await there.execute(sa.insert(moving).values(name=WHOLE, last=mark.id, rows=0, done=False))
    return mark, True


async def _fill(source: Transaction, house: House, progress: Progress, *, is_new: bool) -> int:
    """Bring everything there, and see that it is; how many rows that are."""
    try:
        rows = await _copy(source, house, progress)
        wrong = await differences(source, house, progress)
    except UncopiedError as error:
        # rows that were copied before are gone, and others refer to those that took their place
        if is_new or not isinstance(error.__cause__, IntegrityError):
            raise
        wrong = ("",)
    if wrong and not is_new:
        async with house.transaction() as tx:
            await empty(tx)
            await tx.execute(sa.delete(moving).where(moving.c.name != WHOLE))
        rows = await _copy(source, house, progress)
        wrong = await differences(source, house, progress)
    if wrong:
        raise StorageError(
            f"{place(house.url)} does not hold what was copied into it (tables {', '.join(wrong)}).\n"
            "Nothing was left: go on with the database that you have, and report this."
        )
    return rows


async def _copy(source: Transaction, house: House, progress: Progress) -> int:
    counts = {
        step.name: await source.value(sa.select(sa.func.count()).select_from(step.table).where(step.wanted))
        for step in STEPS
    }
    total, before = sum(counts.values()), 0
    got = await reached(house)
    for step in STEPS:
        if not counts[step.name] and step.name not in got:
            continue
        await copy(
            step,
            source,
            house,
            got.get(step.name),
            partial(_tell, progress, f"Copying {step.name}", before, total),
        )
        before += counts[step.name]
    async with house.transaction() as tx:
        await carry(source, tx)
    return sum(counts[step.name] for step in STEPS if not step.later)


def _tell(progress: Progress, doing: str, before: int, total: int, rows: int) -> None:
    progress(doing, before + rows, total)


async def _note_end(house: House) -> None:
    """From now on the target is whole: what is written before is on its disk, too."""
    async with house.transaction() as tx:
        if not house.is_sqlite:
            await tx.execute(sa.text("SET LOCAL synchronous_commit = on"))
            # as after a restore: until its own statistics come, it would answer slowly
            await tx.execute(sa.text(f"ANALYZE {', '.join(sorted(metadata.tables))}, sought"))
        await tx.execute(sa.update(moving).where(moving.c.name == WHOLE).values(done=True))


async def _open(house: House) -> None:
    """Let processes work on the target."""
    async with house.transaction() as tx:
        if not house.is_sqlite:
            await tx.execute(sa.text("SET LOCAL synchronous_commit = on"))
        await tx.execute(sa.delete(moving))
