"""Worker processes can be killed, and others' work goes on."""

import asyncio
import errno
import os
import re
import signal
import sys
import time
from contextlib import aclosing

import pytest
from structlog.testing import capture_logs

from bot.bounds import BUSY, MEMORY, NICENESS
from bot.workers import WorkerProcesses
from config.errors import StartError, WorkerError


def double(number: int) -> int:
    return number * 2


def is_ready() -> bool:
    return "summarise.reading" in sys.modules


def own_id() -> int:
    return os.getpid()


def never_end() -> None:
    while True:
        time.monotonic()


def be_stuck() -> object:
    """In C, where no handler of Python's would be called."""
    return re.fullmatch("(a+)+b", "a" * 60)


def get_no_core(seconds: float) -> int:
    """As where other processes have them all."""
    time.sleep(seconds)
    return 1


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def grab_memory() -> int:
    return len(bytearray(MEMORY * 2))


def miss_a_file() -> None:
    raise FileNotFoundError("a file of the work itself")


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
    with pytest.raises(FileNotFoundError, match="a file of the work itself"):
        await workers.run(miss_a_file, deadline=30)


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


async def test_deadline_is_time_of_a_core_and_the_kernel_sees_to_it() -> None:
    workers = WorkerProcesses(1)
    before = await workers.run(own_id, deadline=30)
    assert await workers.run(get_no_core, 0.5, deadline=0.1) == 1, "the machine is busy"
    assert await workers.run(own_id, deadline=30) == before
    with pytest.raises(WorkerError, match=r"be_stuck took longer than 1 s"):
        await workers.run(be_stuck, deadline=1)
    with pytest.raises(WorkerError, match=r"get_no_core took longer than 0\.05 s"):
        await workers.run(get_no_core, 0.05 * BUSY + 30, deadline=0.05)
    assert await workers.run(own_id, deadline=30) != before


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


async def test_machine_that_lets_no_process_start_is_told_of_and_work_goes_on_once_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workers = WorkerProcesses(2)
    before = await workers.run(own_id, deadline=30)

    async def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr("anyio.to_process.open_process", refused)
        await workers.renew()
        with pytest.raises(StartError, match=r"for own_id: .* Resource temporarily unavailable"):
            await workers.run(own_id)
    assert [(one["log_level"], "Resource" in one["reason"]) for one in logs] == [("warning", True)] * 2
    assert await workers.run(own_id, deadline=30) != before


async def test_workers_that_are_being_renewed_when_the_process_ends_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with aclosing(WorkerProcesses(1)) as workers:
        monkeypatch.setattr("bot.workers.IDLE", 0.0)
        await workers.run(own_id, deadline=30)
        while workers._renewing is None:  # noqa: ASYNC110 - it begins at one of the loop's next rounds
            await asyncio.sleep(0)
        renewing = workers._renewing
    assert renewing.cancelled()
    async with aclosing(WorkerProcesses(1)) as workers:
        await workers.run(own_id, deadline=30)
        waiting = workers._idle
    assert waiting is not None
    assert waiting.cancelled()
