"""What a process has done since it began, counted: as many series whatever feeds and guilds there are."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal

POLLED: Final = ("news", "nothing new", "failed")
"""What a look at a feed comes to."""

READ: Final = ("founded", "joined", "not read")
"""What taking an article up comes to: it founds a story, joins one, or cannot be read, or not by now."""

DELIVERED: Final = ("sent", "refused", "delayed", "unsettled", "stopped", "gone", "overdue")
"""What sending a delivery comes to (`bot.outcomes`)."""

Scope = Literal["user", "global", "shared", "edge"]
SCOPES: Final[tuple[Scope, ...]] = ("user", "global", "shared", "edge")
"""Which limit a 429 tells of (Discord: Rate Limits, X-RateLimit-Scope); edge: of our address."""

READING: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
LATENCY: Final = (0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0)
LAG: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds of what is measured, in seconds."""


class Histogram:
    """How many measured values lay below each bound, and their sum."""

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.total = 0.0
        self._counts = [0] * (len(bounds) + 1)

    def note(self, value: float) -> None:
        """One more."""
        self._counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    @property
    def up_to(self) -> tuple[int, ...]:
        """How many were at most each bound, and last how many there were."""
        sums, so_far = [], 0
        for many in self._counts:
            so_far += many
            sums.append(so_far)
        return tuple(sums)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """One process's counts; whoever does something is handed them, and notes it."""

    polls: Counter[str] = field(default_factory=Counter)
    readings: Counter[str] = field(default_factory=Counter)
    deliveries: Counter[str] = field(default_factory=Counter)
    limited: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    reading: Histogram = field(default_factory=lambda: Histogram(READING))
    latency: Histogram = field(default_factory=lambda: Histogram(LATENCY))
    lag: Histogram = field(default_factory=lambda: Histogram(LAG))

    def polled(self, new: int, *, failed: bool) -> None:
        """A look at a feed that brought so many new articles."""
        self.polls["failed" if failed else "news" if new else "nothing new"] += 1
        self.articles["new"] += new

    def read(self, outcome: str, seconds: float) -> None:
        """An article was taken up, which came to one of READ."""
        self.readings[outcome] += 1
        self.reading.note(seconds)

    def delivered(self, outcome: str, seconds: float | None) -> None:
        """A delivery came to one of DELIVERED; sent so many seconds after it might go."""
        self.deliveries[outcome] += 1
        if seconds is not None:
            self.latency.note(max(0.0, seconds))

    def refused(self, scope: str | None, *, by_edge: bool) -> None:
        """Discord answered 429."""
        known = scope if scope in SCOPES else "user"
        self.limited["edge" if by_edge else known] += 1
