"""How far back people want to look."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands.mistake import Mistake
from bot.commands.since import EARLIEST, OFFERED, since_of

NOW = datetime(2026, 11, 22, 17, 11, tzinfo=UTC)  # a Sunday


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", day(2026, 11, 22)),
        ("  Heute ", day(2026, 11, 22)),
        ("yesterday", day(2026, 11, 21)),
        ("24 hours", NOW - timedelta(hours=24)),
        ("90min", NOW - timedelta(minutes=90)),
        ("7 days", NOW - timedelta(days=7)),
        ("30m", NOW - timedelta(minutes=30)),
        ("2mo", NOW - timedelta(days=60)),
        ("gestern", day(2026, 11, 21)),
        ("vorgestern", day(2026, 11, 20)),
        ("7 Tage", NOW - timedelta(days=7)),
        ("die letzten 7 Tage", NOW - timedelta(days=7)),
        ("vor 3 Stunden", NOW - timedelta(hours=3)),
        ("am Montag", day(2026, 11, 16)),
        ("vor einer Woche", NOW - timedelta(days=7)),
        ("1. November", day(2026, 11, 1)),
        ("7d", NOW - timedelta(days=7)),
        ("the last 30 days", NOW - timedelta(days=30)),
        ("2 weeks ago", NOW - timedelta(days=14)),
        ("seit 3 Tagen", NOW - timedelta(days=3)),
        ("a week", NOW - timedelta(days=7)),
        ("last month", NOW - timedelta(days=30)),
        ("since Monday", day(2026, 11, 16)),
        ("Sunday", day(2026, 11, 22)),
        ("Di.", day(2026, 11, 17)),
        ("2026-11-01", day(2026, 11, 1)),
        ("2026-10", day(2026, 10, 1)),
        ("1.11.2026", day(2026, 11, 1)),
        ("24.12.", day(2025, 12, 24)),
        ("1 November", day(2026, 11, 1)),
        ("November 3rd, 2024", day(2024, 11, 3)),
        ("12 Dec", day(2025, 12, 12)),
        ("März 2026", day(2026, 3, 1)),
        ("29 February", day(2024, 2, 29)),
        ("999999 years", EARLIEST),
    ],
)
def test_time_is_understood_as_people_type_it(typed: str, meant: datetime) -> None:
    assert since_of(typed, NOW) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "0 days", "31 February", "2026-13-01", "7", "７ days", "@everyone", "*" * 40]
)
def test_anything_else_is_a_mistake_that_says_what_to_write(typed: str) -> None:
    with pytest.raises(Mistake, match="`7 days`") as told:
        since_of(typed, NOW)
    assert "@everyone" not in str(told.value)


def test_day_to_come_is_a_mistake() -> None:
    with pytest.raises(Mistake, match="yet to come"):
        since_of("2027-01-01", NOW)


def test_days_begin_at_midnight_where_the_asker_is() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    assert since_of("today", late) == datetime(2026, 11, 22, 15, tzinfo=UTC)


@given(st.text(max_size=40) | st.from_regex(r"[0-9a-z. -]{1,20}", fullmatch=True))
@example("1 may 0000")
@example("0000-01-01")
def test_whatever_is_typed_is_a_moment_before_now_or_a_mistake(typed: str) -> None:
    try:
        found = since_of(typed, NOW)
    except Mistake:
        return
    assert EARLIEST <= found < NOW
    assert found.tzinfo is UTC


def test_everything_that_is_offered_is_understood() -> None:
    assert all(since_of(each, NOW) < NOW for each in OFFERED)
