"""Lives of the bot, one after the other: python -m tests.soak.life

A line of JSON on standard input is a life: {"life", "folder", "environment", "clock", "point", "hurried"}. It
is forked from here, where what every life imports is imported once, and runs what `wirewatch run` runs, on a
quick clock, until it is killed, or kills itself at `point`. Its number and its process id are said, and when
it has ended its number and its wait status, a line each. What it says itself is in `said.log` in the folder.
Its workers are forked, too (`tests.acceptance.cradle`).
"""

import asyncio
import json
import os
import signal
import sys
import traceback
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.acceptance.nursery import prepare

IMPORTED = (
    "asyncpg",
    "bot.queue.shared",
    "sqlalchemy.dialects.postgresql.asyncpg",
)
LONGEST = 900
"""Seconds after which a life that nobody ended is ended by the system."""


def live(told: dict[str, Any]) -> None:
    """Live one life."""
    from rich.console import Console

    import bot.handlers
    import bot.process
    from bot import logs
    from bot.lock import sole_user
    from config.load import load
    from tests.acceptance.cradle import lay_ready
    from tests.fakes.quick import QuickClock, quicken
    from tests.soak.points import Crash

    signal.alarm(LONGEST)
    folder = Path(told["folder"])
    os.chdir(folder)
    said = os.open("said.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    silent = os.open(os.devnull, os.O_RDONLY)
    for held, stream in ((silent, 0), (said, 1), (said, 2)):
        os.dup2(held, stream)
    lay_ready()
    quicken(QuickClock.unpacked(told["clock"]))
    mine(Crash(told["point"]))
    if told["hurried"]:
        from tests.soak.haste import hurry

        hurry()
    os.environ.update(told["environment"])
    settings = load(os.environ, folder).settings
    logs.set_up(settings.log_level or "info", settings.log_format, settings.secrets)
    with nullcontext() if settings.is_shared else sole_user(settings.held_folder):
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

    async def reading(article: int, *, store: Any, **rest: Any) -> Any:
        return await read(article, store=Passing(store, STORIES, crash, []), **rest)

    bot.handlers.deliver, bot.handlers.read = delivering, reading  # type: ignore[attr-defined,assignment]


def main() -> None:
    """Fork a life for each line, and one who waits for its end."""
    prepare()
    for name in IMPORTED:  # once for all lives
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        told = json.loads(line)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _wait_for(told["life"], _born(told))


def _born(told: dict[str, Any]) -> int:
    """The process id of a life."""
    child = os.fork()
    if child != 0:
        return child
    status = 1
    try:
        live(told)
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001  nobody is above to tell
        traceback.print_exc()
    finally:
        os._exit(status)


def _wait_for(number: int, life: int) -> None:
    """Tell of this process and of its end, and end too."""
    os.write(1, f"{number} {life}\n".encode())
    os.write(1, f"{number} {os.waitpid(life, 0)[1]}\n".encode())
    os._exit(0)


if __name__ == "__main__":
    main()
