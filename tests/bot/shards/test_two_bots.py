"""Two bots on one loopback Discord and one PostgreSQL: each speaks for the servers of its own shards."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from aiohttp import ClientWebSocketResponse

from bot.client import Wirewatch
from bot.deliver import deliver
from bot.desk import Desk
from bot.gateway import serve
from bot.presence import this_process
from bot.queue.shared import SharedQueue
from bot.queue.work import LIMITS, Handler
from bot.sending.sender import DiscordSender
from bot.shards import leased
from bot.shards.leased import Leased
from bot.shards.silent import Terminal
from config.settings import Settings
from config.settings.part import Part
from storage import shards
from storage.archive import Archive
from storage.engine import Database, database_url
from storage.model import JobKind, Process
from storage.queue import NoNudges
from storage.schema import process, shard
from summarise.model import Post
from tests.bot.conftest import Easel, Web
from tests.bot.filed import HereAndNow
from tests.bot.news import notice
from tests.fakes.discord import Channel, FakeDiscord, Guild

SHARDS = 4
LONG = timedelta(hours=1)
"""How long leases last and silent processes live here: longer than a slow machine takes for a test."""

PATIENCE = 20
"""Seconds for what takes milliseconds."""


def right_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Bureau:
    """A process that speaks: its client, what it holds, its queue, and to which targets it has delivered."""

    me: Process
    client: Wirewatch
    archive: Archive
    holding: Leased
    queue: SharedQueue
    told: list[str] = field(default_factory=list)

    async def beat(self) -> None:
        """What the process does every few seconds."""
        await self.archive.processes.hear(self.me)
        await self.holding.beat()

    @property
    def shards(self) -> frozenset[int]:
        """The shards that it holds."""
        return frozenset() if self.holding.shards is None else self.holding.shards.mine

    async def deliver(self, target: str) -> None:
        """Handle a nudge."""
        sender = DiscordSender(self.client, right_now)
        if await deliver(target, outbox=self.archive.deliveries, sender=sender, now=right_now):
            self.told.append(target)

    async def work(self, token: str, stopping: asyncio.Event) -> None:
        """Be the process until `stopping`, and then be gone without a word to the database."""

        async def nothing(_key: str) -> None: ...

        every: dict[JobKind, Handler] = dict.fromkeys(LIMITS, nothing)
        at_work = asyncio.create_task(self.queue.run({**every, "deliver": self.deliver}))
        try:
            await serve(self.client, token, stopping)
        finally:
            self.queue.stop()
            await at_work
            await self.archive.close()


@dataclass
class Land:
    """A loopback Discord with a server on each shard, and a database for its bots."""

    discord: FakeDiscord
    url: str
    guilds: dict[int, Guild]
    exits: dict[str, AsyncExitStack] = field(default_factory=dict)

    def channel(self, shard: int) -> Channel:
        """The channel of the shard's server."""
        return self.discord.channel_of(self.guilds[shard])

    async def heard_of(self, part: Part | None = None) -> Bureau:
        """A process that others have heard of, and that has not signed in yet."""
        settings = Settings(discord_api=self.discord.rest_url, discord_gateway=self.discord.gateway_url)
        queue = SharedQueue(database_url(self.url), frozenset({"bot"}))
        archive = Archive(Database(self.url, queue))
        me = this_process(frozenset({"bot"}))
        holding = Leased(me.id, archive.shards, part or Part(), queue.hold, timedelta())
        desk = Desk(
            archive=archive,
            workers=HereAndNow(),
            fetch_page=Web().page,
            draw=Easel().draw,
            now=right_now,
            settings=settings,
        )
        client = Wirewatch(desk, settings, holding)
        client._connection.guild_ready_timeout = 0.05
        bureau = Bureau(me, client, archive, holding, queue)
        await bureau.beat()
        return bureau

    async def start(self, bureau: Bureau) -> None:
        """Let it sign in, and hold its share."""
        stack, stopping = AsyncExitStack(), asyncio.Event()
        running = asyncio.create_task(bureau.work(self.discord.token, stopping))
        stack.push_async_callback(asyncio.wait, {running})
        stack.callback(stopping.set)
        self.exits[bureau.me.id] = stack
        await self.until(lambda: bureau.holding.shards is not None)

    async def end(self, bureau: Bureau) -> None:
        """It is gone."""
        await self.exits.pop(bureau.me.id).aclose()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what some of many tasks are at."""
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - it is about two processes and a server
                await asyncio.sleep(0.01)

    async def all_held(self, *bureaus: Bureau) -> None:
        """Every shard is signed in, and its holder knows its server and no other holder's."""
        await self.until(
            lambda: {number for number, _ in self.discord.gateway.holders()} == set(range(SHARDS))
        )
        for bureau in bureaus:
            await self.until(partial(self.knows_its_own, bureau))

    def knows_its_own(self, bureau: Bureau) -> bool:
        """Whether the servers that its client knows are those of its shards."""
        known = {guild.id for guild in bureau.client.guilds}
        return bureau.client.is_ready() and known == {self.guilds[number].id for number in bureau.shards}

    def told_its_own(self, bureau: Bureau) -> bool:
        """Whether it has told each server of its shards of something, and no other."""
        return sorted(bureau.told) == sorted(f"channel:{self.channel(at).id}" for at in bureau.shards)

    async def post(self, by: Bureau, number: int) -> None:
        """Something to be told in every server."""
        for at in self.guilds:
            target, subject = f"channel:{self.channel(at).id}", f"notice:{number}"
            body = notice(f"Feed {number} cannot be read")
            post = Post(target=target, subject=subject, part=0, action="post", revision=1, body=body)
            await by.archive.deliveries.put(str(self.guilds[at].id), post, right_now())

    async def shown(self, number: int, by: Bureau) -> None:
        """Every server was told so many things; what a busy queue did not take is nudged again, as ever."""
        async with asyncio.timeout(PATIENCE):
            while not all(len(self.discord.messages(self.channel(at))) == number for at in self.guilds):
                await by.archive.nudge_unfinished(right_now(), frozenset({"deliver"}), nudged_too=True)
                await asyncio.sleep(0.05)

    async def forget(self, bureau: Bureau) -> None:
        """So much time passes that a process counts as dead and its leases have passed."""
        async with rows(self.url) as database, database.writing() as tx:
            gone = await tx.time() - 2 * LONG
            await tx.execute(sa.update(process).where(process.c.id == bureau.me.id).values(heard_at=gone))
            await tx.execute(sa.update(shard).where(shard.c.holder == bureau.me.id).values(held_until=gone))


