"""What hubs are asked, what they are believed, and whose pushes count."""

import hashlib
import hmac
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import FetchFailed, HubRequest
from feeds.websub.protocol import (
    ECHO,
    FIRST_WAIT,
    GIVEN_UP,
    LEASE,
    LONGEST_ECHO,
    LONGEST_LEASE,
    MOST_TRIES,
    PING_PAUSE,
    SHORTEST_LEASE,
    Seal,
    again_in,
    callback_address,
    echoed_look,
    intent_of,
    pinged_look,
    refusal,
    renewal,
    subscription_form,
)
from tests.fakes.examples import HOUR, NOON

NOTHING = timedelta(0)
REQUEST = HubRequest(
    feed_id=7,
    hub="https://hub.example/",
    topic="https://wire.example/feed?a=1&b=2",
    callback="https://bot.example/websub/t0ken",
    secret="s3cret",
    tries=1,
)


def seal(body: bytes, signature: str, secret: str = "s3cret") -> bool:
    sealed = Seal(signature, secret)
    for start in range(0, len(body), 3):
        sealed.update(body[start : start + 3])
    return sealed.holds


def signed(body: bytes, method: str, secret: str = "s3cret") -> str:
    return f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"


def test_form_asks_for_the_topic_ten_days_and_a_signature() -> None:
    assert subscription_form(REQUEST) == {
        "hub.mode": "subscribe",
        "hub.topic": "https://wire.example/feed?a=1&b=2",
        "hub.callback": "https://bot.example/websub/t0ken",
        "hub.secret": "s3cret",
        "hub.lease_seconds": "864000",
    }


def test_request_is_shown_without_its_secrets() -> None:
    assert "s3cret" not in repr(REQUEST)
    assert "t0ken" not in repr(REQUEST)


@pytest.mark.parametrize("public", ["https://bot.example/path", "https://bot.example/path/"])
def test_callback_lies_below_the_public_address(public: str) -> None:
    assert callback_address(public, "t") == "https://bot.example/path/websub/t"


@pytest.mark.parametrize(("answer", "told"), [(202, False), (204, False), (302, True), (403, True)])
def test_hub_takes_the_request_by_any_success(answer: int, told: bool) -> None:
    assert (refusal(answer) is not None) == told


def test_refusal_says_what_the_hub_answered() -> None:
    assert refusal(403) == "The hub answered with status 403."
    assert refusal(FetchFailed(reason="no answer", detail="Nobody answers.")) == "Nobody answers."


@pytest.mark.parametrize(
    ("asked", "lease"),
    [
        ("3600", HOUR),
        ("", LEASE),
        ("-5", LEASE),
        ("soon", LEASE),
        ("１２", LEASE),
        ("0", SHORTEST_LEASE),
        ("9999999999", LONGEST_LEASE),
        ("9" * 400, LEASE),
    ],
)
def test_lease_is_the_hubs_within_reason(asked: str, lease: timedelta) -> None:
    assert intent_of({"hub.lease_seconds": asked}).lease == lease


def test_reason_of_a_refusal_is_cleaned_and_short() -> None:
    reason = intent_of({"hub.reason": "no\x00\n\u202e" + "x" * 1000}).reason
    assert len(reason) <= 200
    assert reason.isprintable()


@given(st.dictionaries(st.sampled_from(["hub.mode", "hub.topic", "hub.lease_seconds", "x"]), st.text()))
def test_whatever_a_stranger_asks_is_read_without_trouble(query: dict[str, str]) -> None:
    assert SHORTEST_LEASE <= intent_of(query).lease <= LONGEST_LEASE


@given(st.integers(60, 90 * 86_400), st.integers(1, 100))
def test_lease_is_renewed_in_time_for_another_try(seconds: int, tries: int) -> None:
    lease = timedelta(seconds=seconds)
    left = NOON + lease - renewal(NOON, lease)
    assert NOTHING < left < lease
    assert again_in(tries, left) < left or left <= SHORTEST_LEASE


@given(st.integers(1, 10_000))
def test_waits_grow_to_a_week(tries: int) -> None:
    wait = again_in(tries, NOTHING)
    assert FIRST_WAIT <= wait <= again_in(tries + 1, NOTHING) <= GIVEN_UP


def test_hub_is_given_up_within_a_day() -> None:
    assert again_in(MOST_TRIES, NOTHING) == GIVEN_UP
    assert sum((again_in(tries, NOTHING) for tries in range(1, MOST_TRIES)), NOTHING) < timedelta(days=1)


@given(st.lists(st.floats(0, 100), min_size=1))
def test_no_flood_of_pings_asks_for_more_than_a_look_each_pause(gaps: list[float]) -> None:
    now, before, looks = NOON, None, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        moment = pinged_look(now, before)
        assert moment >= min(now, before or now)
        if moment != before:
            looks.append(moment)
        assert moment >= now or moment == before, "no ping is forgotten: a look comes at or after it"
        before = moment
    assert all(later - earlier >= PING_PAUSE for earlier, later in pairwise(looks))
    assert timedelta(minutes=1) <= PING_PAUSE
    assert looks[-1] >= now, "the last ping is followed by a look"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_signature_of_each_method_is_known(method: str) -> None:
    assert seal(b"a body of some bytes", signed(b"a body of some bytes", method))
    assert not seal(b"another body", signed(b"a body of some bytes", method))
    assert not seal(b"a body of some bytes", signed(b"a body of some bytes", method, "guess"))


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        "md5=" + hashlib.md5(b"").hexdigest(),
        "sha256=" + "0" * 63,
        "sha256=" + "g" * 64,
        hmac.new(b"s3cret", b"", "sha256").hexdigest(),
        "sha1=" + hmac.new(b"s3cret", b"", "sha256").hexdigest(),
        "sha256=" + hmac.new(b"s3cret", b"", "sha256").hexdigest() + "00",
        "x" * 100_000,
    ],
)
def test_malformed_signature_never_holds(signature: str) -> None:
    assert not seal(b"", signature)


@given(st.text(max_size=200))
def test_no_text_is_a_signature_by_chance(signature: str) -> None:
    assert not seal(b"body", signature)


def test_signature_in_capitals_is_the_same() -> None:
    method, _, digest = signed(b"body", "sha256").partition("=")
    assert seal(b"body", f" {method}={digest.upper()} ")


@pytest.mark.parametrize(
    ("fresh_for", "wait"),
    [(None, ECHO), (NOTHING, ECHO), (2 * ECHO, 2 * ECHO), (timedelta(days=300), LONGEST_ECHO)],
)
def test_old_copy_is_looked_past_once_it_may_be_stale(fresh_for: timedelta | None, wait: timedelta) -> None:
    assert echoed_look(NOON, fresh_for) == NOON + wait
