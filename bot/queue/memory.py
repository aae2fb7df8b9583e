"""The queue of a process by itself: PgQueuer in memory, an entry point for each kind, nudged by a row's id.

A nudge that is lost only costs time: the tick nudges again what its row says is unfinished.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from pgqueuer import InMemoryDriver, InMemoryQueries, PgQueuer
from pgqueuer.models import Job as QueuedJob
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.queue.guarded import Ending, guarded
from bot.queue.work import LIMITS, Handler, Handlers
from storage.model import Job, JobKind, Shards

log = structlog.get_logger()

AHEAD = 24
"""How many jobs of a kind may be queued or running before more of it would only wait."""

TOGETHER = 100
"""How many jobs are enqueued in one go."""

BATCH = 2
"""PgQueuer frees slots after so many completions: never more than the smallest limit."""


class MemoryQueue:
    """Runs handlers as they are nudged; implements `bot.queue.work.Queue`."""

    def __init__(self) -> None:
        self._admitted: frozenset[JobKind] = frozenset(LIMITS)
        self._passed_over: dict[Job, None] = {}
        self._open: set[Job] = set()
        self._ending = Ending()
        self._renew()

    def admit(self, kinds: frozenset[JobKind]) -> None:
        """Take nudges of these kinds alone; the others' rows wait until they are admitted."""
        self._admitted = kinds

    def passed_over(self) -> tuple[Job, ...]:
        """What it was nudged about before the kinds that are admitted now were; each is told once."""
        found = tuple(job for job in self._passed_over if job.kind in self._admitted)
        for job in found:
            del self._passed_over[job]
        return found

    async def install(self) -> None:
        """Nothing: it is kept in memory."""

    def hold(self, shards: Shards) -> None:
        """Nothing: one process does all that is nudged."""

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """Nothing: in memory, a job enqueued before the commit could miss its row."""

    async def after(self, jobs: Sequence[Job]) -> None:
        """Enqueue after the commit; a job that is queued or running already is not queued twice."""
        wanted = list(dict.fromkeys(job for job in jobs if job.kind in self._admitted))
        self._passed_over |= dict.fromkeys(job for job in jobs if job.kind not in self._admitted)
        for start in range(0, len(wanted), TOGETHER):
            await self._enqueue(wanted[start : start + TOGETHER])
            await asyncio.sleep(0)  # a burst of jobs would hold the loop

    async def _enqueue(self, wanted: Sequence[Job]) -> None:
        fresh = set(wanted) - self._open
        self._open |= fresh
        taken = await self._queries.enqueue(
            [job.kind for job in wanted],
            [job.key.encode() for job in wanted],
            [0] * len(wanted),
            dedupe_key=[f"{job.kind} {job.key}" for job in wanted],
            on_conflict="skip",
        )
        # a job that has just ended is refused for a moment: nothing will end it a second time
        self._open -= {job for job, number in zip(wanted, taken, strict=True) if number is None} & fresh

    async def run(self, handlers: Handlers) -> None:
        """Run until `stop`; an unexpected end of the queue is logged and the queue started anew."""
        while not self._ending.has_begun:
            for kind, handler in handlers.items():
                self._pgq.entrypoint(kind, concurrency_limit=LIMITS[kind], accepts_context=False)(
                    self._guarded(kind, handler)
                )
            try:
                await self._pgq.run(
                    dequeue_timeout=timedelta(seconds=1),
                    batch_size=BATCH,
                    shutdown_on_listener_failure=True,
                    log_aggregation_interval=timedelta(0),
                )
            except Exception:
                log.exception("the queue ended by itself and is started again")
                self._renew()
                await asyncio.sleep(1)

    def stop(self) -> None:
        """Take no further jobs; `run` returns when the running ones are done."""
        self._ending.begin()
        self._pgq.shutdown.set()

    async def crowded(self) -> frozenset[JobKind]:
        """Kinds of which AHEAD are under way: more would only wait."""
        return frozenset(
            kind for kind, many in Counter(job.kind for job in self._open).items() if many >= AHEAD
        )

    async def lost(self) -> bool:
        """False: what it held goes with its process, whose leases end with the next one's start."""
        return False

    @property
    def busy(self) -> bool:
        """Whether any job is queued or running."""
        return bool(self._open)

    @property
    def grace(self) -> float:
        """Seconds that running handlers have left since `stop`."""
        return self._ending.grace

    async def trim(self) -> None:
        """Forget the in-memory queue's log, which otherwise grows without end."""
        await self._queries.clear_queue_log()
        await self._queries.clear_statistics_log()

    def _renew(self) -> None:
        """A PgQueuer runs once: its shutdown stays set. Queued nudges go with the old one; rows remain."""
        self._open.clear()
        driver = InMemoryDriver()
        self._queries = InMemoryQueries(driver=driver)
        self._pgq = PgQueuer(connection=driver, queries=self._queries)

    def _guarded(self, kind: JobKind, handler: Handler) -> Callable[[QueuedJob], Any]:
        async def run(job: QueuedJob) -> None:
            held = Job(kind=kind, key=(job.payload or b"").decode())
            try:
                await guarded(handler, held)
            finally:
                self._open.discard(held)

        return run
