"""Which lines a feed repeats is counted over its newest articles, and for each feed alone."""

import pytest

from feeds.model import Feed
from storage.archive import Archive
from summarise.model import Lines
from tests.fakes.examples import NOON, edition, entry, reading
from tests.storage.scenes import bring, newest, wire

FOOT = "Subscribe to our morning letter"


async def read(archive: Archive, feed: Feed, number: int, text: str) -> None:
    """The feed's article of this text is read."""
    await bring(archive, feed, entry(f"e{number}", text=text))
    taken = await archive.stories.unread(await newest(archive))
    assert taken is not None
    findings = reading(f"word{number}", f"other{number}")
    lineup = await archive.stories.lineup(taken, findings.terms)
    assert await archive.stories.save(edition(taken, findings, snapshot=lineup.snapshot), NOON)


async def test_each_feed_counts_its_own_lines(archive: Archive) -> None:
    meridian, lantern = await wire(archive, "Meridian"), await wire(archive, "Lantern")
    for number in range(3):
        await read(archive, meridian, number, f"Number {number} was drawn on Monday.\n{FOOT}")
    await read(archive, lantern, 9, f"Another thing happened.\n{FOOT}")
    lines = await archive.stories.lines(meridian.id)
    assert lines.articles == 3
    assert max(lines.counts.values()) == 3
    assert set((await archive.stories.lines(lantern.id)).counts.values()) == {1}


async def test_only_the_newest_articles_count(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.lines.COUNTED", 5)
    feed = await wire(archive)
    for number in range(9):
        await read(archive, feed, number, f"Number {number} was drawn on Monday.\n{FOOT}")
    lines = await archive.stories.lines(feed.id)
    assert lines.articles == 5
    assert max(lines.counts.values()) == 5


async def test_a_feed_that_nobody_read_has_no_lines(archive: Archive) -> None:
    assert await archive.stories.lines((await wire(archive)).id) == Lines(articles=0, counts={})
