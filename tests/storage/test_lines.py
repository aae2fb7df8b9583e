"""Which lines a feed repeats is counted over its newest articles, and for each feed alone."""

from storage.archive import Archive
from summarise.model import Lines
from summarise.text.boilerplate import COUNTED
from tests.fakes.examples import NOON, edition, entry, reading
from tests.storage.scenes import bring, wire

FOOT = "Subscribe to our morning letter"


async def read(archive: Archive, outlet: str, number: int, text: str) -> int:
    """The outlet's article of this text is read; the id of its feed."""
    feed = await wire(archive, outlet)
    await bring(archive, feed, entry(f"e{number}", text=text))
    taken = await archive.stories.unread((await archive.status(None)).articles)
    assert taken is not None
    findings = reading(f"word{number}", f"other{number}")
    lineup = await archive.stories.lineup(taken, findings.terms)
    assert await archive.stories.save(edition(taken, findings, snapshot=lineup.snapshot), NOON)
    return feed.id


async def test_each_feed_counts_its_own_lines(archive: Archive) -> None:
    for number in range(3):
        meridian = await read(archive, "Meridian", number, f"Number {number} was drawn on Monday.\n{FOOT}")
    lantern = await read(archive, "Lantern", 9, f"Another thing happened.\n{FOOT}")
    lines = await archive.stories.lines(meridian)
    assert lines.articles == 3
    assert max(lines.counts.values()) == 3
    assert set((await archive.stories.lines(lantern)).counts.values()) == {1}


async def test_only_the_newest_articles_count(archive: Archive) -> None:
    for number in range(COUNTED + 4):
        feed = await read(archive, "Meridian", number, f"Number {number} was drawn on Monday.\n{FOOT}")
    lines = await archive.stories.lines(feed)
    assert lines.articles == COUNTED
    assert max(lines.counts.values()) == COUNTED


async def test_a_feed_that_nobody_read_has_no_lines(archive: Archive) -> None:
    assert await archive.stories.lines((await wire(archive)).id) == Lines(articles=0, counts={})
