"""What both queues do around a handler: its failure is told once, and its row is tried again by the tick."""

import asyncio

import structlog

from bot.queue.work import GRACE, Handler
from config.errors import NewerError, WirewatchError
from storage.model import Job

log = structlog.get_logger()

_left: set[str] = set()
"""Why work was left to newer processes, each told once: they are as many as kinds of documents."""


async def guarded(handler: Handler, job: Job) -> None:
    """Run the handler on the job's row; raises nothing but what cancels it."""
    try:
        await handler(job.key)
    except NewerError as newer:
        if str(newer) not in _left:
            _left.add(str(newer))
            log.warning("work is left to newer processes", work=job.kind, key=job.key, reason=str(newer))
    except WirewatchError as trouble:
        log.warning(
            "work came to nothing; it is tried again later", work=job.kind, key=job.key, reason=str(trouble)
        )
    except Exception:
        log.exception("job failed; its row will be tried again", work=job.kind, key=job.key)


class Ending:
    """When a queue was told to stop, and how long its handlers have left."""

    def __init__(self) -> None:
        self._at: float | None = None

    def begin(self) -> None:
        """From now on nothing more is taken."""
        if self._at is None:
            self._at = asyncio.get_running_loop().time()

    @property
    def has_begun(self) -> bool:
        """Whether it was told to stop."""
        return self._at is not None

    @property
    def grace(self) -> float:
        """Seconds that running handlers have left."""
        if self._at is None:
            return GRACE
        return max(0.1, GRACE - (asyncio.get_running_loop().time() - self._at))
