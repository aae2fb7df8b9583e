"""The running bot with very many feeds for minutes: what waits, and what memory each of its processes holds.

All feeds were read before and come due one after the other over the cadence; a tenth of the looks bring an
article, whole in its feed. Ten channels watch ten of those who are in the news most often.
"""

import asyncio
import json
import random
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Sequence
from contextlib import AsyncExitStack, nullcontext
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from benchmarks.morgue import prominent
from benchmarks.together.feeds import fingerprints, lay
from benchmarks.together.outlets import NEWS, TEMPLATES, template
from benchmarks.together.postgresql import postgresql
from benchmarks.together.results import Sustained
from benchmarks.together.starting import started
from benchmarks.together.watching import Watch, backlog
from benchmarks.wire import address
from bot import logs
from config.settings import ROLES
from storage.archive import Archive
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import article, reading
from tests.acceptance.wirewatch import Anew, status
from tests.fakes.discord import FakeDiscord

CADENCE: Final = timedelta(minutes=10)
SETTLING: Final = timedelta(seconds=30)
"""From the feeds' being there until the first is due: the processes start."""

WARMING: Final = timedelta(minutes=3)
"""From then on until it counts: a worker's first article builds the catalogue's index, allocators settle."""

LAST: Final = 60
"""Seconds after it in which what waits may come to its end."""

CHANNELS: Final = 10
BESIDE: Final = "Discord and the watch"
"""This process."""


def run(*, folder: str, feeds: int, minutes: float, shared: bool) -> Sustained:
    """With so many feeds for so long: on PostgreSQL a process for each role, or one on SQLite."""
    logs.set_up("error", "console", ())
    (Path(folder) / "data").mkdir()
    with postgresql() if shared else nullcontext() as server:
        url = server.url if server else f"sqlite+aiosqlite:///{folder}/data/wirewatch.sqlite3"
        others = {"PostgreSQL": server.pid} if server else {}
        return asyncio.run(_run(Path(folder), url, feeds, timedelta(minutes=minutes), others))


async def _run(folder: Path, url: str, feeds: int, span: timedelta, others: dict[str, int]) -> Sustained:
    looks = feeds * ((WARMING + span) / CADENCE)
    async with AsyncExitStack() as stack:
        serving = ("-m", "benchmarks.together.outlets", str(100 + round(looks * NEWS * 1.2)))
        wire = await stack.enter_async_context(started(sys.executable, *serving))
        discord = await stack.enter_async_context(FakeDiscord())
        port = (await _asked(wire))["port"]
        first = await _prepare(url, [address(one, port) for one in range(feeds)], discord)
        database = Database(url, NoNudges())
        stack.push_async_callback(database.close)
        seats = {role: ("--role", role) for role in ROLES} if others else {"all roles": ()}
        at_work = {
            name: await stack.enter_async_context(_process(folder, url, arguments, discord))
            for name, arguments in seats.items()
        }
        watch = Watch(
            database, {**{name: one.pid for name, one in at_work.items()}, **others, "feeds": wire.pid}
        )
        await discord.wait_for(lambda held: held.connected, 120, "the bot's connection")
        await asyncio.sleep((first + WARMING - datetime.now(UTC)).total_seconds())
        early, spent, began = await _asked(wire), _cpu(watch), time.perf_counter()
        told = _posts(discord)
        await watch.go_on(span.total_seconds())
        for name, one in at_work.items():
            if status(one) is not None:
                raise RuntimeError(f"{name} ended meanwhile; it said:\n{one.everything[-5_000:]}")
        took = time.perf_counter() - began
        late = await _asked(wire)
        cpu = {name: after - spent[name] for name, after in _cpu(watch).items()}
        posts = _posts(discord) - told
        given = (await _asked(wire, "over"))["articles"]
        left = await _come_to_rest(database)
        kept, unread = await _counted(database)
        for one in at_work.values():
            one.terminate()
        for one in at_work.values():
            await one.ended()
        wrong = [line for one in at_work.values() for line in one.told if "[error" in line]
        print("\n".join(wrong[:20]), file=sys.stderr)
        return Sustained(
            seconds=took,
            looks=late["looks"] - early["looks"],
            articles=late["articles"] - early["articles"],
            posts=posts,
            late=watch.late,
            backlog=watch.backlog,
            memory=watch.memory,
            cpu=cpu,
            unsaved=given - kept,
            unread=unread,
            untold=int(left["undelivered posts"]),
            refused=sum(request.status == 429 for request in discord.requests),
        )


