"""/summary of a page and of a pasted text, as people use it."""

from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_network

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import fetcher_for
from config.settings import Settings
from feeds.model import Fetched
from tests.bot.asking import ask, ask_afresh, guild, suggested
from tests.bot.conftest import Bot
from tests.bot.filed import file_story
from tests.bot.news import NOON
from tests.fakes.discord import Upload

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


NOT_CONDENSED: tuple[tuple[dict[str, str], str], ...] = (
    ({}, "Give one of these"),
    ({"text": TEXT, "url": "https://harbour.example/"}, "Give one of these"),
    ({"url": "https://gone.example/"}, "cannot be read"),
    ({"text": "..."}, "no sentences"),
    ({"text": "Ferry"}, "no sentences"),
    ({"text": TEXT, "since": "today"}, "`since` goes with `about`"),
    ({"about": "ferry"}, "reads no feeds yet. "),
)


async def test_what_cannot_be_condensed_is_answered_with_what_to_do(bot: Bot) -> None:
    for options, said in NOT_CONDENSED:
        assert said in await ask_afresh(bot, "summary", **options), options


async def test_picture_is_no_page(bot: Bot) -> None:
    bot.web.put("https://harbour.example/a.png", "png", "image/png")
    assert "no web page" in await ask(bot, "summary", url="https://harbour.example/a.png")


async def test_declared_encoding_is_used_where_pages_may_use_it(bot: Bot) -> None:
    address = "https://harbour.example/ferry"
    body = PAGE.replace("The ferry", "The café ferry").encode("latin-1")
    unfit = ("idna", "undefined", "punycode", "utf-7", "hex", "nonsense")
    for label, read in (
        *((label, "café") for label in (*unfit, "latin1", "ISO-8859-2")),
        ("windows-1251", "cafй"),
    ):
        kind = f"text/html; charset={label}"
        bot.web.pages[address] = Fetched(address=address, body=body, body_hash="", content_type=kind)
        assert f"The {read} ferry" in await ask_afresh(bot, "summary", url=address), label


async def test_page_without_prose_is_said(bot: Bot) -> None:
    bot.web.put("https://harbour.example/", "<html><body><a>Menu</a></body></html>")
    assert "no sentences" in await ask(bot, "summary", url="https://harbour.example/")


async def test_asking_too_often_is_answered_with_a_wait(bot: Bot) -> None:
    for _ in range(6):
        assert "Give one of these" in await ask(bot, "summary")
    assert "Try again in" in await ask(bot, "summary")


GERMAN = (
    "Die Fähre zwischen den beiden Inseln fährt nach drei Wochen Reparatur wieder. "
    "Der Kapitän sagte am Montag, die erste Fahrt habe zweihundert Menschen befördert. "
    "Die Bewohner hatten beim Ministerium ein zweites Schiff beantragt, das im Herbst kommen soll."
)


FILES: tuple[tuple[str, bytes, str], ...] = (
    ("a.txt", TEXT.encode(), "The ferry between"),
    ("a.txt", TEXT.encode("utf-16"), "The ferry between"),
    ("a.TXT", GERMAN.encode("latin-1"), "Kapitän sagte am Montag"),
    ("page.html", PAGE.encode(), "The ferry between"),
    (
        "a.md",
        f"# Title\n\n```sh\nrm -rf /\n```\n> **{TEXT[:87]}** [link](https://x.example/)".encode(),
        "The ferry",
    ),
    ("a.txt", b"\x00\x01\x02\xff" * 500, "no sentences"),
    ("a.txt", b"", "no sentences"),
    ("a.pdf", b"%PDF-1.7", "is a PDF"),
    ("a@everyone.png", b"\x89PNG", "a@\u200beveryone.png is no text"),
)


async def test_attached_file_is_condensed_where_it_is_text(bot: Bot) -> None:
    for name, data, said in FILES:
        told = await ask_afresh(bot, "summary", attachment=Upload(filename=name, data=data), sentences=1)
        assert said in told, (name, data[:20])
        assert "rm -rf" not in told
        assert "**" not in told, (name, data[:20])


async def test_large_file_is_not_fetched_and_long_text_is_read(bot: Bot) -> None:
    large = Upload(filename="a.txt", data=b"x", size=9_000_000)
    assert "a.txt is too large: at most 4 MB are read." in await ask(bot, "summary", attachment=large)
    _, said = (await ask(bot, "summary", text=(GERMAN + " ") * 16, sentences=1)).splitlines()
    assert said in GERMAN


