"""The running bot with a full archive and a thousand feeds at work: how long people wait for an answer.

The archive is filled, the feeds are read once and then due one after the other within the cadence; a tenth of
them have news, which a channel each hears of. Meanwhile a visitor tries everything there is, one thing after
the other, and then two hundred things at once. Time runs from Discord's sending the interaction to the first
answer's arriving there.
"""

import asyncio
import random
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import morgue
from benchmarks.contestants.latency import LAST, NEWS, SETTLING, running_bot, spread
from benchmarks.news import News, NewsHost
from benchmarks.newsroom import DATABASE, Clock, subscribe, sweep, wire_room
from benchmarks.results import Asked
from benchmarks.visitor import Visitor
from benchmarks.wire import FEEDS, address
from bot import logs
from bot.app import utc_now
from bot.workers import WorkerProcesses
from storage.engine import Database
from storage.queue import NoNudges
from tests.fakes.discord import Channel, FakeDiscord, Interaction
from tests.soak.stage import ACTORS, furnish
from tests.soak.stream import stories

ROUNDS: Final = 20
"""How often each command and each suggestion is asked."""

BARE: Final = 100
AT_ONCE: Final = 200
WARMING: Final = 15.0
PATIENCE: Final = 3.0
"""Seconds that Discord waits."""

WHOLE: Final = 20.0
"""Seconds that an answer may take to be whole, before the visitor goes on."""


def run(*, folder: str, articles: int, seed: int = 1) -> Asked:
    """Fill the archive, run the bot and ask it."""
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder), articles, seed))


async def _run(folder: Path, articles: int, seed: int) -> Asked:
    chance = random.Random(seed)
    told = zip(chance.sample(range(FEEDS), NEWS), stories(seed, NEWS, tuple(ACTORS)), strict=True)
    news, loop = News({}), asyncio.get_running_loop()
    server = await loop.create_server(lambda: NewsHost(news), "0.0.0.0", 0, backlog=4_096)
    async with server, FakeDiscord(answer_within=60.0) as discord:
        watching = furnish(discord, len(ACTORS))
        guild = next(iter(discord.backend.world.guilds.values()))
        port = server.sockets[0].getsockname()[1]
        floor, floor_suggestion = await _floors(discord)
        await prepare(folder, port, str(guild.id), watching, articles)
        news.told = dict(told)
        spread(folder / DATABASE, chance)
        async with running_bot(folder, discord) as bot:
            await discord.wait_for(lambda held: held.connected, 60, "the bot's connection")
            await discord.wait_for(lambda held: len(held.commands) > 1, 60, "the bot's commands")
            await asyncio.sleep(SETTLING.total_seconds() + WARMING)
            visit = Visit(discord, Visitor(discord, guild, address(7, port)))
            await visit.everything([discord.backend.world.channels[one] for one in watching.values()])
            at_once = await visit.at_once()
            bot.terminate()
            with suppress(AssertionError):
                await bot.ended(LAST)
    if visit.unanswered:
        print(bot.everything[-4000:], file=sys.stderr)
    return Asked(
        commands=dict(visit.commands),
        suggestions=dict(visit.suggestions),
        at_once=at_once,
        unanswered=visit.unanswered,
        refused=sorted({str(violation) for violation in discord.violations}),
        floor=floor,
        floor_suggestion=floor_suggestion,
        alerts=sum(len(discord.messages(channel)) for channel in watching.values()),
    )


async def prepare(folder: Path, port: int, guild: str, watching: dict[str, int], articles: int) -> None:
    """An archive that is full, whose feeds were read once, for this guild."""
    async with wire_room(folder, clock=Clock(), workers=WorkerProcesses(2), deadline=20.0) as room:
        await subscribe(room, range(FEEDS), port, guild=guild)
        for actor, channel in watching.items():
            target = f"channel:{channel}"
            await room.archive.watches.add(
                guild=guild, target=target, actors=(ACTORS[actor],), origin="command", now=room.now()
            )
        feeds = [(one.feed.id, one.feed.outlet) for one in await room.archive.subscriptions.of_guild(guild)]
        database = Database(f"sqlite+aiosqlite:///{folder / DATABASE}", NoNudges())
        await morgue.fill(database, feeds, articles, utc_now())
        await database.close()
        await sweep(room)


