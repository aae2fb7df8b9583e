"""Concurrent calls that share one transaction (group commit): what waits is done together with what came."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Together(Generic[T, R]):
    """Hands concurrent calls' items, so many at once, to one `work` that answers them in order.

    Whatever arrives while a batch is at work makes the next batch. A batch that fails is tried again item by
    item, so that one item's failure is its own. An item once handed in is worked on, whoever stops waiting.
    """

    def __init__(
        self,
        work: Callable[[Sequence[T]], Awaitable[Sequence[R]]],
        most: int,
        *,
        weigh: Callable[[T], int] = lambda _: 1,
        linger: float = 0.0,
    ) -> None:
        """A batch weighs at most `most`, or is one item. After one of several items, `linger` is how many
        seconds more may come together for the next."""
        self._work = work
        self._most = most
        self._weigh = weigh
        self._linger = linger
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        """The answer to this item; raises what the work raised for it."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._running is None:
            self._running = asyncio.create_task(self._run(), name="together")
        return await answer

    async def finish(self) -> None:
        """Return once nothing waits or is at work."""
        while self._running is not None:
            await self._running

    async def _run(self) -> None:
        try:
            while self._waiting:
                taken = self._taken()
                batch, self._waiting = self._waiting[:taken], self._waiting[taken:]
                await self._do(batch)
                await asyncio.sleep(self._linger if taken > 1 else 0)
        finally:
            self._running = None

    def _taken(self) -> int:
        """How many of those that wait make the next batch."""
        weight = 0
        for number, (item, _) in enumerate(self._waiting):
            weight += self._weigh(item)
            if weight > self._most:
                return max(number, 1)
        return len(self._waiting)

    async def _do(self, batch: Sequence[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            answers = await self._work([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            if len(batch) > 1:
                for one in batch:
                    await self._do([one])
            elif not batch[0][1].cancelled():
                batch[0][1].set_exception(error)
            return
        for (_, answer), said in zip(batch, answers, strict=True):
            if not answer.cancelled():
                answer.set_result(said)
