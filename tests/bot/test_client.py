"""The client connects, comes back, and says what is final."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from structlog.testing import capture_logs

from bot import gateway
from bot.commands import GROUPS, MENUS
from bot.outcomes import Unsettled
from bot.sending.sender import DiscordSender
from config.errors import ConfigurationError
from feeds.model import FetchFailed
from storage.archive import Archive
from storage.model import SeenGuild
from tests.bot.conftest import Bot, Web, arrived, make_client, serving
from tests.bot.news import NOON, delivery
from tests.fakes.discord import FakeDiscord


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits between attempts are short."""
    monkeypatch.setattr(gateway, "SHORTEST", 0.01)


async def test_bot_asks_for_guilds_alone(bot: Bot) -> None:
    assert [identify["intents"] for identify in bot.discord.gateway.identifies] == [1]


async def test_new_guild_is_noted(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: asyncio.Queue[str] = asyncio.Queue()
    seen = bot.archive.guilds.seen

    async def noting(guilds: Sequence[SeenGuild], now: datetime) -> frozenset[str]:
        new = await seen(guilds, now)
        for one in guilds:
            noted.put_nowait(one.guild)
        return new

    monkeypatch.setattr(bot.archive.guilds, "seen", noting)
    joined = bot.discord.add_guild("Second")
    assert await asyncio.wait_for(noted.get(), 5) == str(joined.id)
    assert (await bot.archive.guilds.settings(str(joined.id))).name == "Second"


async def test_commands_are_synced_once(fake_discord: FakeDiscord, archive: Archive, web: Web) -> None:
    for _ in range(2):
        client = make_client(fake_discord, archive, web)
        async with serving(client, fake_discord.token) as task:
            await arrived(client, task)
    assert sum(request.method == "PUT" for request in fake_discord.requests) == 1
    assert {command["name"] for command in fake_discord.commands} == {c.name for c in (*GROUPS, *MENUS)}


async def test_wrong_token_is_final_and_never_shown(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    client = make_client(fake_discord, archive, web)
    async with serving(client, "wrong.token.secret") as task:
        with pytest.raises(ConfigurationError, match="DISCORD_TOKEN") as refused:
            await task
    assert "wrong.token.secret" not in str(refused.value)


async def test_token_with_a_line_break_is_refused_before_anything_is_sent(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    async with serving(make_client(fake_discord, archive, web), "tok\nen") as task:
        with pytest.raises(ConfigurationError, match="DISCORD_TOKEN"):
            await task
    assert not fake_discord.requests


@pytest.mark.parametrize(("code", "said"), [(4004, "DISCORD_TOKEN"), (4013, "intents"), (4014, "intents")])
async def test_final_close_codes_end_the_bot(bot: Bot, code: int, said: str) -> None:
    client = make_client(bot.discord, bot.archive, bot.web)
    async with serving(client, bot.discord.token) as task:
        await arrived(client, task)
        bot.discord.close_gateway(code)
        with pytest.raises(ConfigurationError, match=said):
            await asyncio.wait_for(task, 5)


@pytest.mark.parametrize("shards", [None, "1"])
async def test_too_few_shards_end_a_bot_that_may_have_no_more(bot: Bot, shards: str | None) -> None:
    client = make_client(bot.discord, bot.archive, bot.web)
    client.desk = replace(client.desk, settings=client.desk.settings.model_copy(update={"shards": shards}))
    async with serving(client, bot.discord.token) as task:
        await arrived(client, task)
        signed_in = len(bot.discord.gateway.identifies)
        bot.discord.close_gateway(4011)
        if shards is None:  # as many as Discord advises by then
            anew = signed_in + 2  # the test's other bot, too
            await bot.discord.wait_for(lambda d: len(d.gateway.identifies) >= anew, 10, "sign-ins")
        else:
            with pytest.raises(ConfigurationError, match="more parts"):
                await asyncio.wait_for(task, 5)


async def test_gateway_that_refuses_at_first_is_waited_for(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    fake_discord.faults.refuse_gateway(times=3)
    client = make_client(fake_discord, archive, web)
    with capture_logs() as lines:
        async with serving(client, fake_discord.token) as task:
            await arrived(client, task)
    told = [line for line in lines if line["event"] == "Discord's gateway cannot be reached"]
    assert [line["next_try_in"] for line in told] == [0.01, 0.02, 0.04]


async def test_rest_that_fails_at_first_is_waited_for(
    fake_discord: FakeDiscord, archive: Archive, web: Web
) -> None:
    fake_discord.faults.status(503, "GET", "/users/@me", times=2)
    client = make_client(fake_discord, archive, web)
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)


async def test_dropped_connection_is_resumed(bot: Bot) -> None:
    bot.discord.drop_gateway()
    await bot.discord.wait_for(lambda d: d.gateway.resumes, 20, "a resumed session")
    await bot.discord.wait_for(lambda d: d.connected, 5, "a connection")


async def test_malformed_event_does_not_end_the_bot(bot: Bot) -> None:
    bot.discord.send_malformed()
    await bot.discord.wait_for(lambda d: len(d.gateway.identifies) > 1, 10, "a new connection")
    await bot.discord.wait_for(lambda d: d.connected, 5, "a connection")
    shown = await (await bot.discord.interact("status now")).answer()
    assert "Feeds: 0" in shown.text


async def test_stop_is_quick_while_discord_is_silent(bot: Bot) -> None:
    client = make_client(bot.discord, bot.archive, bot.web)
    began = asyncio.get_running_loop().time()
    async with serving(client, bot.discord.token) as task:
        await arrived(client, task)
        bot.discord.faults.mute_heartbeats()
    assert asyncio.get_running_loop().time() - began < 5


@pytest.mark.parametrize("api", [True, False])
async def test_stop_is_quick_while_discord_refuses(
    fake_discord: FakeDiscord, archive: Archive, web: Web, monkeypatch: pytest.MonkeyPatch, api: bool
) -> None:
    monkeypatch.setattr(gateway, "SHORTEST", 30.0)
    if api:
        fake_discord.faults.status(503, "GET", "/users/@me", times=99)
    else:
        fake_discord.faults.refuse_gateway(times=99)
    began = asyncio.get_running_loop().time()
    with capture_logs() as lines:
        async with serving(make_client(fake_discord, archive, web), fake_discord.token) as task:
            while not any("next_try_in" in line for line in lines):
                assert not task.done()
                await asyncio.wait({task}, timeout=0.05)
    assert asyncio.get_running_loop().time() - began < 5


async def test_leaving_takes_two_seconds_whatever_hangs(
    fake_discord: FakeDiscord, archive: Archive, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = fake_discord.channel_of(fake_discord.add_guild())
    fake_discord.faults.hang("POST", "/channels/*/messages")
    client = make_client(fake_discord, archive, web)
    asked, freed = asyncio.Event(), asyncio.Event()

    async def stubborn(_: str) -> FetchFailed:
        asked.set()
        while not freed.is_set():
            with suppress(asyncio.CancelledError):
                await freed.wait()
        return FetchFailed(reason="no answer", detail="It did not answer.")

    monkeypatch.setattr(web, "page", stubborn)
    client.desk = replace(client.desk, fetch_page=stubborn)
    loop = asyncio.get_running_loop()
    async with serving(client, fake_discord.token) as task:
        await arrived(client, task)
        sending = asyncio.create_task(
            DiscordSender(client).send(replace(delivery(target=f"channel:{channel.id}"), tried_at=NOON))
        )
        await fake_discord.interact("summary", {"url": "https://harbour.example/"})
        await asyncio.wait_for(asked.wait(), 5)
        fake_discord.faults.mute_gateway()
        began = loop.time()
    took = loop.time() - began
    answering = [task for task in asyncio.all_tasks() if task.get_name().startswith("CommandTree-")]
    freed.set()
    await asyncio.wait({sending, *answering}, timeout=5)
    assert took <= 2.0
    assert answering
    assert isinstance(sending.result(), Unsettled)


async def test_client_speaks_to_no_other_host(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(_shard: int | None, *, initial: bool = False) -> None: ...

    monkeypatch.setattr(bot.client, "before_identify_hook", at_once)  # discord.py waits five seconds
    bot.discord.gateway.url = "wss://gateway.discord.invalid"
    bot.discord.invalidate_session(resumable=False)
    await bot.discord.wait_for(lambda d: len(d.gateway.identifies) > 1, 20, "a new session")
