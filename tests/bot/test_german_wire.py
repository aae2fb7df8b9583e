"""Why an address, a list or an actor was not taken is told to Germans in German, by the real fetcher."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
import sqlalchemy as sa

from bot.deliver import deliver
from bot.render.parts import sentence
from bot.sending.sender import DiscordSender
from bot.words import speaking
from bot.words.catalogue import read
from bot.words.phrases import said
from config.errors import WorkerError
from config.phrase import phrase
from feeds.fetch.fetcher import Fetcher
from feeds.model import Feed, Fetched, FetchFailed, ParsedFeed, Poll, Standing
from feeds.parse.document import parse
from storage import schema
from summarise.notify import notify
from tests.bot.asking import FEED, guild, wire
from tests.bot.conftest import Bot, Web
from tests.bot.news import NOON
from tests.fakes.discord import Upload
from tests.fakes.feeds import FeedServer

WORD = re.compile(r"[a-zäöüß]{2,}(?:'[a-z]+)?", re.IGNORECASE)
FOREIGN = re.compile(r"https?:\S+|`[^`]*`|“[^”]*”|„[^“]*“|\([^()]*\)")
"""Addresses, commands, what is quoted, and what stands in brackets: names, codes, a parser's words."""


def words(text: str) -> Iterator[str]:
    yield from (found.lower() for found in WORD.findall(text.replace("\\", "")))


def ours() -> frozenset[str]:
    """The words of our English that no German text has."""
    english: set[str] = set()
    german: set[str] = set()
    for message in read("de"):
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            english |= set(words(text))
        for text in (message.string,) if isinstance(message.string, str) else message.string or ():
            german |= set(words(text))
    return frozenset(english - german)


ENGLISH = ours()


def english_in(text: str) -> set[str]:
    """The English words of ours that stand in the text."""
    return set(words(FOREIGN.sub(" ", text.replace("\\", "")))) & ENGLISH


@dataclass
class Wire(Web):
    """The web as it is: asked by a fetcher that may reach loopback, or by one that may not."""

    inside: Fetcher | None = None
    outside: Fetcher | None = None

    async def page(self, address: str) -> Fetched | FetchFailed:
        """One GET."""
        if address.startswith(self.files):
            return await super().page(address)
        fetch = self.outside if "127.0.0.1" not in address or "/private" in address else self.inside
        assert fetch is not None
        return await fetch.page(address)


@pytest.fixture
async def web() -> AsyncIterator[Wire]:
    loopback = (ip_network("127.0.0.0/8"),)
    async with (
        Fetcher(user_agent="Wirewatch", timeout=0.5, max_bytes=100_000, allowed=loopback) as inside,
        Fetcher(user_agent="Wirewatch", timeout=0.5, max_bytes=100_000) as outside,
    ):
        yield Wire(inside=inside, outside=outside)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


async def asked(bot: Bot, command: str, /, **options: Any) -> str:
    """What a German is answered."""
    return (await (await bot.discord.interact(command, options, locale="de")).answer()).text


def test_english_of_ours_is_told_from_german() -> None:
    assert english_in("https://a.example/ is not there; check the address (HTTP 404).") >= {"is", "check"}
    assert english_in("https://is.example/ gibt es nicht; prüf die Adresse (HTTP 404).") == set()


@pytest.mark.parametrize(
    ("address", "german"),
    [
        ("http://127.0.0.1/private", "die eigene Adresse dieses Rechners"),
        ("http://10.0.0.7/feed", "führt zu 10.0.0.7, und das ist eine private Adresse"),
        ("http://[fe80::1]/feed", "Link-Local"),
        ("ftp://harbour.example/", "beginnt nicht mit http:"),
        ("https://me:secret@harbour.example/", "Benutzernamen oder ein Passwort"),
        ("http://harbour.example:25/", "nennt Port 25"),
        ("http://[x", "Die Adresse ist keine Web-Adresse"),
        (" ", "Das ist leer"),
    ],
)
async def test_address_that_may_not_be_asked(bot: Bot, address: str, german: str) -> None:
    for command in ("feed add", "feed preview"):
        told = await asked(bot, command, url=address)
        assert german in told.replace("\\", "")
        assert english_in(told) == set(), told


