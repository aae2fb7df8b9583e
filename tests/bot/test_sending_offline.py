"""What becomes of a delivery while Discord comes and goes."""

import asyncio

from bot.outcomes import Delayed, Unsettled
from bot.sending.sender import DiscordSender
from storage.archive import Archive
from tests.bot.conftest import Web, arrived, make_client, serving
from tests.bot.news import delivery
from tests.bot.sending.conftest import to
from tests.fakes.discord import FakeDiscord

MESSAGES = "/channels/*/messages"


async def test_before_signing_in_everything_waits(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    sender = DiscordSender(make_client(fake_discord, archive, web))
    assert isinstance(await sender.send(delivery()), Delayed)
    assert isinstance(await sender.settle(delivery()), Delayed)
    assert not fake_discord.requests


async def test_request_in_flight_ends_as_unsettled_when_the_bot_leaves(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    channel = fake_discord.channel_of(fake_discord.add_guild())
    fake_discord.faults.hang("POST", MESSAGES)
    client = make_client(fake_discord, archive, web)
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)
        sending = asyncio.create_task(DiscordSender(client).send(to(channel)))
        await fake_discord.wait_for(
            lambda d: [r for r in d.requests if r.path.endswith("/messages")], 5, "a hanging post"
        )
    assert isinstance(await asyncio.wait_for(sending, 0.1), Unsettled)


async def test_unreachable_discord_delays(fake_discord: FakeDiscord, archive: Archive, web: Web) -> None:
    channel = fake_discord.channel_of(fake_discord.add_guild())
    client = make_client(fake_discord, archive, web)
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)
        await fake_discord.__aexit__(None, None, None)
        assert isinstance(await DiscordSender(client).send(to(channel)), Delayed | Unsettled)
