"""One clock for several processes of this machine, in a file that all of them have mapped."""

import mmap
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self

FORM: Final = "5d"
BEGAN, EPOCH, AHEAD, UNTIL, TASKS = range(5)
"""What the file holds: the monotonic clock and the date when it began, seconds that were skipped since, until
when some may be, and how many tasks there were when the bot came there."""


class CommonTime:
    """Time that passes as the machine's does, and is put forward by whoever drives it."""

    def __init__(self, file: Path) -> None:
        """The clock that was made in this file."""
        with file.open("r+b") as held:
            self._held = memoryview(mmap.mmap(held.fileno(), 0)).cast("d")

    @classmethod
    def made(cls, file: Path, epoch: datetime) -> Self:
        """A new one in this file, at that date; nothing of it may be skipped yet."""
        file.write_bytes(struct.pack(FORM, time.monotonic(), epoch.timestamp(), 0.0, 0.0, 0.0))
        return cls(file)

    def begin(self) -> None:
        """Let its date be that of its beginning now."""
        self._held[BEGAN], self._held[AHEAD] = time.monotonic(), 0.0

    def __call__(self) -> datetime:
        """The date and time."""
        return datetime.fromtimestamp(self._held[EPOCH], UTC) + timedelta(seconds=self.seconds)

    @property
    def seconds(self) -> float:
        """How many have passed since it began."""
        return time.monotonic() - self._held[BEGAN] + self._held[AHEAD]

    def skip(self, by: timedelta) -> None:
        """Let so much pass at once."""
        self._held[AHEAD] += by.total_seconds()

    @property
    def until(self) -> float:
        """To which second it may be put forward; after it time passes as everywhere."""
        return self._held[UNTIL]

    @until.setter
    def until(self, seconds: float) -> None:
        self._held[UNTIL] = seconds

    @property
    def tasks(self) -> int:
        """How many tasks the bot had when it came to `until`."""
        return int(self._held[TASKS])

    @tasks.setter
    def tasks(self, many: int) -> None:
        self._held[TASKS] = many
