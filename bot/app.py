"""The composition root: the only place where the rooms are wired together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

import structlog

from bot.deliver import Sender, deliver
from bot.jobs import GRACE, Handler, Queue
from bot.schedule import timetable
from bot.workers import WorkerProcesses
from config.settings import Settings
from feeds.fetch import Fetcher
from feeds.guard import shown
from feeds.poll import Pace, PollReport, poll
from feeds.ports import Clock, Fetch
from feeds.sample import SampleFetch
from storage.archive import Archive
from storage.model import JobKind
from summarise.publish import publish
from summarise.read import read

log = structlog.get_logger()

SenderFor = Callable[[str], Sender]
"""Finds who speaks to a target."""

PHASES: tuple[JobKind, ...] = ("poll", "read", "publish", "deliver")
"""A round in order: everything is polled before it is read, and read before it is told."""


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """Everything that runs, wired; `now` is the only clock."""

    settings: Settings
    archive: Archive
    queue: Queue
    workers: WorkerProcesses
    fetcher: Fetcher
    now: Clock


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def fetcher_for(settings: Settings) -> Fetcher:
    """The network as the settings allow it; its User-Agent says who asks."""
    contact = f"; {settings.contact}" if settings.contact else ""
    return Fetcher(
        user_agent=f"Wirewatch/{version('wirewatch')} (news bot{contact})",
        timeout=settings.fetch_seconds,
        max_bytes=int(settings.fetch_megabytes * 1_000_000),
        allowed=settings.allow_networks,
    )


@asynccontextmanager
async def newsroom(
    settings: Settings, *, workers: WorkerProcesses, sender_for: SenderFor, now: Clock
) -> AsyncIterator[Newsroom]:
    """Open the archive and the network, run the queue; on leaving, drain for GRACE seconds and close.

    Whoever opens it is the only process on the database: what a dead one had claimed is released.
    """
    queue = Queue()
    archive = await Archive.open(settings.database, queue)
    try:
        await archive.release()
        async with fetcher_for(settings) as fetcher:
            room = Newsroom(
                settings=settings, archive=archive, queue=queue, workers=workers, fetcher=fetcher, now=now
            )
            running = asyncio.create_task(queue.run(_handlers(room, sender_for)), name="queue")
            try:
                yield room
            finally:
                queue.stop()
                with suppress(TimeoutError, asyncio.CancelledError):
                    await asyncio.wait_for(running, GRACE)
    finally:
        await archive.close()


def _handlers(room: Newsroom, sender_for: SenderFor) -> dict[JobKind, Handler]:
    """What each nudge does; every one of them may run twice."""
    archive, workers, now = room.archive, room.workers, room.now
    fetch: Fetch = SampleFetch(room.fetcher)
    pace = Pace(floor=room.settings.poll_floor, ceiling=room.settings.poll_ceiling)

    async def on_poll(key: str) -> None:
        report = await poll(int(key), store=archive.feeds, fetch=fetch, workers=workers, now=now, pace=pace)
        if report is not None:
            tell(report)

    async def on_read(key: str) -> None:
        await read(int(key), store=archive.stories, workers=workers, now=now)

    async def on_publish(key: str) -> None:
        await publish(int(key), store=archive.plans, workers=workers, now=now)

    async def on_deliver(key: str) -> None:
        await deliver(key, outbox=archive.deliveries, sender=sender_for(key), now=now)

    return {"poll": on_poll, "read": on_read, "publish": on_publish, "deliver": on_deliver}


def tell(report: PollReport) -> None:
    """One line for what a poll came to, where there is anything to say."""
    if report.failure is not None:
        log.warning("feed not read", feed=report.feed.id, reason=report.failure)
    elif report.new:
        log.info("feed read", feed=report.feed.id, address=shown(report.feed.address), articles=report.new)
    if report.note is not None:
        log.debug("feed is odd", feed=report.feed.id, address=shown(report.feed.address), note=report.note)


GLANCE = 0.1
"""Seconds between two looks at what a round still has to do."""

Progress = Callable[[JobKind, int], None]
"""Told the phase and how many of its rows are still waiting."""


async def settle(room: Newsroom, progress: Progress) -> None:
    """One round: all that is due now, phase by phase, until nothing is due or claimed."""
    for phase in PHASES:
        room.queue.admit(frozenset({phase}))
        while True:
            await room.archive.nudge_unfinished(room.now(), frozenset({phase}), nudged_too=True)
            waiting = (await room.archive.waiting(room.now()))[phase]
            progress(phase, waiting)
            if not waiting:
                break
            await asyncio.sleep(GLANCE)


async def keep_going(room: Newsroom, stopping: asyncio.Event) -> None:
    """Tick each second until `stopping` is set."""
    scheduler = timetable(room.archive, room.queue, room.now)
    scheduler.start()
    try:
        await stopping.wait()
    finally:
        scheduler.shutdown(wait=False)
