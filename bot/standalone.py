"""A bot that whoever drives it starts by itself: its archive opens with it and closes with it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from typing import Any

from bot.app import fetcher_for, keep_going, newsroom
from bot.catalogues import operators_actors
from bot.client import Wirewatch
from bot.deliver import Sender
from bot.desk import Desk
from bot.here import Here, drawn
from bot.queue.choosing import queue_for
from bot.sending.sender import DiscordSender
from bot.turns import InTurn
from bot.workers import WorkerProcesses
from config.settings import Settings
from feeds.ports import Clock
from storage.archive import Archive
from storage.queue import NoNudges

Opened = Callable[["Standalone"], AbstractAsyncContextManager[Desk]]


class Standalone(Wirewatch):
    """Wirewatch with what it works with: `setup_hook` opens that, `close` closes it; both may come again."""

    def __init__(self, settings: Settings, opened: Opened) -> None:
        super().__init__(None, settings)
        self._opens = opened
        self._closing = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Open the archive, or StorageError; Discord is told nothing before signing in."""
        await self._put_away()
        if self.application_id is None:  # nobody signs in: what discord.py makes for its loop is made here
            await self.__aenter__()
        ready: asyncio.Future[Desk] = asyncio.get_running_loop().create_future()
        self._closing = asyncio.Event()
        self._keeping = asyncio.create_task(self._keep(ready), name="archive")
        waited: set[asyncio.Future[Any]] = {ready, self._keeping}
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            await self._put_away()  # raises what kept it from opening
        self.desk = ready.result()
        await super().setup_hook()

    async def close(self) -> None:
        """Leave Discord, then close the archive."""
        await super().close()
        await self._put_away()

    async def _keep(self, ready: asyncio.Future[Desk]) -> None:
        # a task of its own: what was opened is closed by whoever opened it
        async with self._opens(self) as desk:
            ready.set_result(desk)
            await self._closing.wait()

    async def _put_away(self) -> None:
        keeping, self._keeping = self._keeping, None
        self._closing.set()
        if keeping is not None:
            await keeping


@asynccontextmanager
async def quiet_desk(settings: Settings, now: Clock) -> AsyncIterator[Desk]:
    """The archive and the network alone: nothing is done that is not asked for, and all of it here."""
    archive = await Archive.open(
        settings.database,
        NoNudges(),
        host_delay=settings.host_delay,
        catalogues=operators_actors(settings),
        alerts_per_hour=settings.alerts_per_hour,
        backups=settings.backups,
    )
    try:
        async with fetcher_for(settings, settings.allow_command_networks, now=now) as asked:
            yield Desk(
                archive=archive,
                workers=InTurn(Here()),
                fetch_page=asked.page,
                draw=drawn,
                now=now,
                settings=settings,
            )
    finally:
        await archive.close()


@asynccontextmanager
async def working_desk(client: Wirewatch, settings: Settings, now: Clock) -> AsyncIterator[Desk]:
    """With worker processes, the queue and the timer: feeds are read, and what is due is posted."""
    queue, senders = queue_for(settings), list[Sender]()
    async with (
        aclosing(WorkerProcesses(settings.workers)) as workers,
        newsroom(settings, workers=workers, sender_for=lambda _: senders[0], now=now, queue=queue) as room,
    ):
        senders.append(DiscordSender(client, room.now))
        client.holding = room.holding
        stopping = asyncio.Event()
        going = asyncio.create_task(
            keep_going(room, stopping, client.look_at_stopped, client.tell_commands, gateway=client),
            name="timer",
        )
        try:
            yield room.desk
        finally:
            stopping.set()
            await going
