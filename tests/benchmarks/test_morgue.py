"""The made-up archive: ever the same, and of articles as they are."""

from datetime import UTC, datetime, timedelta

from benchmarks.morgue import SPAN, clip

UNTIL = datetime(2026, 5, 1, tzinfo=UTC)
FEEDS = [(number, f"Outlet {number}") for number in range(1, 11)]


def test_articles_are_ever_the_same_of_all_lengths_and_really_read() -> None:
    clippings = clip(range(1, 41), FEEDS, 40, UNTIL)
    assert clip(range(7, 9), FEEDS, 40, UNTIL) == clippings[6:8]
    lengths = sorted(len(clipping.article.text) for clipping in clippings)
    assert 250 < lengths[0] < 700 < 2_000 < lengths[-1] < 4_500
    assert clippings[-1].article.at == UNTIL
    assert UNTIL - SPAN <= clippings[0].article.at < UNTIL - SPAN + timedelta(days=2)
    assert sum(bool(clipping.reading.quotes) for clipping in clippings) > 20
    assert all(clipping.reading.actors and clipping.terms.marks for clipping in clippings)
    assert 10 < len({clipping.story for clipping in clippings}) < 40
