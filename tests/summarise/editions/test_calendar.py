"""Each local date has its digest once: on both nights when clocks change, whatever happens to the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.calendar import date_of, longest_wait, next_time, rescheduled
from summarise.model import DigestPlan

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY, FRIDAY = 0, 4

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # clocks changed a minute after midnight
    "America/Sao_Paulo",  # … at midnight
    "America/Nuuk",  # … an hour before it, to midnight
    "Asia/Beirut",
    "Australia/Lord_Howe",  # by half an hour
    "Africa/Casablanca",  # four times a year
    "Pacific/Apia",  # skipped 30 December 2011
    "Asia/Kathmandu",
    "UTC",
)
moments = st.integers(631_152_000, 2_500_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))
weeks = st.frozensets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))


def plan(
    at: time, zone: str, next_due_at: datetime, weekdays: tuple[int, ...] = (), last: datetime | None = None
) -> DigestPlan:
    return DigestPlan(
        id=3,
        guild="a",
        target="channel:1",
        at=at,
        zone=zone,
        stories=5,
        sentences=2,
        origin="command",
        created_at=next_due_at,
        next_due_at=next_due_at,
        last_until=last,
        weekdays=weekdays,
    )


def test_skipped_time_is_that_of_the_old_offset() -> None:
    night = datetime(2022, 3, 26, 23, tzinfo=UTC)
    first = next_time(time(2, 30), "Europe/Berlin", night)
    assert first == datetime(2022, 3, 27, 1, 30, tzinfo=UTC)
    assert next_time(time(2, 30), "Europe/Berlin", first) == datetime(2022, 3, 28, 0, 30, tzinfo=UTC)


def test_repeated_time_comes_once_at_the_first() -> None:
    first = next_time(time(2, 30), "Europe/Berlin", datetime(2022, 10, 29, 23, tzinfo=UTC))
    assert first == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)
    assert next_time(time(2, 30), "Europe/Berlin", first) == datetime(2022, 10, 31, 1, 30, tzinfo=UTC)


def test_weekdays_are_those_of_the_local_date() -> None:
    # Friday 00:30 in Auckland is Thursday noon in UTC
    found = next_time(time(0, 30), "Pacific/Auckland", datetime(2022, 4, 25, tzinfo=UTC), (FRIDAY,))
    assert found == datetime(2022, 4, 28, 12, 30, tzinfo=UTC)


def test_date_that_was_skipped_whole_has_no_digest() -> None:
    before = datetime(2011, 12, 29, 20, tzinfo=UTC)
    assert next_time(time(7), "Pacific/Apia", before).astimezone(ZoneInfo("Pacific/Apia")).day == 31
    found = next_time(time(7), "Pacific/Apia", before, (FRIDAY,))
    assert found.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2012, 1, 6)


def dates(zone: str, first: date, last: date) -> list[date]:
    """The local dates that there were."""
    noons = (first + n * DAY for n in range((last - first).days + 1))
    skipped = {date(2011, 12, 30)} if zone == "Pacific/Apia" else set()
    return [day for day in noons if day not in skipped]


@given(
    st.times(),
    st.sampled_from(ZONES),
    moments,
    weeks,
    st.timedeltas(timedelta(0), timedelta(minutes=40)),
)
def test_each_local_date_of_a_fortnight_has_one_digest(
    at: time, zone: str, begin: datetime, weekdays: tuple[int, ...], late: timedelta
) -> None:
    told: list[date] = []
    moment = next_time(at, zone, begin, weekdays)
    first = date_of(plan(at, zone, moment, weekdays), moment)
    while not told or told[-1] < first + 14 * DAY:
        told.append(date_of(plan(at, zone, moment, weekdays), moment + late))
        following = next_time(at, zone, moment + late, weekdays)
        assert moment < following
        assert following.tzinfo is UTC
        moment = following
    wanted = [day for day in dates(zone, first, told[-1]) if not weekdays or day.weekday() in weekdays]
    assert told == wanted


@given(st.times(), st.sampled_from(ZONES), moments)
def test_clock_that_is_set_back_or_forward_tells_no_date_twice(at: time, zone: str, when: datetime) -> None:
    next_due = due = next_time(at, zone, when)
    # somebody looks every half hour, at a clock that goes back an hour, then forward by two, then back again
    wrong = [0, 0, *[-1] * 4, *[1] * 3, *[0] * 60]
    told = []
    for step, hours in enumerate(wrong):
        now = due + step * HOUR / 2 + hours * HOUR
        if next_due <= now:
            told.append(date_of(plan(at, zone, next_due), now))
            next_due = next_time(at, zone, now)
    assert len(told) == len(set(told)) >= 2


def test_digest_after_downtime_is_for_the_latest_date_of_the_plan() -> None:
    friday = datetime(2022, 4, 22, 5, tzinfo=UTC)
    weekly = plan(time(7), "Europe/Berlin", friday, (FRIDAY,))
    assert date_of(weekly, friday + 3 * DAY) == date(2022, 4, 22)
    daily = plan(time(7), "Europe/Berlin", friday)
    assert date_of(daily, friday + 3 * DAY + HOUR) == date(2022, 4, 25)
    assert date_of(daily, friday + 3 * DAY - HOUR) == date(2022, 4, 24)


def test_digest_that_was_due_keeps_its_date_though_its_weekdays_changed() -> None:
    friday = datetime(2022, 4, 22, 5, tzinfo=UTC)
    assert date_of(plan(time(7), "Europe/Berlin", friday, (MONDAY,)), friday) == date(2022, 4, 22)


def test_change_of_weekdays_moves_the_next_digest_but_loses_none_that_is_due() -> None:
    friday = datetime(2022, 4, 22, 5, tzinfo=UTC)
    held = plan(time(7), "Europe/Berlin", friday)
    assert rescheduled(held, replace(held, weekdays=(MONDAY,)), friday - HOUR) == friday + 3 * DAY
    assert rescheduled(held, replace(held, weekdays=()), friday - HOUR) == friday
    assert rescheduled(held, replace(held, weekdays=(MONDAY,)), friday + HOUR) == friday
    tried_again = plan(time(7), "Europe/Berlin", friday + HOUR / 4)
    assert rescheduled(tried_again, replace(held, weekdays=(MONDAY,)), friday) == friday + HOUR / 4


@pytest.mark.parametrize(
    ("weekdays", "days"),
    [((), 1), ((0, 1, 2, 3, 4, 5, 6), 1), ((0, 1, 2, 3, 4), 3), ((5, 6), 6), ((2,), 7), ((1, 1, 4), 4)],
)
def test_longest_wait_is_the_widest_gap_of_the_week(weekdays: tuple[int, ...], days: int) -> None:
    assert longest_wait(weekdays) == days


def test_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        next_time(time(7), "Europe/Atlantis", datetime(2022, 4, 26, tzinfo=UTC))
