"""Killable worker processes for CPU work, by anyio's `to_process` (never fork: docs/design/workers.md).

A worker that passes its deadline, in seconds of a core, is killed and others go on; one that asks for too
much memory gets a MemoryError and lives.
"""

import asyncio
import logging
import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, TypeVarTuple

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process, to_thread

from bot.bounds import BUSY, bounds
from config.errors import StartError, WorkerError
from config.phrase import phrase
from summarise.model import CatalogueText

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

FIRST_DEADLINE = 30.0
"""Seconds for a worker's first work: its imports count."""

IDLE = 180.0
"""Seconds without work after which new workers take the place of those that worked."""


ALMOST = 0.9
"""The part of a deadline after which a worker that ended was ended by it: the kernel's clock ticks."""

ITS_OWN = "Raised by the work, in a worker process."
"""The note by which an OSError of the work is known from one of who starts its process."""


def _in_worker(packed: bytes, seconds: float) -> Any:
    """Run in the worker process, deaf to Ctrl-C (the parent drains first), for so many seconds of a core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable()  # it answers, and what libraries have to say of strangers' texts would be printed
    with bounds(seconds):
        work, args = pickle.loads(packed)  # noqa: S301 - packed by our own parent
        try:
            return work(*args)
        except OSError as error:
            error.add_note(ITS_OWN)
            raise


def _packed(work: Callable[..., object], args: tuple[object, ...]) -> bytes:
    return pickle.dumps((work, args), protocol=pickle.HIGHEST_PROTOCOL)


def warm(texts: tuple[CatalogueText, ...] = ()) -> None:
    """Import, in a worker, what its work will need; `texts` are the actors beside the shipped ones."""
    from feeds.parse.document import parse
    from summarise.actors.roster import roster
    from summarise.editions.alert import alerts
    from summarise.reading import reading_of

    # the shipped actors and numpy wait for an article: 35 MB that feeds without news do not need
    if texts:  # an operator's file may take seconds
        _ = roster(texts).matcher
    del parse, alerts, reading_of


def _leave() -> None:
    os._exit(0)


async def _end_one() -> None:
    """Let a worker that has nothing to do end by itself."""
    # OSError: there is none any more, and none could be started to be ended
    with suppress(OSError, BrokenWorkerProcess), anyio.fail_after(FIRST_DEADLINE):
        await to_process.run_sync(_leave, cancellable=True, limiter=CapacityLimiter(1))


async def _start_another(texts: tuple[CatalogueText, ...]) -> None:
    """In place of a worker that has ended: what it needs is not to count against whoever works next."""
    packed, seconds = await to_thread.run_sync(_packed, warm, (texts,)), _warming(texts)
    try:
        with suppress(TimeoutError, BrokenWorkerProcess, MemoryError), anyio.fail_after(BUSY * seconds):
            await to_process.run_sync(
                _in_worker, packed, seconds, cancellable=True, limiter=CapacityLimiter(1)
            )
    except OSError as error:
        import structlog  # workers, which import this module, have nothing to log

        structlog.get_logger().warning(
            "no worker process could be started; one is once there is work", reason=str(error)
        )


def _warming(texts: tuple[CatalogueText, ...]) -> float:
    """Seconds that a worker's first work may take."""
    from summarise.actors.roster import building

    return FIRST_DEADLINE + building(texts)


class WorkerProcesses:
    """At most `count` processes, started when first needed; implements `feeds.ports.Workers`."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._texts: tuple[CatalogueText, ...] = ()
        self._slots = CapacityLimiter(count)
        self._open = asyncio.Event()
        self._open.set()
        self._busy = 0
        self._idle: asyncio.TimerHandle | None = None
        self._renewing: asyncio.Task[None] | None = None

    def hold(self) -> None:
        """Let whatever is to be run wait until `warm` has ended."""
        self._open.clear()

    async def warm(self, texts: tuple[CatalogueText, ...] = ()) -> None:
        """Start every worker and let it import what it needs; `texts` are the operator's actors."""
        self._texts, deadline = texts, _warming(texts)
        try:
            await asyncio.gather(*(self._run(warm, texts, deadline=deadline) for _ in range(self._count)))
        finally:
            self._open.set()

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """Run an importable function in a worker process; WorkerError past `deadline` seconds of a core.

        Where the machine is busy that takes longer, up to BUSY times. StartError where no process can be
        started.
        """
        await self._open.wait()
        if self._idle is not None:
            self._idle.cancel()
        self._busy += 1
        try:
            return await self._run(work, *args, deadline=deadline)
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle = asyncio.get_running_loop().call_later(IDLE, self._renew_later)

    def _renew_later(self) -> None:
        self._renewing = asyncio.create_task(self.renew(), name="new workers")

    async def renew(self) -> None:
        """Put new workers in the place of all: what one holds that has read an article is 60 MB more.

        What is to be run meanwhile waits for the first of them.
        """
        all_ended = asyncio.Barrier(self._count)
        async with asyncio.TaskGroup() as renewing:
            for _ in range(self._count):
                renewing.create_task(self._renew_one(all_ended))

    async def _renew_one(self, all_ended: asyncio.Barrier) -> None:
        async with self._slots:
            await _end_one()
            await all_ended.wait()  # the newest is whom anyio would end next
            await _start_another(self._texts)

    async def aclose(self) -> None:
        """Renew nobody any more; the processes end with the event loop."""
        if self._idle is not None:
            self._idle.cancel()
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.wait({self._renewing})

    async def _run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float) -> T:
        async with self._slots:
            # in a thread: a thousand reports take 0.1 s to pack, which the loop does not have; and only for
            # a worker that is free: of a hundred waiting documents a second copy would take 13 MB
            packed = await to_thread.run_sync(_packed, work, args)
            loop = asyncio.get_running_loop()
            began = loop.time()
            try:
                with anyio.fail_after(BUSY * deadline):
                    found: T = await to_process.run_sync(
                        _in_worker, packed, deadline, cancellable=True, limiter=CapacityLimiter(1)
                    )
                    return found
            except (TimeoutError, BrokenWorkerProcess) as ended:
                # one that died before it can have had its time of a core was not ended by the kernel's clock
                if isinstance(ended, TimeoutError) or loop.time() - began >= ALMOST * deadline:
                    await _start_another(self._texts)
                    said = f"{work.__name__} took longer than {deadline:g} s and was ended"
                    why = phrase("it took longer than {seconds} s", seconds=deadline)
                    raise WorkerError(said, why) from None
                said = f"the worker process of {work.__name__} died"
                raise WorkerError(said, phrase("the process that read it died")) from None
            except MemoryError:
                said = f"{work.__name__} asked for more memory than a worker may have"
                raise WorkerError(said, phrase("it asked for more memory than it may have")) from None
            except OSError as error:
                if ITS_OWN in getattr(error, "__notes__", ()):
                    raise
                said = f"no worker process could be started for {work.__name__}: {error}"
                raise StartError(said, phrase("no process could be started to read it")) from None
