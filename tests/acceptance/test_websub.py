"""A hub on loopback pushes to the real process: news comes at once, and nothing depends on it."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.conftest import Stage
from tests.acceptance.seeds import Seed, stand_ins
from tests.acceptance.wirewatch import PATIENCE, Process
from tests.fakes.feeds import item, rss
from tests.fakes.hub import FakeHub

PATH = "/wire.xml"
SELDOM = {"WIREWATCH_POLL_FLOOR_MINUTES": "60", "WIREWATCH_POLL_CEILING_MINUTES": "120"}
"""An hour at least between two looks: what comes before was pushed."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
async def hub() -> AsyncIterator[FakeHub]:
    async with FakeHub() as opened:
        yield opened
        assert opened.violations == []


@pytest.fixture
def listen() -> str:
    return f"127.0.0.1:{free_port()}"


def news() -> Seed:
    return replace(stand_ins()[0], at=datetime.now(UTC) - timedelta(minutes=5))


def publish(stage: Stage, hub: FakeHub, *seeds: Seed) -> str:
    items = [item(seed.title, seed.text, url=seed.url, at=seed.at) for seed in seeds]
    topic = stage.wire.url(PATH)
    return stage.wire.put(PATH, rss(*items, title="Wire"), headers=hub.links(topic))


def naming(hub: FakeHub, topic: str, *seeds: Seed) -> bytes:
    """The feed as a document that names hub and topic itself."""
    items = [item(seed.title, seed.text, url=seed.url, at=seed.at) for seed in seeds]
    links = "".join(
        f'<link xmlns="http://www.w3.org/2005/Atom" rel="{rel}" href="{address}"/>'
        for rel, address in (("hub", hub.url), ("self", topic))
    )
    return rss(*items, title="Wire").replace(b"<channel>", b"<channel>" + links.encode())


def bot(stage: Stage, listen: str, **settings: str) -> Process:
    return stage.bot(
        **{"WIREWATCH_PUBLIC_URL": f"http://{listen}/here", "WIREWATCH_LISTEN": listen, **SELDOM, **settings}
    )


async def looked(stage: Stage, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        await stage.wire.wait_for(PATH, times)


async def told(stage: Stage) -> None:
    await stage.discord.wait_for(lambda discord: bool(discord.messages(stage.channel)), PATIENCE, "an alert")


def follow(stage: Stage, hub: FakeHub) -> str:
    """A feed that names the hub and holds nothing yet, and a watch; the feed's address."""
    topic = publish(stage, hub)
    stage.feed(topic, "Wire")
    stage.watch("vladimir-putin")
    return topic


async def test_pushed_article_arrives_at_once_though_the_next_look_is_an_hour_away(
    stage: Stage, hub: FakeHub, listen: str
) -> None:
    topic = follow(stage, hub)
    async with bot(stage, listen, WIREWATCH_LOG_LEVEL="debug") as process:
        subscriber = await hub.live(topic)
        publish(stage, hub, news())
        assert await hub.push(topic, b"whatever the hub says") == 202
        await told(stage)
        process.terminate()
        assert await process.ended() == 0, process.everything
    assert stage.wire.count(PATH) == 2
    token = subscriber.callback.rpartition("/")[2]
    assert subscriber.callback == f"http://{listen}/here/websub/{token}"
    assert re.fullmatch(r"[\w-]{43}", token)
    for secret in (subscriber.secret, token):
        assert secret not in process.everything
    assert "Traceback" not in process.everything


async def test_push_with_a_wrong_signature_causes_no_look(stage: Stage, hub: FakeHub, listen: str) -> None:
    topic = follow(stage, hub)
    async with bot(stage, listen, WIREWATCH_LOG_LEVEL="debug") as process:
        await hub.live(topic)
        assert await hub.push(topic, b"news", secret="a guess") == 202
        await process.says("push ignored")
        publish(stage, hub, news())
        assert await hub.push(topic, b"news") == 202
        await told(stage)
    assert stage.wire.count(PATH) == 2


@pytest.mark.both_databases
async def test_subscription_is_live_though_the_bot_was_killed_before_it_was_verified(
    stage: Stage, hub: FakeHub, listen: str
) -> None:
    hub.gate = asyncio.Event()
    topic = follow(stage, hub)
    async with bot(stage, listen) as first:
        await hub.asked_for()
        await stage.killed(first)
    async with bot(stage, listen) as second:
        await second.says("hubs may push")
        hub.gate.set()
        await hub.live(topic)
        publish(stage, hub, news())
        assert await hub.push(topic, b"news") == 202
        await told(stage)
    assert len(hub.asked) == 1


async def test_hub_that_the_document_names_is_heard_after_a_restart(
    stage: Stage, hub: FakeHub, listen: str
) -> None:
    hub.prompt = True
    topic = stage.wire.url(PATH)
    stage.wire.put(PATH, naming(hub, topic))
    stage.feed(topic, "Wire")
    stage.watch("vladimir-putin")
    async with bot(stage, listen) as first:
        await hub.live(topic)
        await stage.killed(first)
    async with bot(stage, listen) as second:
        await second.says("hubs may push")
        stage.wire.put(PATH, naming(hub, topic, news()))
        assert await hub.push(topic, b"news", method="sha1") == 202
        await told(stage)
    assert len(hub.asked) == 1


async def test_feed_whose_hub_refuses_goes_on_being_polled(stage: Stage, hub: FakeHub, listen: str) -> None:
    hub.status = 403
    follow(stage, hub)
    async with bot(
        stage, listen, WIREWATCH_POLL_FLOOR_MINUTES="0.01", WIREWATCH_POLL_CEILING_MINUTES="1"
    ) as process:
        await hub.asked_for()
        line = await process.says("the feed is polled")
        await looked(stage, stage.wire.count(PATH) + 1)
        publish(stage, hub, news())
        await told(stage)
    assert "status 403" in line


async def test_hub_is_not_asked_without_a_public_address(stage: Stage, hub: FakeHub) -> None:
    follow(stage, hub)
    async with stage.bot():
        await looked(stage, 3)
    assert hub.asked == []


async def test_address_that_is_taken_is_told_with_the_setting(stage: Stage, hub: FakeHub) -> None:
    follow(stage, hub)
    async with bot(stage, f"127.0.0.1:{hub.port}") as process:
        assert await process.ended() == 2, process.everything
    assert "`listen`: nothing can listen at" in process.everything
    assert "Traceback" not in process.everything
