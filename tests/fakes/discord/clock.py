"""Discord's time and Discord's ids: a clock a test can push forward, and snowflakes that follow it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def _wall() -> datetime:
    return datetime.now(UTC)


class Clock:
    """The wall clock plus whatever the test has advanced; every window and expiry of the fake reads it.

    A test whose time runs otherwise sets another `wall`.
    """

    def __init__(self, moved: Callable[[], None] = lambda: None) -> None:
        self.wall: Callable[[], datetime] = _wall
        self._ahead = timedelta(0)
        self._moved = moved

    def now(self) -> datetime:
        """Return Discord's aware UTC time."""
        return self.wall() + self._ahead

    def advance(self, by: timedelta) -> None:
        """Let `by` pass at once."""
        self._ahead += by
        self._moved()


class Snowflakes:
    """Ids that rise with the clock, as Discord describes them: milliseconds since 2015, then a counter."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = count()
        self._last = 0

    def next(self) -> int:
        """Return an id larger than every one before it."""
        made = (self._clock.now() - EPOCH) // MILLISECOND << 22 | next(self._count) % 4096
        self._last = max(made, self._last + 1)
        return self._last


def created_at(snowflake: int) -> datetime:
    """Return the moment a snowflake was made."""
    return EPOCH + (snowflake >> 22) * MILLISECOND
