"""What Discord has asked to wait for, beyond what discord.py keeps in mind."""

import asyncio
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from typing import Final

from discord.http import HTTPClient, Ratelimit

LONGEST: Final = timedelta(hours=1)
"""Nobody asks for longer: what says so is not believed."""

REMEMBERED: Final = 1000


class Rests:
    """Until when something rests, by a name for it."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, datetime] = OrderedDict()

    def note(self, name: str, now: datetime, wait: timedelta) -> None:
        """It rests for so long."""
        self._until[name] = now + min(wait, LONGEST)
        if len(self._until) > REMEMBERED:
            self._until.popitem(last=False)

    def until(self, now: datetime, *names: str) -> datetime | None:
        """Until when one of these rests; None where none does."""
        noted = (self._until.get(name) for name in names)
        return max((until for until in noted if until is not None and until > now), default=None)


class Pace:
    """Lets at most so many begin in any second."""

    def __init__(self, most: int) -> None:
        self._began: deque[float] = deque(maxlen=most)

    async def wait(self) -> None:
        """Return when one more may begin, in the order of asking."""
        now = asyncio.get_running_loop().time()
        full = len(self._began) == self._began.maxlen
        turn = max(now, self._began[0] + 1.0) if full else now
        self._began.append(turn)
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
