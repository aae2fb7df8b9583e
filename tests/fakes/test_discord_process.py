"""The fake as another process meets it: over the network alone, and dead in the middle of a request."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .discord import Channel, FakeDiscord

BOT = """
import asyncio, os, warnings
warnings.simplefilter("ignore")
import discord, yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE = os.environ["API"]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY"])
client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)

@client.event
async def on_ready():
    await client.get_channel(int(os.environ["CHANNEL"])).send("alert", nonce="delivery-1")

asyncio.run(client.start(os.environ["TOKEN"]))
"""


@asynccontextmanager
async def bot(fake: FakeDiscord, channel: Channel) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot process that posts one alert once it is ready; killed in the end."""
    env = {"API": fake.rest_url, "GATEWAY": fake.gateway_url, "TOKEN": fake.token, "CHANNEL": str(channel.id)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", BOT, env={**os.environ, **env})
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_process_killed_between_send_and_answer_leaves_one_message_after_its_retry() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        gate = await fake.faults.pause("POST", "/channels/*/messages")
        async with bot(fake, wire):
            held = await gate.reached(20)
        await fake.wait_for(lambda d: not d.connected, what="the end of the connection")
        assert (held.status, len(fake.messages(wire))) == (None, 1)
        async with bot(fake, wire):
            await fake.wait_for(
                lambda d: [r.status for r in d.requests if r.method == "POST"] == [None, 200], 20
            )
        assert [message.content for message in fake.messages(wire)] == ["alert"]
        assert fake.violations == []
