"""A process among others on one database: it tells that it runs, and goes by the database's clock."""

import asyncio
import os
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Final

import structlog

from config.errors import LeftError, OutgrownError, StorageError
from config.settings import Role
from feeds.ports import Clock
from storage.model import Process
from storage.processes import BEAT, Processes

log = structlog.get_logger()

UNHEARD: Final = timedelta(milliseconds=500)
"""The clock is not corrected by less."""

WRONG: Final = timedelta(seconds=5)
"""A machine whose clock is further off is told of."""

GOODBYE: Final = 2.0
"""Seconds for telling others that it ends, which they see by themselves after a while."""

Beat = Callable[[], Awaitable[None]]


class SharedClock:
    """The time by the database's clock, which is one for all machines: leases and waits compare by it."""

    def __init__(self, here: Clock, machine: Clock = lambda: datetime.now(UTC)) -> None:
        """`here` is gone by, corrected by as much as `machine`, this machine's clock, is wrong.

        They are one, but where a test's time runs faster.
        """
        self._here, self._machine = here, machine
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Now."""
        return self._here() + self._ahead

    def correct(self, told: datetime, took: timedelta) -> None:
        """Go by what the database said the time was, at some moment of asking, which `took` so long."""
        least = told - self._machine()
        if least - UNHEARD <= self._ahead <= least + took + UNHEARD:
            return
        self._ahead = min(max(self._ahead, least), least + took)
        if abs(self._ahead) > WRONG:
            log.warning(
                "this machine's clock differs from the database's; the database's is gone by",
                seconds=round(self._ahead.total_seconds(), 1),
            )


def this_process(roles: frozenset[Role], told: tuple[tuple[str, str], ...] = ()) -> Process:
    """This process as others are to see it, under an id that no other ever had; `told` of its settings."""
    return Process(
        id=uuid.uuid4().hex,
        roles=frozenset(roles),
        host=socket.gethostname(),
        number=os.getpid(),
        version=version("wirewatch"),
        started_at=datetime.min.replace(tzinfo=UTC),
        heard_at=datetime.min.replace(tzinfo=UTC),
        settings=told,
    )


@asynccontextmanager
async def present(
    me: Process, processes: Processes, clock: SharedClock, *beats: Beat
) -> AsyncIterator[asyncio.Event]:
    """Be heard of every BEAT while inside, and go by the database's clock; each time do `beats`, too.

    The event says that the database has become another version's, or that all of it was moved elsewhere, and
    this process is to end: leaving then raises OutgrownError or LeftError, whatever else went wrong by it.
    StorageError where the database cannot be written at first; later it is asked again with the next beat.
    """
    await _hear(me, processes, clock)
    outgrown = asyncio.Event()
    beating = asyncio.create_task(_go_on(me, processes, clock, beats), name="presence")
    beating.add_done_callback(lambda _: outgrown.set())
    try:
        yield outgrown
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
        with suppress(StorageError, TimeoutError):
            await asyncio.wait_for(processes.leave(me.id), GOODBYE)


async def _hear(me: Process, processes: Processes, clock: SharedClock) -> None:
    began = asyncio.get_running_loop().time()
    told = await processes.hear(me)
    clock.correct(told, timedelta(seconds=asyncio.get_running_loop().time() - began))


async def _go_on(me: Process, processes: Processes, clock: SharedClock, beats: tuple[Beat, ...]) -> None:
    trouble = ""
    while True:
        await asyncio.sleep(BEAT.total_seconds())
        try:
            await _hear(me, processes, clock)
            for beat in beats:
                await beat()
            trouble = ""
        except (LeftError, OutgrownError) as error:
            log.error("this process ends", reason=str(error))
            raise
        except StorageError as error:  # told once, not with each beat that it lasts
            if str(error) != trouble:
                log.error("this process cannot be heard of", reason=str(error))
            trouble = str(error)
        except Exception:
            log.exception("a beat failed; the next one comes")
