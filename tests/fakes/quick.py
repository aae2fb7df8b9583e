"""Time that runs faster: the minutes between edits pass in seconds, for the process and for Discord alike."""

import json
import os
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Self

SETTING: Final = "QUICK_CLOCK"
"""Environment variable that hands a clock to a process (`quicken`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuickClock:
    """`speed` seconds pass in each since `began` (seconds of the epoch), when it was `epoch`."""

    epoch: datetime
    began: float
    speed: float

    @classmethod
    def starting(cls, speed: float) -> Self:
        """One that shows the right time now."""
        now = time.time()
        return cls(epoch=datetime.fromtimestamp(now, UTC), began=now, speed=speed)

    def __call__(self) -> datetime:
        """The time."""
        return self.epoch + timedelta(seconds=(time.time() - self.began) * self.speed)

    def leapt(self, by: timedelta) -> Self:
        """The same clock, put forward."""
        return replace(self, epoch=self.epoch + by)

    def packed(self) -> str:
        """The clock as text, for another process."""
        return json.dumps([self.epoch.isoformat(), self.began, self.speed])

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """The clock that was packed."""
        epoch, began, speed = json.loads(text)
        return cls(epoch=datetime.fromisoformat(epoch), began=began, speed=speed)


def quicken(clock: QuickClock) -> None:
    """Let this process, which is to run the bot, tell the time by this clock."""
    import discord

    import bot.process

    bot.process.utc_now = clock  # type: ignore[attr-defined]  # the seam of the composition root
    discord.utils.utcnow = clock


def main() -> None:
    """`python -m tests.fakes.quick …`: `python -m bot …` by the clock in the environment."""
    from bot.__main__ import main as run

    quicken(QuickClock.unpacked(os.environ.pop(SETTING)))
    run()


if __name__ == "__main__":
    main()
