"""Which guilds the bot is in, as the gateway tells of them: noted, and greeted the first time."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

import discord
import structlog

from bot.desk import Desk
from bot.greeting import greet, is_newcomer
from storage.model import SeenGuild

log = structlog.get_logger()

TURNS: Final = 2
"""Turns of noting at once: of thousands of guilds the gateway may tell in seconds, and commands wait, too."""

TOGETHER: Final = 100
"""Guilds that one turn notes."""


class Client(Protocol):
    """Who is told of guilds."""

    shard_count: int

    @property
    def desk(self) -> Desk:
        """What it works with."""
        ...

    def get_guild(self, id: int, /) -> discord.Guild | None:  # noqa: A002 - discord.py's name
        """The guild, where it is known."""
        ...


class Seen:
    """Keeps the archive's guilds as the gateway tells of them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._turns: Final = asyncio.Semaphore(TURNS)

    async def note(self, guilds: Sequence[discord.Guild], *, joined: bool = False) -> None:
        """The bot is in these; who is new, and was `joined` now or lately, is greeted."""
        for start in range(0, len(guilds), TOGETHER):
            await self._note(guilds[start : start + TOGETHER], joined=joined)

    async def _note(self, guilds: Sequence[discord.Guild], *, joined: bool) -> None:
        desk = self._client.desk
        now = desk.now()
        async with self._turns:
            new = await desk.archive.guilds.seen([_told(guild) for guild in guilds], now)
        for guild in guilds:
            if str(guild.id) not in new:
                continue
            log.info("in a server that was not known before", guild=str(guild.id))
            if joined or is_newcomer(guild, now):
                await greet(desk, guild)

    async def miss(self, shard: int, told: Sequence[discord.Guild]) -> None:
        """Note the guilds of a shard that it did not tell of: the bot was removed while it was away."""
        desk, total = self._client.desk, self._client.shard_count or 1
        seen = {str(guild.id) for guild in told}
        for one in await desk.archive.guilds.all():
            if one.left_at is not None or one.guild in seen or not one.guild.isdecimal():
                continue
            number = int(one.guild)
            # it may have come since the shard told of its guilds
            if (number >> 22) % total == shard and self._client.get_guild(number) is None:
                await desk.archive.guilds.left(one.guild, desk.now())


def _told(guild: discord.Guild) -> SeenGuild:
    return SeenGuild(
        guild=str(guild.id), name=guild.name or str(guild.id), locale=guild.preferred_locale.value
    )
