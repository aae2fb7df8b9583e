"""The bot and all that it works with, by one clock: the feeds, and Discord, whom this process plays."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final

from benchmarks.daylong.common_time import CommonTime
from benchmarks.daylong.furnishing import DAY, environment, furnish
from benchmarks.daylong.world import EPOCH, Outlet, outlets, published
from benchmarks.newsroom import DATABASE
from benchmarks.together.starting import started
from tests.acceptance.forked import KEPT
from tests.fakes.discord import FakeDiscord

GLANCE: Final = 0.01
"""Real seconds between two looks whether the time has come."""

LONGEST: Final = 180.0
"""Real seconds that the bot may take to start, and to end."""

SAID: Final = "said.log"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What runs; of the articles that were there at first each takes `old` megabytes."""

    common: CommonTime
    bot: Process
    wire: Process
    discord: FakeDiscord
    database: Path
    world: Sequence[Outlet]
    old: float

    async def come_to(self, second: float) -> None:
        """Let time pass, as fast as it can."""
        self.common.until = second
        await self.wait_for(second)

    async def wait_for(self, second: float) -> None:
        """Let time pass as it does."""
        while self.common.seconds < second:
            if self.bot.returncode is not None:
                raise RuntimeError(f"the bot ended with status {self.bot.returncode}")
            await asyncio.sleep(GLANCE)

    async def asked(self) -> dict[str, int]:
        """What the feeds say that was asked of them."""
        return await _said(self.wire)

    def taken(self, method: str) -> int:
        """How many messages (POST), or edits of them (PATCH), Discord has taken."""
        return sum(
            request.method == method and "/messages" in request.path and request.status == HTTPStatus.OK
            for request in self.discord.requests
        )


@asynccontextmanager
async def staged(
    folder: Path, *, feeds: int, seed: int, hours: float, haste: float, filled: bool
) -> AsyncIterator[Stage]:
    """The bot has signed in, and its time is what it was when it began; its database is in the folder.

    Its feeds publish for so many hours. Where `filled`, there are as many old articles as come in a day.
    """
    world = outlets(feeds, seed, haste)
    come = len(published(world, EPOCH, timedelta(hours=hours), seed))
    before = round(come * (DAY / timedelta(hours=hours))) if filled else 0
    clock, database = folder / "clock", folder / DATABASE
    common = CommonTime.made(clock, EPOCH)
    told = {"feeds": feeds, "seed": seed, "haste": haste, "hours": hours, "first": before + 1}
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(FakeDiscord())
        discord.clock.wall = common
        discord.limits.as_discord()
        command = (sys.executable, "-m", "benchmarks.daylong.serving", str(clock), json.dumps(told))
        wire = await stack.enter_async_context(started(*command))
        old = await furnish(database, world, (await _said(wire))["port"], discord, before)
        common.begin()
        bot = await stack.enter_async_context(_living(folder, clock, discord))
        await discord.wait_for(lambda held: held.connected, LONGEST, "the bot's connection")
        yield Stage(
            common=common, bot=bot, wire=wire, discord=discord, database=database, world=world, old=old
        )
        bot.terminate()
        await asyncio.wait_for(bot.wait(), LONGEST)


@asynccontextmanager
async def _living(folder: Path, clock: Path, discord: FakeDiscord) -> AsyncIterator[Process]:
    """The bot's process; what it says is in the folder's file SAID."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    with (folder / SAID).open("wb") as said:
        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.daylong.living", str(clock)),
            env={**kept, "PYTHONPATH": str(Path.cwd()), **environment(folder, discord)},
            cwd=folder,
            stdout=said,
            stderr=said,
        )
        try:
            yield bot
        finally:
            if bot.returncode is None:
                bot.kill()
            await bot.wait()


async def _said(wire: Process) -> dict[str, int]:
    assert wire.stdin is not None
    assert wire.stdout is not None
    wire.stdin.write(b"\n")
    told: dict[str, int] = json.loads(await wire.stdout.readline())
    return told