@pytest.mark.parametrize(
    ("body", "kind", "german"),
    [
        ("<html><title>Harbour</title><p>Welcome</p></html>", "text/html", "Es ist eine Webseite, kein Feed"),
        (
            "<html><title>404 Not Found</title></html>",
            "text/html",
            "Es ist eine Fehlerseite („404 Not Found“)",
        ),
        ("%PDF-1.7", "application/pdf", "Es ist ein PDF, eine Datei anderer Art"),
        ('{"a": 1}', "application/json", "Es ist JSON, aber kein JSON Feed"),
        ("<opml version='2.0'/>", "text/xml", "Es ist eine Liste von Feeds"),
        ("Something", "text/plain", "Es ist weder RSS noch Atom"),
        ("", "text/plain", "Es ist leer; frag das Medium"),
    ],
)
async def test_page_that_is_no_feed(bot: Bot, server: FeedServer, body: str, kind: str, german: str) -> None:
    told = await asked(bot, "feed add", url=server.put("/page", body, content_type=kind))
    assert "enthält keinen Feed" in told
    assert german in told
    assert english_in(told) == set(), told


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 418, 429, 451, 503])
@pytest.mark.parametrize("rest", ["", "90", "9000"])
async def test_server_that_answers_with_an_error(
    bot: Bot, server: FeedServer, status: int, rest: str
) -> None:
    address = server.put("/feed", status=status, headers={"Retry-After": rest} if rest else {})
    told = await asked(bot, "feed add", url=server.redirect("/from", address))
    assert f"(HTTP {status}). Dorthin führte" in told
    assert english_in(told) == set(), told
    assert english_in(await asked(bot, "summary", url=address)) == set()


async def test_page_that_is_not_there(bot: Bot, server: FeedServer) -> None:
    told = await asked(bot, "feed add", url=server.put("/missing", status=404))
    assert "/missing gibt es nicht; prüf die Adresse (HTTP 404). Nichts wurde hinzugefügt." in told


async def test_server_that_does_not_answer_in_time_or_whole(bot: Bot, server: FeedServer) -> None:
    slow = server.put("/slow", FEED)
    server.hang("/slow")
    broken = server.put("/broken", b"\x1f\x8bnothing", headers={"Content-Encoding": "gzip"})
    odd = server.put("/odd", FEED, headers={"Content-Encoding": "compress"})
    large = server.put("/large", b"x" * 200_000)
    gone = f"http://127.0.0.1:{_closed_port()}/feed"
    loop = server.redirect("/loop", server.url("/loop"))
    for address, german in (
        (slow, "hat nicht innerhalb von 0,5 s zu Ende geantwortet; versuch es später noch einmal."),
        (broken, "was sich nicht als gzip entpacken lässt"),
        (odd, "ist so gepackt, wie niemand es verlangt hat"),
        (large, "schickt mehr als 0,1 MB"),
        (gone, "hat die Verbindung abgelehnt"),
        (loop, "leitet mehr als 5-mal weiter"),
    ):
        told = await asked(bot, "feed add", url=address)
        assert german in told
        assert english_in(told) == set(), told


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_list_with_bad_rows(bot: Bot) -> None:
    rows = (
        "<outline text='Nameless'/>",
        "<outline text='Inside' xmlUrl='http://10.0.0.7/feed'/>",
        "<outline text='Odd' xmlUrl='gopher://o.example/feed'/>",
        f"<outline text='Long' xmlUrl='https://o.example/{'x' * 3_000}'/>",
        "<outline text='Own' xmlUrl='https://own.example/' xmlns:wirewatch='urn:wirewatch:opml'"
        " wirewatch:backlog='much'/>",
        "<outline text='Fine' xmlUrl='https://fine.example/feed'/>",
        "<outline text='Broken' xmlUrl='https://broken.example/feed' &/>",
    )
    body = "\n".join(rows)
    file = Upload(filename="feeds.opml", data=f"<opml version='2.0'><body>\n{body}\n</body></opml>".encode())
    told = await asked(bot, "feed import", file=file)
    for german in (
        "Zeile 2: dem Eintrag (Nameless) fehlt xmlUrl",
        "und das ist eine private Adresse",
        "beginnt nicht mit http:",
        "Long: die Adresse ist länger, als gespeichert werden kann",
        "wirewatch:backlog ist „much“ und damit nichts von silent, post; es wird übergangen",
        "das XML ist hier kaputt",
    ):
        assert german in told.replace("\\", ""), told
    bare = told
    for foreign in ("Inside", "Odd", "Long", "Own", "Fine", "silent", "post", "backlog", "Nameless"):
        bare = bare.replace(foreign, "")
    assert english_in(bare) == set(), told


@pytest.mark.parametrize("body", [b"<html><body/></html>", b"", b"<opml><body/></opml>", b"\0\xff\xfe"])
async def test_file_that_is_no_list(bot: Bot, body: bytes) -> None:
    told = await asked(bot, "feed import", file=Upload(filename="feeds.opml", data=body))
    assert english_in(told.replace("html", "").replace("opml", "")) == set(), told


