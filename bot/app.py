"""The composition root: the only place where the rooms are wired together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

import structlog

from bot.deliver import Sender, deliver
from bot.jobs import Handler, Queue
from bot.schedule import timetable
from bot.workers import WorkerProcesses
from config.settings import Settings
from feeds.cadence import Pace
from feeds.fetch import Fetcher
from feeds.guard import Network, shown
from feeds.poll import PollReport, Rules, Wire, poll_due
from feeds.ports import Clock
from feeds.sample import SampleFetch
from storage.archive import Archive
from storage.model import JobKind
from summarise.publish import publish
from summarise.read import read

log = structlog.get_logger()

SenderFor = Callable[[str], Sender]
"""Finds who speaks to a target."""

Targets = frozenset[str] | None
"""The targets that this process delivers to; None for all. Others' posts wait in the outbox."""

PHASES: tuple[JobKind, ...] = ("poll", "page", "read", "publish", "notice", "deliver")
"""A round in order: everything is polled before it is read, and read before it is told."""


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """Everything that runs, wired; `now` is the only clock."""

    settings: Settings
    archive: Archive
    queue: Queue
    workers: WorkerProcesses
    fetcher: Fetcher
    asked: Fetcher
    now: Clock
    targets: Targets


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def fetcher_for(settings: Settings, allowed: tuple[Network, ...]) -> Fetcher:
    """The public network, and private ones as allowed; its User-Agent says who asks."""
    contact = f"; {settings.contact}" if settings.contact else ""
    return Fetcher(
        user_agent=f"Wirewatch/{version('wirewatch')} (news bot{contact})",
        timeout=settings.fetch_seconds,
        max_bytes=int(settings.fetch_megabytes * 1_000_000),
        allowed=allowed,
    )


@asynccontextmanager
async def newsroom(
    settings: Settings,
    *,
    workers: WorkerProcesses,
    sender_for: SenderFor,
    now: Clock,
    targets: Targets = None,
) -> AsyncIterator[Newsroom]:
    """Open the archive and the network, run the queue; on leaving, drain for `bot.jobs.GRACE` s and close.

    Whoever opens it is the only process on the database: what a dead one had claimed is released.
    """
    queue = Queue()
    archive = await Archive.open(settings.database, queue, host_delay=settings.host_delay)
    try:
        await archive.release()
        async with (
            fetcher_for(settings, settings.allow_networks) as fetcher,
            fetcher_for(settings, settings.allow_command_networks) as asked,
        ):
            room = Newsroom(
                settings=settings,
                archive=archive,
                queue=queue,
                workers=workers,
                fetcher=fetcher,
                asked=asked,
                now=now,
                targets=targets,
            )
            running = asyncio.create_task(queue.run(_handlers(room, sender_for)), name="queue")
            try:
                yield room
            finally:
                queue.stop()
                with suppress(TimeoutError, asyncio.CancelledError):
                    await asyncio.wait_for(running, queue.grace)
    finally:
        await archive.close()


def _handlers(room: Newsroom, sender_for: SenderFor) -> dict[JobKind, Handler]:
    """What each nudge does; every one of them may run twice."""
    archive, workers, now, settings = room.archive, room.workers, room.now, room.settings
    looks = asyncio.Semaphore(settings.looks)
    wire = Wire(
        store=archive.feeds,
        fetch=SampleFetch(room.fetcher),
        workers=workers,
        now=now,
        rules=Rules(pace=Pace(floor=settings.poll_floor, ceiling=settings.poll_ceiling)),
        slots=looks,
    )

    async def on_poll(key: str) -> None:
        await poll_due([int(held) for held in key.split(",")], wire, tell)

    async def on_read(key: str) -> None:
        await read(int(key), store=archive.stories, workers=workers, now=now)

    async def on_publish(key: str) -> None:
        await publish(int(key), store=archive.plans, workers=workers, now=now)

    async def on_deliver(key: str) -> None:
        if room.targets is None or key in room.targets:
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


RESTED = 5.0
"""Seconds beyond the pause between two requests that a round waits for hosts to be free."""

IN_VAIN = 3
"""After so many passes that finished nothing, a round leaves the rest to the next one."""


async def settle(room: Newsroom, progress: Progress) -> None:
    """One round: all that is due now, phase by phase, until nothing is due or claimed, or nothing helps."""
    for phase in PHASES:
        room.queue.admit(frozenset({phase}))
        left = await _finish(room, phase, progress)
        if left:
            log.error("left for another time", work=phase, rows=left)


async def _finish(room: Newsroom, phase: JobKind, progress: Progress) -> int:
    """Do all of one phase; how many rows are left because nothing helps, or their hosts rest too long."""
    in_vain, rested, before = 0, 0.0, await _waiting(room, phase)
    progress(phase, before)
    while before and in_vain < IN_VAIN and rested < RESTED + room.settings.host_delay_seconds:
        nudged = await room.archive.nudge_unfinished(
            room.now(), frozenset({phase}), nudged_too=True, targets=room.targets
        )
        if not nudged:  # hosts rest between two requests
            await asyncio.sleep(GLANCE)
            rested += GLANCE
        while room.queue.busy:
            await asyncio.sleep(GLANCE)
            progress(phase, await _waiting(room, phase))
        left = await _waiting(room, phase)
        if left < before:
            in_vain, rested = 0, 0.0
        elif nudged:
            in_vain += 1
        before = left
    return before


async def _waiting(room: Newsroom, phase: JobKind) -> int:
    return (await room.archive.waiting(room.now(), targets=room.targets))[phase]


async def keep_going(room: Newsroom, stopping: asyncio.Event) -> None:
    """Tick each second until `stopping` is set."""
    scheduler = timetable(room.archive, room.queue, room.now, room.targets)
    scheduler.start()
    try:
        await stopping.wait()
    finally:
        scheduler.shutdown(wait=False)
