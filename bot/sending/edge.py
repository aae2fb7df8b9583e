"""Answers that no server behind Discord's edge gave: a ban of our address, a token that ended, an outage.

Whoever earns 10,000 of them in ten minutes is banned, so that all targets together ask less and less often.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.sending.rests import EVERYTHING, Rests, loop_time

TOKEN_WAIT: Final = timedelta(minutes=5)
LONGEST_WAIT: Final = timedelta(hours=4)
REMEMBERED: Final = 1000


def is_edge(status: int, code: int) -> bool:
    """Whether it says nothing of what was asked: 401, and 403 or 404 without Discord's code."""
    return status == 401 or (status in (403, 404) and not code)


class Edge:
    """Lets what is answered so rest, twice as long each time, until Discord answers again.

    A 401 is about everything. So are 403 and 404 when two come one after the other; one alone may be about
    what was asked, which must not silence the others.
    """

    def __init__(self, steady: Callable[[], float] = loop_time) -> None:
        """`steady` tells the seconds of a monotonic clock."""
        self._rests = Rests(steady)
        self._waits: dict[str, timedelta] = {}
        self._refused_last = False

    def until(self, now: datetime, bucket: str) -> datetime | None:
        """When to ask here again, None where it may be asked.

        Never long from now: a new start with another token must not find everything put off for hours.
        """
        until = self._rests.until(now, EVERYTHING, bucket)
        return None if until is None else min(until, now + TOKEN_WAIT)

    def refused(self, bucket: str, status: int) -> None:
        """One more such answer."""
        everything = status == 401 or self._refused_last
        self._refused_last = True
        for name in (bucket, EVERYTHING) if everything else (bucket,):
            if not self._rests.is_resting(name):  # many that were under way are refused at once
                wait = self._waits.pop(name, TOKEN_WAIT)
                self._rests.note(name, wait, longest=LONGEST_WAIT)
                self._waits[name] = min(2 * wait, LONGEST_WAIT)
        while len(self._waits) > REMEMBERED:
            del self._waits[next(iter(self._waits))]

    def answered(self, bucket: str) -> None:
        """Discord's own answer."""
        self._refused_last = False
        self._waits.pop(bucket, None)
        self._waits.pop(EVERYTHING, None)
