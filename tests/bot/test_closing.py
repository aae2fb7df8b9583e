"""A round's last line counts today's feeds, and tells which were not asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.closing import came_to, unasked
from feeds.model import Feed
from storage.model import Status, Subscription

BEGAN = datetime(2022, 4, 26, 12, tzinfo=UTC)

QUIET = Status(
    feeds=4,
    failing_feeds=0,
    articles=1_200,
    unread=0,
    stories=1,
    watches=0,
    plans=0,
    undelivered=0,
    last_poll_at=None,
)


def test_what_a_round_came_to_is_counted() -> None:
    assert came_to(QUIET, 0) == "4 feeds; 1,200 articles in 1 story."
    assert came_to(replace(QUIET, feeds=1, articles=1, stories=0), 0) == "1 feed; 1 article in 0 stories."


def test_feeds_that_do_not_answer_or_were_not_asked_are_told_apart() -> None:
    told = came_to(replace(QUIET, failing_feeds=2), 1)
    assert told.startswith(
        "4 feeds, 2 of them not answering, 1 not asked yet because its server is to be left alone"
    )
    assert "whether this machine reaches the web" in came_to(replace(QUIET, failing_feeds=4), 0)
    assert "whether this machine" not in told
    assert "2 not asked yet because their servers are" in came_to(QUIET, 2)


def test_feeds_still_due_after_a_round_were_not_asked() -> None:
    def row(due: datetime | None) -> Subscription:
        feed = Feed(id=1, address="https://a.example/feed", outlet="A", next_due_at=due)
        return Subscription(guild="terminal", feed=feed, origin="shipped", last_error=None, last_read_at=None)

    minute = timedelta(minutes=1)
    assert unasked([row(BEGAN - minute), row(BEGAN), row(BEGAN + minute), row(None)], BEGAN) == 2
