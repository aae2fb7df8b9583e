"""The gateway: connecting, staying, resuming and being turned away, with the real client."""

import asyncio
import json
import re

import aiohttp
import discord
import pytest

from .discord import TOKEN, ChannelType, FakeDiscord, Permission
from .discord_client import RealClient, online, pointed_at


async def test_client_comes_online_and_sees_its_guild() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild("Newsroom")
        forum = fake.add_channel(guild, "stories", ChannelType.FORUM, tags=("politics",))
        async with online(fake) as client:
            seen = client.get_guild(guild.id)
            assert seen is not None
            assert [channel.name for channel in seen.channels] == ["wire", "stories"]
            assert isinstance(client.get_channel(forum.id), discord.ForumChannel)
            assert fake.gateway.identifies[0]["intents"] == discord.Intents(guilds=True).value
        assert fake.violations == []


async def test_client_computes_the_permissions_the_fake_enforces() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        quiet = fake.add_channel(guild, "quiet")
        fake.deny(quiet, Permission.SEND_MESSAGES)
        async with online(fake) as client:
            channel = client.text(quiet)
            assert not channel.permissions_for(channel.guild.me).send_messages
            assert client.text(fake.channel_of(guild)).permissions_for(channel.guild.me).send_messages
            with pytest.raises(discord.Forbidden) as refused:
                await channel.send("hello")
            assert refused.value.code == 50013
        assert fake.invalid_requests == 1


async def test_wrong_token_is_refused_by_rest_and_by_the_gateway() -> None:
    async with FakeDiscord() as fake, aiohttp.ClientSession() as session:
        async with RealClient() as client:
            with pointed_at(fake), pytest.raises(discord.LoginFailure):
                await client.start("not the token")
        async with session.ws_connect(fake.gateway_url) as socket:
            await socket.receive_json()
            await socket.send_json({"op": 2, "d": {"token": "not the token", "intents": 1}})
            await socket.receive()
            assert socket.close_code == 4004


async def test_privileged_intents_end_the_connection_with_4014() -> None:
    async with FakeDiscord() as fake:
        intents = discord.Intents(guilds=True, members=True)
        async with RealClient(intents) as client:
            with pointed_at(fake), pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(TOKEN)


async def test_uncompressed_client_is_spoken_to_in_plain_json() -> None:
    async with FakeDiscord() as fake, aiohttp.ClientSession() as session:
        fake.add_guild()
        async with session.ws_connect(fake.gateway_url, params={"v": "10"}) as socket:
            assert (await socket.receive_json())["op"] == 10
            await socket.send_json({"op": 1, "d": None})
            assert (await socket.receive_json())["op"] == 11
            await socket.send_json({"op": 2, "d": {"token": TOKEN, "intents": 1}})
            events = [(await socket.receive_json())["t"] for _ in range(2)]
        assert events == ["READY", "GUILD_CREATE"]


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("not json", 4002),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 2, "d": {"token": TOKEN, "intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {"token": TOKEN, "intents": 1, "shard": [2, 2]}}, 4010),
    ],
)
async def test_gateway_closes_on_what_it_cannot_take(payload: object, code: int) -> None:
    async with (
        FakeDiscord() as fake,
        aiohttp.ClientSession() as session,
        session.ws_connect(fake.gateway_url) as socket,
    ):
        await socket.receive_json()
        await socket.send_str(payload if isinstance(payload, str) else json.dumps(payload))
        await socket.receive()
        assert socket.close_code == code


async def test_client_resumes_after_a_drop_and_gets_what_it_missed() -> None:
    async with FakeDiscord() as fake:
        guild = fake.add_guild()
        async with online(fake) as client:
            fake.drop_gateway()
            fake.add_channel(guild, "while-away")
            await fake.wait_for(lambda d: d.gateway.resumes and d.connected, what="a resume")
            await asyncio.wait_for(client.wait_for("resumed"), 5)
            assert client.heard == ["while-away", "resumed"]
            assert len(fake.gateway.identifies) == 1


