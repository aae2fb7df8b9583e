"""Worker processes can be killed, and others' work goes on."""

import asyncio
import os
import signal
import sys
import time

import pytest

from bot.workers import MEMORY, NICENESS, WorkerProcesses
from config.errors import WorkerError


def double(number: int) -> int:
    return number * 2


def is_ready() -> bool:
    return "summarise.reading" in sys.modules


def own_id() -> int:
    return os.getpid()


def never_end() -> None:
    while True:
        time.monotonic()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def grab_memory() -> int:
    return len(bytearray(MEMORY * 2))


def break_down() -> None:
    raise LookupError("a bug of the work itself")


def how_it_takes_ctrl_c() -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def stand_back() -> None:
    os.setpriority(os.PRIO_PROCESS, 0, 12)


def how_far_back() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


async def test_worker_is_another_process_that_outlives_what_goes_wrong_in_its_work() -> None:
    workers = WorkerProcesses(1)
    assert await workers.run(double, 21, deadline=30) == 42
    before = await workers.run(own_id, deadline=30)
    assert before != os.getpid()
    assert await workers.run(how_it_takes_ctrl_c, deadline=30), "that is for its parent"
    assert await workers.run(how_far_back, deadline=30) >= NICENESS
    await workers.run(stand_back, deadline=30)
    assert await workers.run(how_far_back, deadline=30) == 12, "who is nicer must not ask for less"
    with pytest.raises(WorkerError, match="more memory"):
        await workers.run(grab_memory, deadline=30)
    assert await workers.run(own_id, deadline=30) == before, "it lives on"
    with pytest.raises(LookupError, match="a bug of the work itself"):
        await workers.run(break_down, deadline=30)


async def test_worker_that_is_ended_or_dies_costs_only_its_own_work() -> None:
    workers = WorkerProcesses(1)
    await workers.run(double, 1, deadline=30)
    with pytest.raises(WorkerError, match=r"never_end took longer than 0.1 s"):
        await workers.run(never_end, deadline=0.1)
    assert await workers.run(is_ready, deadline=30), "the one in its place has imported what it needs"
    assert await workers.run(double, 2, deadline=30) == 4
    with pytest.raises(WorkerError, match="the worker process of die died"):
        await workers.run(die, deadline=30)
    assert await workers.run(double, 3, deadline=30) == 6


async def test_what_is_to_be_run_before_they_are_warm_waits_until_then() -> None:
    workers = WorkerProcesses(1)
    workers.hold()
    early = asyncio.create_task(workers.run(is_ready))
    await asyncio.wait({early}, timeout=0)
    assert not early.done()
    await workers.warm()
    assert await early, "its imports would have counted against its deadline"


async def test_workers_that_have_nothing_to_do_give_back_what_they_held_and_others_are_warm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workers = WorkerProcesses(1)
    before = await workers.run(own_id, deadline=30)
    with monkeypatch.context() as patch:
        patch.setattr("bot.workers.IDLE", 0.0)
        assert await workers.run(own_id) == before
    while workers._renewing is None:  # noqa: ASYNC110 - it begins at one of the loop's next rounds
        await asyncio.sleep(0)
    await workers._renewing
    assert await workers.run(own_id) != before
    assert await workers.run(is_ready), "its imports would have counted against its deadline"
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