class Visit:
    """What was asked, and how long each first answer took."""

    def __init__(self, discord: FakeDiscord, visitor: Visitor) -> None:
        self._discord, self._visitor = discord, visitor
        self.commands: defaultdict[str, list[float]] = defaultdict(list)
        self.suggestions: defaultdict[str, list[float]] = defaultdict(list)
        self.unanswered: list[str] = []

    async def everything(self, channels: list[Channel]) -> None:
        """Each command, menu and suggestion so many times, in turns; each button that alerts have."""
        visitor = self._visitor
        for _ in range(ROUNDS):
            for offer in visitor.offers():
                await self.ask(self.commands, f"/{offer.name}", partial(visitor.ask, offer))
            for menu in visitor.menus():
                await self.ask(self.commands, menu["name"], partial(visitor.open, menu))
            for offer, option in visitor.suggestions():
                name = f"/{offer.name} {option}"
                await self.ask(self.suggestions, name, partial(visitor.type, offer, option))
        for message in [one for channel in channels for one in self._discord.messages(channel)][:ROUNDS]:
            for row in message.components:
                for custom_id in [c["custom_id"] for c in row.get("components", ()) if c.get("custom_id")]:
                    name = f"button {custom_id.partition(':')[0]}"
                    await self.ask(self.commands, name, partial(visitor.press, message, custom_id))

    async def at_once(self) -> list[float]:
        """So many commands and suggestions in the same moment; the seconds that each took."""
        visitor, offers, typing = self._visitor, self._visitor.offers(), tuple(self._visitor.suggestions())
        asked = [await visitor.type(*typing[at % len(typing)]) for at in range(AT_ONCE // 4)]
        given = [offer for offer in offers if not any(o.get("required") for o in offer.options)]
        asked += [await visitor.ask(given[at % len(given)]) for at in range(AT_ONCE - len(asked))]
        await asyncio.gather(*(one.responded(30.0) for one in asked), return_exceptions=True)
        took = [self._took(one, one.where) for one in asked]
        return [seconds for seconds in took if seconds is not None]

    async def ask(
        self, times: dict[str, list[float]], name: str, act: Callable[[], Awaitable[Interaction]]
    ) -> None:
        """Do this, wait until it is answered whole, and keep how long the first answer took."""
        asked = await act()
        try:
            first = await asked.responded(30.0)
            if first.deferred:
                await self._discord.wait_for(lambda _: asked.shown or asked.followups, WHOLE, name)
        except (AssertionError, TimeoutError):
            self.unanswered.append(f"{name} is never whole")
        seconds = self._took(asked, name)
        if seconds is not None:
            times[name].append(seconds)

    def _took(self, asked: Interaction, name: str) -> float | None:
        """Seconds until the first answer arrived, before Discord looked at it; None if it never did."""
        path = f"/interactions/{asked.id}/"
        answer = next((one for one in reversed(self._discord.requests) if one.path.startswith(path)), None)
        seconds = None if answer is None else (answer.at - asked.created).total_seconds()
        if seconds is None or seconds > PATIENCE:
            self.unanswered.append(name)
        return seconds


async def _floors(discord: FakeDiscord) -> tuple[list[float], list[float]]:
    """Seconds that an answer takes, and a suggestion, which are always the same."""
    async with _constant(discord):
        visit = Visit(discord, Visitor(discord, next(iter(discord.backend.world.guilds.values())), ""))
        for _ in range(BARE):
            await visit.ask(visit.commands, "floor", lambda: discord.interact("same", {"word": "x"}))
            await visit.ask(visit.suggestions, "floor", lambda: discord.autocomplete("same", "word", "x"))
    discord.gateway.end_sessions()
    return visit.commands["floor"], visit.suggestions["floor"]


@asynccontextmanager
async def _constant(discord: FakeDiscord) -> AsyncIterator[None]:
    told = (discord.rest_url, discord.gateway_url, discord.token)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.contestants.constant", *told
    )
    try:
        await discord.wait_for(lambda held: held.connected and held.commands, 30, "the floor's connection")
        yield
    finally:
        process.terminate()
        await process.wait()
