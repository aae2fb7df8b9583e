"""Looks every few seconds at what waits in the archive and at what memory processes hold."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import sqlalchemy as sa

from benchmarks.measuring import cpu_of_tree, descendants, memory
from bot.queue.statements import SETTINGS
from storage.engine import Database
from storage.model import JobKind
from storage.schema import feed
from storage.unfinished import waiting

PERIOD: Final = 5.0
"""Seconds between two looks."""

WAITING: Final[dict[str, tuple[JobKind, ...]]] = {
    "due feeds": ("poll",),
    "unread articles": ("page", "read", "mend"),
    "undelivered posts": ("deliver",),
}
"""What is counted of the archive's kinds of work."""


class Watch:
    """What was seen of an archive and of processes, each by its name and its first process."""

    def __init__(self, database: Database, processes: Mapping[str, int]) -> None:
        self._database, self._processes = database, processes
        self.late: list[float] = []
        self.backlog: dict[str, list[float]] = {}
        self.memory: dict[str, list[float]] = {}

    async def go_on(self, seconds: float) -> None:
        """Look for so long."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number in range(1, int(seconds / PERIOD) + 1):
            await asyncio.sleep(max(0.0, began + number * PERIOD - loop.time()))
            await self._look()

    async def _look(self) -> None:
        counted = await backlog(self._database)
        self.late.append(counted.pop("late"))
        for name, count in counted.items():
            self.backlog.setdefault(name, []).append(count)
        for name, pid in self._processes.items():
            self.memory.setdefault(name, []).append(sum(map(memory, (pid, *descendants(pid)))))

    def cpu(self) -> dict[str, float]:
        """Seconds of CPU that each has taken so far, with its children."""
        return {name: cpu_of_tree(pid) for name, pid in self._processes.items()}


async def backlog(database: Database) -> dict[str, float]:
    """How much of each kind waits, and "late": for how many seconds the oldest due feed does."""
    now = datetime.now(UTC)
    async with database.reading() as tx:
        counted = await waiting(tx, now)
        oldest = await tx.value(
            sa.select(sa.func.min(feed.c.next_due_at, type_=feed.c.next_due_at.type)).where(
                feed.c.next_due_at <= now
            )
        )
        found: dict[str, float] = {
            name: sum(counted[kind] for kind in kinds) for name, kinds in WAITING.items()
        }
        if database.url.get_backend_name() == "postgresql":
            jobs = sa.select(sa.func.count()).select_from(sa.table(SETTINGS.queue_table))
            found["jobs"] = await tx.value(jobs)
    return {**found, "late": 0.0 if oldest is None else (now - oldest).total_seconds()}
