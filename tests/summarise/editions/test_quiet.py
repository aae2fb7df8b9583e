"""First alerts wait for quiet hours and cooldowns, in any zone, on both nights of a change."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarise.editions.quiet import first_wait, is_silent, quiet_until, unknown_zone
from summarise.model import Quiet
from tests.summarise.wire import NOON, watch

BERLIN = "Europe/Berlin"
ZONES = st.sampled_from(
    [BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
)
MOMENTS = st.integers(1_200_000_000, 2_000_000_000).map(lambda at: datetime.fromtimestamp(at, tz=UTC))
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


def night(begins: time = time(22), ends: time = time(7), zone: str = BERLIN, urgent: int = 0) -> Quiet:
    return Quiet(begins=begins, ends=ends, zone=zone, urgent=urgent)


def local(day: int, hour: int, minute: int = 0, month: int = 4, fold: int = 0) -> datetime:
    there = datetime(2022, month, day, hour, minute, tzinfo=ZoneInfo(BERLIN), fold=fold)
    return there.astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (local(26, 21, 59), None),
        (local(26, 22), local(27, 7)),
        (local(27, 0), local(27, 7)),
        (local(27, 6, 59), local(27, 7)),
        (local(27, 7), None),
    ],
)
def test_quiet_hours_go_over_midnight(now: datetime, ends: datetime | None) -> None:
    assert quiet_until(night(), now) == ends


def test_quiet_hours_within_a_day_do_not() -> None:
    noon = night(time(12), time(14))
    assert quiet_until(noon, local(26, 13)) == local(26, 14)
    assert quiet_until(noon, local(26, 23)) is None
    assert quiet_until(night(time(12), time(12)), local(26, 12)) is None


def test_hours_that_end_in_the_hour_left_out_end_as_it_is_left_out() -> None:
    ends = quiet_until(night(time(22), time(2, 30)), local(26, 23, month=3))
    assert ends == datetime(2022, 3, 27, 1, tzinfo=UTC)
    assert quiet_until(night(time(2, 15), time(2, 45)), local(27, 3, month=3)) is None


def test_hours_that_end_in_the_hour_that_comes_twice_end_the_second_time() -> None:
    ends = quiet_until(night(time(22), time(2, 30)), local(29, 23, month=10))
    assert ends == local(30, 2, 30, month=10, fold=1)
    assert quiet_until(night(time(2, 15), time(5)), local(30, 2, 20, month=10)) == local(30, 5, month=10)


@given(HOURS, HOURS, ZONES, MOMENTS)
@example(time(2, 45), time(2, 15), BERLIN, datetime(2022, 10, 29, 23, tzinfo=UTC))
@example(time(3), time(2, 30), BERLIN, datetime(2022, 3, 26, 23, tzinfo=UTC))
@example(time(22), time(7), "Pacific/Apia", datetime(2011, 12, 30, 9, tzinfo=UTC))
def test_quiet_hours_end_and_never_more_than_two_days_later(
    begins: time, ends: time, zone: str, now: datetime
) -> None:
    quiet = night(begins, ends, zone)
    until = quiet_until(quiet, now)
    if until is not None:
        assert now < until <= now + timedelta(hours=49)
        assert until.tzinfo is UTC
        assert quiet_until(quiet, until) is None
        assert quiet_until(quiet, until - timedelta(seconds=1)) == until


@given(HOURS, HOURS, ZONES, MOMENTS)
def test_away_from_a_change_it_is_quiet_where_the_clock_on_the_wall_says_so(
    begins: time, ends: time, zone: str, now: datetime
) -> None:
    there = now.astimezone(ZoneInfo(zone))
    near = {(now + timedelta(hours=h)).astimezone(ZoneInfo(zone)).utcoffset() for h in range(-48, 49, 6)}
    clock = there.time()
    within = begins <= clock < ends if begins <= ends else clock >= begins or clock < ends
    if len(near) == 1:
        assert (quiet_until(night(begins, ends, zone), now) is not None) == within


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../../etc/passwd", "Europe", "\ud800", "x" * 5_000])
def test_a_zone_that_does_not_exist_makes_no_quiet_hours_and_is_told(zone: str) -> None:
    asked = replace(watch("vladimir-putin"), quiet=night(zone=zone))
    assert first_wait(asked, 1, local(27, 0)) is None
    assert not is_silent(asked, local(27, 0))
    said = unknown_zone(asked)
    assert said is not None
    assert str(said).startswith("Its quiet hours do not count, as there is no time zone ")
    assert len(str(said)) < 200
    assert unknown_zone(replace(asked, quiet=night())) is None


def test_urgent_story_does_not_wait_for_quiet_hours_but_for_a_cooldown() -> None:
    now = local(27, 0)
    asked = replace(watch("vladimir-putin"), quiet=night(urgent=3))
    assert first_wait(asked, 3, now) is None
    wait = first_wait(asked, 2, now)
    assert wait is not None
    assert (wait.until, wait.rolls) == (local(27, 7), False)
    assert str(wait.why) == "It waits for the end of quiet hours at 07:00 (Europe/Berlin)."
    rested = replace(asked, cooldown=timedelta(hours=1), fired_at=now - timedelta(minutes=20))
    later = first_wait(rested, 3, now)
    assert later is not None
    assert (later.until, later.rolls) == (now + timedelta(minutes=40), True)


def test_cooldown_that_ends_in_quiet_hours_waits_for_their_end() -> None:
    now = local(26, 21, 30)
    asked = replace(watch("vladimir-putin"), quiet=night(), cooldown=timedelta(hours=1), fired_at=now)
    wait = first_wait(asked, 1, now)
    assert wait is not None
    assert (wait.until, wait.rolls) == (local(27, 7), True)


@given(
    st.timedeltas(timedelta(hours=-3), timedelta(hours=3)),
    st.timedeltas(timedelta(0), timedelta(hours=6)),
)
def test_cooldown_is_never_longer_than_it_is_whatever_the_clock_did(
    since: timedelta, cooldown: timedelta
) -> None:
    asked = replace(watch("vladimir-putin"), cooldown=cooldown, fired_at=NOON - since)
    wait = first_wait(asked, 1, NOON)
    if wait is None:
        assert since >= cooldown or not cooldown
    else:
        assert NOON < wait.until <= NOON + cooldown
