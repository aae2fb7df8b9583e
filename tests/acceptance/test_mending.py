"""Two stories that a third report shows to be one become one, in the running process."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from storage.schema import story, trace
from tests.acceptance.conftest import Stage
from tests.acceptance.rows import writing
from tests.acceptance.test_discord import paragraphs
from tests.acceptance.wirewatch import PATIENCE
from tests.fakes.discord import Channel, FakeDiscord, Message
from tests.fakes.feeds import item, rss
from tests.summarise.stories.war import Account, sixty

pytestmark = pytest.mark.both_databases

EVENT = "gas-cut-off"
BRUSSELS, WARSAW, BOTH = "Windmill Dispatch", "Ferry Lane Herald", "Copper Bridge Tribune"


def accounts() -> tuple[Account, Account]:
    """What Brussels and what Warsaw said of one event, so differently that each founds a story."""
    told = {one.article.outlet: one for one in sixty() if one.story == EVENT}
    return told[BRUSSELS], told[WARSAW]


def without_names(text: str) -> str:
    """The same with neither of the two who are watched, so that it concerns nobody anew."""
    for name, said in (
        ("Commission President Ursula von der Leyen", "its president"),
        ("von der Leyen", "her office"),
        ("Prime Minister Mateusz Morawiecki", "the prime minister"),
    ):
        text = text.replace(name, said)
    return text


def path(outlet: str) -> str:
    return f"/{outlet.lower().replace(' ', '-')}.xml"


def publish(stage: Stage, outlet: str, title: str, *texts: str) -> None:
    text = "".join(map(paragraphs, texts))
    stage.wire.put(
        path(outlet), rss(item(title, text, url=f"https://news.example{path(outlet)}"), title=outlet)
    )


async def alert(stage: Stage, channel: Channel, *words: str) -> Message:
    """The channel's one message, once it shows all the words."""

    def shown(discord: FakeDiscord) -> Message | None:
        messages = discord.messages(channel)
        assert len(messages) <= 1, "one event, one message"
        return next((m for m in messages if all(word in m.text for word in words)), None)

    found = await stage.discord.wait_for(shown, PATIENCE, f"an alert with {words}")
    assert found is not None
    return found


def merged_in(channel: Channel, discord: FakeDiscord) -> bool:
    """Whether the channel that was told both stories now has all in the first, and the other leads there."""
    first, other = discord.messages(channel)
    led = f"/{channel.id}/{first.id})" in other.text and WARSAW not in other.text
    return led and all(outlet in first.text for outlet in (BRUSSELS, WARSAW, BOTH))


async def stories(stage: Stage) -> tuple[list[tuple[int, int | None]], set[int]]:
    """Each story with what it became part of, and the stories that articles are in."""
    async with writing(stage.url) as tx:
        kept = await tx.rows(sa.select(story.c.id, story.c.merged_into).order_by(story.c.id))
        homes = await tx.values(sa.select(trace.c.story).distinct())
    return [(row["id"], row["merged_into"]) for row in kept], set(homes)


def unchanged(text: str) -> str:
    """The same, which names both who are watched: each of them concerns a channel that knows one story."""
    return text


@pytest.mark.parametrize("said", [without_names, unchanged])
async def test_third_report_makes_two_stories_one_and_every_message_lives_on(
    stage: Stage, said: Callable[[str], str]
) -> None:
    brussels, warsaw = (account.article for account in accounts())
    stage.quicken()
    second = stage.discord.add_channel(stage.guild, "warsaw")
    third = stage.discord.add_channel(stage.guild, "both")
    for outlet in (BRUSSELS, WARSAW, BOTH):
        stage.feed(stage.wire.put(path(outlet), rss(title=outlet)), outlet)
    stage.watch("ursula-von-der-leyen")
    stage.declared += (
        f'[[watch]]\nchannel = {second.id}\nactors = ["mateusz-morawiecki"]\n',
        f'[[watch]]\nchannel = {third.id}\nactors = ["mateusz-morawiecki", "ursula-von-der-leyen"]\n',
    )
    async with stage.bot():
        publish(stage, BRUSSELS, brussels.title, brussels.text)
        older = await alert(stage, stage.channel, BRUSSELS)
        publish(stage, WARSAW, warsaw.title, warsaw.text)
        newer = await alert(stage, second, WARSAW)
        assert BRUSSELS not in newer.text
        await stage.discord.wait_for(lambda discord: len(discord.messages(third)) == 2, PATIENCE)
        publish(stage, BOTH, warsaw.title, said(brussels.text), said(warsaw.text))
        for channel, message in ((stage.channel, older), (second, newer)):
            told = await alert(stage, channel, BRUSSELS, WARSAW, BOTH)
            assert told.id == message.id
        assert [len(stage.discord.messages(channel)) for channel in (stage.channel, second)] == [1, 1]
        await stage.discord.wait_for(lambda discord: merged_in(third, discord), PATIENCE, "a pointer")
    ((first, kept), (other, merged)), homes = await stories(stage)
    assert (kept, merged, homes) == (None, first, {first})
    assert other > first
