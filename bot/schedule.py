"""The one timer: a tick each second nudges what is due, and housekeeping runs beside it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

import structlog
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobExecutionEvent, JobSubmissionEvent

from bot.asking_releases import DailyCheck
from bot.backing_up import DailyBackup
from bot.housekeeping import keep_house
from bot.newsroom import Newsroom
from bot.rounds import Rounds
from config.errors import StorageError
from feeds.fetch.reach import OwnNetworks
from storage.model import JobKind
from storage.unfinished import KINDS

log = structlog.get_logger()

PATIENT: frozenset[JobKind] = frozenset({"page", "read"})
"""Kinds whose rows wait where the queue is full of them: what comes meanwhile should not stand behind."""

PATIENT_TOGETHER: frozenset[JobKind] = PATIENT | {"poll"}
"""The same where others may do the work: how many looks are under way a process knows of its own alone."""

TICK_SECONDS = 1
HOUSEKEEPING_MINUTES = 10
FORGETTING_HOURS = 6
"""Between two deletions of what is old; the first comes with the first housekeeping."""

PARTING = 2.0
"""Seconds that a job which runs may take when the timer stops."""

LONG = 5.0
"""Seconds after which is told that a round keeps the next ones from beginning."""

INDEXING_PAUSE = 0.2
"""Seconds for others between two batches of older articles that are made searchable."""

RETRY = 60.0
"""Seconds after which that is tried again where the database refused."""

Check = Callable[[], Awaitable[None]]


class Timer:
    """Late jobs run once, never side by side with themselves."""

    def __init__(self, room: Newsroom, *checks: Check) -> None:
        """Only a scheduler ticks and keeps house; everybody does their own `checks`, which raise nothing."""
        self._room = room
        self._checks = checks
        self._trouble = ""
        self._daily = DailyBackup()
        self._releases = DailyCheck()
        self._lost = False
        self._looks = 0
        self._began: dict[str, float] = {}
        self._late: set[str] = set()
        self._stopping = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._scheduler = Rounds()
        add = self._scheduler.add_job
        self._scheduler.add_listener(self._left_out, EVENT_JOB_MAX_INSTANCES)
        add(self._noted("checks", self._check), "interval", minutes=HOUSEKEEPING_MINUTES, id="checks")
        if "schedule" not in room.roles:
            return
        add(self._noted("tick", self._tick), "interval", seconds=TICK_SECONDS, id="tick")
        add(
            self._noted("housekeeping", self._tidy_up),
            "interval",
            minutes=HOUSEKEEPING_MINUTES,
            id="housekeeping",
        )
        add(
            self._noted("retention", self._keep_house),
            "interval",
            minutes=HOUSEKEEPING_MINUTES,
            id="retention",
        )
        add(self._noted("search", self._index), id="search")
        add(self._noted("backup", self._back_up), "interval", minutes=HOUSEKEEPING_MINUTES, id="backup")
        add(self._noted("releases", self._look_for_releases), "interval", hours=1, id="releases")

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more. What runs has PARTING seconds to end: a transaction that is cut off may hang."""
        self._scheduler.pause()
        self._stopping.set()
        if self._under_way:
            await asyncio.wait(tuple(self._under_way), timeout=PARTING)
        self._scheduler.shutdown(wait=False)

    def _noted(self, name: str, job: Check) -> Check:
        async def run() -> None:
            task = asyncio.current_task()
            assert task is not None
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            self._began[name] = asyncio.get_running_loop().time()
            self._late.discard(name)
            try:
                await job()
            except asyncio.CancelledError:  # which the scheduler would tell of as of a fault
                if not self._stopping.is_set():
                    raise

        return run

    def _left_out(self, event: JobExecutionEvent | JobSubmissionEvent) -> None:
        """A round did not begin, as the one before it lasts: told once for each that lasts LONG."""
        name = event.job_id
        lasts = asyncio.get_running_loop().time() - self._began.get(name, 0)
        if lasts >= LONG and name not in self._late:
            self._late.add(name)
            log.warning("a round is not over yet, and none begins meanwhile", work=name, seconds=round(lasts))

    async def _tick(self) -> None:
        room = self._room
        try:
            self._lost = self._lost or await room.queue.lost()
            if self._lost:
                await room.archive.feeds.free_soon(room.now())
                self._lost = False
            await room.archive.nudge_unfinished(room.now(), await _wanted(room), targets=room.targets)
            self._trouble = ""
        except StorageError as error:  # told once, not each second that it lasts
            if str(error) != self._trouble:
                log.error("the tick waits for the database", reason=str(error))
            self._trouble = str(error)

    async def _tidy_up(self) -> None:
        room = self._room
        for drop in (room.queue.trim, partial(room.archive.pages.forget, room.now())):
            try:
                await drop()
            except StorageError as error:
                log.error("what was done could not be dropped", reason=str(error))

    async def _back_up(self) -> None:
        await self._daily.look(self._room.settings, self._room.now())

    async def _look_for_releases(self) -> None:
        room = self._room
        await self._releases.look(
            room.settings, OwnNetworks(room.fetcher, room.own), room.workers, room.now()
        )

    async def _check(self) -> None:
        for check in self._checks:
            await check()

    async def _index(self) -> None:
        search, left, began, trouble = self._room.archive.search, 1, False, ""
        while left and not self._stopping.is_set():
            try:
                left, pause = await search.catch_up(), INDEXING_PAUSE
            except StorageError as error:
                if str(error) != trouble:
                    log.error("older articles could not be made searchable", reason=str(error))
                pause, trouble = RETRY, str(error)
            if left and not began:
                began = True
                log.info("older articles are being made searchable")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause if left else 0)
        if began and not left:
            log.info("all articles are searchable")

    async def _keep_house(self) -> None:
        """Soon after the start, for whoever runs it for an evening at a time; then now and again."""
        looks, self._looks = self._looks, (self._looks + 1) % (FORGETTING_HOURS * 60 // HOUSEKEEPING_MINUTES)
        if looks == 0:
            await keep_house(self._room)


async def _wanted(room: Newsroom) -> frozenset[JobKind]:
    """What more work there is room for."""
    full = await room.queue.crowded() & (PATIENT_TOGETHER if room.archive.is_shared else PATIENT)
    return KINDS - full - ({"poll"} if room.looks.full else set())
