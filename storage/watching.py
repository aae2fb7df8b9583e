"""All watches that go on, in the memory of a process, by what they ask for, for who decides what to tell."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from storage import stamps
from storage.engine import Database, Transaction
from storage.rows import watch_of
from storage.schema import watch
from summarise.editions.index import WatchIndex
from summarise.model import Watch

FRESH: Final = 1.0
"""Seconds after which it is asked whether another process has changed anything."""

STAMP: Final = "watches"
"""The note that differs once watches have changed."""

_TOGETHER = 200
"""After so many rows the event loop has a turn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Every watch that goes on, but those that follow one story: by what it asks for, by guild and target.

    When they last fired is as it was once: the rows know.
    """

    index: WatchIndex
    of_target: Mapping[tuple[str, str], tuple[Watch, ...]]


class Watching:
    """The watches, read again once they have changed."""

    def __init__(self, database: Database, *, fresh: float = FRESH) -> None:
        self._database = database
        self._fresh = fresh
        self._held: Held | None = None
        self._stamp: str | None = None
        self._asked_at: float | None = None
        self._changes = 0

    def changed(self) -> None:
        """This process has changed watches: the next to ask sees it."""
        self._changes += 1
        self._asked_at = None

    async def held(self) -> Held:
        """Every watch that goes on; the same value as before while nothing changes.

        What this process changes is known at once, what another one changes a second later.
        """
        now, held, changes = asyncio.get_running_loop().time(), self._held, self._changes
        if held is not None and self._asked_at is not None and now - self._asked_at < self._fresh:
            return held
        async with self._database.reading() as tx:
            stamp = await stamps.stamp_of(tx, STAMP)
            if held is not None and stamp == self._stamp:
                rows = None
            else:
                rows = await tx.rows(
                    sa.select(watch)
                    .where(watch.c.story.is_(None), watch.c.paused_at.is_(None))
                    .order_by(watch.c.id)
                )
        if rows is not None:
            held = await _held(rows)
        assert held is not None
        self._held, self._stamp = held, stamp
        self._asked_at = now if changes == self._changes else None
        return held


async def restamp(tx: Transaction) -> None:
    """Let every process know, once this transaction is kept, that watches have changed."""
    await stamps.restamp(tx, STAMP)


async def _held(rows: Sequence[sa.RowMapping]) -> Held:
    watches: list[Watch] = []
    of_target: dict[tuple[str, str], tuple[Watch, ...]] = {}
    for number, row in enumerate(rows):
        one = watch_of(row)
        watches.append(one)
        of_target[one.guild, one.target] = (*of_target.get((one.guild, one.target), ()), one)
        if number % _TOGETHER == 0:
            await asyncio.sleep(0)
    return Held(index=WatchIndex(tuple(watches)), of_target=of_target)
