"""Who is named far more than usual: a sound statistic, silent where there is little; and a zone's days."""

import math
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarise.editions.days import Step, stretches
from summarise.editions.trends import (
    SURE,
    TWICE,
    Surge,
    likelihood_ratio,
    new_pairings,
    series_of,
    surges,
    weeks_before,
)
from summarise.model import Pairing, Span, Tally

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)
COUNT = st.integers(0, 10**7)


def of(actor: str, *counts: int) -> list[Tally]:
    """How many stories name the actor in each span, the one in question first."""
    return [
        Tally(actor=actor, span=at, stories=count, articles=count) for at, count in enumerate(counts) if count
    ]


def found(counts: list[int], told: list[int]) -> Surge | None:
    return next(iter(surges(of("a", *counts), told)), None)


@pytest.mark.parametrize(
    ("counts", "told", "is_told"),
    [
        ([2, 0, 0, 0, 0], [100] * 5, False),  # 0 → 2 is nothing
        ([5, 0, 0, 0, 0], [100] * 5, True),
        ([8, 2, 1, 3, 2], [100] * 5, False),  # chance, once in 300 times, and there are hundreds of actors
        ([10, 2, 1, 3, 2], [100] * 5, True),
        ([5, 3, 2, 3, 4], [100] * 5, False),
        ([40, 30, 28, 33, 29], [100] * 5, False),  # not twice as many
        ([10, 5, 5, 5, 5], [200, 100, 100, 100, 100], False),  # all has doubled
        ([8, 5, 5, 5, 5], [20, 100, 100, 100, 100], True),  # a quiet day, and yet they are everywhere
        ([9, 0, 0, 12, 0], [100] * 5, False),  # it comes and goes
        ([5, 0, 0, 0, 0], [100, 0, 0, 0, 0], False),  # nobody knows what is usual
        ([5, 0, 0, 0, 0], [100, 0, 0, 100, 0], False),  # one week tells little
        ([9, 0, 0, 0, 0], [100, 0, 0, 100, 0], True),
        ([0, 9, 9, 9, 9], [100] * 5, False),
    ],
)
def test_surge_is_told_where_there_is_evidence(counts: list[int], told: list[int], is_told: bool) -> None:
    assert (found(counts, told) is not None) == is_told


def test_surge_says_how_many_times_the_usual_with_caution() -> None:
    often, never = found([12, 3, 3, 3, 3], [100] * 5), found([6, 0, 0, 0, 0], [100] * 5)
    assert often is not None
    assert never is not None
    assert (often.stories, often.usual) == (12, 3.0)
    assert often.times == pytest.approx(12 / (13 / 4))
    assert never.times is None, "a multiple of nothing is none"


def test_surest_come_first() -> None:
    told = [100] * 5
    every = surges([*of("b", 6), *of("a", 6), *of("c", 20, 2, 2, 2, 2), *of("d", 3, 3, 3)], told)
    assert [one.actor for one in every] == ["c", "a", "b"]


@given(COUNT, COUNT, COUNT, COUNT)
def test_ratio_is_a_number_with_the_sign_of_the_change(now: int, n: int, before: int, m: int) -> None:
    ratio = likelihood_ratio(now, n, before, m)
    assert math.isfinite(ratio)
    if n > 0 and m > 0:
        now, before = min(now, n), min(before, m)
        assert ratio >= -1e-6 or now * m <= before * n
        assert ratio <= 1e-6 or now * m >= before * n
        back = likelihood_ratio(before, m, now, n)
        assert back == pytest.approx(-ratio, abs=1e-3) or now * m == before * n
    else:
        assert ratio == 0


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.integers(1, 10**6)), max_size=15),
    st.lists(st.integers(0, 10**6), min_size=5, max_size=5),
)
def test_whatever_is_counted_a_surge_is_sound(rows: list[tuple[str, int, int]], told: list[int]) -> None:
    tallies = [Tally(actor=who, span=at, stories=count, articles=count) for who, at, count in rows]
    for one in surges(tallies, told):
        assert math.isfinite(one.ratio)
        assert one.ratio >= SURE
        assert math.isfinite(one.usual)
        assert 0 <= one.usual <= one.stories / TWICE
        assert one.times is None or 1 <= one.times <= one.stories * max(told)


def test_new_pairing_is_of_two_whom_everybody_knew_apart() -> None:
    pairs = [
        Pairing(actors=("a", "b"), stories=2, outlets=1),
        Pairing(actors=("a", "c"), stories=1, outlets=3),
        Pairing(actors=("b", "c"), stories=1, outlets=2),  # one report and its copy
        Pairing(actors=("a", "d"), stories=9, outlets=9),  # d is new by themselves
        Pairing(actors=("b", "e"), stories=9, outlets=9),  # not new at all
    ]
    fresh = new_pairings(pairs, {("b", "e")}, {"a", "b", "c", "e"})
    assert [one.actors for one in fresh] == [("a", "b"), ("a", "c")]


def test_series_has_a_zero_where_nobody_was_named() -> None:
    tallies = [*of("a", 0, 3), *of("x", 1)]
    assert series_of(tallies, ("a", "b"), 3) == {"a": (0, 3, 0), "b": (0, 0, 0)}


def test_same_hours_of_the_weeks_before() -> None:
    now = Span(since=NOON - DAY, until=NOON)
    first, *_, last = weeks_before(now)
    assert first == Span(since=NOON - 8 * DAY, until=NOON - 7 * DAY)
    assert last == Span(since=NOON - 29 * DAY, until=NOON - 28 * DAY)
    assert weeks_before(now, 1, DAY) == (Span(since=NOON - 2 * DAY, until=NOON - DAY),)


@given(
    st.sampled_from(["days", "weeks"]),
    st.integers(1, 366),
    st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"]),
)
@example("days", 3, datetime(2012, 1, 1, tzinfo=UTC), "Pacific/Apia")
def test_stretches_follow_each_other_until_now(step: Step, days: int, now: datetime, zone: str) -> None:
    found = stretches(step, days, now, ZoneInfo(zone))
    assert found[-1].span.until == now
    assert all(one.span.until == other.span.since for one, other in pairwise(found))
    assert all(one.span.since <= one.span.until for one in found)
    assert len(found) <= days if step == "days" else len(found) <= days // 7 + 2
    never_were = DAY if zone == "Pacific/Apia" else timedelta()  # Samoa had no 30 December 2011
    assert now - found[0].span.since >= (days - 1) * DAY - never_were - timedelta(hours=2)
    if step == "weeks":
        assert {one.first.weekday() for one in found} == {0}


def test_day_is_as_long_as_the_clocks_make_it() -> None:
    night = datetime(2026, 3, 30, 0, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    spring, _ = stretches("days", 2, night + DAY / 2, ZoneInfo("Europe/Berlin"))
    assert (spring.first, spring.span.until - spring.span.since) == (date(2026, 3, 29), timedelta(hours=23))
