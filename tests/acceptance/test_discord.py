"""Two outlets' feeds become one Discord message, and stay one through restarts and SIGKILL."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import pytest
import sqlalchemy as sa

from storage.schema import delivery, digest_plan
from tests.acceptance.conftest import Stage
from tests.acceptance.rows import read_articles, writing
from tests.acceptance.seeds import Seed, real_seeds, seeds, stand_ins
from tests.acceptance.wirewatch import PATIENCE
from tests.fakes.discord import ALL, FakeDiscord, Message, token_of
from tests.fakes.feeds import item, rss

pytestmark = pytest.mark.both_databases

NONCE_FORGOTTEN = timedelta(hours=1)
SENTENCE_LINK = re.compile(r"^(?P<sentence>.*?\S)\s*\[(?P<outlet>[^\]]+)\]\((?P<url>[^)]+)\)(?: · .*)?$")


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())


def serve(stage: Stage, seed: Seed) -> None:
    name = seed.outlet.lower().replace(" ", "-")
    body = rss(item(seed.title, paragraphs(seed.text), url=seed.url, at=seed.at), title=seed.outlet)
    stage.feed(stage.wire.put(f"/{name}.xml", body), seed.outlet)


def both(stage: Stage) -> None:
    for seed in seeds():
        serve(stage, seed)
    stage.watch("antonio-guterres", "vladimir-putin")


def one(stage: Stage) -> None:
    serve(stage, seeds()[0])
    stage.watch("antonio-guterres", "vladimir-putin")


async def asked(stage: Stage, path: str, times: int) -> None:
    """Wait until the feed was asked for so many times."""
    async with asyncio.timeout(PATIENCE):
        await stage.wire.wait_for(path, times)


def spoken(stage: Stage) -> list[tuple[str, str]]:
    """Every request so far that posted or edited a message."""
    return [(r.method, r.path) for r in stage.discord.requests if "/messages" in r.path and r.method != "GET"]


async def alert(stage: Stage, *words: str) -> Message:
    """The channel's one message, once it shows all the words."""

    def shown(discord: FakeDiscord) -> Message | None:
        messages = discord.messages(stage.channel)
        assert len(messages) <= 1, "one event, one message"
        return next((m for m in messages if all(word in m.text for word in words)), None)

    found = await stage.discord.wait_for(shown, PATIENCE, f"an alert with {words}")
    assert found is not None
    return found


async def age_the_outbox(stage: Stage) -> None:
    """Let the one delivery have been tried an hour earlier."""
    async with writing(stage.url) as tx:
        (tried,) = await tx.values(sa.select(delivery.c.tried_at))
        await tx.execute(sa.update(delivery).values(tried_at=tried - timedelta(hours=1)))


def sentences_of(message: Message) -> list[tuple[str, str]]:
    """Each condensed sentence of the embed with the address it links to, as a reader sees them."""
    description: str = message.embeds[0]["description"]
    found = [SENTENCE_LINK.match(line) for line in description.splitlines() if line.strip()]
    assert all(found), description
    return [(unescaped(match["sentence"]), match["url"]) for match in found if match]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def fields(message: Message) -> dict[str, Any]:
    return {field["name"]: field["value"] for field in message.embeds[0]["fields"]}


@pytest.mark.parametrize("articles", [real_seeds, stand_ins])
async def test_two_outlets_articles_become_one_alert_with_both(
    stage: Stage, articles: Callable[[], tuple[Seed, Seed]]
) -> None:
    stage.quicken()
    pair = articles()
    for seed in pair:
        serve(stage, seed)
    stage.watch("antonio-guterres", "vladimir-putin")
    async with stage.bot(WIREWATCH_WORKERS="2"):
        message = await alert(stage, "Europe Sun", "The Hill")
    assert "António Guterres" in message.text
    assert "Vladimir Putin" in message.text
    sources = {seed.url: squeezed(seed.text) for seed in pair}
    told = sentences_of(message)
    assert 2 <= len(told) <= 5
    for sentence, url in told:
        mended = sources[url].replace("Guterres? ", "Guterres' ").replace("Guterres? ", "Guterres’ ")
        assert squeezed(sentence) in sources[url] or squeezed(sentence) in mended, "nothing is invented"
    assert len({sentence for sentence, _ in told}) == len(told), "no sentence comes twice"
    assert "For the latest news" not in message.text
    assert "20220423" not in message.text
    assert not message.pings.users
    assert not message.pings.everyone


