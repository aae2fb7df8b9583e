"""Processes of the bot that need not import it anew: python -m tests.acceptance.nursery SOCKET

A message on the socket is a process: {"folder", "environment", "arguments", "module"} as JSON, with the files
that are to be its standard output and its standard error, one where its process id is told, and when it has
ended its wait status, a line each (`tests.acceptance.forked`), and perhaps its standard input. It is forked
from here, where what every start imports is imported once, and goes on as `python -m bot ARGUMENTS` does, or
as the tests' MODULE does, to the interpreter's own end. The bot's workers are forked, too (`cradle`).
"""

import asyncio
import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

STREAMS: Final = 4
"""Standard output, standard error, where the end is told, and standard input."""

LARGEST: Final = 1 << 16
"""Bytes of a message."""

IMPORTED: Final = (
    "aiosqlite",
    "anyio._backends._asyncio",
    "asyncpg",
    "apscheduler.executors.asyncio",
    "apscheduler.triggers.interval",
    "bot.cli",
    "bot.process",
    "bot.queue.shared",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "storage.upgrade",
)
"""What a start imports when it comes to it."""

TOLD: Final = "António Guterres met Vladimir Putin in Moscow. “We want peace,” he said. They go on."


def become(told: dict[str, Any], out: int, err: int, given: int) -> Callable[[], None]:
    """Make this process the one that was asked for; what it is to do."""
    for held, stream in ((given, 0), (out, 1), (err, 2)):
        os.dup2(held, stream)
        os.close(held)
    # those there are know their files as what they were
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["environment"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    module = import_module(told["module"] or _bot())
    sys.path[0], sys.argv = told["folder"], [str(module.__file__), *told["arguments"]]
    sys.modules["__main__"] = module
    main: Callable[[], None] = module.main
    return main


def _bot() -> str:
    from tests.acceptance.cradle import lay_ready
    from tests.fakes.quick import SETTING

    lay_ready()
    return "tests.fakes.quick" if SETTING in os.environ else "bot.__main__"


def wait_for(life: int, ends: int) -> None:
    """Tell of this process and of its end, and end too."""
    os.write(ends, f"{life}\n".encode())
    os.write(ends, f"{os.waitpid(life, 0)[1]}\n".encode())
    os._exit(0)


def bear(asked: socket.socket) -> Callable[[], None] | None:
    """Fork a process for each message until there are none; in such a process, what it is to do."""
    while True:
        message, files, _, _ = socket.recv_fds(asked, LARGEST, STREAMS)
        if not message:
            return None
        if os.fork() == 0:
            break
        for file in files:
            os.close(file)
    asked.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    out, err, ends, *given = files
    life = os.fork()
    if life != 0:
        for file in (out, err, *given):
            os.close(file)
        wait_for(life, ends)
    os.close(ends)
    return become(json.loads(message), out, err, *given or (os.open(os.devnull, os.O_RDONLY),))


def prepare() -> None:
    """Import what every start and its workers import, read the shipped actors, and of two of them."""
    from bot.__main__ import NUMPY_THREADS

    os.environ.setdefault(NUMPY_THREADS, "1")
    for name in IMPORTED:
        import_module(name)
    from bot.workers import warm
    from summarise.actors.roster import roster
    from summarise.read import read
    from tests.fakes.stories import MemoryStore
    from tests.fakes.workers import InlineWorkers
    from tests.summarise.wire import NOON, article, audience, watch

    warm()
    _ = roster(()).matcher
    # the first reading compiles what text is searched for by
    told = [article(number, TOLD, outlet=str(number)) for number in (1, 2)]
    store = MemoryStore(*told, audiences=(audience(watch("antonio-guterres")),))
    for number in (1, 2):
        asyncio.run(read(number, store=store, workers=InlineWorkers(), now=lambda: NOON))
    gc.collect()
    gc.freeze()  # what is here is everybody's: no process need look through it


def main() -> None:
    """Prepare, and fork."""
    prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who waits for the others ends unheard
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if work := bear(socket.socket(fileno=int(sys.argv[1]))):
        work()


if __name__ == "__main__":
    main()
