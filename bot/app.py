"""The composition root: the only place where the rooms are wired together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from bot import faults
from bot.agreeing import Agreement, told_of
from bot.callback import callback
from bot.catalogues import operators_actors
from bot.handlers import handlers
from bot.health.watching import watched
from bot.newsroom import Newsroom, SenderFor, Targets
from bot.presence import SharedClock, present, this_process
from bot.queue.memory import MemoryQueue
from bot.queue.work import Queue
from bot.schedule import Check, Timer
from bot.shards.choosing import holding_for
from bot.shards.holding import Holding
from bot.shards.state import Gateway
from bot.turns import InTurn
from bot.workers import WorkerProcesses
from config.errors import StorageError
from config.settings import Settings
from feeds.fetch.fetcher import Fetcher
from feeds.guard import Network
from feeds.holding import Budget
from feeds.poll import Looks
from feeds.ports import Clock, Rests
from storage.archive import Archive
from storage.model import Process

if TYPE_CHECKING:
    from bot.standalone import Standalone

END: Final = 2.0
"""Seconds that giving back what is held may take, so that a process ends though its database is gone."""


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def fetcher_for(
    settings: Settings, allowed: tuple[Network, ...], rests: Rests | None = None, now: Clock = utc_now
) -> Fetcher:
    """The public network, and private ones as allowed; its User-Agent says who asks."""
    contact = f"; {settings.contact}" if settings.contact else ""
    return Fetcher(
        user_agent=f"Wirewatch/{version('wirewatch')} (news bot{contact})",
        timeout=settings.fetch_seconds,
        max_bytes=_largest(settings),
        allowed=allowed,
        proxy=settings.proxy.get_secret_value() if settings.proxy else None,
        connections=settings.looks,
        now=now,
        rests=rests,
    )


def _largest(settings: Settings) -> int:
    """Bytes that a body may have."""
    return int(settings.fetch_megabytes * 1_000_000)


@asynccontextmanager
async def newsroom(
    settings: Settings,
    *,
    workers: WorkerProcesses,
    sender_for: SenderFor,
    now: Clock,
    targets: Targets = None,
    queue: Queue | None = None,
) -> AsyncIterator[Newsroom]:
    """Open the archive and the network, run the queue; on leaving, drain for `work.GRACE` s and close.

    On SQLite this is the only process on the database: what a dead one had claimed is released. On PostgreSQL
    there may be others, and what a dead one had claimed is free once its lease has passed; where one of them
    made the database a newer version's, leaving raises OutgrownError. Where the queue ends by an error the
    room is `outgrown`, and leaving raises WirewatchError. All goes by `now`; on PostgreSQL by its own clock,
    by which that is corrected.
    """
    clock = SharedClock(now)
    queue = MemoryQueue() if queue is None else queue
    archive = await Archive.open(
        settings.database,
        queue,
        host_delay=settings.host_delay,
        catalogues=operators_actors(settings),
        alerts_per_hour=settings.alerts_per_hour,
        pool=settings.pool,
        backups=settings.backups,
    )

    async def rests(host: str) -> timedelta | None:
        return await archive.feeds.rests(host, clock())

    me = this_process(settings.roles, told_of(settings))
    holding = holding_for(settings, archive, queue.hold, me, at_terminal=targets is not None)
    try:
        await queue.install()
        if not archive.is_shared:
            await archive.release()
        async with (
            _among_others(me, archive, clock, holding) as outgrown,
            fetcher_for(settings, settings.allow_command_networks, rests, clock) as fetcher,
            fetcher_for(settings, settings.allow_networks, rests, clock) as own,
            fetcher_for(settings, settings.allow_command_networks, now=clock) as asked,
        ):
            if archive.is_shared:
                # a move out of it, which was under way, is over now that this process could tell of itself
                await archive.refuse_left()
            room = Newsroom(
                settings=settings,
                archive=archive,
                queue=queue,
                looks=Looks(settings.looks, Budget(shares=settings.looks, largest=_largest(settings))),
                workers=workers,
                counter=InTurn(workers),
                fetcher=fetcher,
                own=own,
                asked=asked,
                now=clock,
                roles=settings.roles,
                targets=targets,
                holding=holding,
                outgrown=outgrown,
            )
            running = asyncio.create_task(queue.run(handlers(room, sender_for)), name="queue")
            faults.end_with(running, outgrown)
            try:
                yield room
            finally:
                queue.stop()
                await faults.end(running, queue.grace)
    finally:
        await archive.close()


@asynccontextmanager
async def _among_others(
    me: Process, archive: Archive, clock: SharedClock, holding: Holding
) -> AsyncIterator[asyncio.Event]:
    """Be heard of by the other processes, where there may be any, and go by one clock with them.

    The event says that this process is to end; see `present`.
    """
    if not archive.is_shared:
        yield asyncio.Event()
        return
    agreement = Agreement(me, archive.processes)
    async with present(me, archive.processes, clock, holding.beat, agreement.beat) as outgrown:
        await holding.beat()
        try:
            yield outgrown
        finally:
            with suppress(StorageError, TimeoutError):  # leases pass by themselves
                await asyncio.wait_for(holding.end(), END)


async def keep_going(
    room: Newsroom, stopping: asyncio.Event, *checks: Check, gateway: Gateway | None = None
) -> None:
    """Do what the roles have to do now and then, and `checks`, until `stopping` or the room's end.

    Meanwhile it tells how it is, and how its `gateway` is, where the settings want that.
    """
    timer = Timer(room, *checks)
    hears_hubs = "poll" in room.roles
    async with (
        watched(room, gateway),
        callback(room.settings, room.archive.hubs, room.now) if hears_hubs else nullcontext(),
    ):
        timer.start()
        ends = [asyncio.create_task(event.wait()) for event in (stopping, room.outgrown)]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
            await timer.stop()


def create_bot(settings: Settings, start_workers: bool = False, *, now: Clock = utc_now) -> "Standalone":
    """The client with its tree of commands, for whoever drives it alone; nothing is opened or asked yet.

    Its archive opens with `setup_hook` (which signing in calls) and closes with `close`. Everything is done
    in this process and nothing by itself; with `start_workers` there are worker processes, queue and timer
    as in `wirewatch run`.
    """
    from bot.standalone import Standalone, quiet_desk, working_desk  # which wires with what is above

    if start_workers:
        return Standalone(settings, lambda client: working_desk(client, settings, now))
    return Standalone(settings, lambda _: quiet_desk(settings, now))
