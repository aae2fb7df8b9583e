"""PgQueuer on PostgreSQL for the kinds of one role, taken up anew whenever the database was lost."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import structlog
from asyncpg import InterfaceError, InternalClientError, PostgresConnectionError
from pgqueuer.models import Job as QueuedJob
from pgqueuer.types import QueueManagerId
from sqlalchemy.engine import URL

from bot.queue.hands import Hands
from bot.queue.statements import beat, drop, take_up
from bot.queue.taking import Taker, Work
from bot.queue.work import LIMITS, Handler
from config.errors import StorageError
from storage.engine import own_connection
from storage.model import Job, JobKind

log = structlog.get_logger()


def _is_news(record: logging.LogRecord) -> bool:
    """False for what PgQueuer says of a lost connection ten times a second: a lane says it once."""
    error = record.exc_info[1] if record.exc_info else None
    lost = isinstance(error, InterfaceError | InternalClientError | PostgresConnectionError | OSError)
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
    """Runs the jobs of some entry points, so many at once as their kinds may have together.

    What runs goes on where the connection is lost, and is held again by the next one.
    """

    def __init__(self, name: str, url: URL, entries: tuple[Entry, ...], hands: Hands) -> None:
        self.name = name
        self._url = url
        self._hands = hands
        self._entries = {entry.name: entry for entry in entries}
        self._work = Work(
            manager=QueueManagerId(uuid4()),
            names=tuple(self._entries),
            most=sum(LIMITS[kind] for kind in {entry.kind for entry in entries}),
            full=lambda name: hands.full(self._entries[name].kind),
            begin=self._begin,
        )
        self._stopping = asyncio.Event()
        self._taker: Taker | None = None

    async def run(self) -> None:
        """Run until `stop`, whatever becomes of the database meanwhile, and what was begun to its end."""
        tasks = self._work.tasks
        try:
            await self._take()
            while tasks:
                await asyncio.wait(set(tasks.values()))
        finally:
            for task in tuple(tasks.values()):
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)

    def stop(self) -> None:
        """Take no further jobs; `run` returns when the running ones are done."""
        self._stopping.set()
        if self._taker is not None:
            self._taker.shutdown.set()

    async def _take(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = asyncio.get_running_loop().time()
            try:
                async with own_connection(self._url) as connection:
                    await self._take_by(connection)
            except StorageError as error:
                log.warning("the queue waits for the database", work=self.name, reason=str(error))
            except Exception as error:  # noqa: BLE001 - whatever PgQueuer raises, the rows are still there
                log.warning(
                    "the queue lost the database and asks for it again",
                    work=self.name,
                    reason=str(error) or type(error).__name__,
                )
            if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            await self._rest(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _take_by(self, connection: Any) -> None:
        """Take until `stop`; StorageError where the connection was lost."""
        taker = Taker(connection, self._work, channel=f"wirewatch_{uuid4().hex}")
        # of what ended meanwhile the database was not told, nor of what goes on
        await take_up(taker.driver, self._work.manager, self._work.tasks)
        self._taker = taker
        if self._stopping.is_set():
            return
        keeping = asyncio.create_task(self._keep(taker), name=f"earlier work of {self.name}")
        try:
            await taker.run(
                dequeue_timeout=GLANCE,
                batch_size=max(2, min(self._work.most // 4, 10)),
                max_concurrent_tasks=self._work.most,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=HEARTBEAT,
                log_aggregation_interval=timedelta(0),
            )
        finally:
            self._taker = None
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
        if connection.is_closed() and not self._stopping.is_set():
            raise StorageError("The connection was cut.")

    async def _keep(self, taker: Taker) -> None:
        """Hold what was begun by an earlier connection until it has ended."""
        earlier, manager = dict(self._work.tasks), self._work.manager
        try:
            while earlier:
                await asyncio.wait(
                    earlier.values(),
                    timeout=HEARTBEAT.total_seconds() / 3,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                done = {number for number, task in earlier.items() if task.done()}
                await drop(taker.driver, manager, done)
                taker.held -= done
                earlier = {number: task for number, task in earlier.items() if number not in done}
                await beat(taker.driver, manager, earlier)
        except Exception:
            taker.lose()
            raise

    def _begin(self, job: QueuedJob) -> asyncio.Task[None]:
        entry = self._entries[job.entrypoint]
        return self._hands.begin(entry.handler, Job(kind=entry.kind, key=(job.payload or b"").decode()))

    async def _rest(self, seconds: float) -> None:
        waiting = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({waiting}, timeout=seconds)
        waiting.cancel()


def entries_of(handlers: Mapping[JobKind, Handler], kinds: tuple[JobKind, ...]) -> tuple[Entry, ...]:
    """An entry point of its own name for each of these kinds."""
    return tuple(Entry(name=kind, kind=kind, handler=handlers[kind]) for kind in kinds)
