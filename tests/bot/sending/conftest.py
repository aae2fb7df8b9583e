"""One connected bot for each module here; every test gets places of its own."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio

from bot.client import Wirewatch
from bot.sending.sender import DiscordSender
from storage.archive import Archive
from storage.model import Delivery
from storage.queue import NoNudges
from summarise.model import Action, Body
from tests.bot.conftest import Web, arrived, make_client, serving
from tests.bot.news import delivery
from tests.databases import chosen
from tests.fakes.closing import close
from tests.fakes.discord import Channel, ChannelType, FakeDiscord, Guild, Message, Permission


@dataclass(frozen=True)
class Press:
    """A connected bot in one guild."""

    discord: FakeDiscord
    client: Wirewatch
    archive: Archive
    guild: Guild

    @property
    def sender(self) -> DiscordSender:
        """A sender that remembers nothing yet."""
        return DiscordSender(self.client)

    async def after(self, event: str, change: Callable[..., Any], *args: Any, **details: Any) -> Any:
        """What the change returns, once the client has heard of it by that event."""
        heard = self.client.wait_for(event, timeout=5)
        made = change(*args, **details)
        await heard
        return made

    async def open(self, kind: ChannelType = ChannelType.TEXT, **details: Any) -> Channel:
        """A new channel that the client sees."""
        made: Channel = await self.after(
            "guild_channel_create", self.discord.add_channel, self.guild, "wire", kind, **details
        )
        return made

    async def deny(self, channel: Channel, *permissions: Permission) -> None:
        """Take permissions from the bot, as the client hears."""
        await self.after("guild_channel_update", self.discord.deny, channel, *permissions)

    async def thread(self) -> Channel:
        """A thread that a person opened, as a target by itself."""
        parent = await self.open()
        made: Channel = await self.after(
            "thread_join", self.discord.add_thread, parent, "talk", self.guild.owner
        )
        return made

    def shown(self, channel: Channel | int) -> list[Message]:
        """What a channel shows."""
        return self.discord.messages(channel)


def to(
    place: Channel,
    body: Body | None = None,
    *,
    kind: str = "channel",
    action: Action | None = None,
    guild: str | None = None,
    points_to: str | None = None,
    wary: bool = False,
    threaded: bool = False,
    pings: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    **details: Any,
) -> Delivery:
    """A delivery to a place, first tried now."""
    made = delivery(body, target=f"{kind}:{place.id}", **details)
    post = replace(made.post, action=action or made.post.action, threaded=threaded, pings=pings, tags=tags)
    return replace(
        made,
        post=post,
        tried_at=discord.utils.utcnow(),
        guild=guild or str(place.guild_id or ""),
        points_to=points_to,
        wary=wary,
    )


@pytest.fixture(scope="module")
def module_url(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a migrated database of the module's own, with nothing in it."""
    if chosen(request.config) == "postgresql":
        url, renew = request.getfixturevalue("shared_postgresql")
        yield url
        renew()
    else:
        path = shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("press") / "wirewatch.db")
        yield f"sqlite+aiosqlite:///{path}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def press(module_url: str) -> AsyncIterator[Press]:
    """A bot for the module; at the end Discord has nothing to complain of."""
    base = discord.http.Route.BASE
    archive = await Archive.open(module_url, NoNudges())
    try:
        async with FakeDiscord() as server:
            guild = server.add_guild()
            client = make_client(server, archive, Web())
            async with serving(client, server.token) as task:
                await arrived(client, task)
                yield Press(discord=server, client=client, archive=archive, guild=guild)
            assert not server.violations
    finally:
        discord.http.Route.BASE = base
        await close(archive)


@pytest.fixture(autouse=True)
def untroubled(press: Press) -> Any:
    """Each test begins without faults and without limits."""
    yield
    press.discord.faults.clear()