async def test_heartbeats_are_acknowledged_and_without_that_the_client_reconnects() -> None:
    async with FakeDiscord() as fake:
        fake.gateway.heartbeat_ms = 30
        async with online(fake, RealClient(heartbeat_timeout=0.3)) as client:
            await fake.wait_for(lambda d: d.gateway.heartbeats > 5, what="heartbeats")
            assert fake.gateway.resumes == []
            fake.faults.mute_heartbeats()
            await fake.wait_for(lambda d: d.gateway.resumes, what="a resume")
            fake.faults.mute_heartbeats(False)
            await fake.wait_for(lambda d: d.connected, what="a connection")
            assert client.is_ready()


async def test_mute_gateway_does_not_even_say_goodbye() -> None:
    async with FakeDiscord() as fake, aiohttp.ClientSession() as session:
        socket = await session.ws_connect(fake.gateway_url, timeout=aiohttp.ClientWSTimeout(ws_close=0.1))
        await socket.receive_json()
        fake.faults.mute_gateway()
        await socket.close(code=1000)
        assert socket.close_code == 1006


async def test_reconnect_request_and_resumable_invalid_session_lead_to_resumes() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        async with online(fake) as client:
            fake.ask_reconnect()
            await asyncio.wait_for(client.wait_for("resumed"), 5)
            fake.invalidate_session(resumable=True)
            await asyncio.wait_for(client.wait_for("resumed"), 5)
            assert len(fake.gateway.identifies) == 1


async def test_forgotten_session_makes_the_client_identify_anew() -> None:
    async with FakeDiscord() as fake:
        fake.add_guild()
        async with online(fake):
            fake.invalidate_session(resumable=False)
            await fake.wait_for(lambda d: len(d.gateway.identifies) == 2 and d.connected, what="an identify")
            fake.drop_gateway(forget=True)
            await fake.wait_for(lambda d: len(d.gateway.identifies) == 3 and d.connected, what="an identify")


# aiohttp tries a GET once more when a connection it had kept is closed, so that takes two refusals.
@pytest.mark.parametrize(("status", "times"), [(503, 1), (None, 2)])
async def test_gateway_refused_at_the_start_ends_an_unsupervised_client_and_lets_the_next_in(
    status: int | None, times: int
) -> None:
    async with FakeDiscord() as fake:
        fake.faults.refuse_gateway(times, status=status)
        async with RealClient() as client:
            with pointed_at(fake), pytest.raises(AttributeError):
                await client.start(TOKEN)
        async with online(fake):
            assert fake.connected


async def test_malformed_event_ends_an_unsupervised_client() -> None:
    async with FakeDiscord() as fake:
        with pointed_at(fake):
            client = RealClient()
            running = asyncio.create_task(client.start(TOKEN))
            await fake.wait_for(lambda d: d.connected)
            fake.send_malformed()
            with pytest.raises(KeyError):
                await asyncio.wait_for(running, 5)
            await client.close()


@pytest.mark.parametrize("code", [4004, 4014])
async def test_fatal_close_codes_end_the_client(code: int) -> None:
    async with FakeDiscord() as fake, RealClient() as client:
        with pointed_at(fake):
            running = asyncio.create_task(client.start(TOKEN))
            await fake.wait_for(lambda d: d.connected)
        fake.close_gateway(code)
        with pytest.raises((discord.ConnectionClosed, discord.PrivilegedIntentsRequired)):
            await asyncio.wait_for(running, 5)


class Sharded(discord.AutoShardedClient):
    """A sharded client that identifies without waiting."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for nothing."""


async def test_each_shard_gets_its_own_guilds() -> None:
    async with FakeDiscord() as fake:
        guilds = [fake.add_guild(f"Room {number}") for number in range(4)]
        with pointed_at(fake):
            client = Sharded(intents=discord.Intents(guilds=True), shard_count=2, guild_ready_timeout=0.05)
            running = asyncio.create_task(client.start(TOKEN))
            await fake.wait_for(lambda d: len(d.gateway.live) == 2)
            await asyncio.wait_for(client.wait_until_ready(), 5)
            assert {guild.id for guild in client.guilds} == {guild.id for guild in guilds}
            await client.close()
            await asyncio.gather(running, return_exceptions=True)


async def test_wait_for_tells_what_happened_instead() -> None:
    async with FakeDiscord() as fake:
        with pytest.raises(TimeoutError, match=re.escape("a client did not come true in 0.01 s")):
            await fake.wait_for(lambda d: d.connected, 0.01, "a client")