@asynccontextmanager
async def rows(url: str) -> AsyncIterator[Database]:
    """The rows themselves."""
    database = Database(url, NoNudges())
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture
async def land(
    fake_discord: FakeDiscord, migrated_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Land]:
    """A server on each shard, and nobody signed in; none may be signed in twice at once."""
    for module, name in ((shards, "LEASE"), (shards, "SILENCE"), (leased, "LEASE")):
        monkeypatch.setattr(module, name, LONG)
    fake_discord.gateway.advised_shards = SHARDS
    fake_discord.gateway.turns.one_of_each = True
    guilds: dict[int, Guild] = {}
    began, millisecond = right_now(), timedelta(milliseconds=1)
    for number in range(SHARDS):
        fake_discord.clock.wall = partial(lambda at: at, began + number * millisecond)
        guild = fake_discord.add_guild(f"Newsroom {number}")
        guilds[(guild.id >> 22) % SHARDS] = guild
    fake_discord.clock.wall = right_now
    assert len(guilds) == SHARDS
    made = Land(fake_discord, migrated_postgresql, guilds)
    yield made
    for stack in made.exits.values():
        await stack.aclose()


async def test_each_of_two_bots_speaks_for_its_servers_and_for_a_dead_ones(land: Land) -> None:
    discord = land.discord
    discord.gateway.turns.last[0] = float("inf")  # the first who signs in comes too soon
    first, second = await land.heard_of(), await land.heard_of()
    await land.start(first)
    await land.start(second)
    await land.all_held(first, second)
    assert [set(each.shards) for each in (first, second)] == [{0, 1}, {2, 3}]
    assert len(discord.gateway.turns.hasty) == 1
    assert [bureau.holding.leads for bureau in (first, second)] == [True, False]

    await land.post(second, 1)
    await land.shown(1, second)
    for bureau in (first, second):
        await land.until(partial(land.told_its_own, bureau))
    for at in land.guilds:
        asked = await discord.interact("status now", channel=land.channel(at))
        assert "Feeds: 0" in (await asked.answer()).text, "whoever hears of a command answers it"

    await land.end(first)
    await land.forget(first)
    await land.post(second, 2)
    await second.beat()
    assert second.shards == {0, 1, 2, 3}
    await land.all_held(second)
    await land.post(second, 3)
    await land.shown(3, second)
    assert second.holding.leads

    third = await land.heard_of()
    await land.start(third)
    assert third.shards == frozenset(), "what is held is nobody else's"
    await second.beat()
    assert second.shards == {0, 1}, "it leaves what is above its share"
    await land.until(lambda: second.holding.open() == {0, 1})
    await second.beat()
    await third.beat()
    assert third.shards == {2, 3}
    await land.all_held(second, third)
    await land.post(third, 4)
    await land.shown(4, third)
    assert sum(request.method == "PUT" for request in discord.requests) == 1, "the commands were told once"


