"""`make soak`: python -m tests.soak [--seed N] [--kills N] [--stories N] [--channels N] [--folder F]

Ends with `lost 0, doubled 0` and 0, or with what was lost and doubled and 1.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.fakes.discord import FakeDiscord
from tests.soak.judging import Judgement
from tests.soak.plan import lives
from tests.soak.stage import soak

OFTEN = 3.0
"""Seconds between two lines of progress."""


def main() -> int:
    """Run it; the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.soak", description="The crash test.")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    asked.add_argument("--kills", type=int, default=200, help="how often it is killed at a random moment")
    asked.add_argument("--stories", type=int, default=300)
    asked.add_argument("--channels", type=int, default=10, help="at most 10")
    asked.add_argument("--folder", type=Path, help="where to leave the database and what the bot said")
    given = asked.parse_args()
    say(f"seed {given.seed}: {given.kills} kills, {given.stories} stories, {given.channels} channels")
    with tempfile.TemporaryDirectory(prefix="wirewatch-soak-") as made:
        judgement = asyncio.run(run(given.folder or Path(made), given))
    for sentence in (*judgement.lost, *judgement.doubled, *judgement.wrong):
        say(sentence)
    say(judgement.line)
    return 0 if judgement.clean else 1


async def run(folder: Path, given: argparse.Namespace) -> Judgement:
    """Run it in this folder, as was asked."""
    async with FakeDiscord() as discord:
        return await soak(
            folder,
            discord,
            seed=given.seed,
            stories=given.stories,
            channels=given.channels,
            lives=lives(given.seed, given.kills),
            tell=Progress().tell,
        )


def say(line: str) -> None:
    """A line for whoever waits."""
    print(line, flush=True)  # noqa: T201  that is what it is for


class Progress:
    """A line every few seconds."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._next = 0.0

    def tell(self, line: str) -> None:
        """Say it, unless something was said a moment ago."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + OFTEN
            say(f"{now - self._began:6.0f} s  {line}")


if __name__ == "__main__":
    sys.exit(main())