async def test_restart_posts_nothing_new_and_no_start_tells_the_token(stage: Stage) -> None:
    stage.quicken()
    both(stage)
    async with stage.bot(WIREWATCH_LOG_LEVEL="debug") as first:
        await alert(stage, "Europe Sun", "The Hill")
        first.terminate()
        assert await first.ended() == 0, first.everything
    assert stage.discord.token not in first.everything
    assert "Traceback" not in first.everything
    said = spoken(stage)
    polled = stage.wire.count("/europe-sun.xml")
    async with stage.bot() as again:
        await stage.discord.wait_for(lambda d: d.connected, PATIENCE)
        await asked(stage, "/europe-sun.xml", polled + 2)
        again.terminate()
        assert await again.ended() == 0, again.everything
    assert spoken(stage) == said


async def kill_between_send_and_record(stage: Stage) -> None:
    """Discord has taken the alert; the bot dies before it is told so."""
    one(stage)
    gate = await stage.discord.faults.pause("POST", "/channels/*/messages")
    async with stage.bot() as first:
        await gate.reached(PATIENCE)
        await stage.killed(first)
    gate.lose()


async def test_sigkill_between_send_and_record_doubles_nothing(stage: Stage) -> None:
    await kill_between_send_and_record(stage)
    assert len(stage.discord.messages(stage.channel)) == 1, "Discord has it; the bot does not know"
    async with stage.bot() as second:
        await second.says("delivered")
        await alert(stage, "Europe Sun")
    assert len(stage.discord.messages(stage.channel)) == 1


async def test_sigkill_is_settled_by_reading_back_when_the_nonce_is_forgotten(stage: Stage) -> None:
    """Discord forgets nonces after minutes."""
    await kill_between_send_and_record(stage)
    await age_the_outbox(stage)
    stage.discord.clock.advance(NONCE_FORGOTTEN)
    async with stage.bot() as second:
        await second.says("delivered")
        await alert(stage, "Europe Sun")
    assert len(stage.discord.messages(stage.channel)) == 1
    assert any(r.method == "GET" and r.path.endswith("/messages") for r in stage.discord.requests)


async def test_refused_connect_and_lost_answer_are_ridden_out_and_an_unseen_channel_is_told(
    stage: Stage,
) -> None:
    one(stage)
    stage.declared.append('[[digest]]\nchannel = 111111111111111111\nat = "08:00"\n')
    stage.discord.faults.refuse_gateway(2)
    stage.discord.faults.lose_answer("POST", "/channels/*/messages")
    async with stage.bot() as process:
        await process.says("delivered")
        await alert(stage, "Europe Sun")
        line = await process.says("channel 111111111111111111")
    assert "does not see" in line
    assert "Traceback" not in process.everything


async def test_sigkill_while_a_feed_is_fetched_loses_nothing(stage: Stage) -> None:
    stage.quicken()
    both(stage)
    gate = stage.wire.hang("/the-hill.xml")
    async with stage.bot(WIREWATCH_WORKERS="2") as first:
        await asked(stage, "/the-hill.xml", 1)
        await stage.killed(first)
    gate.set()
    async with stage.bot():
        await alert(stage, "Europe Sun", "The Hill")


