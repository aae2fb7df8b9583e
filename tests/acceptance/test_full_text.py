"""A feed carries a teaser, its page the article: the alert tells what the page says, where it can be had."""

from datetime import UTC, datetime
from typing import Final

import pytest

from tests.acceptance.conftest import Stage
from tests.acceptance.wirewatch import PATIENCE, Process
from tests.fakes.discord import FakeDiscord, Message
from tests.fakes.feeds import FeedServer, item, rss
from tests.feeds.pages.pages import page

AT: Final = datetime(2022, 4, 26, 19, tzinfo=UTC)
TITLE: Final = "Guterres meets Putin in Moscow"
TEASER: Final = "António Guterres met Vladimir Putin in Moscow on Tuesday to ask for a way out of Mariupol."
ARTICLE: Final = (
    TEASER,
    "The Secretary-General proposed that the United Nations and the Red Cross lead the civilians out of the "
    "steelworks.",
    "Putin agreed in principle, the office of Guterres said after the talks, which took almost two hours.",
    "Both men sat at the two ends of the long white table that the Kremlin uses for guests from abroad.",
    "Guterres had met Sergey Lavrov, the foreign minister, in the morning and had told him of his plan.",
    "He travels on to Kyiv, where he is to see Volodymyr Zelenskyy on Thursday before he flies home.",
)
ONLY_ON_THE_PAGE: Final = (
    "Red Cross",
    "agreed in principle",
    "long white table",
    "Lavrov",
    "travels on to Kyiv",
)
HTML: Final = "text/html; charset=utf-8"


def serve(stage: Stage, *names: str, link: str = "") -> None:
    """Feeds that carry the teaser, and the page that they link to."""
    url = link or stage.wire.put("/news/talks", page(*ARTICLE, title=TITLE), content_type=HTML)
    for name in names or ("courier",):
        body = rss(item(TITLE, f"{TEASER} […]", url=url, at=AT), title=name.title())
        stage.feed(stage.wire.put(f"/{name}.xml", body), name.title())
    stage.watch("antonio-guterres", "vladimir-putin")


def reading(stage: Stage, **settings: str) -> Process:
    """The bot, which reads pages where feeds carry only teasers."""
    quick = {"WIREWATCH_FULL_TEXT": "auto", "WIREWATCH_HOST_DELAY_SECONDS": "0.1"}
    return stage.bot(**{**quick, **settings})


async def alert(stage: Stage, *words: str) -> Message:
    """The channel's one message, once it shows all the words."""

    def shown(discord: FakeDiscord) -> Message | None:
        return next(
            (m for m in discord.messages(stage.channel) if all(word in m.text for word in words)), None
        )

    found = await stage.discord.wait_for(shown, PATIENCE, f"an alert with {words}")
    assert found is not None
    return found


def from_the_page(message: Message) -> bool:
    return any(words in message.text for words in ONLY_ON_THE_PAGE)


async def test_alert_tells_what_the_page_says(stage: Stage) -> None:
    serve(stage)
    async with reading(stage):
        message = await alert(stage, "Courier")
    assert from_the_page(message), message.text
    assert stage.wire.count("/robots.txt") == 1
    assert stage.wire.count("/news/talks") == 1
    assert "Wirewatch/" in stage.wire.last("/news/talks").headers["user-agent"]


async def test_page_that_robots_txt_forbids_is_not_asked_for(stage: Stage) -> None:
    stage.wire.put("/robots.txt", "User-agent: *\nDisallow: /news/\n", content_type="text/plain")
    serve(stage)
    async with reading(stage):
        message = await alert(stage, "Courier", "way out of Mariupol")
    assert not from_the_page(message), message.text
    assert stage.wire.count("/news/talks") == 0


async def test_page_that_hangs_leaves_the_feeds_words(stage: Stage) -> None:
    serve(stage)
    stage.wire.hang("/news/talks")
    async with reading(stage, WIREWATCH_FETCH_SECONDS="2"):
        message = await alert(stage, "Courier", "way out of Mariupol")
    assert not from_the_page(message), message.text
    assert stage.wire.count("/news/talks") == 1


async def test_page_that_leads_to_a_private_address_is_refused(stage: Stage) -> None:
    async with FeedServer("127.0.0.2") as private:
        inside = private.put("/talks", page(*ARTICLE, title=TITLE), content_type=HTML)
        serve(stage, link=stage.wire.redirect("/go", inside))
        # allow_networks holds 127.0.0.2 too, but not for what a feed on another host names
        async with reading(stage, WIREWATCH_ALLOW_COMMAND_NETWORKS="127.0.0.1/32"):
            message = await alert(stage, "Courier", "way out of Mariupol")
        assert private.asked == []
    assert stage.wire.count("/go") == 1
    assert not from_the_page(message), message.text


async def test_declared_feed_and_its_pages_are_read_in_the_operators_own_network(stage: Stage) -> None:
    serve(stage)
    async with reading(stage, WIREWATCH_ALLOW_COMMAND_NETWORKS="127.0.0.9/32"):
        message = await alert(stage, "Courier")
    assert from_the_page(message), message.text


async def test_page_on_another_host_is_asked_for_as_that_one_wishes(stage: Stage) -> None:
    async with FeedServer("127.0.0.2") as other:
        lies = other.put("/talks", page(*ARTICLE, title=TITLE), content_type=HTML)
        serve(stage, link=stage.wire.redirect("/go", lies))
        async with reading(stage):
            message = await alert(stage, "Courier")
        assert [asked.path for asked in other.asked] == ["/robots.txt", "/talks"]
    assert from_the_page(message), message.text


async def test_page_of_two_feeds_is_asked_for_once(stage: Stage) -> None:
    serve(stage, "courier", "herald")
    stage.quicken()
    async with reading(stage):
        message = await alert(stage, "Courier", "Herald")
    assert from_the_page(message), message.text
    assert stage.wire.count("/news/talks") == 1
    assert len(stage.discord.messages(stage.channel)) == 1


@pytest.mark.parametrize("robots", [True, False], ids=["while robots.txt is asked for", "while the page is"])
async def test_sigkill_while_a_page_is_asked_for_loses_nothing(stage: Stage, robots: bool) -> None:
    serve(stage)
    if robots:
        stage.wire.put("/robots.txt", "", content_type="text/plain")
    path = "/robots.txt" if robots else "/news/talks"
    gate = stage.wire.hang(path)
    async with reading(stage) as first:
        await stage.wire.wait_for(path)
        first.kill()
        await first.ended()
    gate.set()
    async with reading(stage):
        message = await alert(stage, "Courier")
    assert from_the_page(message), message.text
    assert len(stage.discord.messages(stage.channel)) == 1
