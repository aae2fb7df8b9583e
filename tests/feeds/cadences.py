"""Looks at a feed and what they came to, for the tests of its cadence."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feeds.cadence import Pace, standing
from feeds.model import Entry, Feed, Fetched, FetchFailed, FetchOutcome, NotModified, ParsedFeed, Standing

NOW = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)
"""A Tuesday."""

FLOOR, CEILING = timedelta(minutes=5), timedelta(hours=24)
PACE = Pace(floor=FLOOR, ceiling=CEILING)

READ = Fetched(address="https://outlet.example/feed", body=b"", body_hash="x")
UNCHANGED = NotModified(address="https://outlet.example/feed")
DOWN = FetchFailed(reason="no answer", detail="It did not answer.")


def feed(**facts: Any) -> Feed:
    """A feed that the archive knows these facts of."""
    return Feed(id=1, address="https://outlet.example/feed", outlet="Outlet", **facts)


def parsed(*ages: timedelta | None, held: int | None = None, **facts: Any) -> ParsedFeed:
    """A document that brings an entry of each age (None: undated), and holds `held` (None: no others)."""
    entries = tuple(
        Entry(
            guid=str(number),
            title="T",
            text="",
            url=None,
            author=None,
            published_at=None if age is None else NOW - age,
            content_hash="x",
        )
        for number, age in enumerate(ages)
    )
    held = len(entries) if held is None else held
    return ParsedFeed(title="Outlet", url=None, language=None, entries=entries, held=held, **facts)


def status(number: int, retry_after: timedelta | None = None) -> FetchFailed:
    """The server answered with this status."""
    return FetchFailed(reason="status", detail="It says no.", status=number, retry_after=retry_after)


def stands(
    outcome: FetchOutcome,
    read: ParsedFeed | None = None,
    *,
    asked: Feed | None = None,
    jitter: float = 0.5,
    now: datetime = NOW,
) -> Standing:
    """How the feed stands after a look at noon."""
    return standing(asked or feed(), outcome, read, now, pace=PACE, jitter=jitter)


def wait(
    outcome: FetchOutcome, read: ParsedFeed | None = None, *, asked: Feed | None = None, jitter: float = 0.5
) -> timedelta:
    """How long until the next look."""
    due = stands(outcome, read, asked=asked, jitter=jitter).next_due_at
    assert due is not None
    return due - NOW


def about(expected: timedelta) -> Any:
    """Equal to within a second."""
    return pytest.approx(expected, abs=timedelta(seconds=1))
