"""How much of each kind a process does at once, whichever lane took it."""

import asyncio
from collections import Counter

from bot.queue.guarded import guarded
from bot.queue.work import LIMITS, Handler
from storage.model import Job, JobKind


class Hands:
    """Runs handlers, never more of a kind at once than LIMITS."""

    def __init__(self) -> None:
        self._places = {kind: asyncio.Semaphore(most) for kind, most in LIMITS.items()}
        self._given: Counter[JobKind] = Counter()

    def full(self, kind: JobKind) -> bool:
        """Whether more of the kind would only wait."""
        return self._given[kind] >= LIMITS[kind]

    def begin(self, handler: Handler, job: Job) -> asyncio.Task[None]:
        """Run the handler on the job's row as soon as there is a place; the task raises nothing."""
        self._given[job.kind] += 1
        task = asyncio.create_task(self._do(handler, job), name=f"{job.kind} {job.key}")
        task.add_done_callback(lambda _: self._given.subtract([job.kind]))
        return task

    async def _do(self, handler: Handler, job: Job) -> None:
        async with self._places[job.kind]:
            await guarded(handler, job)
