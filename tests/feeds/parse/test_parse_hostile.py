"""Feeds that mean harm end in an answer or a clear failure, in real worker processes, and others are read."""

import asyncio
import time
from typing import Final

import pytest

from bot.workers import FIRST_DEADLINE, WorkerProcesses
from config.errors import WorkerError
from feeds.clean import MAX_TEXT
from feeds.model import NotAFeed, ParsedFeed
from feeds.parse.document import parse
from tests.fakes.feeds import Canary, item, rss
from tests.fakes.feeds.hostile import HOSTILE, crawling, entry, feed

DEADLINE: Final = 10.0
"""Seconds; none takes two on an idle machine."""

SHORT: Final = 0.5
ADDRESS: Final = "https://o.example/feed"
GOOD: Final = rss(item("All is well", "Here."))

QUICK: Final = ("endless author", "endless author of the feed", "attribute flood", "deep nesting")


async def warm() -> WorkerProcesses:
    """Two workers that have imported what parsing needs."""
    workers = WorkerProcesses(2)
    await asyncio.gather(*(workers.run(parse, GOOD, ADDRESS, "", deadline=FIRST_DEADLINE) for _ in range(2)))
    return workers


async def test_hostile_bodies_end_and_what_is_past_its_deadline_is_ended_alone() -> None:
    workers = await warm()
    for name, build in HOSTILE.items():
        evil, good = await asyncio.gather(
            workers.run(parse, build(), ADDRESS, "application/xml", deadline=DEADLINE),
            workers.run(parse, GOOD, ADDRESS, "application/xml", deadline=DEADLINE),
        )
        assert isinstance(evil, ParsedFeed | NotAFeed), name
        assert isinstance(good, ParsedFeed), name
        assert [entry.title for entry in good.entries] == ["All is well"], name
    with pytest.raises(WorkerError, match=r"parse took longer than 0\.5 s"):
        await workers.run(parse, crawling(), ADDRESS, "application/xml", deadline=SHORT)
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
        parsed = parse(feed("<item><title>x</title></item>" * 3_000 + tail), ADDRESS, "")
        assert isinstance(parsed, ParsedFeed)
        assert parsed.held == 3_000
        assert parsed.note is not None
        assert "Only the first 1,000 of its 3,000 entries were read." in str(parsed.note)


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
    assert str(parsed.note) == "Entries with hundreds of attributes or levels were left out: 1."


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
