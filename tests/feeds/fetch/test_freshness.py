"""What a server promises of its answer's freshness (RFC 9111 §4.2)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from feeds.fetch.freshness import LONGEST, fresh_for, http_date

NOW = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)
NOON = "Tue, 26 Apr 2022 12:00:00 GMT"
ONE = "Tue, 26 Apr 2022 13:00:00 GMT"


def minutes(**headers: str) -> float | None:
    named = CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})
    wait = fresh_for(named, NOW)
    return None if wait is None else wait / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ("max-age=600", 10),
        ("public, max-age=600", 10),
        ("Public,MAX-AGE=600,must-revalidate", 10),
        ('max-age="600"', 10),
        ("max-age = 600", 10),
        ("max-age=0", 0),
        ("max-age=600, max-age=60", 10),
        ("s-maxage=600", None),
        ("s-maxage=60, max-age=600", 10),
        ("x-max-age=600", None),
        ("no-store, max-age=600", None),
        ("max-age=600, no-cache", None),
        ('no-cache="Set-Cookie", max-age=600', 10),
        ("private", None),
        ("max-age=soon", None),
        ("max-age=-5", None),
        ("max-age=" + "9" * 40, LONGEST / timedelta(minutes=1)),
    ],
)
def test_max_age_is_the_promise(control: str, expected: float | None) -> None:
    assert minutes(Cache_Control=control) == expected


def test_age_is_taken_off_and_never_leaves_less_than_nothing() -> None:
    assert minutes(Cache_Control="max-age=600", Age="120") == 8
    assert minutes(Cache_Control="max-age=600", Age="9000") == 0
    assert minutes(Cache_Control="max-age=600", Age="soon") == 10


def test_expires_counts_from_the_date_of_the_answer() -> None:
    assert minutes(Expires=ONE, Date="Tue, 26 Apr 2022 12:45:00 GMT") == 15
    assert minutes(Expires=ONE) == 60
    assert minutes(Expires=NOON, Date=ONE) == 0


@pytest.mark.parametrize("expires", ["0", "-1", "", "never"])
def test_expires_that_is_no_date_has_passed(expires: str) -> None:
    assert minutes(Expires=expires) == 0


def test_max_age_wins_over_expires_and_no_store_over_both() -> None:
    assert minutes(Cache_Control="max-age=60", Expires=ONE) == 1
    assert minutes(Cache_Control="private", Expires=ONE) == 60
    assert minutes(Cache_Control="no-store", Expires=ONE) is None


def test_silence_promises_nothing() -> None:
    assert minutes() is None


@pytest.mark.parametrize(
    "text",
    [NOON, "Tuesday, 26-Apr-22 12:00:00 GMT", "Tue Apr 26 12:00:00 2022", "Tue, 26 Apr 2022 14:00:00 +0200"],
)
def test_three_forms_of_dates_are_read(text: str) -> None:
    assert http_date(text) == NOW


@given(control=st.text(max_size=40), age=st.text(max_size=12), expires=st.text(max_size=40))
def test_any_headers_can_be_read(control: str, age: str, expires: str) -> None:
    wait = fresh_for({"Cache-Control": control, "Age": age, "Expires": expires, "Date": expires}, NOW)
    assert wait is None or timedelta(0) <= wait <= LONGEST