async def test_installed_to_a_user_it_reads_pages_anywhere_but_asks_feeds_in_servers_alone(bot: Bot) -> None:
    bot.web.put("https://harbour.example/ferry", PAGE)
    here, elsewhere = guild(bot), bot.discord.add_guild("Elsewhere", with_bot=False)
    page = {"url": "https://harbour.example/ferry"}
    friend = bot.discord.add_member(here)
    private = bot.discord.add_private_channel(here.owner, friend)
    for where in (
        {"channel": private},
        {"channel": bot.discord.conversation(here.owner)},
        {"guild": elsewhere},
    ):
        told = await bot.discord.interact("summary", page, **where)
        assert "The ferry between" in (await told.answer()).text
    refused = await bot.discord.interact("summary", {"about": "ferry"}, channel=private)
    assert "asks the feeds of a server" in (await refused.answer()).text
    refused = await bot.discord.interact("summary", {"about": "ferry"}, guild=elsewhere)
    said = (await refused.answer()).text
    assert "asks the feeds of a server that has Wirewatch" in said
    assert "/feed add" not in said, "it is not offered there"


async def test_addresses_that_may_not_be_asked_are_refused_without_their_secrets(bot: Bot) -> None:
    async with fetcher_for(Settings(fetch_seconds=2), ()) as fetcher:
        object.__setattr__(bot.client.desk, "fetch_page", fetcher.page)
        for address in (
            "http://127.0.0.1:1/",
            "http://192.168.1.1/admin",
            "http://[::ffff:10.0.0.1]/",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
            "https://user:hunter2@example.org/",
        ):  # as many as a member may ask for in a minute
            told = await ask(bot, "summary", url=address)
            assert "cannot be read" in told, address
            assert "hunter2" not in told


async def test_page_of_a_gigabyte_is_left_where_it_is(bot: Bot) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": str(1 << 30)})
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(b"x" * 65_536)
        return response

    server = TestServer(web.Application())
    server.app.router.add_get("/", endless)
    async with server, fetcher_for(Settings(fetch_megabytes=1), (ip_network("127.0.0.0/8"),)) as fetcher:
        object.__setattr__(bot.client.desk, "fetch_page", fetcher.page)
        assert "sends more than 1 MB" in await ask(bot, "summary", url=str(server.make_url("/")))


async def test_subject_is_told_in_its_weightiest_stories_with_a_source_each(bot: Bot) -> None:
    here, archive = str(guild(bot).id), bot.archive
    for number, headline in enumerate(
        ("Putin met Guterres in Vienna", "Ferry sank off Lindholm", "Minsk welcomed Vladimir Putin")
    ):
        await file_story(archive, here, headline, NOON - timedelta(hours=number + 1))
    await file_story(archive, "999", "Harbour of another server burned", NOON - timedelta(hours=1))
    [putin] = [row for row in await archive.subscriptions.of_guild(here) if "putin" in row.feed.address]
    await archive.subscriptions.file(here, putin.feed.id, "World/Russia")
    suggestions = await suggested(bot, "summary", "about", "putin")
    assert suggestions[0] == ("Words: putin", "putin")
    assert ("Actor: Vladimir Putin", "actor:vladimir-putin") in suggestions
    assert ("Topic: World/Russia", "topic:World/Russia") in await suggested(bot, "summary", "about", "russ")
    assert any(value.startswith("feed:") for _, value in await suggested(bot, "summary", "about", "harbour"))
    told = await ask(bot, "summary", about="actor:vladimir-putin")
    assert told.startswith("Vladimir Putin\n**Putin met Guterres in Vienna** · <t:")
    assert (
        "Putin met Guterres in Vienna on Tuesday, the ministry said. [Harbour Courier](https://putin" in told
    )
    assert "2 stories since <t:" in told
    assert "Ferry" not in told
    told = await ask(bot, "summary", about="ferry", sentences=2)
    assert told.startswith("“ferry”\n**Ferry sank off Lindholm**")
    assert told.count("[Harbour Courier](https://ferry.example/feed/1)") == 1
    for about in ("topic:World", f"feed:{putin.feed.id}", "world/russia"):
        assert "Putin" in (told := await ask(bot, "summary", about=about))
        assert "Ferry" not in told
    nothing = await ask(bot, "summary", about="**harbour** <@&1>")
    assert "told nothing of **“\\*\\*harbour\\*\\* \\<@&1\\>”** since <t:" in nothing


async def test_subject_that_is_gone_is_told(bot: Bot) -> None:
    await file_story(bot.archive, str(guild(bot).id), "Ferry sank off Lindholm", NOON - timedelta(hours=30))
    for about in ("actor:nobody", "feed:999", "topic:Gone"):
        assert "not there any more" in await ask(bot, "summary", about=about)
    assert ("24 hours", "24 hours") in await suggested(bot, "summary", "since", "24")
    assert "told nothing of" in await ask(bot, "summary", about="ferry", since="24 hours")
    assert "yet to come" in await ask(bot, "summary", about="ferry", since="2099-01-01")
