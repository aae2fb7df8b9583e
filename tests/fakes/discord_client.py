"""The real discord.py client pointed at the loopback Discord, without the product around it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import Any, cast

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from .discord import Channel, FakeDiscord

# discord.py waits this long for a further guild before it calls itself ready.
GUILD_WAIT = 0.05


class RealClient(discord.Client):
    """A client with a command tree that notes what reaches it."""

    def __init__(self, intents: discord.Intents | None = None, *, heartbeat_timeout: float = 60.0) -> None:
        super().__init__(
            intents=intents or discord.Intents(guilds=True),
            guild_ready_timeout=GUILD_WAIT,
            heartbeat_timeout=heartbeat_timeout,
            max_messages=None,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []

    async def setup_hook(self) -> None:
        """Register the commands a test has added, if any."""
        if self.tree.get_commands() or self.tree.get_commands(type=discord.AppCommandType.user):
            await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once, where discord.py would wait five seconds before every identify but the first."""

    async def on_resumed(self) -> None:
        """Note a resume."""
        self.heard.append("resumed")

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """Note a new channel."""
        self.heard.append(channel.name)

    def text(self, channel: Channel) -> discord.TextChannel:
        """Return the client's own view of a text channel."""
        return cast("discord.TextChannel", self.get_channel(channel.id))


def pointed_at(fake: FakeDiscord) -> AbstractContextManager[None]:
    """Point discord.py's process-wide addresses at the fake, and back in the end."""
    return pointed_to(fake.rest_url, fake.gateway_url)


@contextmanager
def pointed_to(rest_url: str, gateway_url: str) -> Iterator[None]:
    """Point discord.py's process-wide addresses at these, and back in the end."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = rest_url, yarl.URL(gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@asynccontextmanager
async def online(fake: FakeDiscord, client: RealClient | None = None) -> AsyncIterator[RealClient]:
    """Run a client against the fake, hand it over once it is ready, and close it in the end."""
    client = client or RealClient()
    with pointed_at(fake):
        running = asyncio.create_task(client.start(fake.token))
        try:
            await fake.wait_for(lambda d: d.connected, what="a connected client")
            await asyncio.wait_for(client.wait_until_ready(), 5)
            yield client
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)


def view(*items: discord.ui.Item[Any]) -> discord.ui.View:
    """Return an old-style view of these items."""
    made = discord.ui.View(timeout=None)
    for item in items:
        made.add_item(item)
    return made


def layout(*items: discord.ui.Item[Any]) -> discord.ui.LayoutView:
    """Return a Components V2 view of these items."""
    made = discord.ui.LayoutView(timeout=None)
    for item in items:
        made.add_item(item)
    return made