async def test_sigterm_ends_it_and_waits_for_nothing_that_hangs(stage: Stage) -> None:
    both(stage)
    stage.wire.hang("/the-hill.xml")
    stage.discord.faults.hang("POST", "/channels/*/messages")
    async with stage.bot(WIREWATCH_WORKERS="2", WIREWATCH_FETCH_SECONDS="60") as process:
        await stage.discord.wait_for(
            lambda d: any(r.method == "POST" and r.path.endswith("/messages") for r in d.requests), PATIENCE
        )
        stage.discord.faults.mute_gateway()
        process.terminate()
        assert await process.ended() == 0, process.everything
    assert "the-hill.xml" not in process.everything, "the fetch was not waited for to its end"
    assert "Traceback" not in process.everything


async def test_wrong_token_ends_it_with_what_to_do_and_without_the_token(stage: Stage) -> None:
    wrong = "an.entirely.wrong-token"
    async with stage.bot(DISCORD_TOKEN=wrong) as process:
        assert await process.ended() == 2, process.everything
    assert "Discord does not accept DISCORD_TOKEN" in process.everything
    assert wrong not in process.everything
    assert "second signal" not in process.everything, "there was none"
    assert "Traceback" not in process.everything
    stage.discord.violations.clear()


async def test_token_that_was_mistyped_keeps_the_right_bot_out_of_nothing(stage: Stage) -> None:
    world = stage.discord.backend.world
    mistyped = token_of("123456789012345678")
    async with stage.bot(DISCORD_TOKEN=mistyped) as process:
        assert await process.ended() == 2, process.everything
    assert "Discord does not accept DISCORD_TOKEN" in process.everything
    stage.discord.violations.clear()
    world.token = token_of(world.me.id)
    async with stage.bot() as process:
        await stage.discord.wait_for(lambda d: d.connected, PATIENCE)
        process.terminate()
        await process.ended()
    async with stage.bot(DISCORD_TOKEN=mistyped) as process:
        assert await process.ended() == 2, process.everything
    assert f"belongs to bot {world.me.id}" in re.sub(r"\s+", " ", process.everything)


async def test_one_round_tells_of_all_that_is_due_leaves_discord_and_ends(stage: Stage) -> None:
    both(stage)
    async with stage.bot("--once") as process:
        assert await process.ended() == 0, process.everything
    await alert(stage, "Europe Sun", "The Hill")
    assert not stage.discord.connected
    assert "error" not in process.everything
    assert "Traceback" not in process.everything


async def test_round_beside_a_bot_that_holds_all_shards_ends_well_and_is_refused_its_file(
    stage: Stage,
) -> None:
    async with stage.bot() as running:
        await stage.discord.wait_for(lambda d: d.connected, PATIENCE)
        async with stage.bot("--once") as process:
            status = await process.ended()
        if stage.url.startswith("sqlite"):
            assert (status, f"process {running.pid}) uses the data" in process.everything) == (2, True)
        else:
            assert status == 0, process.everything
        running.terminate()
        assert await running.ended() == 0


async def test_digest_tells_the_story_once(stage: Stage) -> None:
    for seed in seeds():
        serve(stage, replace(seed, at=datetime.now(UTC) - timedelta(hours=1)))
    stage.digest("08:00")
    async with stage.bot() as first:
        await stage.discord.wait_for(lambda d: d.connected, PATIENCE)
        await first.says("the-hill.xml")
        await first.says("europe-sun.xml")
        await until_read(stage)
        first.terminate()
        await first.ended()
    await make_the_digest_due(stage)
    async with stage.bot() as second:
        await second.says("delivered")
        digest = await alert(stage, "Europe Sun", "The Hill")
        second.terminate()
        await second.ended()
    assert digest.v2
    assert digest.text.count("Europe Sun") >= 1
    assert headlines(digest) == 1
    async with stage.bot() as third:
        await stage.discord.wait_for(lambda d: d.connected, PATIENCE)
        await asked(stage, "/the-hill.xml", stage.wire.count("/the-hill.xml") + 2)
        third.terminate()
        await third.ended()
    assert len(stage.discord.messages(stage.channel)) == 1, "each local date's digest comes once"


