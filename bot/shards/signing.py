"""When a shard may sign in: in its turn, and never more often than Discord allows in a day."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from discord import SessionStartLimits

from bot.shards.holding import Holding

log = structlog.get_logger()

BELIEVED: Final = 60.0
"""Seconds that Discord's word of how many sign-ins are left is gone by: other processes sign in, too."""

SHORTEST: Final = 1.0
"""Seconds before Discord is asked again where it said that there is nothing to wait for."""

Ask = Callable[[], Awaitable[SessionStartLimits]]


class SignIns:
    """Waits before each sign-in (Discord: Session Start Limit Object)."""

    def __init__(self, ask: Ask) -> None:
        """`ask` asks Discord for the limits."""
        self._ask = ask
        self._limits: SessionStartLimits | None = None
        self._asked = 0.0

    def note(self, limits: SessionStartLimits) -> None:
        """What Discord has just said."""
        self._limits, self._asked = limits, asyncio.get_running_loop().time()

    async def wait(self, shard: int, holding: Holding) -> None:
        """Return when the shard may sign in; StorageError where its turn cannot be asked for."""
        while (limits := await self._current()).remaining < 1:
            # signing in nevertheless makes Discord reset the bot's token
            seconds = limits.reset_after / 1000
            log.error("Discord allows no further sign-in for now", seconds=round(seconds))
            self._limits = None
            await asyncio.sleep(max(SHORTEST, seconds))
        wait = await holding.turn(shard % max(1, limits.max_concurrency))
        await asyncio.sleep(wait.total_seconds())

    async def _current(self) -> SessionStartLimits:
        if self._limits is None or asyncio.get_running_loop().time() - self._asked > BELIEVED:
            self.note(await self._ask())
        assert self._limits is not None
        return self._limits
