"""Warnings that are alike, counted, so that a terminal shows one line for each cause."""

import re
from datetime import datetime, timedelta
from typing import Final

WITHIN: Final = timedelta(minutes=10)
"""So long after the first of its kind a warning counts as another one of these."""

_ADDRESS: Final = re.compile(r"https?://\S+")


class Repeats:
    """How often the same was said of late, whatever address it was said of."""

    def __init__(self) -> None:
        self._first: dict[str, datetime] = {}
        self._times: dict[str, int] = {}

    def count(self, reason: str, now: datetime) -> int:
        """The number of this one among those that say the same, from 1."""
        cause = _ADDRESS.sub("", reason)
        self._first = {one: at for one, at in self._first.items() if timedelta(0) <= now - at < WITHIN}
        times = self._times.get(cause, 0) + 1 if cause in self._first else 1
        self._first.setdefault(cause, now)
        self._times = {one: self._times.get(one, 0) for one in self._first} | {cause: times}
        return times
