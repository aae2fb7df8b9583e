"""/summary of a page and of a pasted text, as people use it."""

import pytest

from feeds.model import Fetched
from tests.bot.asking import ask
from tests.bot.conftest import Bot

PAGE = """<html><head><title>Ferry *runs* again</title><style>p {}</style></head><body>
<nav><a href="/">Home</a> <a href="/news">All the news that we have today</a></nav>
<p>The ferry between the two islands runs again after three weeks of repairs to its engine.</p>
<p>Its captain said on Monday that the first crossing had carried two hundred passengers.</p>
<p>The islanders had asked the ministry for a second ship, which is to arrive in the autumn.</p>
<script>alert("no")</script><footer>Copyright</footer></body></html>"""

TEXT = (
    "The ferry between the two islands runs again after three weeks of repairs to its engine. "
    "Its captain said on Monday that the first crossing had carried two hundred passengers."
)


async def test_page_is_condensed_with_links(bot: Bot) -> None:
    bot.web.put("https://harbour.example/ferry", PAGE)
    asked = await bot.discord.interact("summary", {"url": "https://harbour.example/ferry", "sentences": 1})
    [embed] = (await asked.answer()).embeds
    assert embed["title"] == "Ferry \\*runs\\* again"
    assert embed["url"] == "https://harbour.example/ferry"
    assert embed["description"].endswith(". [harbour.example](https://harbour.example/ferry)")
    assert "\n" not in embed["description"]


async def test_text_is_condensed_in_its_own_words(bot: Bot) -> None:
    shown = await ask(bot, "summary", text=TEXT, sentences=1)
    title, said = shown.splitlines()
    assert title == "Summary"
    assert said in TEXT


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Give either"),
        ({"text": TEXT, "url": "https://harbour.example/"}, "Give either"),
        ({"url": "https://gone.example/"}, "cannot be read"),
        ({"text": "..."}, "no sentences"),
    ],
)
async def test_what_cannot_be_condensed_is_answered_with_what_to_do(
    bot: Bot, options: dict[str, str], said: str
) -> None:
    assert said in await ask(bot, "summary", **options)


async def test_picture_is_no_page(bot: Bot) -> None:
    bot.web.put("https://harbour.example/a.png", "png", "image/png")
    assert "no web page" in await ask(bot, "summary", url="https://harbour.example/a.png")


@pytest.mark.parametrize(
    ("label", "read"),
    [
        *(
            (label, "café")
            for label in ("idna", "undefined", "punycode", "utf-7", "hex", "nonsense", "latin1")
        ),
        *(("windows-1251", "cafй"), ("ISO-8859-2", "café")),
    ],
)
async def test_declared_encoding_is_used_where_pages_may_use_it(bot: Bot, label: str, read: str) -> None:
    address = "https://harbour.example/ferry"
    body = PAGE.replace("The ferry", "The café ferry").encode("latin-1")
    bot.web.pages[address] = Fetched(
        address=address, body=body, body_hash="", content_type=f"text/html; charset={label}"
    )
    assert f"The {read} ferry" in await ask(bot, "summary", url=address)


async def test_page_without_prose_is_said(bot: Bot) -> None:
    bot.web.put("https://harbour.example/", "<html><body><a>Menu</a></body></html>")
    assert "no sentences" in await ask(bot, "summary", url="https://harbour.example/")


async def test_asking_too_often_is_answered_with_a_wait(bot: Bot) -> None:
    for _ in range(6):
        assert "Give either" in await ask(bot, "summary")
    assert "Try again in" in await ask(bot, "summary")
