"""An hour of normal traffic keeps within Discord's limits: none of its requests is answered 429."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from discord.http import Route

from bot.client import Wirewatch
from bot.outcomes import Overdue, Sent
from bot.sending.requests import A_SECOND
from bot.sending.rests import Pace
from bot.sending.sender import DiscordSender
from storage.archive import Archive
from storage.model import Delivery
from storage.queue import NoNudges
from tests.bot.conftest import Web, make_client
from tests.bot.hurried import HurriedLoop
from tests.bot.news import alert, delivery
from tests.fakes.closing import close
from tests.fakes.discord import Channel, ChannelType, FakeDiscord, server

CHANNELS, EVENTS, EDITS = 10, 12, 10
AT_ONCE = 5
"""Channels that hear of an event in the same second; 12 events are 60 alerts with 600 edits."""


@asynccontextmanager
async def signed_in(fake: FakeDiscord, database: str) -> AsyncIterator[Wirewatch]:
    """The real client, without its gateway: an hour of silence would end that."""
    archive = await Archive.open(database, NoNudges())
    client = make_client(fake, archive, Web())
    try:
        async with client:
            await client.login(fake.token)
            yield client
    finally:
        await close(archive)


class Traffic:
    """Alerts in channels and what becomes of them, each channel's in order, as the outbox has it."""

    def __init__(self, fake: FakeDiscord, sender: DiscordSender, channels: list[Channel]) -> None:
        self._fake = fake
        self._sender = sender
        self._turns = {channel.id: asyncio.Lock() for channel in channels}
        self._numbers = iter(range(1, 10_000))

    async def alert(self, channel: Channel, at: float) -> None:
        """An alert after so many seconds, published where it can be, then an edit each minute."""
        await asyncio.sleep(at)
        message = await self._send(channel, delivery(alert(), target=f"channel:{channel.id}"))
        about = delivery(alert(headline="Later"), target=f"channel:{channel.id}", message_id=message)
        if channel.type is ChannelType.ANNOUNCEMENT:
            await self._send(channel, replace(about, post=replace(about.post, action="publish")))
        for _ in range(EDITS):
            await asyncio.sleep(60)
            await self._send(channel, about)

    async def _send(self, channel: Channel, wanted: Delivery) -> str:
        number = next(self._numbers)
        async with self._turns[channel.id]:
            outcome = await self._sender.send(
                replace(wanted, id=number, nonce=f"n{number}", tried_at=self._fake.clock.now())
            )
        if wanted.post.action == "publish" and isinstance(outcome, Overdue):
            return str(wanted.message_id)
        assert isinstance(outcome, Sent), outcome
        return outcome.message_id


async def hour(fake: FakeDiscord, database: str) -> None:
    """Twelve events at random moments; the first is a flood of alerts in one channel as well."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurriedLoop)
    guild = fake.add_guild(channel=None)
    kinds = [ChannelType.ANNOUNCEMENT, *[ChannelType.TEXT] * (CHANNELS - 1)]
    channels = [fake.add_channel(guild, f"wire-{number}", kind) for number, kind in enumerate(kinds)]
    chance = random.Random(6)
    async with signed_in(fake, database) as client:
        client.signed_in = True
        fake.limits.as_discord()
        traffic = Traffic(fake, DiscordSender(client, fake.clock.now), channels)
        loop.hurried = fake.clock.advance
        async with asyncio.TaskGroup() as events:
            for number in range(EVENTS):
                at = chance.uniform(0, 3000)
                told = [channels[0]] * AT_ONCE if number == 0 else chance.sample(channels, AT_ONCE)
                for channel in told:
                    events.create_task(traffic.alert(channel, at))
        loop.hurried = None


def test_an_hour_of_normal_traffic_earns_no_429(archive_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(server, "contract", lambda: None)  # other tests judge; this one is about limits

    async def run() -> FakeDiscord:
        async with FakeDiscord() as fake:
            await hour(fake, archive_url)
        return fake

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        fake = runner.run(run())
    made = Counter((r.method, r.status) for r in fake.requests if r.path.startswith("/channels/"))
    published = sum(r.path.endswith("/crosspost") for r in fake.requests)
    assert made == {("POST", 200): EVENTS * AT_ONCE + published, ("PATCH", 200): EVENTS * AT_ONCE * EDITS}
    assert published == 10, "as many as Discord allows in an hour; the others wait without having asked"
    assert fake.invalid_requests == 0


@pytest.mark.parametrize("speakers", [1, 4])
def test_no_more_begin_in_a_second_than_discord_allows_all_processes(speakers: int) -> None:
    share = A_SECOND // speakers

    async def begin(many: int) -> list[float]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HurriedLoop)
        loop.hurried = lambda _: None
        pace, began = Pace(A_SECOND), list[float]()

        async def one() -> None:
            await pace.wait(share)
            began.append(loop.time())

        await asyncio.gather(*(one() for _ in range(many)))
        return began

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        began = runner.run(begin(3 * share + 1))
    assert all(later - earlier > 0.99 for earlier, later in zip(began, began[share:], strict=False))
    assert 2.9 < began[-1] - began[0] < 4
    assert A_SECOND < 50
