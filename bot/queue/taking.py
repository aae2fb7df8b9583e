"""PgQueuer's taking of jobs for one lane: woken by nothing but what is for it, and asking what it must.

As PgQueuer has it, every change of the queue wakes every process, each of which then asks four things.
"""

from collections.abc import AsyncGenerator, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pgqueuer import AsyncpgDriver
from pgqueuer.models import Job, TracebackRecord
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries
from pgqueuer.types import JOB_STATUS, Channel, JobId

from bot.queue.statements import builders, wakes


class Ears(AsyncpgDriver):
    """A connection that also hears of new jobs under these names."""

    def __init__(self, connection: Any, names: Collection[str]) -> None:
        super().__init__(connection)
        self._names = names

    async def add_listener(self, channel: str, callback: Any) -> None:
        """Listen to what is asked for, and to what wakes those who do these jobs."""
        for each in (channel, *map(wakes, self._names)):
            await super().add_listener(each, callback)


@dataclass
class Held(Queries):
    """The statements of one taker, which note what it holds: jobs that it took and has not given back."""

    held: set[JobId] = field(default_factory=set)

    async def log_jobs(self, job_status: list[tuple[Job, JOB_STATUS, TracebackRecord | None]]) -> None:
        """Give back what is done."""
        await super().log_jobs(job_status)
        self.held.difference_update(job.id for job, _, _ in job_status)


class Taker(QueueManager):
    """Takes jobs of these names, at most so many at once; it runs once, as its shutdown stays set."""

    def __init__(self, connection: Any, names: Collection[str], most: int, channel: str) -> None:
        """`channel` is where it, and nobody else, hears whether its connection is alive."""
        self._held = Held(Ears(connection, names), **builders(channel))
        self._most = most
        super().__init__(self._held, channel=Channel(channel))

    async def fetch_jobs(
        self, batch_size: int, global_concurrency_limit: int | None, heartbeat_timeout: timedelta
    ) -> AsyncGenerator[Job, None]:
        """Yield the jobs that it takes, noting each."""
        async for job in super().fetch_jobs(batch_size, global_concurrency_limit, heartbeat_timeout):
            self._held.held.add(job.id)
            yield job

    async def _effective_dequeue_timeout(self, dequeue_timeout: timedelta) -> timedelta:
        """How long to wait for a notification: while it holds all it may, nothing tells of what waits."""
        is_full = len(self._held.held) >= self._most
        return self.min_dequeue_poll_interval if is_full else dequeue_timeout
