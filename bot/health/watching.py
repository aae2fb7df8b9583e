"""The shell that watches one process: it asks the archive, the gateway and the kernel for those who ask."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import structlog

from bot.health.lag import note_lag
from bot.health.lately import Lately
from bot.health.memory import Memory, memory_now
from bot.health.vitals import SILENT, Standing
from bot.newsroom import Newsroom
from bot.shards.state import Gateway
from config.errors import StorageError
from storage.figures import Figures

log = structlog.get_logger()


class Watching:
    """What is known of a process, at most some seconds old."""

    def __init__(self, room: Newsroom, gateway: Gateway | None) -> None:
        """`gateway` is None where it speaks with no Discord."""
        self.counts = room.counts
        self._room = room
        self._gateway = gateway
        self._began = room.now()
        self._figures = Lately(self._gather)
        self._trouble = Lately(self._prove)
        self._memory = Lately(_memory)

    async def standing(self) -> Standing:
        """How it stands now."""
        figures, trouble = await asyncio.gather(self._figures.get(), self._trouble.get())
        return Standing(
            now=self._room.now(),
            began=self._began,
            roles=self._room.roles,
            figures=figures,
            trouble=SILENT if trouble is None else trouble or None,
            gateway=None if self._gateway is None else self._gateway.state(),
            oldest=None if figures is None else self._oldest(figures),
        )

    async def memory(self) -> Memory | None:
        """What its tree of processes holds; None where that cannot be seen."""
        return await self._memory.get()

    async def close(self) -> None:
        """Ask for nothing any more."""
        await asyncio.gather(self._figures.close(), self._trouble.close(), self._memory.close())

    async def _gather(self) -> Figures | None:
        room = self._room
        with suppress(StorageError):
            return await room.archive.figures(room.now(), room.targets)
        return None

    async def _prove(self) -> str:
        """Why the database cannot be written; empty where it can."""
        try:
            await self._room.archive.prove_writable(self._room.now())
        except StorageError as error:
            return str(error)
        return ""

    def _oldest(self, figures: Figures) -> datetime | None:
        """Since when something waits for a guild of the shards that are held; of all where there are none."""
        held = self._room.holding.shards
        ours = (
            wait.since
            for wait in figures.waits
            if held is None or not wait.guild.isdecimal() or held.of(wait.guild) in held.mine
        )
        return min(ours, default=None)


async def _memory() -> Memory | None:
    return await asyncio.to_thread(memory_now)


@asynccontextmanager
async def watched(room: Newsroom, gateway: Gateway | None) -> AsyncIterator[None]:
    """Answer where the settings say while inside, if they do; ConfigurationError where nothing can listen."""
    place = room.settings.health_at
    if place is None:
        yield
        return
    from bot.health.server import serving  # prometheus_client takes memory that most do not need

    watching = Watching(room, gateway)
    lag = asyncio.create_task(note_lag(room.counts.lag), name="lag")
    try:
        async with serving(watching, room.settings):
            log.info("tells how it is", listening=room.settings.health)
            yield
    finally:
        lag.cancel()
        await asyncio.gather(lag, watching.close(), return_exceptions=True)
