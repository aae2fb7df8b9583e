"""The one timer: a tick each second nudges what is due, and housekeeping runs beside it."""

import asyncio
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.newsroom import Newsroom
from config.errors import StorageError
from storage.model import JobKind
from storage.unfinished import KINDS

log = structlog.get_logger()

PATIENT: tuple[JobKind, ...] = ("page", "read")
"""Kinds whose rows wait where the queue is full of them: what comes meanwhile should not stand behind."""

TICK_SECONDS = 1
HOUSEKEEPING_MINUTES = 10
FORGETTING_HOURS = 6
PAUSE = 0.5
"""Seconds for others between two transactions that delete."""


def timetable(room: Newsroom) -> AsyncIOScheduler:
    """The timer, not yet started. Late ticks run once, never side by side; all times are UTC."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )

    trouble = ""

    async def tick() -> None:
        nonlocal trouble
        try:
            await room.archive.nudge_unfinished(room.now(), _wanted(room), targets=room.targets)
            trouble = ""
        except StorageError as error:  # told once, not each second that it lasts
            if str(error) != trouble:
                log.error("the tick waits for the database", reason=str(error))
            trouble = str(error)

    async def tidy_up() -> None:
        await room.queue.trim()
        try:
            await room.archive.pages.forget(room.now())
            await room.archive.forget_counts(room.now())
        except StorageError as error:
            log.error("old pages and counts could not be dropped", reason=str(error))

    async def forget() -> None:
        if room.settings.keep_days is None:
            return
        before = room.now() - timedelta(days=room.settings.keep_days)
        try:
            deleted = 1
            while deleted:
                deleted = await room.archive.forget(before)
                await asyncio.sleep(PAUSE)
        except StorageError as error:
            log.error("old stories could not be deleted", reason=str(error))

    scheduler.add_job(tick, "interval", seconds=TICK_SECONDS, id="tick")
    scheduler.add_job(tidy_up, "interval", minutes=HOUSEKEEPING_MINUTES, id="housekeeping")
    scheduler.add_job(forget, "interval", hours=FORGETTING_HOURS, id="retention")
    return scheduler


def _wanted(room: Newsroom) -> frozenset[JobKind]:
    """What more work there is room for."""
    full = {kind for kind in PATIENT if room.queue.crowded(kind)}
    return KINDS - full - ({"poll"} if room.looks.full else set())
