"""A feed that fails is tried with patience, told of once, paused late, and given up only when it is gone."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cadence import GONE_WAIT, LONGEST_RETRY, PROBE, standing
from feeds.model import Feed, FetchFailed, FetchOutcome, Health, Standing, Wishes
from tests.feeds.cadences import (
    CEILING,
    DOWN,
    FLOOR,
    NOW,
    PACE,
    READ,
    UNCHANGED,
    feed,
    parsed,
    stands,
    status,
    wait,
)

DAY = timedelta(days=1)


def test_failing_feed_waits_twice_as_long_each_time() -> None:
    waits = [wait(DOWN, asked=feed(failures=n)) for n in range(4)]
    assert FLOOR <= waits[0] <= FLOOR * 1.05
    assert all(1.9 < later / earlier < 2.1 for earlier, later in pairwise(waits))
    assert [stands(DOWN, asked=feed(failures=n)).failures for n in range(3)] == [1, 2, 3]


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_backoff_never_shrinks_and_ends_at_the_ceiling(failures: int, jitter: float) -> None:
    sooner = wait(DOWN, asked=feed(failures=failures), jitter=jitter)
    later = wait(DOWN, asked=feed(failures=failures + 1), jitter=jitter)
    assert FLOOR <= sooner <= later <= CEILING * 1.05
    assert failures < 9 or later >= CEILING * 0.95


@pytest.mark.parametrize("outcome", [READ, UNCHANGED])
def test_success_clears_all_trouble(outcome: FetchOutcome) -> None:
    troubled = feed(
        health="paused",
        failures=30,
        failing_since=NOW - 30 * DAY,
        gone_times=2,
        announced_at=NOW - 29 * DAY,
        interval=timedelta(hours=1),
    )
    found = stands(outcome, asked=troubled)
    assert (found.health, found.failures, found.failing_since, found.gone_times) == ("well", 0, None, 0)
    assert not found.announce
    assert found.next_due_at is not None
    assert found.next_due_at < NOW + timedelta(hours=2)


def test_failing_feed_remembers_since_when_and_keeps_its_pace() -> None:
    first = stands(DOWN, asked=feed(interval=timedelta(hours=3)))
    assert (first.health, first.failing_since, first.interval) == ("failing", NOW, timedelta(hours=3))
    again = stands(DOWN, asked=feed(failures=1, failing_since=NOW - DAY))
    assert again.failing_since == NOW - DAY


@pytest.mark.parametrize("number", [429, 503])
def test_busy_host_is_left_alone_as_long_as_it_asks(number: int) -> None:
    for jitter in (0.0, 0.999):
        told = stands(status(number, timedelta(hours=3)), jitter=jitter)
        assert told.quiet == timedelta(hours=3)
        assert told.next_due_at is not None
        assert told.next_due_at >= NOW + timedelta(hours=3)


@pytest.mark.parametrize("asked", [None, timedelta(0)])
def test_busy_host_that_does_not_say_how_long_is_left_alone_for_the_floor(asked: timedelta | None) -> None:
    assert stands(status(429, asked)).quiet == FLOOR


def test_wish_to_be_left_alone_is_believed_up_to_a_week() -> None:
    told = stands(status(503, timedelta(days=30_000)))
    assert told.quiet == LONGEST_RETRY
    assert wait(status(503, timedelta(days=30_000))) <= LONGEST_RETRY * 1.05


@pytest.mark.parametrize("number", [404, 500, 502])
def test_other_answers_bind_their_feed_alone(number: int) -> None:
    told = stands(status(number, timedelta(hours=3)))
    assert told.quiet is None
    assert told.next_due_at is not None
    assert told.next_due_at >= NOW + timedelta(hours=3)
    assert wait(status(number, timedelta(seconds=1))) >= FLOOR


def test_nobody_is_left_alone_for_a_failure_to_connect() -> None:
    assert stands(DOWN).quiet is None


def test_failing_feed_is_looked_at_when_it_may_be() -> None:
    lunch = feed(wishes=Wishes(skip_hours=frozenset({12, 13})))
    assert wait(DOWN, asked=lunch) >= timedelta(hours=2)


@pytest.mark.parametrize(
    ("failures", "lasting", "told"),
    [(4, DAY, True), (3, DAY, False), (4, DAY - timedelta(seconds=1), False), (0, timedelta(0), False)],
)
def test_trouble_is_told_after_a_day_and_five_looks(failures: int, lasting: timedelta, told: bool) -> None:
    asked = feed(failures=failures, failing_since=NOW - lasting, health="failing")
    assert stands(DOWN, asked=asked).announce is told


def test_trouble_is_told_once() -> None:
    told = feed(failures=9, failing_since=NOW - 2 * DAY, announced_at=NOW - DAY)
    assert not stands(DOWN, asked=told).announce


def test_feed_is_paused_after_a_week_once_it_was_told_of() -> None:
    old = {"failures": 30, "failing_since": NOW - 7 * DAY}
    untold, told = feed(**old), feed(**old, announced_at=NOW - 6 * DAY)
    assert (stands(DOWN, asked=untold).health, stands(DOWN, asked=untold).announce) == ("failing", True)
    assert (stands(DOWN, asked=told).health, stands(DOWN, asked=told).announce) == ("paused", False)
    assert wait(DOWN, asked=untold) <= CEILING * 1.05
    assert PROBE * 0.95 <= wait(DOWN, asked=told) <= PROBE * 1.05


def test_feed_that_says_thrice_that_it_is_gone_is_believed() -> None:
    first = stands(status(410))
    assert (first.health, first.gone_times, first.announce) == ("failing", 1, False)
    assert wait(status(410)) >= GONE_WAIT * 0.95
    last = stands(status(410), asked=feed(failures=2, gone_times=2, failing_since=NOW))
    assert (last.health, last.next_due_at, last.announce) == ("gone", None, True)


def test_feed_told_of_before_is_told_of_again_when_it_goes_for_good() -> None:
    asked = feed(failures=9, gone_times=2, failing_since=NOW - 3 * DAY, announced_at=NOW - DAY)
    assert stands(status(410), asked=asked).announce


def test_gone_feed_is_not_told_of_twice() -> None:
    asked = feed(health="gone", failures=3, gone_times=3, failing_since=NOW - DAY, announced_at=NOW)
    assert not stands(status(410), asked=asked).announce


@pytest.mark.parametrize("other", [DOWN, status(404), status(503)])
def test_other_trouble_between_begins_the_count_anew(other: FetchFailed) -> None:
    assert stands(other, asked=feed(failures=2, gone_times=2, failing_since=NOW)).gone_times == 0


def lived(outcome: FetchFailed, days: int) -> list[tuple[datetime, Feed, Standing]]:
    """Every look at a feed that fails in this one way from noon on, as the archive would keep it."""
    looks = []
    row, now = feed(), NOW
    while now < NOW + days * DAY:
        found = standing(row, outcome, None, now, pace=PACE, jitter=0.5)
        looks.append((now, row, found))
        if found.next_due_at is None:
            break
        row = feed(
            health=found.health,
            failures=found.failures,
            failing_since=found.failing_since,
            gone_times=found.gone_times,
            announced_at=now if found.announce else row.announced_at,
        )
        now = found.next_due_at
    return looks


@pytest.mark.parametrize("number", [404, 403, 500, 503])
def test_failing_feed_is_told_of_once_before_it_is_paused_and_never_given_up(number: int) -> None:
    looks = lived(status(number), 60)
    [told] = [n for n, (_, _, found) in enumerate(looks) if found.announce]
    paused = next(n for n, (_, _, found) in enumerate(looks) if found.health == "paused")
    assert told < paused
    assert all(found.next_due_at is not None for _, _, found in looks)
    assert DAY <= looks[told][0] - NOW < 2.2 * DAY
    assert 7 * DAY <= looks[paused][0] - NOW < 8.2 * DAY
    assert len(looks) - paused in (7, 8)


def test_gone_feed_is_asked_three_times_over_half_a_day() -> None:
    looks = lived(status(410), 60)
    assert len(looks) == 3
    assert looks[-1][0] - NOW > timedelta(hours=11)
    assert [found.announce for _, _, found in looks] == [False, False, True]


HEALTHS: list[Health] = ["well", "failing"]


@given(
    st.sampled_from([READ, UNCHANGED, DOWN, status(404), status(410), status(500)]),
    st.lists(st.none() | st.timedeltas(timedelta(days=-500), timedelta(days=9000)), max_size=30),
    st.integers(0, 60),
    st.integers(0, 10_000),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=300)),
    st.sampled_from(HEALTHS),
    st.none() | st.timedeltas(timedelta(days=-9), timedelta(days=9)),
    st.floats(0, 1, exclude_max=True),
)
def test_wait_is_always_between_floor_and_ceiling(
    outcome: FetchOutcome,
    ages: list[timedelta | None],
    held: int,
    failures: int,
    interval: timedelta | None,
    health: Health,
    pushed: timedelta | None,
    jitter: float,
) -> None:
    read = parsed(*ages, held=held) if outcome is READ else None
    asked = feed(
        failures=failures,
        interval=interval,
        health=health,
        pushed_until=None if pushed is None else NOW + pushed,
    )
    assert FLOOR <= wait(outcome, read, asked=asked, jitter=jitter) <= CEILING * 1.05
