"""What people ask for works in turn: beside it the feeds go on, and nobody holds up everybody."""

import asyncio
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

import pytest

from bot.commands.pace import MINUTE, MOST_REMEMBERED, Pace
from bot.turns import InTurn, OccupiedError, asked_by
from config.errors import WorkerError

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

ANNE, BORIS = 1, 2


class Bench:
    """Workers that work until they are let go, and note who worked, and how many at once at most."""

    def __init__(self) -> None:
        self.begun: asyncio.Queue[object] = asyncio.Queue()
        self.go_on = asyncio.Event()
        self.at_once = self.most_at_once = 0

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """Work once it is let go."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.put_nowait(next(iter(args)))
        try:
            await self.go_on.wait()
            return work(*args)
        finally:
            self.at_once -= 1


def fail(_: int) -> int:
    raise WorkerError("it took too long")


async def asked(workers: InTurn, person: int, question: int, work: Callable[[int], int] = abs) -> int:
    asked_by(person, question)
    return await workers.run(work, question)


async def test_one_work_at_a_time_is_done_of_all_that_is_asked_for() -> None:
    bench = Bench()
    workers = InTurn(bench)
    asking = [asyncio.create_task(asked(workers, person, person)) for person in range(5)]
    assert await asyncio.wait_for(bench.begun.get(), 10) == 0
    assert bench.begun.empty()
    bench.go_on.set()
    assert await asyncio.gather(*asking) == [0, 1, 2, 3, 4]
    assert bench.most_at_once == 1


async def test_person_whose_question_is_at_work_is_told_to_wait_and_others_are_not() -> None:
    bench = Bench()
    workers = InTurn(bench)
    first = asyncio.create_task(asked(workers, ANNE, 1))
    await asyncio.wait_for(bench.begun.get(), 10)
    waiting = asyncio.create_task(asked(workers, BORIS, 2))
    same_question = asyncio.create_task(asked(workers, ANNE, 1))
    with pytest.raises(OccupiedError):
        await asyncio.create_task(asked(workers, ANNE, 3))
    bench.go_on.set()
    assert list(await asyncio.gather(first, waiting, same_question)) == [1, 2, 1]
    assert await asyncio.create_task(asked(workers, ANNE, 3)) == 3


async def test_question_that_fails_leaves_its_person_free() -> None:
    bench = Bench()
    bench.go_on.set()
    workers = InTurn(bench)
    with pytest.raises(WorkerError):
        await asyncio.create_task(asked(workers, ANNE, 1, fail))
    assert await asyncio.create_task(asked(workers, ANNE, 2)) == 2


def test_pace_lets_a_burst_pass_then_asks_for_rest_and_forgets_who_rested() -> None:
    pace = Pace()
    assert [pace.wait("press", ANNE, 20, 100.0) for _ in range(20)] == [0.0] * 20
    assert pace.wait("press", ANNE, 20, 100.0) == pytest.approx(3.0)
    assert pace.wait("press", BORIS, 20, 100.0) == pace.wait("other", ANNE, 20, 100.0) == 0.0
    assert pace.wait("press", ANNE, 20, 103.0) == 0.0
    assert pace.wait("press", ANNE, 20, 103.0) > 0.0
    assert [pace.wait("press", ANNE, 20, 103.0 + 2 * MINUTE) for _ in range(20)] == [0.0] * 20
    for person in range(MOST_REMEMBERED + 5):
        pace.wait("press", person, 20, 1000.0 + person)
    assert len(pace._full_until) < 10
