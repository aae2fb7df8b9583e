"""Moves that die at a chosen await: python -m tests.storage.dying_moves STRIDE URL URL…

From the first database to the second, from there to the third, and so on. The first attempt is killed
(SIGKILL) at its first await, the next, which goes on with it, STRIDE awaits later, and so on until all is
copied, row by row; then one at each STRIDE/10th await from where the last table is checked, until one lives.
Prints what each was doing last, a line of JSON for each move.
"""

import asyncio
import gc
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

from config.errors import StorageError
from storage.engine import database_url
from storage.moving import move, steps
from tests.acceptance.dying import Steps, in_a_process
from tests.fakes.statements import compile_once
from tests.fakes.unsynced import wait_for_no_disk

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
MOST = 200
LAST = f"Checking {steps.STEPS[-2].name}"
"""What a move does before its end."""


class Death:
    """Tells what a move does, and lets it die so many awaits after it began to do this, or at once."""

    def __init__(self, tell: int, awaits: int, doing: str) -> None:
        self._tell, self._awaits, self._doing = tell, awaits, doing
        self.steps = Steps(0 if doing else awaits)
        self._last = ""

    def __call__(self, doing: str, done: int, total: int) -> None:
        """What the move tells of its progress."""
        if doing != self._last:
            os.write(self._tell, f"{doing}\n".encode())
            self._last = doing
        if self._doing == doing and not self.steps.at:
            self.steps.at = self.steps.taken + self._awaits


async def die(source: str, target: str, death: Death) -> None:
    """Move, and perhaps die on the way."""
    asyncio.get_running_loop().set_task_factory(death.steps.factory)
    # a task of its own: the first one is not counted
    try:
        await asyncio.create_task(move(database_url(source), database_url(target), NOW, death))
    except StorageError as error:
        # the last one had done everything when it died
        if "was moved to" not in str(error):
            raise


def run(source: str, target: str, awaits: int, doing: str = "") -> tuple[bool, str]:
    """Whether it died, and what it was doing then."""
    read, write = os.pipe()
    work: Callable[[], None] = lambda: asyncio.run(die(source, target, Death(write, awaits, doing)))  # noqa: E731
    died = in_a_process(work)
    os.close(write)
    with os.fdopen(read) as told:
        return died, (told.read().splitlines() or ["Beginning"])[-1]


def deaths(source: str, target: str, stride: int) -> list[str]:
    """Die until one lives; what each was doing last."""
    told = []
    for number in range(MOST):
        steps.FEW = steps.MANY = 1  # type: ignore[misc]
        died, doing = run(source, target, 1 + number * stride)
        told.append(doing)
        if not died or doing.startswith("Checking"):
            break
    for number in range(MOST):
        steps.FEW = steps.MANY = 1000  # type: ignore[misc]
        died, doing = run(source, target, 1 + number * max(1, stride // 10), LAST)
        if not died:
            return [*told, "Done"]
        told.append(doing)
    raise SystemExit("a move has no end")


def main() -> None:
    """Die again and again, from one to the next, and tell of it."""
    stride, urls = int(sys.argv[1]), sys.argv[2:]
    wait_for_no_disk()
    compile_once()
    gc.disable()
    for source, target in pairwise(urls):
        print(json.dumps(deaths(source, target, stride)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
