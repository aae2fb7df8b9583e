"""The made-up wire is what the figures say that it is."""

from io import BytesIO
from statistics import mean

import feedparser
import pytest

from benchmarks.wire import FEEDS, ITEMS, address, document, feed_at, ip


def test_a_document_is_fifty_kilobytes() -> None:
    assert mean(len(document(feed)) for feed in range(0, FEEDS, 25)) == pytest.approx(50_000, rel=0.05)


def test_a_document_is_the_same_each_time_and_no_other_feeds() -> None:
    assert document(7) == document(7)
    assert len({document(feed) for feed in range(20)}) == 20


@pytest.mark.parametrize(("feed", "version"), [(0, "rss20"), (1, "atom10")])
def test_half_are_rss_and_half_are_atom_with_thirty_items(feed: int, version: str) -> None:
    read = feedparser.parse(BytesIO(document(feed)))
    assert not read.bozo
    assert read.version == version
    assert len({entry.id for entry in read.entries}) == ITEMS
    assert all(entry.title and entry.link and entry.published_parsed for entry in read.entries)


@pytest.mark.parametrize("feed", [0, 1])
def test_an_edition_later_one_item_has_come_and_the_oldest_gone(feed: int) -> None:
    before, after = (feedparser.parse(BytesIO(document(feed, edition))).entries for edition in (0, 1))
    assert [entry.id for entry in after[1:]] == [entry.id for entry in before[:-1]]
    assert after[1:] == before[:-1]
    assert after[0].id not in {entry.id for entry in before}
    assert after[0].published_parsed > before[0].published_parsed


def test_each_feed_has_a_loopback_address_of_its_own() -> None:
    ips = [ip(feed) for feed in range(FEEDS)]
    assert len(set(ips)) == FEEDS
    assert all(each.startswith("127.") for each in ips)
    assert [feed_at(each) for each in ips] == list(range(FEEDS))
    assert address(3, 8080) == f"http://{ip(3)}:8080/feed.xml"