async def in_trouble(bot: Bot, server: FeedServer) -> Feed:
    """A feed of this server that a look found gone, and whose readers are to be told."""
    address = server.put("/gone", status=410)
    feed = await bot.archive.feeds.add(address=address, outlet="Harbour", now=NOON)
    await bot.archive.subscriptions.subscribe(str(guild(bot).id), feed.id, "command", NOON)
    (due,) = await bot.archive.feeds.due([feed.id], NOON)
    outcome = await bot.web.page(address)
    assert isinstance(outcome, FetchFailed)
    standing = Standing(
        next_due_at=NOON + timedelta(days=7),
        interval=None,
        health="failing",
        failures=9,
        failing_since=NOON,
        announce=True,
    )
    await bot.archive.feeds.save(Poll(feed=due, outcome=outcome, read=None, standing=standing), NOON)
    return feed


async def test_feed_in_trouble_is_listed_checked_and_told_of(bot: Bot, server: FeedServer) -> None:
    feed, here = await in_trouble(bot, server), str(guild(bot).id)
    gone = "gibt es nicht mehr; entferne den Feed oder such eine neue Adresse (HTTP 410)."
    for command, options in (("feed list", {}), ("feed check", {"feed": str(feed.id)})):
        told = await asked(bot, command, **options)
        assert gone in told.replace("\\", "")
        assert english_in(told.replace("Harbour", "")) == set(), told
    await bot.archive.guilds.speak(here, "de")
    target = f"channel:{wire(bot).id}"
    await asked(bot, "watch add", actor="vladimir-putin", channel=wire(bot))
    assert await notify(feed.id, store=bot.archive.notices, now=lambda: NOON) == 1
    await deliver(target, outbox=bot.archive.deliveries, sender=DiscordSender(bot.client), now=lambda: NOON)
    [notice] = bot.discord.messages(wire(bot))
    assert gone in notice.text.replace("\\", "")
    assert english_in(notice.text.replace("Harbour", "")) == set(), notice.text


async def test_trouble_from_before_there_were_phrases_is_shown_as_it_is(bot: Bot, server: FeedServer) -> None:
    await in_trouble(bot, server)
    async with bot.archive._database.writing() as tx:
        await tx.execute(sa.update(schema.feed).values(last_error="It is *gone* (HTTP 410)."))
    assert "It is \\*gone\\* (HTTP 410)." in await asked(bot, "feed list")


async def test_actor_that_cannot_be_kept_is_refused_in_german(bot: Bot) -> None:
    for name, aliases in (
        ("!!!", " "),
        ("Ana Reyes", "…,!?"),
        ("Ana", ",".join("abcdefghijklmnopqrstuvwxyz")),
    ):
        told = await asked(bot, "actor add", name=name, aliases=aliases)
        assert english_in(told.replace("Ana Reyes", "")) == set(), told
    assert "Weitere Namen: bitte ein Text von 1 bis 200 Zeichen" in await asked(
        bot, "actor add", name="Ana Reyes", aliases="…"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><title>a</title><item><title>b</title></item></chanel></rss>",
        b"junk <rss version='2.0'><channel><title>a\x01</title></channel></rss>",
        b"<rss version='2.0'><channel><title>\xe4\xf6</title></channel></rss>",
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "a", "expired": true}',
    ],
)
def test_what_is_odd_about_a_document_is_said_in_german(body: bytes) -> None:
    read_so = parse(body, "https://a.example/", "")
    assert isinstance(read_so, ParsedFeed)
    assert read_so.note is not None
    with speaking("de"):
        told = said(read_so.note)
    assert told != str(read_so.note)
    assert english_in(told) == set(), told


def test_work_that_took_too_long_is_told_without_the_name_of_what_worked() -> None:
    error = WorkerError(
        "look_into took longer than 3 s", phrase("it took longer than {seconds} s", seconds=3)
    )
    with speaking("de"):
        told = said(phrase("It could not be read in time or memory ({why}).", why=error.why))
    assert "(es dauerte länger als 3 s)" in told


def test_foreign_text_in_a_phrase_is_escaped_and_ours_is_not() -> None:
    told = sentence(
        phrase("{address} {why}.", address="https://*a*/", why=phrase("could not be reached")), 300
    )
    assert told == "https:\\//\\*a\\*/ could not be reached."


async def test_two_answers_at_once_are_each_in_their_language(bot: Bot, server: FeedServer) -> None:
    address = server.put("/missing", status=404)
    german, english = await asyncio.gather(
        asked(bot, "feed add", url=address), bot.discord.interact("feed add", {"url": address})
    )
    assert "gibt es nicht" in german
    assert "is not there" in (await english.answer()).text
