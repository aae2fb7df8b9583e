"""Each of Discord's refusals means one thing: for this message, for what it is about, or for the target."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outcomes import Delayed, Gone, Overdue, Refused, Sent, Stopped, Unsettled
from bot.sending.places import KINDS, place_of
from bot.sending.refusals import Act, Within, meaning
from bot.sending.requests import Refusal
from bot.sending.rests import LONGEST, REMEMBERED, Rests
from bot.tries import Tries

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def refusal(status: int, code: int, wait: timedelta | None = None) -> Refusal:
    return Refusal(status=status, code=code, text="No.", wait=wait)


@pytest.mark.parametrize(
    ("act", "status", "code", "outcome"),
    [
        ("post", 403, 50001, Stopped),
        ("post", 403, 50013, Stopped),
        ("post", 404, 10003, Stopped),
        ("post", 404, 10004, Stopped),
        ("post", 400, 50008, Stopped),
        ("post", 403, 50007, Stopped),
        ("post", 403, 160005, Stopped),
        ("post", 403, 99999, Stopped),
        ("post", 400, 50035, Refused),
        ("post", 400, 200000, Refused),
        ("post", 400, 40067, Refused),
        ("post", 400, 160006, Delayed),
        ("post", 401, 0, Delayed),
        ("post", 403, 0, Delayed),
        ("post", 404, 0, Delayed),
        ("post", 403, 40004, Delayed),
        ("post", 429, 0, Delayed),
        ("post", 500, 0, Unsettled),
        ("edit", 404, 10008, Gone),
        ("edit", 403, 50005, Gone),
        ("edit", 403, 50001, Stopped),
        ("edit", 429, 30046, Overdue),
        ("edit", 404, 10003, Stopped),
        ("reply", 403, 50013, Stopped),
        ("thread", 400, 160004, Sent),
        ("thread", 403, 50013, Refused),
        ("thread", 400, 160006, Refused),
        ("thread", 403, 99999, Refused),
        ("thread", 404, 10008, Gone),
        ("thread", 404, 10003, Stopped),
        ("publish", 400, 40033, Sent),
        ("publish", 400, 50024, Refused),
        ("publish", 429, 0, Overdue),
        ("publish", 403, 50001, Stopped),
        ("open", 403, 50007, Stopped),
        ("open", 404, 10013, Stopped),
        ("open", 400, 40003, Delayed),
    ],
)
def test_refusal_has_its_meaning(act: Act, status: int, code: int, outcome: type) -> None:
    assert isinstance(meaning(refusal(status, code), act, now=NOON, message="5"), outcome)


def test_what_was_done_before_is_done() -> None:
    assert meaning(refusal(400, 40033), "publish", now=NOON, message="5") == Sent(message_id="5")


@pytest.mark.parametrize(
    ("act", "within", "status", "code", "outcome"),
    [
        ("reply", "thread", 404, 10003, Refused),
        ("reply", "thread", 403, 160005, Refused),
        ("reply", "thread", 403, 50001, Stopped),
        ("reply", "forum post", 404, 10003, Gone),
        ("edit", "forum post", 404, 10003, Gone),
    ],
)
def test_thread_below_a_message_is_neither_the_target_nor_the_message(
    act: Act, within: Within, status: int, code: int, outcome: type
) -> None:
    assert isinstance(meaning(refusal(status, code), act, now=NOON, within=within), outcome)


@given(
    st.sampled_from(get_args(Act)),
    st.integers(min_value=400, max_value=599),
    st.integers(min_value=0, max_value=600_000),
    st.sampled_from(get_args(Within)),
)
def test_every_answer_has_a_meaning_of_one_readable_line(
    act: Act, status: int, code: int, within: Within
) -> None:
    outcome = meaning(refusal(status, code), act, now=NOON, message="5", within=within)
    if not isinstance(outcome, Sent):
        assert "\n" not in str(outcome.reason)
        assert len(str(outcome.reason)) <= 400
    if isinstance(outcome, Overdue):
        assert outcome.until > NOON


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(minutes=50)))
def test_asked_wait_is_kept_to(wait: timedelta) -> None:
    outcome = meaning(refusal(429, 0, wait), "post", now=NOON)
    assert isinstance(outcome, Delayed)
    assert (str(outcome.reason), outcome.until) == ("Discord answered 429: No. (0)", NOON + wait)


@given(st.text(max_size=60))
def test_any_target_is_a_place_or_none(target: str) -> None:
    place = place_of(target)
    assert place is None or (f"{place.kind}:{place.id}" == target and place.kind in KINDS)


def test_rest_ends_and_is_never_longer_than_an_hour() -> None:
    seconds = [0.0]
    rests = Rests(lambda: seconds[0])
    rests.note("a", timedelta(days=3))
    assert rests.until(NOON, "b") is None
    assert rests.until(NOON, "a", "b") == NOON + LONGEST
    seconds[0] = LONGEST.total_seconds()
    assert rests.until(NOON, "a") is None


def test_clock_that_is_set_back_lengthens_no_rest() -> None:
    rests = Rests(lambda: 0.0)
    rests.note("a", timedelta(seconds=1))
    earlier = NOON - timedelta(hours=1)
    assert rests.until(earlier, "a") == earlier + timedelta(seconds=1)


def test_of_many_rests_those_that_end_first_are_forgotten() -> None:
    rests = Rests(lambda: 0.0)
    rests.note("all", timedelta(seconds=1))
    for number in range(REMEMBERED - 1):
        rests.note(str(number), timedelta(minutes=5))
    rests.note("all", timedelta(minutes=5))
    rests.note("one more", timedelta(minutes=5))
    assert rests.is_resting("all")
    rests.note("all", timedelta(seconds=1))
    assert rests.until(NOON, "all") == NOON + timedelta(minutes=5), "no answer shortens a rest"


def answered(status: int, **headers: str) -> Tries:
    tries = Tries()
    tries.begin()
    tries.answered(status, {name.replace("_", "-"): value for name, value in headers.items()})
    return tries


def test_limit_of_one_route_is_not_one_for_everything() -> None:
    one = answered(429, Via="1.1 google", Retry_After="12.5")
    assert (one.everywhere, one.limited, one.wait) == (False, True, timedelta(seconds=12.5))
    scope = {"X-RateLimit-Scope": "global"}
    everywhere = answered(429, Via="1.1 google", **scope)
    assert (everywhere.everywhere, everywhere.wait) == (True, None)
    assert answered(429, Retry_After="nonsense").everywhere, "without Via it is a ban by the edge"
    assert not answered(200).everywhere


@given(st.text(max_size=20))
def test_no_header_is_too_odd(text: str) -> None:
    wait = answered(429, Retry_After=text).wait
    assert wait is None or timedelta(0) <= wait <= timedelta(days=1)
