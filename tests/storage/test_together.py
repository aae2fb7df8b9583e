"""Concurrent calls share a batch, and one that fails fails alone."""

import asyncio
from collections.abc import Sequence

import pytest

from storage.together import Together


class Work:
    """Doubles numbers; holds the first batch until told; fails on zero."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()

    async def __call__(self, numbers: Sequence[int]) -> Sequence[int]:
        self.batches.append(list(numbers))
        self.begun.set()
        await self.go_on.wait()
        if 0 in numbers:
            raise ValueError("nothing doubles to nothing")
        return [2 * number for number in numbers]


async def started(work: Work, together: Together[int, int], *numbers: int) -> list[asyncio.Task[int]]:
    """Calls under way: the first alone in its batch, the others waiting for the next one."""

    async def call(number: int) -> int:
        return await together(number)

    first = asyncio.create_task(call(numbers[0]))
    await work.begun.wait()
    others = [asyncio.create_task(call(number)) for number in numbers[1:]]
    await asyncio.sleep(0)
    return [first, *others]


async def test_calls_that_arrive_meanwhile_share_the_next_batch() -> None:
    work = Work()
    calls = await started(work, Together(work, 3), 1, 2, 3, 4, 5)
    work.go_on.set()
    assert await asyncio.gather(*calls) == [2, 4, 6, 8, 10]
    assert work.batches == [[1], [2, 3, 4], [5]]


async def test_batch_weighs_no_more_than_it_may_unless_one_item_does() -> None:
    work = Work()
    calls = await started(work, Together(work, 5, weigh=lambda number: number), 1, 2, 3, 9, 4, 1)
    work.go_on.set()
    await asyncio.gather(*calls)
    assert work.batches == [[1], [2, 3], [9], [4, 1]]


async def test_call_that_fails_fails_alone() -> None:
    work = Work()
    calls = await started(work, Together(work, 9), 1, 2, 0, 3)
    work.go_on.set()
    answers = await asyncio.gather(*calls, return_exceptions=True)
    assert [answers[0], answers[1], answers[3]] == [2, 4, 6]
    assert isinstance(answers[2], ValueError)


async def test_work_is_done_for_a_caller_who_stopped_waiting() -> None:
    work = Work()
    together = Together(work, 9)
    first, second = await started(work, together, 1, 2)
    second.cancel()
    work.go_on.set()
    await together.finish()
    assert work.batches == [[1], [2]]
    assert await first == 2
    with pytest.raises(asyncio.CancelledError):
        await second


async def test_finish_waits_for_nothing_when_nothing_is_at_work() -> None:
    await Together(Work(), 1).finish()
