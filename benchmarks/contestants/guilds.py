"""A bot process with very many guilds on the loopback gateway: the memory that it holds once it knows all."""

import asyncio
import time
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from benchmarks.measuring import cpu_of_tree, memory
from benchmarks.populating import populate
from benchmarks.together.postgresql import postgresql
from benchmarks.together.results import Guilds
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import guild
from tests.acceptance.wirewatch import Anew
from tests.fakes.discord import FakeDiscord

LONGEST: Final = 240.0
SETTLING: Final = 10.0


def run(*, folder: str, guilds: int, channels: int, roles: int, shards: int) -> Guilds:
    """Let a bot sign in on so many shards, with guilds of so many channels and roles each."""
    with postgresql() as server:
        return asyncio.run(_run(Path(folder), server.url, guilds, channels, roles, shards))


async def _run(folder: Path, url: str, guilds: int, channels: int, roles: int, shards: int) -> Guilds:
    async with FakeDiscord() as discord:
        discord.gateway.advised_shards = shards
        populate(discord, guilds, channels, roles)
        began = time.perf_counter()
        async with Anew(
            folder,
            *("run", "--role", "bot"),
            DISCORD_TOKEN=discord.token,
            WIREWATCH_DATABASE_URL=url,
            WIREWATCH_DISCORD_API=discord.rest_url,
            WIREWATCH_DISCORD_GATEWAY=discord.gateway_url,
        ) as bot:
            await bot.says("connected to Discord", LONGEST)
            await _noted(url, guilds)
            took = time.perf_counter() - began
            await asyncio.sleep(SETTLING)
            found_out = Guilds(
                held=memory(bot.pid),
                resident=memory(bot.pid, "Rss"),
                guilds=guilds,
                seconds=took,
                cpu=cpu_of_tree(bot.pid),
            )
            bot.terminate()
            await bot.ended()
    return found_out


async def _noted(url: str, guilds: int) -> None:
    """Return once the bot has noted all of its guilds; TimeoutError where it does not."""
    database = Database(url, NoNudges())
    try:
        async with asyncio.timeout(LONGEST):
            known = 0
            while known < guilds:
                await asyncio.sleep(1)
                async with database.reading() as tx:
                    known = await tx.value(sa.select(sa.func.count()).select_from(guild))
    finally:
        await database.close()
