"""Starts of the running bot on an archive that is there, and of a bare client; one after the other.

The first start of each does not count: it brings files into the kernel's memory, and the bot notes its guilds
and tells Discord of its commands.
"""

import asyncio
import socket
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import aiohttp

from benchmarks.measuring import cpu_of_tree
from benchmarks.morgue import prominent
from benchmarks.newsroom import DATABASE
from benchmarks.populating import populate
from benchmarks.results import Start, Starts
from bot import logs
from bot.app import utc_now
from storage.archive import Archive
from storage.queue import NoNudges
from tests.acceptance.wirewatch import Anew
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.gateway import Session

WATCHES: Final = 3
"""Of each guild, each for one who is in the news often, in a channel of its own."""

FEEDS: Final = 20
"""That each guild reads."""

GLANCE: Final = 0.01
"""Seconds between two questions whether it is ready."""

LONGEST: Final = 60.0


def run(*, folder: str, guilds: int, channels: int, roles: int, times: int) -> Starts:
    """Start so many times, the bot in so many guilds of so many channels and roles."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder), (guilds, channels, roles), times))


async def _run(folder: Path, furnished: tuple[int, int, int], times: int) -> Starts:
    starts, floors = [], []
    async with FakeDiscord() as discord, aiohttp.ClientSession() as asking:
        articles = await settle(folder, populate(discord, *furnished))
        welcomes = _timed(discord)
        for _ in range(times + 1):
            floors.append(await _bare(folder, discord, welcomes))
            starts.append(await _start(folder, discord, asking, welcomes))
    return Starts(starts=starts[1:], floors=floors[1:], articles=articles)


def _timed(discord: FakeDiscord) -> list[float]:
    """The seconds that each telling of the guilds takes this process, in which the other waits."""
    took: list[float] = []
    gateway = discord.backend.gateway
    welcome = gateway._welcome

    def timed(session: Session) -> None:
        began = time.perf_counter()
        welcome(session)
        took.append(time.perf_counter() - began)

    gateway._welcome = timed  # type: ignore[method-assign]
    return took


async def settle(folder: Path, guilds: Sequence[int]) -> int:
    """Let the guilds have feeds and watches; how many articles there are."""
    archive = await Archive.open(f"sqlite+aiosqlite:///{folder / DATABASE}", NoNudges())
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        feeds = [feed for (feed,) in connection.execute("SELECT id FROM feed ORDER BY id")]
        articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    actors = prominent(len(guilds))
    try:
        for place, guild in enumerate(guilds):
            for number in range(place * len(feeds) // len(guilds), place * len(feeds) // len(guilds) + FEEDS):
                feed = feeds[number % len(feeds)]
                await archive.subscriptions.subscribe(str(guild), feed, "command", utc_now())
            for number in range(WATCHES):
                await archive.watches.add(
                    guild=str(guild),
                    target=f"channel:{guild + 20 + number}",
                    actors=(actors[(place + number) % len(actors)].id,),
                    origin="command",
                    now=utc_now(),
                )
    finally:
        await archive.close()
    return int(articles)


def settings(folder: Path, discord: FakeDiscord) -> dict[str, str]:
    """Those of a bot on the database in the folder, for this Discord, with feeds of this machine."""
    return {
        "DISCORD_TOKEN": discord.token,
        "WIREWATCH_DATA": str(folder),
        "WIREWATCH_DISCORD_API": discord.rest_url,
        "WIREWATCH_DISCORD_GATEWAY": discord.gateway_url,
        "WIREWATCH_ALLOW_COMMAND_NETWORKS": "127.0.0.0/8",
        "WIREWATCH_FULL_TEXT": "never",
    }


async def _start(
    folder: Path, discord: FakeDiscord, asking: aiohttp.ClientSession, welcomes: list[float]
) -> Start:
    """One start of the bot, which is ended once it is ready."""
    asked, welcomed, port = len(discord.requests), len(welcomes), _free_port()
    began, moment = time.perf_counter(), time.time()
    async with Anew(
        folder,
        "run",
        **settings(folder, discord),
        WIREWATCH_HEALTH=f"127.0.0.1:{port}",
    ) as bot:
        try:
            async with asyncio.timeout(LONGEST):
                told = await _ready(asking, f"http://127.0.0.1:{port}/health/ready")
        except TimeoutError:
            raise RuntimeError(f"it was never ready; it said:\n{bot.everything[-5_000:]}") from None
        seconds, cpu = time.perf_counter() - began, cpu_of_tree(bot.pid)
        bot.terminate()
        await bot.ended()
    spoke = discord.requests[asked].at.timestamp() - moment
    return Start(
        seconds=seconds,
        cpu=cpu,
        spoke=spoke,
        handshake=sum(welcomes[welcomed:]),
        guilds=told["checks"]["gateway_connected"]["guilds"],
    )


async def _ready(asking: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    """What it says of itself once it is ready."""
    while True:
        try:
            async with asking.get(address) as answer:
                if answer.status == 200:
                    told: dict[str, Any] = await answer.json()
                    return told
        except aiohttp.ClientConnectionError:
            pass
        await asyncio.sleep(GLANCE)


async def _bare(folder: Path, discord: FakeDiscord, welcomes: list[float]) -> Start:
    """One start of a bare client."""
    welcomed = len(welcomes)
    told = (discord.rest_url, discord.gateway_url, discord.token, str(folder / DATABASE))
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.contestants.bare", *told, stdout=PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(LONGEST):
            guilds = int(await process.stdout.readline())
        seconds, cpu = time.perf_counter() - began, cpu_of_tree(process.pid)
    finally:
        process.kill()
        await process.wait()
    return Start(seconds=seconds, cpu=cpu, spoke=0.0, handshake=sum(welcomes[welcomed:]), guilds=guilds)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
