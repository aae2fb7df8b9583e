"""Edits are gathered, more the older a message is; no clock makes them rush or stop."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.pace import REPLIES, SPACES, is_old, next_edit, next_reply
from tests.summarise.wire import NOON

MINUTE = timedelta(minutes=1)
STEPS = st.timedeltas(timedelta(hours=-1), timedelta(hours=30))


@pytest.mark.parametrize(
    ("age", "space"),
    [
        (timedelta(0), MINUTE),
        (14 * MINUTE, MINUTE),
        (15 * MINUTE, 5 * MINUTE),
        (59 * MINUTE, 5 * MINUTE),
        (60 * MINUTE, 30 * MINUTE),
        (6 * 60 * MINUTE, 2 * 60 * MINUTE),
    ],
)
def test_older_messages_are_edited_less_often(age: timedelta, space: timedelta) -> None:
    now = NOON + age
    assert next_edit(NOON, now, now) == now + space
    assert next_edit(NOON, now - space, now) is None


def test_message_of_a_day_is_not_edited_any_more() -> None:
    assert not is_old(NOON, NOON + timedelta(hours=24) - MINUTE)
    assert is_old(NOON, NOON + timedelta(hours=24))
    assert not is_old(NOON, NOON - timedelta(hours=1))


def test_reply_comes_at_once_and_the_next_an_hour_later() -> None:
    assert next_reply(None, REPLIES, NOON) is None
    assert next_reply(NOON, REPLIES, NOON + MINUTE) == NOON + timedelta(hours=1)
    assert next_reply(NOON, REPLIES, NOON + timedelta(hours=1)) is None


@given(STEPS, STEPS, st.none() | STEPS)
def test_an_edit_waits_no_longer_than_the_space_and_than_the_one_that_it_replaces(
    age: timedelta, since: timedelta, waits: timedelta | None
) -> None:
    waiting = None if waits is None else NOON + waits
    due = next_edit(NOON - age, NOON - since, NOON, waiting)
    space = next((space for younger, space in SPACES if age < younger), SPACES[-1][1])
    if due is None:
        assert since >= space or (waiting is not None and waiting <= NOON)
    else:
        assert NOON < due <= NOON + space
        assert waiting is None or due <= waiting


@given(st.lists(st.timedeltas(timedelta(0), timedelta(minutes=20)), min_size=1, max_size=40))
def test_edits_that_keep_to_it_are_never_closer_than_allowed(steps: list[timedelta]) -> None:
    edited: list[datetime] = [NOON]
    waiting: datetime | None = None
    now = NOON
    for step in steps:
        now += step
        if waiting is not None and waiting <= now:
            edited.append(waiting)
            waiting = None
        waiting = next_edit(NOON, edited[-1], now, waiting) or now
    for before, after in pairwise(edited):
        assert after - before >= MINUTE


@given(st.timedeltas(timedelta(0), timedelta(minutes=20)))
def test_a_clock_set_back_an_hour_delays_an_edit_by_its_space_at_most(since: timedelta) -> None:
    """News every ten seconds, an hour back: the one that waits is not pushed on by those that come."""
    changed = NOON - since
    now = began = NOON - timedelta(hours=1)
    waiting: datetime | None = None
    while waiting is None or waiting > now:
        waiting = next_edit(NOON - timedelta(hours=2), changed, now, waiting) or now
        now += timedelta(seconds=10)
        assert now - began <= timedelta(minutes=31)
