"""What the queue of a process by itself knows beside what both promise."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.queue.memory import AHEAD, MemoryQueue
from bot.queue.work import LIMITS, Handler
from storage.model import Job, JobKind


@asynccontextmanager
async def running(handlers: Mapping[JobKind, Handler]) -> AsyncIterator[MemoryQueue]:
    async def nothing(_key: str) -> None: ...

    queue = MemoryQueue()
    every: dict[JobKind, Handler] = dict.fromkeys(LIMITS, nothing)
    task = asyncio.create_task(queue.run({**every, **handlers}))
    try:
        yield queue
    finally:
        queue.stop()
        await asyncio.wait_for(task, 10)


async def test_nudges_of_kinds_that_are_not_admitted_are_dropped() -> None:
    seen: asyncio.Queue[str] = asyncio.Queue()
    async with running({"deliver": seen.put, "read": seen.put}) as queue:
        queue.admit(frozenset({"read"}))
        await queue.after([Job(kind="deliver", key="d"), Job(kind="read", key="r")])
        assert await asyncio.wait_for(seen.get(), 10) == "r"
    assert seen.empty()


async def test_queue_is_idle_once_all_is_done_however_often_it_was_nudged() -> None:
    done: asyncio.Queue[str] = asyncio.Queue()
    async with running({"read": done.put}) as queue:
        for _ in range(3):  # a nudge right after a run is refused as a double
            await queue.after([Job(kind="read", key="7")])
            await asyncio.sleep(0)
        await asyncio.wait_for(done.get(), 10)
        await queue.after([Job(kind="read", key="7")])
        await queue.after([Job(kind="read", key="8")])
        while await asyncio.wait_for(done.get(), 10) != "8":
            continue
        async with asyncio.timeout(10):
            while queue.busy:  # noqa: ASYNC110 - the queue tells nobody
                await asyncio.sleep(0.01)


async def test_queue_says_when_more_of_a_kind_would_only_wait() -> None:
    hold = asyncio.Event()

    async def waits(_key: str) -> None:
        await hold.wait()

    async with running({"poll": waits}) as queue:
        await queue.after([Job(kind="poll", key=str(number)) for number in range(AHEAD - 1)])
        assert await queue.crowded() == frozenset()
        await queue.after([Job(kind="poll", key="last")])
        assert await queue.crowded() == {"poll"}
        hold.set()
