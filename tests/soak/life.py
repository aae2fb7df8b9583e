"""Lives of the bot, one after the other: python -m tests.soak.life

A line of JSON on standard input is a life: {"folder", "environment", "clock", "point"}. It is
forked from here, where what every life imports is imported once, and runs what `wirewatch run` runs, on a
quick clock, until it is killed, or kills itself at `point`. Its process id is said, and when it has ended its
wait status, a line each. What it says itself goes to `said.log` in the folder.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

LONGEST = 300
"""Seconds after which a life that nobody ended is ended by the system."""


def live(told: dict[str, Any]) -> None:
    """Live one life."""
    from rich.console import Console

    import bot.handlers
    import bot.process
    from bot import logs
    from bot.lock import sole_user
    from config.load import load
    from tests.fakes.quick import QuickClock, quicken
    from tests.soak.points import Crash

    signal.alarm(LONGEST)
    folder = Path(told["folder"])
    os.chdir(folder)
    said = os.open("said.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    silent = os.open(os.devnull, os.O_RDONLY)
    for held, stream in ((silent, 0), (said, 1), (said, 2)):
        os.dup2(held, stream)
    quicken(QuickClock.unpacked(told["clock"]))
    mine(Crash(told["point"]))
    os.environ.update(told["environment"])
    settings = load(os.environ, folder).settings
    logs.set_up(settings.log_level or "info", settings.log_format, settings.secrets)
    with sole_user(settings.held_folder):
        asyncio.run(bot.process.run(settings, once=False, out=Console(), err=Console(stderr=True)))


def mine(crash: Any) -> None:
    """Lay a crash along the way from deciding over sending to recording."""
    import bot.handlers
    from tests.soak.points import OUTBOX, SENDER, STORIES, Passing

    deliver, read = bot.handlers.deliver, bot.handlers.read  # type: ignore[attr-defined]

    async def delivering(target: str, *, outbox: Any, sender: Any, **rest: Any) -> int:
        action: list[str] = []
        outbox, sender = Passing(outbox, OUTBOX, crash, action), Passing(sender, SENDER, crash, action)
        return await deliver(target, outbox=outbox, sender=sender, **rest)

    async def reading(article: int, *, store: Any, **rest: Any) -> bool:
        return await read(article, store=Passing(store, STORIES, crash, []), **rest)

    bot.handlers.deliver, bot.handlers.read = delivering, reading  # type: ignore[attr-defined,assignment]


def main() -> None:
    """Fork a life for each line."""
    from bot.__main__ import NUMPY_THREADS

    os.environ.setdefault(NUMPY_THREADS, "1")
    import bot.process  # noqa: F401  once for all lives

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                live(json.loads(line))
            except SystemExit as end:
                os._exit(int(end.code or 0))
            os._exit(0)
        _say(child)
        _say(os.waitpid(child, 0)[1])


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
