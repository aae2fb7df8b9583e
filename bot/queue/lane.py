"""PgQueuer on PostgreSQL for the kinds of one role, taken up anew whenever the database was lost."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import structlog
from asyncpg import InterfaceError, PostgresConnectionError
from pgqueuer import AsyncpgDriver
from pgqueuer.models import Job as QueuedJob
from sqlalchemy.engine import URL

from bot.queue.guarded import guarded
from bot.queue.statements import give_back
from bot.queue.taking import Taker
from bot.queue.work import LIMITS, Handler
from config.errors import StorageError
from storage.engine import own_connection
from storage.model import Job, JobKind

log = structlog.get_logger()


def _is_news(record: logging.LogRecord) -> bool:
    """False for what PgQueuer says of a lost connection ten times a second: a lane says it once."""
    error = record.exc_info[1] if record.exc_info else None
    lost = isinstance(error, InterfaceError | PostgresConnectionError | OSError)
    return not lost and not str(record.msg).startswith("Shutdown flush failed")


logging.getLogger("pgqueuer").addFilter(_is_news)

HEARTBEAT: Final = timedelta(seconds=30)
"""A job whose process has not been heard of for so long is taken over."""

GLANCE: Final = timedelta(seconds=5)
"""How long a lane waits for a notification before it looks by itself."""

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 15.0
"""Seconds before a lane that lost the database asks for it again; each time twice as long."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry point: its name in the queue, and what is done of which kind."""

    name: str
    kind: JobKind
    handler: Handler


class Lane:
    """Runs the jobs of some entry points, so many at once as their kinds may have together."""

    def __init__(self, name: str, url: URL, entries: tuple[Entry, ...]) -> None:
        self.name = name
        self._url = url
        self._entries = entries
        self._most = sum(LIMITS[kind] for kind in {entry.kind for entry in entries})
        self._stopping = asyncio.Event()
        self._taker: Taker | None = None
        self._last: UUID | None = None

    async def run(self) -> None:
        """Run until `stop`, whatever becomes of the database meanwhile."""
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = asyncio.get_running_loop().time()
            try:
                async with own_connection(self._url) as connection:
                    await self._run_on(connection)
            except StorageError as error:
                log.warning("the queue waits for the database", work=self.name, reason=str(error))
            except Exception as error:  # noqa: BLE001 - whatever PgQueuer raises, the rows are still there
                log.warning(
                    "the queue lost the database and asks for it again", work=self.name, reason=str(error)
                )
            if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            await self._rest(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def stop(self) -> None:
        """Take no further jobs; `run` returns when the running ones are done."""
        self._stopping.set()
        if self._taker is not None:
            self._taker.shutdown.set()

    async def _run_on(self, connection: Any) -> None:
        """Run until `stop`; StorageError where the connection was lost."""
        if self._last is not None:  # what it ran has ended, but the database was not told
            await give_back(AsyncpgDriver(connection), self._last)
        names = [entry.name for entry in self._entries]
        taker = Taker(connection, names, self._most, channel=f"wirewatch_{uuid4().hex}")
        for entry in self._entries:
            taker.entrypoint(entry.name, accepts_context=False)(_run(entry))
        connection.add_termination_listener(lambda _: taker.shutdown.set())
        self._taker, self._last = taker, taker.queue_manager_id
        if self._stopping.is_set():
            return
        try:
            await taker.run(
                dequeue_timeout=GLANCE,
                batch_size=max(2, min(self._most // 4, 10)),
                max_concurrent_tasks=self._most,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=HEARTBEAT,
                log_aggregation_interval=timedelta(0),
            )
        finally:
            self._taker = None
        if connection.is_closed() and not self._stopping.is_set():
            raise StorageError("The connection was cut.")

    async def _rest(self, seconds: float) -> None:
        waiting = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({waiting}, timeout=seconds)
        waiting.cancel()


def entries_of(handlers: Mapping[JobKind, Handler], kinds: tuple[JobKind, ...]) -> tuple[Entry, ...]:
    """An entry point of its own name for each of these kinds."""
    return tuple(Entry(name=kind, kind=kind, handler=handlers[kind]) for kind in kinds)


def _run(entry: Entry) -> Any:
    async def run(job: QueuedJob) -> None:
        await guarded(entry.handler, Job(kind=entry.kind, key=(job.payload or b"").decode()))

    return run
