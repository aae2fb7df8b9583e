"""A server that adds the bot is greeted once, in the right place, and no other server is."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import discord
import pytest

from bot.greeting import FRESH
from bot.sending.sender import DiscordSender
from storage.archive import Archive
from storage.model import Delivery
from tests.bot.conftest import Bot, Web, arrived, make_client, serving
from tests.bot.news import NOON
from tests.fakes.discord import FakeDiscord, Guild, Permission
from tests.fakes.discord import guild_payloads as payloads
from tests.fakes.discord.gateway import GUILDS

Noted = asyncio.Queue[str]

LATELY = (NOON - FRESH + timedelta(minutes=1)).isoformat()
"""When the bot was added, as Discord writes it."""


async def greetings(archive: Archive, guild: Guild) -> list[Delivery]:
    """What waits to be said to the guild as a greeting."""
    rows = await archive.deliveries.recent(str(guild.id), 25)
    return [row for row in rows if row.post.subject == "greeting"]


@pytest.fixture
def noted(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Noted:
    """The guilds whose latest was taken in, each time."""
    done: asyncio.Queue[str] = asyncio.Queue()
    note = bot.client._seen.note

    async def noting(guilds: Sequence[discord.Guild], *, joined: bool = False) -> None:
        await note(guilds, joined=joined)
        for guild in guilds:
            done.put_nowait(str(guild.id))

    monkeypatch.setattr(bot.client._seen, "note", noting)
    return done


async def joined(noted: Noted, guild: Guild) -> None:
    """Return when the latest of a guild was taken in."""
    while await asyncio.wait_for(noted.get(), 5) != str(guild.id):
        pass


async def test_new_server_is_greeted_once_in_its_system_channel(bot: Bot, noted: Noted) -> None:
    new = bot.discord.add_guild("Second", system_channel="lobby", preferred_locale="de")
    await joined(noted, new)
    [greeting] = await greetings(bot.archive, new)
    assert greeting.post.target == f"channel:{new.system_channel_id}"
    assert (await bot.archive.guilds.settings(str(new.id))).locale == "de"
    await DiscordSender(bot.client, lambda: NOON).send(greeting)
    [shown] = bot.discord.messages(new.system_channel_id or 0)
    assert "`/einrichten`" in shown.text
    channels = bot.discord.remove_guild(new)
    bot.discord.invite_again(new, channels)
    await joined(noted, new)
    assert len(await greetings(bot.archive, new)) == 1
    new.preferred_locale = "fr"
    body = payloads.guild_json(new)
    bot.discord.backend.gateway.dispatch("GUILD_UPDATE", body, guild_id=new.id, intent=GUILDS)
    await joined(noted, new)
    assert (await bot.archive.guilds.settings(str(new.id))).locale == "fr"


async def test_server_is_greeted_where_the_bot_may_post_or_nowhere(bot: Bot, noted: Noted) -> None:
    silent = bot.discord.add_guild("Silent", bot_permissions=Permission.VIEW_CHANNEL)
    await joined(noted, silent)
    assert not await greetings(bot.archive, silent)
    plain = bot.discord.add_guild("Plain")
    await joined(noted, plain)
    [greeting] = await greetings(bot.archive, plain)
    assert greeting.post.target == f"channel:{bot.discord.channel_of(plain).id}"


async def test_servers_of_before_are_not_greeted_after_a_restart(bot: Bot, noted: Noted) -> None:
    [first] = bot.discord.backend.world.guilds.values()
    await bot.client.close()
    await bot.discord.wait_for(lambda d: len(d.gateway.identifies) > 1 and d.connected, 10, "a new session")
    await joined(noted, first)
    assert not await greetings(bot.archive, first)


async def test_server_that_added_the_bot_while_it_was_away_is_greeted(
    fake_discord: FakeDiscord, archive: Archive, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payloads, "JOINED", LATELY)
    monkeypatch.setattr("tests.fakes.discord.payloads.JOINED", LATELY)
    guild = fake_discord.add_guild()
    for _ in range(2):
        client = make_client(fake_discord, archive, web)
        async with serving(client, fake_discord.token) as task:
            await arrived(client, task)
            await (await fake_discord.interact("status now")).answer()
    assert len(await greetings(archive, guild)) == 1
