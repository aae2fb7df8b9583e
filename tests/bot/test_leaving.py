"""That the bot was removed from a server is noticed, also where it happened while the bot was off."""

import asyncio
from datetime import datetime

import pytest

from tests.bot.conftest import Bot
from tests.bot.news import NOON
from tests.storage.scenes import guild_seen


async def test_server_that_removes_the_bot_is_noted(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: asyncio.Queue[str] = asyncio.Queue()
    left = bot.archive.guilds.left

    async def noting(guild: str, now: datetime) -> None:
        await left(guild, now)
        noted.put_nowait(guild)

    monkeypatch.setattr(bot.archive.guilds, "left", noting)
    (guild,) = bot.client.guilds
    held = bot.discord.backend.world.guilds[guild.id]
    bot.discord.remove_guild(held)
    assert await asyncio.wait_for(noted.get(), 10) == str(guild.id)
    settled = await bot.archive.guilds.settings(str(guild.id))
    assert settled.left_at is not None


async def test_server_that_removed_the_bot_while_it_was_off_is_noted(bot: Bot) -> None:
    (guild,) = bot.client.guilds
    await guild_seen(bot.archive.guilds, "900100200300400001", "Gone", NOON)
    await guild_seen(bot.archive.guilds, "terminal", "Not Discord's", NOON)
    await bot.client.on_shard_ready(0)
    left = {one.guild: one.left_at is not None for one in await bot.archive.guilds.all()}
    assert left == {str(guild.id): False, "900100200300400001": True, "terminal": False}
