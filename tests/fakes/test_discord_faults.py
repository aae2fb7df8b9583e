"""Ordered trouble, and what the real discord.py makes of it."""

import asyncio
import json

import aiohttp
import discord
import pytest

from .discord import FakeDiscord
from .discord_client import online

MESSAGES = "/channels/*/messages"


async def test_lost_answer_retried_with_the_same_nonce_leaves_one_message() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.lose_answer("POST", MESSAGES)
        async with online(fake) as client:
            with pytest.raises(aiohttp.ClientError):
                await client.text(wire).send("alert", nonce="delivery-1")
            assert len(fake.messages(wire)) == 1
            again = await client.text(wire).send("alert", nonce="delivery-1")
        assert [message.id for message in fake.messages(wire)] == [again.id]
        assert [r.status for r in fake.requests if r.method == "POST"] == [None, 200]
        assert fake.violations == []


async def test_reset_before_the_commit_leaves_no_message() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.lose_answer("POST", MESSAGES, nth=2, reset=True, committed=False)
        async with online(fake) as client:
            await client.text(wire).send("one")
            with pytest.raises((aiohttp.ClientError, OSError)):
                await client.text(wire).send("two")
        assert [message.content for message in fake.messages(wire)] == ["one"]


async def test_503_and_a_429_without_via_raise_at_once() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.status(503, "POST", MESSAGES)
        fake.faults.rate_limit("POST", MESSAGES, via=False)
        async with online(fake) as client:
            with pytest.raises(discord.DiscordServerError):
                await client.text(wire).send("x")
            with pytest.raises(discord.HTTPException) as refused:
                await client.text(wire).send("x")
        assert refused.value.status == 429
        assert fake.messages(wire) == []


async def test_500_is_retried_by_the_client() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.status(500, "POST", MESSAGES, committed=True)
        async with online(fake) as client:
            await client.text(wire).send("x", nonce="n")
        assert [r.status for r in fake.requests if r.method == "POST"] == [500, 200]
        assert len(fake.messages(wire)) == 1


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_429_is_waited_out_by_the_client(scope: str) -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.rate_limit("POST", MESSAGES, retry_after=0.02, scope=scope)
        async with online(fake) as client:
            await client.text(wire).send("x")
        assert [r.status for r in fake.requests if r.method == "POST"] == [429, 200]
        assert fake.invalid_requests == 1


async def test_bucket_is_announced_so_that_the_client_never_exceeds_it() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.limits.set("POST", MESSAGES, limit=2, per=0.1)
        async with online(fake) as client:
            for number in range(5):
                await client.text(wire).send(str(number))
        assert fake.invalid_requests == 0


async def test_exceeded_bucket_answers_429() -> None:
    async with FakeDiscord() as fake, aiohttp.ClientSession() as session:
        fake.limits.set("GET", "/users/@me", limit=1, per=60)
        headers = {"Authorization": f"Bot {fake.token}"}
        statuses = []
        for _ in range(2):
            async with session.get(f"{fake.rest_url}/users/@me", headers=headers) as response:
                statuses.append((response.status, "Via" in response.headers))
        assert statuses == [(200, False), (429, True)]


async def test_garbled_answer_is_not_json() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.garble("POST", MESSAGES)
        async with online(fake) as client:
            with pytest.raises(json.JSONDecodeError):
                await client.text(wire).send("x")
        assert len(fake.messages(wire)) == 1


async def test_hanging_request_can_only_be_given_up() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        fake.faults.hang("POST", MESSAGES)
        async with online(fake) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.text(wire).send("x"), 0.1)
        assert fake.messages(wire) == []


@pytest.mark.parametrize("lost", [True, False])
async def test_gate_holds_an_answer_after_the_commit(lost: bool) -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        gate = await fake.faults.pause("POST", MESSAGES)
        async with online(fake) as client:
            sending = asyncio.create_task(client.text(wire).send("x"))
            held = await gate.reached()
            assert held.body["content"] == "x"
            assert len(fake.messages(wire)) == 1
            assert not sending.done()
            if lost:
                gate.lose()
                with pytest.raises(aiohttp.ClientError):
                    await sending
            else:
                gate.release()
                assert (await sending).content == "x"


async def test_held_answer_does_not_outlive_the_client() -> None:
    async with FakeDiscord() as fake:
        wire = fake.channel_of(fake.add_guild())
        gate = await fake.faults.pause("POST", MESSAGES)
        async with online(fake) as client:
            sending = asyncio.create_task(client.text(wire).send("x", nonce="n"))
            await gate.reached()
            sending.cancel()
        async with online(fake) as client:
            await client.text(wire).send("x", nonce="n")
        assert len(fake.messages(wire)) == 1
