"""A clock that goes by the database's is never made worse by answers that took their time."""

import asyncio
from datetime import datetime, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presence import UNHEARD, SharedClock, present, this_process
from storage.model import Process
from storage.processes import Processes
from tests.fakes.examples import NOON

MINUTES = st.timedeltas(min_value=timedelta(minutes=-5), max_value=timedelta(minutes=5))
WAITS = st.timedeltas(min_value=timedelta(), max_value=timedelta(minutes=1))


@given(skew=MINUTES, waits=st.lists(st.tuples(WAITS, WAITS)))
def test_slow_answers_put_no_clock_wrong_and_quick_ones_put_it_right(
    skew: timedelta, waits: list[tuple[timedelta, timedelta]]
) -> None:
    true = NOON

    def machine() -> datetime:
        return true - skew

    clock = SharedClock(machine, machine)
    wrong = abs(clock() - true)
    for before, after in waits:
        true += before
        told = true
        true += after
        clock.correct(told, before + after)
        assert abs(clock() - true) <= wrong
        wrong = abs(clock() - true)
    clock.correct(true, timedelta())
    assert abs(clock() - true) <= UNHEARD


class Frozen:
    """A database that hears that a process runs, and does not answer any more."""

    async def hear(self, _me: Process) -> datetime:
        return NOON

    async def leave(self, _process_id: str) -> None:
        await asyncio.Event().wait()


async def test_nobody_waits_for_a_database_that_does_not_hear_of_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.presence.GOODBYE", 0)
    clock = SharedClock(lambda: NOON, lambda: NOON)
    async with present(this_process(frozenset()), cast("Processes", Frozen()), clock) as outgrown:
        assert not outgrown.is_set()
