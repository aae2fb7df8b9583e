"""A feed that answers is asked at the pace it deserves, and as it asks to be."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Fetched, NotModified, ParsedFeed, Wishes
from tests.feeds.cadences import CEILING, FLOOR, NOW, READ, UNCHANGED, about, feed, parsed, stands, wait

HOUR = timedelta(hours=1)
ALL_HOURS = frozenset(range(24))
ALL_DAYS = frozenset(range(7))


def test_busy_feed_is_asked_at_the_floor() -> None:
    assert FLOOR <= wait(READ, parsed(*(timedelta(minutes=n) for n in range(20)))) <= FLOOR * 1.1


def test_feed_is_asked_as_often_as_it_speaks() -> None:
    hourly = parsed(*(timedelta(hours=n) for n in range(12)))
    assert timedelta(minutes=55) < wait(READ, hourly) < timedelta(minutes=65)


def test_dates_in_the_future_do_not_set_the_pace() -> None:
    ahead = [-timedelta(days=100 * n) for n in range(1, 6)]
    assert stands(READ, parsed(*ahead)).interval == FLOOR
    hourly = parsed(*ahead, *(timedelta(hours=n) for n in range(1, 12)))
    assert stands(READ, hourly).interval == HOUR


def test_one_old_entry_does_not_slow_a_feed() -> None:
    news = parsed(*(timedelta(hours=n) for n in range(6)), timedelta(days=400))
    assert wait(READ, news) < timedelta(hours=2)


def test_feed_that_fell_silent_is_asked_less() -> None:
    old = parsed(*(timedelta(days=30, hours=n) for n in range(12)))
    assert wait(READ, old) > timedelta(hours=20)


def test_feed_that_brings_one_new_entry_a_look_keeps_its_pace() -> None:
    asked = feed(interval=2 * HOUR)
    assert wait(READ, parsed(timedelta(minutes=3), held=30), asked=asked) == about(2 * HOUR)
    assert wait(READ, parsed(None, held=30), asked=asked) == about(2 * HOUR)
    assert wait(READ, parsed(timedelta(days=40), held=30), asked=asked) == about(2 * HOUR)


def test_feed_that_brings_several_is_asked_that_much_sooner() -> None:
    asked = feed(interval=6 * HOUR)
    burst = parsed(*(timedelta(minutes=n) for n in range(6)), held=30)
    assert stands(READ, burst, asked=asked).interval == HOUR


def test_backlog_is_no_haste() -> None:
    daily = parsed(*(timedelta(days=n) for n in range(6)), held=30)
    assert stands(READ, daily, asked=feed(interval=6 * HOUR)).interval == 6 * HOUR


def test_feed_of_which_only_the_news_came_is_not_taken_for_a_whole_one() -> None:
    news = Fetched(address="https://outlet.example/feed", body=b"", body_hash="x", partial=True)
    two = parsed(timedelta(0), timedelta(hours=20))
    assert stands(READ, two, asked=feed(interval=HOUR)).interval == 20 * HOUR
    assert stands(news, two, asked=feed(interval=HOUR)).interval == HOUR


@pytest.mark.parametrize(("outcome", "read"), [(UNCHANGED, None), (READ, parsed(held=30)), (READ, parsed())])
def test_feed_with_nothing_new_waits_half_as_long_again(
    outcome: Fetched | NotModified, read: ParsedFeed | None
) -> None:
    asked = feed(interval=timedelta(minutes=20))
    assert wait(outcome, read, asked=asked) == about(timedelta(minutes=30))
    assert stands(outcome, read, asked=feed(interval=CEILING)).interval == CEILING


@given(st.lists(st.integers(0, 8), min_size=30, max_size=60))
def test_pace_follows_what_comes(counts: list[int]) -> None:
    interval = HOUR
    for count in counts:
        read = parsed(*[None] * count, held=30)
        found = stands(READ, read, asked=feed(interval=interval)).interval
        assert found is not None
        assert FLOOR <= found <= CEILING
        assert found >= interval if count == 0 else found <= interval
        interval = found


def test_ttl_is_kept_up_to_the_ceiling() -> None:
    busy = [timedelta(minutes=n) for n in range(20)]
    for jitter in (0.0, 0.999):
        hourly = parsed(*busy, wishes=Wishes(ttl=HOUR))
        assert HOUR <= wait(READ, hourly, jitter=jitter) <= HOUR * 1.06
        yearly = parsed(*busy, wishes=Wishes(ttl=timedelta(days=365)))
        assert CEILING <= wait(READ, yearly, jitter=jitter) <= CEILING * 1.06
    assert wait(READ, parsed(*busy, wishes=Wishes(ttl=timedelta(seconds=1)))) <= FLOOR * 1.1


def test_unchanged_feed_is_asked_as_it_asked_to_be() -> None:
    assert wait(UNCHANGED, asked=feed(interval=FLOOR, wishes=Wishes(ttl=HOUR))) >= HOUR


def test_promise_of_freshness_is_kept_up_to_the_ceiling() -> None:
    def fresh(time: timedelta) -> timedelta:
        return wait(NotModified(fresh_for=time), asked=feed(interval=FLOOR))

    assert HOUR <= fresh(HOUR) <= HOUR * 1.06
    assert CEILING <= fresh(timedelta.max) <= CEILING * 1.06
    assert fresh(timedelta(0)) < timedelta(minutes=10)


def test_hours_and_days_to_skip_are_skipped() -> None:
    lunch = feed(interval=FLOOR, wishes=Wishes(skip_hours=frozenset({12, 13})))
    assert timedelta(hours=2) <= wait(UNCHANGED, asked=lunch) <= timedelta(hours=2, minutes=10)
    midweek = feed(interval=FLOOR, wishes=Wishes(skip_days=frozenset({1, 2})))
    assert timedelta(hours=36) <= wait(UNCHANGED, asked=midweek) <= timedelta(hours=36, minutes=10)
    only_monday = feed(interval=FLOOR, wishes=Wishes(skip_days=ALL_DAYS - {0}, skip_hours=ALL_HOURS - {23}))
    assert timedelta(days=6, hours=11) <= wait(UNCHANGED, asked=only_monday) < timedelta(days=6, hours=12)


def test_what_a_document_asks_for_now_holds_at_once_and_what_it_asked_for_before_no_more() -> None:
    lunch = Wishes(skip_hours=frozenset({12, 13}))
    assert wait(READ, parsed(wishes=lunch), asked=feed(interval=FLOOR)) >= 2 * HOUR
    assert wait(READ, parsed(), asked=feed(interval=FLOOR, wishes=lunch)) < HOUR


@pytest.mark.parametrize("wishes", [Wishes(skip_hours=ALL_HOURS), Wishes(skip_days=ALL_DAYS)])
def test_feed_that_would_never_be_asked_is_asked_all_the_same(wishes: Wishes) -> None:
    assert wait(UNCHANGED, asked=feed(interval=FLOOR, wishes=wishes)) < HOUR


@given(
    st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)),
    st.timedeltas(timedelta(0), timedelta(days=3)),
    st.floats(0, 1, exclude_max=True),
)
def test_look_comes_at_an_hour_the_feed_allows_if_it_allows_any(
    hours: frozenset[int], days: frozenset[int], interval: timedelta, jitter: float
) -> None:
    asked = feed(interval=interval, wishes=Wishes(skip_hours=hours, skip_days=days))
    due = stands(UNCHANGED, asked=asked, jitter=jitter).next_due_at
    assert due is not None
    plain = stands(UNCHANGED, asked=feed(interval=interval), jitter=jitter).next_due_at
    assert plain is not None
    if hours == ALL_HOURS or days == ALL_DAYS:
        assert due == plain
    else:
        assert due.hour not in hours
        assert due.weekday() not in days
        assert plain <= due <= plain + timedelta(days=8)


def test_feed_that_is_pushed_is_looked_at_seldom_while_that_lasts() -> None:
    def pushed(left: timedelta, interval: timedelta) -> timedelta:
        asked = feed(interval=interval, pushed_until=NOW + left)
        return wait(READ, parsed(None, held=30), asked=asked, jitter=0)

    assert pushed(timedelta(days=9), HOUR) == about(4 * HOUR * 0.95)
    assert pushed(timedelta(days=9), timedelta(hours=20)) == about(CEILING * 0.95)
    assert pushed(2 * HOUR, HOUR) == about(2 * HOUR * 0.95)
    assert pushed(timedelta(minutes=1), HOUR) == about(HOUR * 0.95)
    assert pushed(-HOUR, HOUR) == about(HOUR * 0.95)


def test_pushed_feed_keeps_its_own_pace_for_the_day_the_hub_goes() -> None:
    asked = feed(interval=HOUR, pushed_until=NOW + timedelta(days=9))
    assert stands(READ, parsed(None, held=30), asked=asked).interval == HOUR


def test_jitter_spreads_the_looks() -> None:
    waits = [wait(UNCHANGED, asked=feed(interval=HOUR), jitter=step / 10) for step in range(10)]
    assert all(earlier < later for earlier, later in pairwise(waits))
    assert waits[-1] - waits[0] > timedelta(minutes=7)
