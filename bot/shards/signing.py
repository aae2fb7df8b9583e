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
        limits = self._limits
        if limits is None or asyncio.get_running_loop().time() - self._asked > BELIEVED:
            self.note(limits := await self._ask())
        if limits.remaining < 1:
            # signing in nevertheless makes Discord reset the bot's token
            seconds = limits.reset_after / 1000
            log.error("Discord allows no further sign-in for now", seconds=round(seconds))
            self._limits = None
            await asyncio.sleep(seconds)
        wait = await holding.turn(shard % max(1, limits.max_concurrency))
        await asyncio.sleep(wait.total_seconds())
