"""A bot on the loopback Discord: the real client, a real archive, work done in this process."""

import asyncio
import base64
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
import pytest
import structlog
from discord.http import Route

from bot.charts.chart import Chart
from bot.charts.drawing import Drawer
from bot.client import Wirewatch
from bot.desk import Desk
from bot.gateway import serve
from bot.shards.holding import Alone
from config.settings import Settings
from feeds.model import Fetched, FetchFailed
from storage.archive import Archive
from storage.queue import NoNudges
from tests.bot.driven import note
from tests.bot.filed import HereAndNow
from tests.bot.news import NOON
from tests.bot.once import read_actors_once, translate_once
from tests.fakes.closing import close
from tests.fakes.discord import FakeDiscord

POINT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
"""The smallest PNG."""


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """The command line sets up logging for the whole process: not for the tests after it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """What is the same for each bot is made for the first alone."""
    with pytest.MonkeyPatch.context() as patch:
        translate_once(patch)
        read_actors_once(patch)
        yield


@dataclass
class Web:
    """Pages by address, and the files of the loopback Discord; any other address does not answer."""

    pages: dict[str, Fetched] = field(default_factory=dict)
    files: str = "no Discord"

    def put(self, address: str, body: str, content_type: str = "text/html") -> None:
        """Publish a page."""
        data = body.encode()
        self.pages[address] = Fetched(address=address, body=data, body_hash="", content_type=content_type)

    async def page(self, address: str) -> Fetched | FetchFailed:
        """One GET."""
        if address.startswith(self.files):
            async with aiohttp.ClientSession() as session, session.get(address) as response:
                return Fetched(
                    address=address,
                    body=await response.read(),
                    body_hash="",
                    content_type=response.headers.get("Content-Type", ""),
                )
        failed = FetchFailed(reason="no answer", detail=f"{address} did not answer.")
        return self.pages.get(address, failed)


@dataclass
class Easel:
    """Keeps the charts that it is to draw, and draws a point for each, or nothing where it is `broken`.

    With a `drawer` they are drawn for real.
    """

    charts: list[Chart] = field(default_factory=list)
    broken: bool = False
    drawer: Drawer | None = None

    async def draw(self, chart: Chart) -> bytes | None:
        """A PNG of one pixel."""
        self.charts.append(chart)
        if self.drawer is not None:
            return await self.drawer(chart)
        return None if self.broken else POINT


@dataclass(frozen=True)
class Bot:
    """A running bot and everything around it."""

    discord: FakeDiscord
    client: Wirewatch
    archive: Archive
    web: Web
    easel: Easel


@pytest.fixture
async def archive(archive_url: str) -> AsyncIterator[Archive]:
    """An empty archive."""
    opened = await Archive.open(archive_url, NoNudges())
    yield opened
    await close(opened)


@pytest.fixture
async def fake_discord(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> AsyncIterator[FakeDiscord]:
    """A loopback Discord; at the end nothing may have been broken and nobody pinged."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    async with FakeDiscord() as server:
        yield server
        note(request.config, server)
        assert not server.violations
        assert not [message for message in server.backend.messages.values() if message.pings]


@pytest.fixture
def web() -> Web:
    """An empty web."""
    return Web()


@pytest.fixture
def easel() -> Easel:
    """An empty easel."""
    return Easel()


def make_client(server: FakeDiscord, archive: Archive, web: Web, easel: Easel | None = None) -> Wirewatch:
    """A client that knows the loopback Discord alone."""
    settings = Settings(discord_api=server.rest_url, discord_gateway=server.gateway_url)
    desk = Desk(
        archive=archive,
        workers=HereAndNow(),
        fetch_page=web.page,
        draw=(easel or Easel()).draw,
        now=lambda: NOON,
        settings=settings,
    )
    client = Wirewatch(desk, settings, Alone(apart=timedelta(0)))
    client._connection.guild_ready_timeout = 0.05  # discord.py's two seconds, in every test
    return client


@asynccontextmanager
async def serving(client: Wirewatch, token: str) -> AsyncIterator[asyncio.Task[None]]:
    """The client, supervised until the block ends."""
    stopping = asyncio.Event()
    task = asyncio.create_task(serve(client, token, stopping))
    try:
        yield task
    finally:
        stopping.set()
        await asyncio.wait({task})


async def arrived(client: Wirewatch, task: asyncio.Task[None]) -> None:
    """Return when the client is ready; raise what ended it before."""
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait({ready, task}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
    if not ready.done():
        ready.cancel()
        task.result()
        raise TimeoutError("the client did not get ready")


@pytest.fixture
async def bot(fake_discord: FakeDiscord, archive: Archive, web: Web, easel: Easel) -> AsyncIterator[Bot]:
    """A connected bot in one guild with one channel."""
    fake_discord.add_guild()
    web.files = f"{fake_discord.backend.world.cdn}/attachments/"
    client = make_client(fake_discord, archive, web, easel)
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)
        yield Bot(discord=fake_discord, client=client, archive=archive, web=web, easel=easel)
