"""An event loop whose clock jumps over the time in which nothing happens."""

import asyncio
import selectors
from collections.abc import Callable
from datetime import timedelta
from typing import Any

LOOKS = 5
"""What this process has written to itself on loopback is there at the first look."""


class HurriedLoop(asyncio.SelectorEventLoop):
    """While `hurried` is set it skips to the next timer where no socket has anything to say, and tells it."""

    def __init__(self) -> None:
        self.hurried: Callable[[timedelta], object] | None = None
        self._ahead = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds, those that were skipped included."""
        return super().time() + self._ahead

    def leap(self, most: float) -> float:
        """How much of the seconds to the next timer may be skipped: here all of them."""
        return most

    def skip(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._ahead += seconds
        if self.hurried is not None:
            self.hurried(timedelta(seconds=seconds))


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: HurriedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        if self._loop.hurried is None or timeout is None or timeout <= 0:
            return super().select(timeout)
        if (seconds := self._loop.leap(timeout)) <= 0:
            return super().select(timeout)
        for _ in range(LOOKS):
            if events := super().select(0):
                return events
        self._loop.skip(seconds)
        return []
