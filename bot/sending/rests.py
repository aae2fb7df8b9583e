"""What Discord has asked to wait for, beyond what discord.py keeps in mind."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from discord.http import HTTPClient, Ratelimit

LONGEST: Final = timedelta(hours=1)
"""Discord asks for no longer: what says so is not believed."""

REMEMBERED: Final = 1000


EVERYTHING: Final = "everything"


def loop_time() -> float:
    """Seconds of a clock that nobody sets."""
    return asyncio.get_running_loop().time()


class Rests:
    """How long something rests, by a name for it; a wall clock that is set lengthens and shortens nothing."""

    def __init__(self, steady: Callable[[], float] = loop_time) -> None:
        """`steady` tells the seconds of a monotonic clock."""
        self._steady = steady
        self._ends: dict[str, float] = {}

    def note(self, name: str, wait: timedelta, *, longest: timedelta = LONGEST) -> None:
        """It rests for so long, or longer where that was noted before."""
        end = self._steady() + min(wait, longest).total_seconds()
        self._ends[name] = max(end, self._ends.pop(name, end))
        if len(self._ends) > REMEMBERED:
            del self._ends[min(self._ends, key=self._ends.__getitem__)]

    def is_resting(self, name: str) -> bool:
        """Whether it rests."""
        return self._left(name) > 0

    def until(self, now: datetime, *names: str) -> datetime | None:
        """Until when one of these rests; None where none does."""
        left = max((self._left(name) for name in names), default=0.0)
        return now + timedelta(seconds=left) if left > 0 else None

    def _left(self, name: str) -> float:
        """Seconds that it still rests; what is over is forgotten."""
        if name not in self._ends:
            return 0.0
        left = self._ends[name] - self._steady()
        if left <= 0:
            del self._ends[name]
        return max(0.0, left)


class Pace:
    """Lets at most so many begin in any second."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._began: deque[float] = deque(maxlen=most)

    async def wait(self, most: int | None = None) -> None:
        """Return when one more may begin, in the order of asking; for now only `most`, if fewer."""
        now, began = loop_time(), self._began
        few = self._most if most is None else max(1, min(most, self._most))
        turn = max(now, began[-1], began[-few] + 1.0) if len(began) >= few else max([now, *began])
        began.append(turn)
        if turn > now:
            await asyncio.sleep(turn - now)


def use_long_windows(http: HTTPClient) -> None:
    """Let discord.py send all that a bucket of a long window has left.

    It refuses any request until the window has passed, whatever is left, where that takes longer than its
    `max_ratelimit_timeout`: one message published in an hour instead of ten, one thread in five minutes.
    """
    given, longest = http.get_ratelimit, http.max_ratelimit_timeout

    def get_ratelimit(key: str) -> Ratelimit:
        bucket = given(key)
        if bucket.remaining > 0 and longest is not None and bucket.reset_after > longest:
            bucket.expires = None
        return bucket

    http.get_ratelimit = get_ratelimit  # type: ignore[method-assign]
