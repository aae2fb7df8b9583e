"""Lets targets that refused go on once the bot may post there again, by what the gateway tells alone."""

import asyncio
from typing import Final, Protocol

import structlog

from bot.desk import Desk
from bot.sending.membership import came_back
from config.errors import StorageError

log = structlog.get_logger()


class Seeing(Protocol):
    """Who knows what the bot may do where."""

    @property
    def desk(self) -> Desk:
        """What it works with."""
        ...

    def may_post(self, target: str, guild: str) -> bool | None:
        """Whether a target of the guild takes messages; None where that is not known."""
        ...

    def may_read(self, target: str) -> bool:
        """Whether it is known that what was written in a target can be read back."""
        ...


class Resuming:
    """Looks at stopped targets, and at those with something held since they could not be read back.

    It does so where something changes in a guild, and for all of them now and then.
    """

    def __init__(self, seeing: Seeing, desk: Desk | None = None) -> None:
        """`desk` stands in for that of who sees."""
        self._seeing = seeing
        self._own = desk
        self._one_at_a_time: Final = asyncio.Lock()
        self._waiting: set[str] = set()

    @property
    def _desk(self) -> Desk:
        return self._own or self._seeing.desk

    async def changed(self, guild: int) -> None:
        """Something changed in the guild; of many changes at once one look is taken."""
        if str(guild) in self._waiting:
            return
        self._waiting.add(str(guild))
        async with self._one_at_a_time:
            self._waiting.discard(str(guild))
            await self.look(str(guild))

    async def began(self, guilds: frozenset[str]) -> None:
        """These guilds are seen from now on; what changed in them before nobody told."""
        try:
            stopped = await self._desk.archive.targets.stopped()
        except StorageError as error:
            log.error("stopped targets could not be looked at", reason=str(error))
            return
        for guild in sorted({one.guild for one in stopped} & guilds):
            await self.changed(int(guild))
        await self.look()

    async def look(self, guild: str | None = None) -> None:
        """Resume each stopped target (of the guild) that is seen to take messages again.

        Where history can be read now, look for what may have arrived.
        """
        targets, now = self._desk.archive.targets, self._desk.now
        try:
            for stopped in await targets.stopped(guild):
                if self._seeing.may_post(stopped.target, stopped.guild) and await targets.resume(
                    stopped.target, now(), changed=guild is not None
                ):
                    log.info("target takes messages again", target=stopped.target)
            deliveries = self._desk.archive.deliveries
            for held in await deliveries.held(guild, now()):
                if self._seeing.may_read(held):
                    await deliveries.look_again(held, now())
                    log.info("what was held is looked for again", target=held)
        except StorageError as error:
            log.error("stopped targets could not be looked at", reason=str(error))

    async def asked(self, user: int, guild: int | None) -> None:
        """A person uses the bot, in a guild: a direct conversation that was refused may be open again."""
        target, targets = f"user:{user}", self._desk.archive.targets
        try:
            if guild is not None:
                await came_back(str(guild), str(user), self._desk.archive.guilds)
            if any(stopped.target == target for stopped in await targets.stopped()):
                await targets.resume(target, self._desk.now(), changed=True)
        except StorageError as error:
            log.error("a stopped conversation could not be looked at", reason=str(error))
