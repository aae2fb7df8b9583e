"""`make soak`: python -m tests.soak [--postgresql] [--seed N] [--kills N] [--stories N] …

With --postgresql a scheduler, two pollers, two readers and two bots with four shards are the bot together, on
a PostgreSQL of its own. Ends with `lost 0, doubled 0` and 0, or with what was lost and doubled and 1.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from tests.fakes.discord import FakeDiscord
from tests.postgresql import administer, serving
from tests.soak.house import ALONE, TOGETHER
from tests.soak.judging import Judgement
from tests.soak.plan import divided, lives
from tests.soak.stage import soak

OFTEN = 3.0
"""Seconds between two lines of progress."""


def main() -> int:
    """Run it; the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.soak", description="The crash test.")
    asked.add_argument("--postgresql", action="store_true", help="several processes on one PostgreSQL")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    asked.add_argument("--kills", type=int, default=200, help="how often it is killed at a random moment")
    asked.add_argument("--stories", type=int, default=300)
    asked.add_argument("--channels", type=int, default=10, help="at most 10")
    asked.add_argument("--folder", type=Path, help="where to leave the database and what the bot said")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # no process and no server may stay behind
    say(f"seed {given.seed}: {given.kills} kills, {given.stories} stories, {given.channels} channels")
    with tempfile.TemporaryDirectory(prefix="wirewatch-soak-") as made:
        folder = given.folder or Path(made)
        with serving() if given.postgresql else nullcontext() as server:
            judgement = asyncio.run(run(folder, given, server.named("soak") if server else None))
    for sentence in (*judgement.lost, *judgement.doubled, *judgement.wrong):
        say(sentence)
    say(judgement.line)
    return 0 if judgement.clean else 1


async def run(folder: Path, given: argparse.Namespace, url: str | None) -> Judgement:
    """Run it in this folder, as was asked; with a URL on a database of this name, to be made."""
    planned = lives(given.seed, given.kills)
    if url:
        await administer(url, "CREATE DATABASE soak")
        planned = divided(planned, given.seed, [role for seat in TOGETHER for role in seat.roles])
    async with FakeDiscord() as discord:
        return await soak(
            folder,
            discord,
            seed=given.seed,
            stories=given.stories,
            channels=given.channels,
            lives=planned,
            tell=Progress().tell,
            seats=TOGETHER if url else ALONE,
            url=url,
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
