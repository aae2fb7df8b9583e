"""A feed carries a teaser, its page the article: the alert tells what the page says, where it can be had.

Each outlet tells a story of its own, from a host of its own.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

import pytest

from tests.acceptance.conftest import Stage
from tests.acceptance.rows import read_articles
from tests.acceptance.wirewatch import PATIENCE, Process
from tests.fakes.discord import FakeDiscord, Message
from tests.fakes.feeds import FeedServer, item, rss
from tests.feeds.pages.pages import page
from tests.soak.killing import GLANCE
from tests.soak.stream import Story, stories

pytestmark = pytest.mark.both_databases

PAGE: Final = "/news/talks"
HTML: Final = "text/html; charset=utf-8"
ACTOR: Final = "António Guterres"
TEASING: Final = 5
"""So many of a story's words are in its teaser; the others are only on its page."""


def teaser(story: Story) -> str:
    word = story.words
    return f"The {word[0]} {word[1]} in {story.mark} closed for {word[2]} {word[3]} {word[4]}, {ACTOR} said."


def article(story: Story) -> bytes:
    """The story's page."""
    word = story.words[TEASING:]
    return page(
        teaser(story),
        f"Guterres said that the {word[0]} of {story.mark} needs {word[1]} before the next {word[2]} comes.",
        f"Workers from {story.mark} carried {word[3]} and {word[4]} to the {word[5]} on Tuesday morning.",
        f"The council of {story.mark} agreed to pay for the {word[6]} and for a second {word[7]}, it said.",
        f"Both sides want to meet again when the {word[8]} near {story.mark} has been looked after.",
        f"Guterres had asked {story.mark} for a new {word[9]} in a letter, which told of {word[10]}.",
        title=title(story),
    )


def title(story: Story) -> str:
    return f"{story.mark} loses {story.words[0]} as {story.words[1]} closes"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story whose teaser some outlets on a host tell."""

    story: Story
    host: FeedServer
    outlets: tuple[str, ...]

    def message(self, discord: FakeDiscord, stage: Stage) -> Message | None:
        """The channel's message on it."""
        return next((m for m in discord.messages(stage.channel) if self.story.mark in m.text), None)

    def is_from_the_page(self, message: Message) -> bool:
        return any(word in message.text for word in self.story.words[TEASING:])


def serve(stage: Stage, host: FeedServer, story: Story, *outlets: str, link: str = "") -> Told:
    """Feeds that carry the teaser, and the page that they link to."""
    url = link or host.put(PAGE, article(story), content_type=HTML)
    for outlet in outlets:
        body = rss(item(title(story), f"{teaser(story)} […]", url=url), title=outlet)
        stage.feed(host.put(path(outlet), body), outlet)
    return Told(story=story, host=host, outlets=outlets)


def path(outlet: str) -> str:
    return f"/{outlet.lower().replace(' ', '-')}.xml"


def reading(stage: Stage) -> Process:
    """The bot, which reads pages where feeds carry only teasers; 127.0.1.0/24 is the operator's own.

    It looks at each feed once: a host that is looked at lets its pages wait.
    """
    return stage.bot(
        WIREWATCH_FULL_TEXT="auto",
        WIREWATCH_HOST_DELAY_SECONDS="0.1",
        WIREWATCH_FETCH_SECONDS="10",
        WIREWATCH_POLL_FLOOR_MINUTES="60",
        WIREWATCH_POLL_CEILING_MINUTES="60",
        WIREWATCH_ALLOW_COMMAND_NETWORKS="127.0.0.0/24",
    )


async def alert(stage: Stage, told: Told) -> Message:
    """The channel's message on it, once it is there."""
    found = await stage.discord.wait_for(
        lambda discord: told.message(discord, stage), PATIENCE, f"an alert of {told.outlets}"
    )
    assert found is not None
    return found


async def all_read(stage: Stage, articles: int) -> None:
    """Wait until so many articles have been read."""

    async with asyncio.timeout(PATIENCE):
        while await read_articles(stage.url) < articles:  # noqa: ASYNC110 - another process's database rings no bell
            await asyncio.sleep(GLANCE)


async def test_each_alert_tells_what_the_page_says_where_that_may_be_read(stage: Stage) -> None:
    stage.watch("antonio-guterres")
    told = stories(5, 7, (ACTOR,))
    async with AsyncExitStack() as stack:
        near = [await stack.enter_async_context(FeedServer(f"127.0.0.{n}")) for n in range(2, 8)]
        private, own = [await stack.enter_async_context(FeedServer(f"127.0.1.{n}")) for n in (1, 2)]
        plain = serve(stage, stage.wire, told[0], "Courier")
        twins = serve(stage, near[0], told[1], "Gazette", "Herald")
        forbidden = serve(stage, near[1], told[2], "Forbidden Post")
        near[1].put("/robots.txt", "User-agent: *\nDisallow: /news/\n", content_type="text/plain")
        slow = serve(stage, near[2], told[3], "Slow Post")
        near[2].hang(PAGE)
        to_other = near[3].redirect("/go", near[4].put(PAGE, article(told[4]), content_type=HTML))
        led = serve(stage, near[3], told[4], "Led Post", link=to_other)
        to_private = near[5].redirect("/go", private.put(PAGE, article(told[5]), content_type=HTML))
        inward = serve(stage, near[5], told[5], "Inward Post", link=to_private)
        declared = serve(stage, own, told[6], "Own Post")
        async with reading(stage):
            for each in (plain, twins, led, declared):
                message = await alert(stage, each)
                assert each.is_from_the_page(message), (each.outlets, message.text)
            # allow_networks holds the private one too, but not for what a feed on another host names
            for each in (forbidden, inward, slow):
                message = await alert(stage, each)
                assert each.story.words[2] in message.text, (each.outlets, message.text)
                assert not each.is_from_the_page(message), (each.outlets, message.text)
            await all_read(stage, len(told) + 1)
        pages = [each.host.count(PAGE) for each in (plain, twins, forbidden, slow, declared)]
        assert pages == [1, 1, 0, 1, 1], "a page is asked for once, whoever links to it"
        assert [asked.path for asked in near[4].asked] == ["/robots.txt", PAGE], "each host is asked first"
        assert (near[3].count("/go"), near[5].count("/go"), private.asked) == (1, 1, [])
    assert stage.wire.count("/robots.txt") == 1
    assert "Wirewatch/" in stage.wire.last(PAGE).headers["user-agent"]
    assert len(stage.discord.messages(stage.channel)) == len(told)


async def test_sigkill_while_robots_txt_or_a_page_is_asked_for_loses_nothing(stage: Stage) -> None:
    stage.watch("antonio-guterres")
    first, second = stories(6, 2, (ACTOR,))
    async with FeedServer("127.0.0.2") as other:
        told = serve(stage, stage.wire, first, "Courier"), serve(stage, other, second, "Herald")
        stage.wire.put("/robots.txt", "", content_type="text/plain")
        gates = stage.wire.hang("/robots.txt"), other.hang(PAGE)
        async with reading(stage) as killed:
            await stage.wire.wait_for("/robots.txt")
            await other.wait_for(PAGE)
            await stage.killed(killed)
        for gate in gates:
            gate.set()
        async with reading(stage):
            for each in told:
                message = await alert(stage, each)
                assert each.is_from_the_page(message), message.text
    assert len(stage.discord.messages(stage.channel)) == len(told)
