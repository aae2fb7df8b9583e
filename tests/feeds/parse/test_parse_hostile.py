"""Feeds that mean harm end in an answer or a clear failure, in real worker processes, and others are read."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

import pytest

from bot.workers import FIRST_DEADLINE, WorkerProcesses
from config.errors import WorkerError
from feeds.clean import MAX_TEXT
from feeds.model import NotAFeed, ParsedFeed
from feeds.parse.document import parse
from tests.fakes.feeds import Canary, item, rss

DEADLINE: Final = 10.0
"""Seconds; none takes two on an idle machine."""

SHORT: Final = 0.5
ADDRESS: Final = "https://o.example/feed"
GOOD: Final = rss(item("All is well", "Here."))
EVIL_AUTHOR: Final = "a@" + "a." * 16_000 + "!"


def feed(inner: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>T</title>{inner}</channel></rss>'
    ).encode()


def entry(inner: str, attributes: str = "") -> str:
    return f"<item{attributes}><title>Evil</title>{inner}</item>"


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return feed(entry("<description>&l9;</description>"), f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>')


def quadratic() -> bytes:
    return feed(
        entry(f"<description>{'&a;' * 50_000}</description>"),
        f'<!DOCTYPE rss [\n<!ENTITY a "{"a" * 50_000}">\n]>',
    )


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    "billion laughs": laughs,
    "quadratic entities": quadratic,
    "comments in CDATA": lambda: feed(entry(f"<description><![CDATA[{'<!--' * 50_000}]]></description>")),
    "comments in the open": lambda: feed(entry(f"<description>{'<!--' * 50_000}</description>")),
    "endless author": lambda: feed(entry(f"<author>{EVIL_AUTHOR}</author>")),
    "endless author in CDATA, malformed": lambda: feed(
        entry(f"&nbsp;<author><![CDATA[{EVIL_AUTHOR}]]></author>")
    ),
    "endless author of the feed": lambda: feed(f"<managingEditor>{EVIL_AUTHOR}</managingEditor>" + entry("")),
    "200,000 items": lambda: feed("<item><title>x</title></item>" * 200_000),
    "200,000 items, malformed": lambda: feed("<item><title>x &</title></item>" * 200_000),
    "attribute flood": lambda: feed(entry("", "".join(f' a{n}="1"' for n in range(100_000)))),
    "attribute flood, malformed": lambda: feed(
        entry("&nbsp;", "".join(f' a{n}="1"' for n in range(100_000)))
    ),
    "namespace flood": lambda: feed(entry("", "".join(f' xmlns:a{n}="u{n}"' for n in range(20_000)))),
    "deep nesting": lambda: feed(entry("<d>" * 100_000 + "</d>" * 100_000)),
    "surrogate references": lambda: feed(entry("<description>&#xD83D;&#xDE00;&#55357;</description>")),
    "blanks before the document": lambda: b"\n" * 300_000 + feed(entry("")),
    "nothing but angle brackets": lambda: feed("<" * 100_000),
    "JSON nested too deep": lambda: b'{"version":' + b"[" * 500_000,
}


QUICK: Final = ("endless author", "endless author of the feed", "attribute flood", "deep nesting")


async def warm() -> WorkerProcesses:
    """Two workers that have imported what parsing needs."""
    workers = WorkerProcesses(2)
    await asyncio.gather(*(workers.run(parse, GOOD, ADDRESS, "", deadline=FIRST_DEADLINE) for _ in range(2)))
    return workers


async def test_hostile_bodies_end_and_other_feeds_go_on() -> None:
    workers = await warm()
    for name, build in HOSTILE.items():
        evil, good = await asyncio.gather(
            workers.run(parse, build(), ADDRESS, "application/xml", deadline=DEADLINE),
            workers.run(parse, GOOD, ADDRESS, "application/xml", deadline=DEADLINE),
        )
        assert isinstance(evil, ParsedFeed | NotAFeed), name
        assert isinstance(good, ParsedFeed), name
        assert [entry.title for entry in good.entries] == ["All is well"], name


async def test_parse_past_its_deadline_is_ended_alone() -> None:
    workers = await warm()
    spaces = " ".join(f'xmlns:n{number}="u{number}"' for number in range(3_000))
    slow = feed("<y xmlns='z'/>" * 20_000).replace(b"<rss ", f"<rss {spaces} ".encode())
    with pytest.raises(WorkerError, match=r"parse took longer than 0\.5 s"):
        await workers.run(parse, slow, ADDRESS, "application/xml", deadline=SHORT)
    good = await workers.run(parse, GOOD, ADDRESS, "application/xml", deadline=FIRST_DEADLINE)
    assert isinstance(good, ParsedFeed)


@pytest.mark.parametrize("name", QUICK)
def test_what_would_hang_feedparser_costs_no_time(name: str) -> None:
    body = HOSTILE[name]()
    before = time.process_time()
    assert isinstance(parse(body, ADDRESS, ""), ParsedFeed)
    assert time.process_time() - before < 1


def test_many_items_are_counted_and_the_first_are_read() -> None:
    for tail in ("", "<description>&</description>"):
        parsed = parse(feed("<item><title>x</title></item>" * 20_000 + tail), ADDRESS, "")
        assert isinstance(parsed, ParsedFeed)
        assert parsed.held == 20_000
        assert parsed.note is not None
        assert "Only the first 1,000 of its 20,000 entries were read." in parsed.note


def test_entities_that_would_blow_a_document_up_are_not_unfolded() -> None:
    parsed = parse(HOSTILE["quadratic entities"](), ADDRESS, "")
    assert isinstance(parsed, ParsedFeed)
    assert parsed.entries[0].title == "Evil"
    assert len(parsed.entries[0].text) <= MAX_TEXT


def test_absurd_entry_is_left_out_and_the_others_are_read() -> None:
    body = HOSTILE["attribute flood"]().replace(b"</channel>", entry("words").encode() + b"</channel>")
    parsed = parse(body, ADDRESS, "")
    assert isinstance(parsed, ParsedFeed)
    assert len(parsed.entries) == 1
    assert parsed.note == "Entries with hundreds of attributes or levels were left out: 1."


async def test_external_entities_reach_nobody() -> None:
    async with Canary() as canary:
        for place in (canary.url("/evil.dtd"), "file:///etc/passwd"):
            for kind in (f'x SYSTEM "{place}"', f'% x SYSTEM "{place}"'):
                use = "%x;" if kind.startswith("%") else ""
                body = feed(
                    entry("<description>A &x; b</description>"),
                    f'<!DOCTYPE rss SYSTEM "{place}" [<!ENTITY {kind}>{use}]>',
                )
                parsed = await asyncio.to_thread(parse, body, ADDRESS, "")
                assert "root:" not in repr(parsed)
        assert canary.connections == 0
