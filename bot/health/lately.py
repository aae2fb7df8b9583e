"""What costs something to find out is found out once for all who ask within some seconds."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

T = TypeVar("T")

FRESH: Final = 5.0
"""Seconds for which what was found holds."""

PATIENCE: Final = 4.0
"""Seconds that somebody who asks is kept waiting: Docker and Prometheus wait for ten at least."""

PARTING: Final = 1.0


class Lately(Generic[T]):
    """The answer to a question, at most FRESH seconds old; never asked twice at a time."""

    def __init__(self, ask: Callable[[], Awaitable[T]], fresh: float = FRESH) -> None:
        self._ask = ask
        self._fresh = fresh
        self._asking: asyncio.Task[T] | None = None
        self._answered_at = 0.0

    async def get(self, patience: float = PATIENCE) -> T | None:
        """The answer; None where there is none within `patience` seconds. Raises what asking raised."""
        asking = self._asking
        if asking is None or (asking.done() and self._is_old(asking)):
            asking = self._asking = asyncio.ensure_future(self._ask_now())
        # what goes on is waited for by whoever asks next: cut off, it would only begin again
        done, _ = await asyncio.wait({asking}, timeout=patience)
        return asking.result() if done else None

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            await asyncio.wait({self._asking}, timeout=PARTING)
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    def _is_old(self, asked: asyncio.Task[T]) -> bool:
        if asked.cancelled() or asked.exception() is not None:
            return True
        return asyncio.get_running_loop().time() - self._answered_at >= self._fresh

    async def _ask_now(self) -> T:
        found = await self._ask()
        self._answered_at = asyncio.get_running_loop().time()
        return found
