"""The running bot with a thousand feeds and a loopback Discord: how long news takes from one to the other.

All feeds were read before and are due within the cadence, evenly; what they held then is no news. A tenth of
them have one article more, whole in its feed, on an actor whom one of some channels watches. Time runs from
the first answer of the feed's server that holds the article to Discord's taking the alert.
"""

import asyncio
import random
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final

import aiohttp

from benchmarks.news import News, NewsHost
from benchmarks.newsroom import DATABASE, Clock, kept, subscribe, sweep, wire_room
from benchmarks.results import Latencies
from benchmarks.wire import FEEDS
from bot import logs
from bot.app import utc_now
from bot.workers import WorkerProcesses
from tests.acceptance.wirewatch import Process
from tests.fakes.discord import FakeDiscord
from tests.soak.stage import ACTORS, furnish
from tests.soak.stream import Story, stories

CADENCE: Final = timedelta(minutes=5)
NEWS: Final = FEEDS // 10
SETTLING: Final = timedelta(seconds=12)
"""From the process's start until the first feed is due."""

WARMING: Final = 30.0
"""Seconds from then on whose articles do not count: each worker's first builds the catalogue's index."""

LAST: Final = 15.0
"""Seconds after the window in which the last alerts may come."""

BARE: Final = 50
"""Requests for the floor."""


def run(*, folder: str, seconds: float, seed: int = 1) -> Latencies:
    """Prepare the feeds, then run the bot for so many seconds."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder), seconds, seed))


async def _run(folder: Path, seconds: float, seed: int) -> Latencies:
    chance = random.Random(seed)
    told = dict(zip(chance.sample(range(0, FEEDS, 2), NEWS), stories(seed, NEWS, tuple(ACTORS)), strict=True))
    news = News({})
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: NewsHost(news), "0.0.0.0", 0, backlog=4_096)
    async with server, FakeDiscord() as discord:
        discord.limits.set("POST", "/channels/*/messages", limit=5, per=5.0)
        watching = furnish(discord, len(ACTORS))
        guild = next(iter(discord.backend.world.guilds))
        await _prepare(folder, server.sockets[0].getsockname()[1], str(guild), watching)
        news.told = told
        spread(folder / DATABASE, chance)
        async with running_bot(folder, discord) as bot:
            await discord.wait_for(lambda held: held.connected, 60, "the bot's connection")
            await asyncio.sleep(SETTLING.total_seconds() + WARMING)
            cold = set(news.answered)
            await asyncio.sleep(seconds)
            news.over = True
            counted = {feed: at for feed, at in news.answered.items() if feed not in cold}
            waited = [_arrived(discord, told[feed], watching) for feed in counted]
            with suppress(TimeoutError):
                await discord.wait_for(lambda _: all(each() for each in waited), LAST, "the last alerts")
            bot.terminate()
            await bot.ended()
        floor = await _floor(discord, next(iter(watching.values())))
    took = [each() for each in waited]
    if not all(took):
        print(bot.everything, file=sys.stderr)
    return Latencies(
        seconds=[at - began for at, began in zip(took, counted.values(), strict=True) if at],
        missing=sum(not at for at in took),
        floor=median(floor),
        legs=legs(folder / DATABASE, {told[feed].mark: at for feed, at in counted.items()}),
        limited=sum(request.status == 429 for request in discord.requests),
    )


def _arrived(discord: FakeDiscord, story: Story, watching: Mapping[str, int]) -> Callable[[], float]:
    """Asks when the story was in every channel that watches it; 0 while it is not."""
    channels = {watching[actor] for actor in story.actors}

    def at() -> float:
        found = [
            message.at.timestamp()
            for channel in channels
            for message in discord.messages(channel)
            if story.mark in message.text
        ]
        return max(found) if len(found) == len(channels) else 0.0

    return at


async def _prepare(folder: Path, port: int, guild: str, watching: Mapping[str, int]) -> None:
    """Read all feeds once, for this guild; what they hold is read already, as far as anybody asks."""
    workers = WorkerProcesses(2)
    async with wire_room(folder, clock=Clock(), workers=workers, deadline=20.0) as room:
        await subscribe(room, range(FEEDS), port, guild=guild)
        for actor, channel in watching.items():
            await room.archive.watches.add(
                guild=guild,
                target=f"channel:{channel}",
                actors=(ACTORS[actor],),
                origin="command",
                now=room.now(),
            )
        await sweep(room)


def spread(database: Path, chance: random.Random) -> None:
    """Let the feeds be due one after the other over the cadence, and nothing wait to be read."""
    began = utc_now() + SETTLING
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE reading SET state = 'aside'")
        for feed, host in connection.execute("SELECT id, host FROM feed").fetchall():
            due = kept(began + CADENCE * chance.random())
            connection.execute("UPDATE feed SET next_due_at = ? WHERE id = ?", (due, feed))
            connection.execute("UPDATE host SET next_at = ? WHERE name = ?", (due, host))


@asynccontextmanager
async def running_bot(folder: Path, discord: FakeDiscord) -> AsyncIterator[Process]:
    """`wirewatch run` on the database in the folder, for this Discord, at the cadence and for every alert."""
    minutes = f"{CADENCE.total_seconds() / 60:g}"
    async with Process(
        folder,
        "run",
        DISCORD_TOKEN=discord.token,
        WIREWATCH_DATA=str(folder),
        WIREWATCH_DISCORD_API=discord.rest_url,
        WIREWATCH_DISCORD_GATEWAY=discord.gateway_url,
        WIREWATCH_ALLOW_COMMAND_NETWORKS="127.0.0.0/8",
        WIREWATCH_POLL_FLOOR_MINUTES=minutes,
        WIREWATCH_POLL_CEILING_MINUTES=minutes,
        WIREWATCH_ALERTS_PER_HOUR="0",
        WIREWATCH_FULL_TEXT="never",
        WIREWATCH_WORKERS="2",
    ) as bot:
        yield bot


async def _floor(discord: FakeDiscord, channel: int) -> list[float]:
    """Seconds that a bare request takes to be accepted, as the alerts' were."""
    discord.limits.set("POST", "/channels/*/messages", limit=1000, per=1.0)
    took = []
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {discord.token}"}) as session:
        for number in range(BARE):
            began = time.time()
            url = f"{discord.rest_url}/channels/{channel}/messages"
            async with session.post(url, json={"content": f"bare {number}"}) as answer:
                await answer.read()
            took.append(discord.messages(channel)[-1].at.timestamp() - began)
    return took


LEGS: Final = """
    SELECT article.title, article.seen_at, reading.read_at, delivery.created_at, delivery.done_at
    FROM article JOIN reading ON reading.article = article.id JOIN trace ON trace.article = article.id
    JOIN delivery ON delivery.subject = 'story:' || trace.story WHERE delivery.state = 'sent'
"""


def legs(database: Path, answered: Mapping[str, float]) -> dict[str, float]:
    """The median seconds of each part of the way."""
    names = ("to the article saved", "to it read", "to the alert decided", "to it accepted")
    parts: list[list[float]] = [[] for _ in names]
    with closing(sqlite3.connect(database)) as connection:
        for title, *moments in connection.execute(LEGS).fetchall():
            began = next((at for mark, at in answered.items() if mark in title), None)
            if began is None or None in moments:
                continue
            passed = [began, *(datetime.fromisoformat(f"{moment}+00:00").timestamp() for moment in moments)]
            for part, start, end in zip(parts, passed, passed[1:], strict=False):
                part.append(end - start)
    return {name: median(part) for name, part in zip(names, parts, strict=True) if part}