async def test_bot_that_cannot_tell_the_database_leaves_its_shards(land: Land) -> None:
    ranges = [Part(total=SHARDS, mine=frozenset(mine)) for mine in ({0, 1}, {2, 3})]
    first, second = [await land.heard_of(part) for part in ranges]
    await land.start(second)
    await land.start(first)
    await land.all_held(first, second)
    assert [set(each.shards) for each in (first, second)] == [{0, 1}, {2, 3}], "as they were told"
    first.holding._lapse()
    await land.until(lambda: {number for number, _ in land.discord.gateway.holders()} == {2, 3})
    await land.until(lambda: not first.client.guilds)
    assert not first.client.knows(str(land.guilds[0].id))
    await first.beat()
    await land.all_held(first, second)


async def test_shard_that_is_left_while_it_is_brought_back_stays_left(land: Land) -> None:
    gateway = land.discord.gateway
    first = await land.heard_of()
    await land.start(first)
    await land.all_held(first)
    may_dial, dial = asyncio.Event(), first.client.http.ws_connect

    async def later(url: str, *, compress: int = 0) -> ClientWebSocketResponse:
        await may_dial.wait()
        return await dial(url, compress=compress)

    first.client.http.ws_connect = later  # type: ignore[method-assign]
    land.discord.drop_gateway()
    await land.until(lambda: not gateway.live)
    second = await land.heard_of()
    await land.start(second)
    await first.beat()
    await land.until(lambda: first.holding.open() == {0, 1})
    await first.beat()
    await second.beat()
    await land.until(lambda: {number for number, _ in gateway.holders()} == {2, 3})
    may_dial.set()
    await land.all_held(first, second)
    assert len(gateway.connections) == SHARDS


async def test_shard_that_is_left_while_it_signs_in_leaves_no_socket_behind(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = land.discord.gateway
    first = await land.heard_of(Part(total=1))
    await land.start(first)
    await land.until(first.client.is_ready)

    async def much_later(_turn: int) -> timedelta:
        return LONG

    monkeypatch.setattr(first.holding, "turn", much_later)
    land.discord.drop_gateway(forget=True)
    await land.until(lambda: bool(gateway.connections) and not gateway.live and bool(gateway.resumes))
    first.holding._lapse()
    await land.until(lambda: not gateway.connections)
    assert not first.client.connected()


async def test_terminal_beside_bots_is_given_what_is_for_it_alone(migrated_postgresql: str) -> None:
    queue = SharedQueue(database_url(migrated_postgresql), frozenset({"bot"}))
    archive = Archive(Database(migrated_postgresql, queue))
    await archive.shards.divide(SHARDS, firm=False)
    await Terminal(archive.shards, queue.hold).beat()
    given = asyncio.Queue[str]()

    async def nothing(_key: str) -> None: ...

    every: dict[JobKind, Handler] = dict.fromkeys(LIMITS, nothing)
    at_work = asyncio.create_task(queue.run({**every, "deliver": given.put}))
    for guild, target in ((str(SHARDS << 22), "channel:1"), ("terminal", "terminal")):
        body = notice("Feed 1 cannot be read")
        post = Post(target=target, subject="notice:1", part=0, action="post", revision=1, body=body)
        await archive.deliveries.put(guild, post, right_now())
    assert await asyncio.wait_for(given.get(), PATIENCE) == "terminal"
    queue.stop()
    await at_work
    assert given.empty()
    await archive.close()