async def until_read(stage: Stage) -> None:
    """Wait until every article has been read, looking at most once for each poll of its feed."""
    async with asyncio.timeout(PATIENCE):
        while await read_articles(stage.url) != 2:
            await asked(stage, "/the-hill.xml", stage.wire.count("/the-hill.xml") + 1)


async def make_the_digest_due(stage: Stage) -> None:
    """Let the plan's time have come a minute ago."""
    async with writing(stage.url) as tx:
        ago = await tx.time() - timedelta(minutes=1)
        await tx.execute(sa.update(digest_plan).values(next_due_at=ago))


def headlines(digest: Message) -> int:
    """How many of the two articles' titles head a story in the digest."""
    return sum(digest.text.count(title) for title in {seed.title for seed in seeds()})


async def test_every_command_is_answered_by_the_running_process(stage: Stage) -> None:
    first, second = (replace(seed, at=datetime.now(UTC) - timedelta(hours=1)) for seed in seeds())
    serve(stage, first)
    page = stage.wire.put(
        "/article.html",
        f"<html><head><title>{second.title}</title></head><body>{paragraphs(second.text)}</body></html>",
        content_type="text/html",
    )
    body = rss(item(second.title, paragraphs(second.text), url=second.url), title=second.outlet)
    another = stage.wire.put("/the-hill.xml", body)
    stage.watch("vladimir-putin")
    async with stage.bot() as process:
        await process.says("delivered")

        async def answer(command: str, **options: object) -> str:
            asked_for = await stage.discord.interact(
                command, options, guild=stage.guild, channel=stage.channel, permissions=ALL
            )
            return (await asked_for.answer(PATIENCE, final=PATIENCE)).text

        assert "Vladimir Putin" in await answer("watch list")
        assert "Guterres" in await answer("watch add", actor="antonio-guterres", channel=stage.channel)
        assert "The Hill" in await answer("feed add", url=another)
        assert "Europe Sun" in await answer("feed list")
        assert "Guterres" in await answer("summary", url=page, sentences=2)
        assert "Moscow" in await answer("summary", text=first.text, sentences=3)
        assert "Putin" in await answer("digest now")
        assert await answer("digest schedule", time="08:00", zone="Europe/Berlin", channel=stage.channel)
        assert "articles" in (await answer("status now")).lower()
        assert "**sent**" in await answer("status deliveries")
        assert "**posted**" in await answer("watch test", watch="1")
        assert "Vladimir Putin" in await answer("why")
    assert all(not message.pings.users for message in stage.discord.messages(stage.channel))


async def test_start_without_a_token_leaves_discords_posts_to_discord(stage: Stage) -> None:
    stage.quicken()
    first, second = seeds()
    serve(stage, first)
    later = stage.wire.put("/the-hill.xml", rss(title=second.outlet))
    stage.feed(later, second.outlet)
    stage.watch("vladimir-putin")
    async with stage.bot() as bot:
        await bot.says("delivered")
        await alert(stage, "Europe Sun")
        bot.terminate()
        await bot.ended()
    body = rss(item(second.title, paragraphs(second.text), url=second.url, at=second.at), title=second.outlet)
    stage.wire.put("/the-hill.xml", body)
    async with stage.bot(DISCORD_TOKEN="") as terminal:
        await terminal.says("Ctrl-C ends it")
        await asked(stage, "/the-hill.xml", stage.wire.count("/the-hill.xml") + 2)
        terminal.terminate()
        assert await terminal.ended() == 0
        assert "SAMPLE" not in terminal.everything.upper()
    async with stage.bot() as bot:
        await bot.says("delivered")
        message = await alert(stage, "Europe Sun", "The Hill")
    assert len(message.versions) == 1
