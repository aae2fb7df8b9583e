"""A whole life of the bot, all that it said searched for what it must never say."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp

from tests.acceptance.conftest import Stage
from tests.acceptance.seeds import seeds
from tests.acceptance.test_discord import alert, paragraphs
from tests.acceptance.wirewatch import PATIENCE, finish
from tests.bot.health.conftest import free_port
from tests.fakes.feeds import item, rss

HEALTH, PASSWORD, KEY, DATABASE = "health-0penS3same", "feed-passw0rd-x", "k3y-of-the-feed", "db-passw0rd-y"


async def told_by(port: int) -> str:
    """What the process answers whoever asks, with the token and without."""
    said = []
    async with aiohttp.ClientSession() as session:
        for path in ("/health/live", "/health/ready", "/metrics", "/nothing"):
            for headers in ({}, {"Authorization": f"Bearer {HEALTH}"}):
                async with session.get(f"http://127.0.0.1:{port}{path}", headers=headers) as response:
                    said.append(f"{path} {response.status} {response.headers} {await response.text()}")
    return "\n".join(said)


def kept(folder: Path) -> str:
    """All that the database holds, but for the addresses that feeds are asked at."""
    path = folder / "data" / "wirewatch.sqlite3"
    if not path.exists():
        return ""
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE feed SET address = id")
        return "\n".join(database.iterdump())


async def test_no_secret_is_ever_said(stage: Stage) -> None:
    port, seed = free_port(), seeds()[0]
    body = rss(item(seed.title, paragraphs(seed.text), url=seed.url, at=seed.at), title=seed.outlet)
    stage.feed(stage.wire.put(f"/private.xml?apikey={KEY}", body), seed.outlet)
    stage.feed(stage.wire.put(f"/broken.xml?apikey={KEY}", b"<html>no feed</html>"), "")
    stage.watch("antonio-guterres", "vladimir-putin")
    stage.discord.faults.refuse_gateway(1)
    stage.discord.faults.rate_limit("POST", "/channels/*/messages")
    async with stage.bot(
        WIREWATCH_LOG_LEVEL="debug",
        WIREWATCH_LOG_FORMAT="json",
        WIREWATCH_HEALTH=str(port),
        WIREWATCH_HEALTH_TOKEN=HEALTH,
    ) as process:
        await process.says("delivered")
        await process.says("feed not read")
        await alert(stage, seed.outlet)
        answers = await told_by(port)
        asked = await finish(
            stage.folder, "health", WIREWATCH_HEALTH=str(port), WIREWATCH_HEALTH_TOKEN=HEALTH
        )
        process.terminate()
        assert await process.ended() == 0, process.everything
    for sample in (
        'wirewatch_polls_total{outcome="news"} 1.0',
        "wirewatch_articles_total 1.0",
        'wirewatch_articles_read_total{outcome="founded"} 1.0',
        "wirewatch_stories_total 1.0",
        "wirewatch_article_reading_seconds_count 1.0",
        'wirewatch_deliveries_total{outcome="sent"} 1.0',
        "wirewatch_delivery_latency_seconds_count 1.0",
        'wirewatch_discord_rate_limited_total{scope="user"} 1.0',
        "wirewatch_gateway_shards_connected 1.0",
        "wirewatch_guilds 1.0",
        'wirewatch_feeds{state="failing"}',
        'wirewatch_memory_bytes{process="workers"}',
    ):
        assert sample in answers, sample
    assert json.loads(asked.out[0])["ready"] is True, asked.everything
    lines = [json.loads(line) for line in process.told if line.startswith("{")]
    delivered = next(line for line in lines if line["event"] == "delivered")
    read = next(line for line in lines if line["event"] == "article read")
    assert delivered["guild"] == str(stage.guild.id)
    assert delivered["story"] == read["story"]
    assert {"delivery", "target", "action", "message"} <= delivered.keys()
    listed = await finish(stage.folder, "feeds", "list")
    stage.feed(stage.wire.put("/named.xml", body).replace("://", f"://reader:{PASSWORD}@"), "")
    async with stage.bot() as refused:
        assert await refused.ended() == 2, refused.everything
    assert "a user name or password" in refused.everything
    talk = (process, asked, listed, refused)
    said = (*(one.everything for one in talk), answers, kept(stage.folder))
    shown = "\n".join(said)
    for secret in (stage.discord.token, HEALTH, PASSWORD, KEY, "reader:"):
        assert secret not in shown, [line for line in shown.splitlines() if secret in line][:3]


async def test_database_that_cannot_be_reached_is_told_without_its_password(tmp_path: Path) -> None:
    async with asyncio.timeout(PATIENCE):
        process = await finish(
            tmp_path,
            "run",
            WIREWATCH_DATABASE_URL=f"postgresql+asyncpg://wirewatch:{DATABASE}@127.0.0.1:{free_port()}/news",
            WIREWATCH_LOG_LEVEL="debug",
        )
    assert "does not answer" in process.everything
    assert DATABASE not in process.everything