def _cpu(watch: Watch) -> dict[str, float]:
    return {**watch.cpu(), BESIDE: time.process_time()}


def _posts(discord: FakeDiscord) -> int:
    """How many posts and edits Discord has taken."""
    return sum(
        request.method in {"POST", "PATCH"}
        and "/messages" in request.path
        and request.status == HTTPStatus.OK
        for request in discord.requests
    )


async def _asked(wire: Process, word: str = "") -> dict[str, int]:
    """What the feeds' server says."""
    assert wire.stdin is not None
    assert wire.stdout is not None
    wire.stdin.write(f"{word}\n".encode())
    told: dict[str, int] = json.loads(await wire.stdout.readline())
    return told


async def _prepare(url: str, addresses: Sequence[str], discord: FakeDiscord) -> datetime:
    """Let the archive have the feeds, as if read before, and the watches; when the first feed is due."""
    discord.limits.set("POST", "/channels/*/messages", limit=5, per=5.0)
    guild = discord.add_guild("Newsroom", channel=None)
    archive, now = await Archive.open(url, NoNudges()), datetime.now(UTC)
    for actor in prominent(CHANNELS):
        channel = discord.add_channel(guild, actor.id)
        await archive.watches.add(
            guild=str(guild.id),
            target=f"channel:{channel.id}",
            actors=(actor.id,),
            origin="command",
            now=now,
        )
    await archive.close()
    first, chance = now + SETTLING, random.Random(1)
    known = [fingerprints(template(one)) for one in range(TEMPLATES)]
    database = Database(url, NoNudges())
    await lay(
        database,
        addresses,
        now,
        guild=str(guild.id),
        due=lambda _: first + CADENCE * chance.random(),
        known=lambda number: known[number % TEMPLATES],
    )
    await database.close()
    return first


def _process(folder: Path, url: str, arguments: Sequence[str], discord: FakeDiscord) -> Anew:
    """A process as people run it, its feeds on this machine and all news told."""
    minutes = f"{CADENCE.total_seconds() / 60:g}"
    token = {"DISCORD_TOKEN": discord.token} if not arguments or "bot" in arguments else {}
    return Anew(
        folder,
        "run",
        *arguments,
        **token,
        WIREWATCH_DATABASE_URL=url,
        WIREWATCH_DISCORD_API=discord.rest_url,
        WIREWATCH_DISCORD_GATEWAY=discord.gateway_url,
        WIREWATCH_ALLOW_COMMAND_NETWORKS="127.0.0.0/8",
        WIREWATCH_POLL_FLOOR_MINUTES=minutes,
        WIREWATCH_POLL_CEILING_MINUTES=minutes,
        WIREWATCH_ALERTS_PER_HOUR="0",
        WIREWATCH_FULL_TEXT="never",
    )


async def _come_to_rest(database: Database) -> dict[str, float]:
    """Wait until nothing waits, for a while; what is left."""
    for _ in range(LAST):
        left = await backlog(database)
        if not left["unread articles"] + left["undelivered posts"]:
            break
        await asyncio.sleep(1)
    return left


async def _counted(database: Database) -> tuple[int, int]:
    """How many articles there are, and how many of them nobody has read."""
    unread = sa.select(sa.func.count()).select_from(reading).where(reading.c.state != "read")
    async with database.reading() as tx:
        kept = await tx.value(sa.select(sa.func.count()).select_from(article))
        return kept, await tx.value(unread)
