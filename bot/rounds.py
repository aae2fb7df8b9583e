"""APScheduler by the event loop's clock."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.executors.base import MaxInstancesReachedError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import STATE_PAUSED

BEGAN: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When the loop's clock is said to have been at 0: APScheduler reckons in dates."""

STORE: Final = "default"


class Rounds(AsyncIOScheduler):  # type: ignore[misc]  # which tells no types
    """Late rounds run once, never side by side with themselves; what has no interval runs at the start.

    APScheduler's own clock is the machine's: no round would begin for as long as somebody sets that back.
    """

    def __init__(self) -> None:
        super().__init__(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def _real_add_job(self, job: Any, *given: Any) -> None:
        job._modify(next_run_time=self._now() + getattr(job.trigger, "interval", timedelta(0)))
        super()._real_add_job(job, *given)

    def _process_jobs(self) -> float | None:
        """Begin what is due, as APScheduler does by its clock; seconds until the next is."""
        if self.state == STATE_PAUSED:
            return None
        now, store, executor = self._now(), self._lookup_jobstore(STORE), self._lookup_executor(STORE)
        for job in store.get_due_jobs(now):
            due = job._get_run_times(now)[-1:]
            try:
                executor.submit_job(job, due)
            except MaxInstancesReachedError:
                self._dispatch_event(JobSubmissionEvent(EVENT_JOB_MAX_INSTANCES, job.id, STORE, due))
            following = job.trigger.get_next_fire_time(due[-1], now)
            if following is None:
                self.remove_job(job.id, STORE)
            else:
                job._modify(next_run_time=following)
                store.update_job(job)
        first = store.get_next_run_time()
        return None if first is None else max(0.0, (first - now).total_seconds())

    def _now(self) -> datetime:
        return BEGAN + timedelta(seconds=self._eventloop.time())
