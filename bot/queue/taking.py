"""PgQueuer's taking of jobs for one lane: woken by nothing but what is for it, and asking what it must.

As PgQueuer has it, every change of the queue wakes every process, each of which then asks four things; and
who has lost the connection takes nothing anew until all that runs has ended.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pgqueuer import AsyncpgDriver
from pgqueuer.models import Job, TracebackRecord
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries
from pgqueuer.types import JOB_STATUS, Channel, JobId, QueueEntrypoint, QueueExecutionMode, QueueManagerId

from bot.queue.statements import builders, wakes


class Ears(AsyncpgDriver):
    """A connection that also hears of new jobs under these names, and says when it is `lost`."""

    def __init__(self, connection: Any, names: Collection[str], lost: Callable[[], None]) -> None:
        super().__init__(connection)
        self._names = names
        self._lost = lost
        connection.add_termination_listener(lambda _: lost())

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        """The rows that the query gives."""
        with self._minding():
            return await super().fetch(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        """Run the query."""
        with self._minding():
            return await super().execute(query, *args)

    async def notify(self, channel: str, payload: str) -> None:
        """Tell the channel."""
        with self._minding():
            await super().notify(channel, payload)

    @contextmanager
    def _minding(self) -> Iterator[None]:
        """Note a connection that ends by a statement: of one cut just before, asyncpg tells no listener."""
        try:
            yield
        finally:
            if self._connection.is_closed():
                self._lost()

    async def add_listener(self, channel: str, callback: Any) -> None:
        """Listen to what is asked for, and to what wakes those who do these jobs."""
        for each in (channel, *map(wakes, self._names)):
            await super().add_listener(each, callback)


@dataclass(kw_only=True)
class Work:
    """What a lane takes and has at work, whichever of its connections it was taken by."""

    manager: QueueManagerId
    """Who holds it, in the queue's rows."""
    names: tuple[str, ...]
    most: int
    """How much may be held at once."""
    full: Callable[[str], bool]
    """Whether there is no place for more of this name."""
    begin: Callable[[Job], asyncio.Task[None]]
    """Run what is to be done; the task raises nothing."""
    tasks: dict[JobId, asyncio.Task[None]] = field(default_factory=dict)
    """What has not ended."""

    def add(self, job: Job) -> None:
        """Begin it."""
        self.tasks[job.id] = task = self.begin(job)
        task.add_done_callback(lambda _: self.tasks.pop(job.id, None))


@dataclass
class Held(Queries):
    """The statements of one taker, which note what it holds: jobs that it took and has not given back."""

    held: set[JobId] = field(default_factory=set)
    tasks: dict[JobId, asyncio.Task[None]] = field(default_factory=dict)

    async def log_jobs(self, job_status: list[tuple[Job, JOB_STATUS, TracebackRecord | None]]) -> None:
        """Give back what is done; not what the taker only no longer waits for."""
        done = [entry for entry in job_status if entry[0].id not in self.tasks]
        if done:
            await super().log_jobs(done)
            self.held.difference_update(job.id for job, _, _ in done)


class Taker(QueueManager):
    """Takes a lane's jobs by one connection; it runs once, as its shutdown stays set."""

    def __init__(self, connection: Any, work: Work, channel: str) -> None:
        """`channel` is where it, and nobody else, hears whether its connection is alive."""
        self.driver = Ears(connection, work.names, self.lose)
        self.held = set(work.tasks)
        self._work = work
        self._left_some = False
        self._lost = asyncio.get_running_loop().create_future()
        held = Held(self.driver, **builders(channel), held=self.held, tasks=work.tasks)
        super().__init__(held, channel=Channel(channel))
        self.queue_manager_id = work.manager
        for name in work.names:
            self.entrypoint(name, accepts_context=False)(self._wait)

    def lose(self) -> None:
        """The connection is lost: take no more by it, and wait for nothing that runs."""
        if not self._lost.done():
            self._lost.set_result(None)
        self.shutdown.set()

    def entrypoints_below_capacity_limits(self) -> set[QueueEntrypoint]:
        """Those of whose kind there is a place for more."""
        below = {name for name in self.entrypoint_registry if not self._work.full(name)}
        self._left_some = len(self.held) >= self._work.most or len(below) < len(self.entrypoint_registry)
        return below

    async def fetch_jobs(
        self, batch_size: int, global_concurrency_limit: int | None, heartbeat_timeout: timedelta
    ) -> AsyncGenerator[Job, None]:
        """Yield the jobs that it takes, each begun; none where there is no place for any."""
        if not self.entrypoints_below_capacity_limits():
            return
        try:
            async for job in super().fetch_jobs(batch_size, global_concurrency_limit, heartbeat_timeout):
                self.held.add(job.id)
                # what runs here is taken again where its heart could not beat
                if job.id not in self._work.tasks and job.id not in self.job_context:
                    self._work.add(job)
                    yield job
        except Exception:
            self.lose()
            raise

    async def _wait(self, job: Job) -> None:
        """Until it has ended, or the connection is lost."""
        task = self._work.tasks.get(job.id)
        if task is None:
            return
        try:
            await asyncio.wait({task, self._lost}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait({task})
            raise

    async def _maybe_health_shutdown(
        self, periodic_health_check_task: asyncio.Task[None], mode: QueueExecutionMode, on_failure: bool
    ) -> None:
        """Count a connection that hears nothing as lost."""
        try:
            await super()._maybe_health_shutdown(periodic_health_check_task, mode, on_failure)
        except Exception:
            self.lose()
            raise

    async def _effective_dequeue_timeout(self, dequeue_timeout: timedelta) -> timedelta:
        """How long to wait for a notification: nothing tells of what there was no place for."""
        return self.min_dequeue_poll_interval if self._left_some else dequeue_timeout
