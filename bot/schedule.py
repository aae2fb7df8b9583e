"""The one timer: a tick each second nudges what is due, and housekeeping runs beside it."""

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.jobs import Queue
from feeds.ports import Clock
from storage.archive import Archive

TICK_SECONDS = 1
HOUSEKEEPING_MINUTES = 10


def timetable(archive: Archive, queue: Queue, now: Clock, targets: frozenset[str] | None) -> AsyncIOScheduler:
    """The timer, not yet started. Late ticks run once, never side by side; all times are UTC."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )

    async def tick() -> None:
        await archive.nudge_unfinished(now(), targets=targets)

    scheduler.add_job(tick, "interval", seconds=TICK_SECONDS, id="tick")
    scheduler.add_job(queue.trim, "interval", minutes=HOUSEKEEPING_MINUTES, id="housekeeping")
    return scheduler
