"""A feed is asked at the pace it deserves."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feeds.cadence import LONGEST_RETRY, next_due
from feeds.model import Entry, Feed, Fetched, FetchFailed, FetchOutcome, NotModified, ParsedFeed

NOW = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)
FLOOR, CEILING = timedelta(minutes=5), timedelta(hours=24)
READ = Fetched(address="https://outlet.example/feed", body=b"", body_hash="x")
DOWN = FetchFailed(reason="no answer", detail="It did not answer.")


def feed(*, failures: int = 0, interval: timedelta | None = None) -> Feed:
    return Feed(
        id=1, address="https://outlet.example/feed", outlet="Outlet", failures=failures, interval=interval
    )


def parsed(*ages: timedelta) -> ParsedFeed:
    entries = tuple(
        Entry(
            guid=str(n), title="T", text="", url=None, author=None, published_at=NOW - age, content_hash="x"
        )
        for n, age in enumerate(ages)
    )
    return ParsedFeed(title="Outlet", url=None, language=None, entries=entries)


def wait(
    outcome: FetchOutcome, read: ParsedFeed | None = None, *, asked: Feed | None = None, jitter: float = 0.5
) -> timedelta:
    due, _ = next_due(asked or feed(), outcome, read, NOW, floor=FLOOR, ceiling=CEILING, jitter=jitter)
    return due - NOW


def test_busy_feed_is_asked_at_the_floor() -> None:
    assert FLOOR <= wait(READ, parsed(*(timedelta(minutes=n) for n in range(20)))) <= FLOOR * 1.1


def test_feed_is_asked_as_often_as_it_speaks() -> None:
    hourly = parsed(*(timedelta(hours=n) for n in range(12)))
    assert timedelta(minutes=55) < wait(READ, hourly) < timedelta(minutes=65)


def test_one_old_entry_does_not_slow_a_feed() -> None:
    news = parsed(*(timedelta(hours=n) for n in range(6)), timedelta(days=400))
    assert wait(READ, news) < timedelta(hours=2)


def test_feed_that_fell_silent_is_asked_less() -> None:
    old = parsed(*(timedelta(days=30, hours=n) for n in range(12)))
    assert wait(READ, old) > timedelta(hours=20)


def test_undated_feed_keeps_its_pace() -> None:
    assert wait(READ, parsed(), asked=feed(interval=timedelta(hours=2))) == timedelta(hours=2)


def test_unchanged_feed_waits_longer() -> None:
    asked = feed(interval=timedelta(minutes=20))
    assert wait(NotModified(), asked=asked) == timedelta(minutes=30)
    assert wait(NotModified(), asked=feed(interval=CEILING)) <= CEILING


def test_failing_feed_waits_twice_as_long_each_time_and_starts_anew_after_success() -> None:
    waits = [wait(DOWN, asked=feed(failures=n)) for n in range(4)]
    assert all(1.8 < later / earlier < 2.2 for earlier, later in pairwise(waits))
    assert next_due(feed(failures=3), DOWN, None, NOW, floor=FLOOR, ceiling=CEILING, jitter=0)[1] == 4
    assert (
        next_due(feed(failures=3), NotModified(), None, NOW, floor=FLOOR, ceiling=CEILING, jitter=0)[1] == 0
    )


def test_retry_after_is_a_lower_bound_but_not_for_ever() -> None:
    def told(retry_after: timedelta) -> timedelta:
        return wait(FetchFailed(reason="status", detail="Busy.", status=429, retry_after=retry_after))

    assert told(timedelta(hours=3)) >= timedelta(hours=3)
    assert told(timedelta(seconds=1)) >= FLOOR
    assert told(timedelta(days=30_000)) <= LONGEST_RETRY * 1.1


@given(
    st.sampled_from([READ, NotModified(), DOWN]),
    st.lists(st.timedeltas(timedelta(days=-500), timedelta(days=9000)), max_size=30),
    st.integers(0, 10_000),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=300)),
    st.floats(0, 1, exclude_max=True),
)
def test_wait_is_always_between_floor_and_ceiling(
    outcome: FetchOutcome, ages: list[timedelta], failures: int, interval: timedelta | None, jitter: float
) -> None:
    read = parsed(*ages) if outcome is READ else None
    asked = feed(failures=failures, interval=interval)
    assert FLOOR <= wait(outcome, read, asked=asked, jitter=jitter) <= CEILING
