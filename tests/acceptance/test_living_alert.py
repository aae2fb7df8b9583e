"""An alert lives on: edited as its story grows, held at night, listed in a flood, and never there twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.conftest import Stage
from tests.acceptance.wirewatch import PATIENCE
from tests.fakes.discord import Channel, FakeDiscord, Message, Permission
from tests.fakes.discord.posting import remove
from tests.fakes.feeds import Item, rss
from tests.soak.stream import OUTLETS, Happening, Story, report, stories

pytestmark = pytest.mark.both_databases

FLOOD = 9
LIMIT = 4
NIGHT = datetime(2026, 3, 4, 6, 57, tzinfo=UTC)
MORNING = NIGHT.replace(hour=7, minute=0)


def path(outlet: str) -> str:
    return f"/{outlet.lower().replace(' ', '-')}.xml"


def read_outlets(stage: Stage) -> None:
    for outlet in OUTLETS:
        stage.feed(stage.wire.put(path(outlet), rss(title=outlet)), outlet)


def publish(stage: Stage, outlet: str, *told: Story) -> None:
    """Let the outlet's feed tell these stories, and nothing else."""
    items = [said(stage, story, outlet) for story in told]
    stage.wire.put(path(outlet), rss(*items, title=outlet))


def said(stage: Stage, story: Story, outlet: str) -> Item:
    return report(Happening(story=story, outlet=outlet), stage.discord.clock.now())


async def asked_for(stage: Stage, outlet: str) -> None:
    async with asyncio.timeout(PATIENCE):
        await stage.wire.wait_for(path(outlet))


async def shown(stage: Stage, channel: Channel, *words: str) -> Message:
    """The channel's message that shows all of these words."""

    def found(discord: FakeDiscord) -> Message | None:
        return next((m for m in discord.messages(channel) if all(word in m.text for word in words)), None)

    message = await stage.discord.wait_for(found, PATIENCE, f"a message with {words}")
    assert message is not None
    return message


async def test_alert_grows_and_when_it_is_deleted_stays_away_as_does_a_backlog(stage: Stage) -> None:
    first, second, old = stories(1, 3, ("António Guterres",))
    stage.quicken()
    read_outlets(stage)
    backlog = rss(said(stage, old, OUTLETS[1]), title="Old Times")
    stage.feed(stage.wire.put(path("Old Times"), backlog), "Old Times", backlog="silent")
    stage.watch("antonio-guterres")
    async with stage.bot():
        await asked_for(stage, "Old Times")
        publish(stage, OUTLETS[0], first)
        alert = await shown(stage, stage.channel, first.mark, "one outlet")
        publish(stage, OUTLETS[1], first)
        grown = await shown(stage, stage.channel, first.mark, OUTLETS[1], "1 → 2 outlets")
        assert grown.id == alert.id
        assert grown.edited_at is not None
        assert grown.edited_at - alert.at >= timedelta(minutes=1), "not more than once a minute"
        remove(stage.discord.backend, alert)
        publish(stage, OUTLETS[2], first)
        await stage.discord.wait_for(
            lambda d: any(r.method == "PATCH" and r.status == 404 for r in d.requests), PATIENCE
        )
        publish(stage, OUTLETS[0], first, second)
        other = await shown(stage, stage.channel, second.mark)
    assert stage.discord.messages(stage.channel) == [other], "a deleted message is not posted again"


async def test_night_passes_and_a_flood_becomes_one_list(stage: Stage) -> None:
    *flood, held = stories(2, FLOOD + 1, ("António Guterres",))
    held = replace(held, actors=("Vladimir Putin",))
    stage.quicken(speed=20, started=NIGHT)  # the flood's hour takes as long as anybody waits here
    bedroom = stage.discord.add_channel(stage.guild, "bedroom")
    read_outlets(stage)
    stage.watch("antonio-guterres")
    stage.declared.append(
        f'[[watch]]\nchannel = {bedroom.id}\nactors = ["vladimir-putin"]\nquiet = "22:00-07:00"\n'
    )
    publish(stage, OUTLETS[0], held)
    async with stage.bot(WIREWATCH_ALERTS_PER_HOUR=str(LIMIT)):
        assert (await shown(stage, bedroom, held.mark)).at >= MORNING
        publish(stage, OUTLETS[0], held, *flood[: FLOOD // 2])
        publish(stage, OUTLETS[1], *flood[FLOOD // 2 :])
        marks = {story.mark for story in flood}
        await stage.discord.wait_for(
            lambda discord: marks == set().union(*named(discord.messages(stage.channel), marks)),
            PATIENCE,
            "the whole flood",
        )
    told = named(stage.discord.messages(stage.channel), marks)
    assert [len(each) for each in told] == [1] * LIMIT + [FLOOD - LIMIT]


def named(messages: list[Message], marks: set[str]) -> list[set[str]]:
    """The stories that each of these tells."""
    return [{mark for mark in marks if mark in message.text} for message in messages]


async def test_refused_target_is_told_of_once_and_goes_on_when_it_may(stage: Stage) -> None:
    first, second = stories(4, 2, ("António Guterres",))
    stage.quicken()
    read_outlets(stage)
    stage.watch("vladimir-putin")
    person = stage.guild.owner
    async with stage.bot():
        await asked_for(stage, OUTLETS[0])  # a server that reads no feeds yet would get the starter feeds
        asked = await stage.discord.interact(
            "watch add",
            {"actor": "antonio-guterres", "channel": stage.channel},
            guild=stage.guild,
            channel=stage.channel,
            user=person,
        )
        await asked.answer(PATIENCE, final=PATIENCE)
        stage.discord.deny(stage.channel, Permission.SEND_MESSAGES)
        publish(stage, OUTLETS[0], first)
        notice = await shown(stage, stage.discord.conversation(person), str(stage.channel.id))
        publish(stage, OUTLETS[0], first, second)
        stage.discord.allow(stage.channel, Permission.SEND_MESSAGES)
        for story in (first, second):
            await shown(stage, stage.channel, story.mark)
    assert stage.discord.messages(stage.discord.conversation(person)) == [notice]
    assert sum(request.status == 403 for request in stage.discord.requests) < 10
