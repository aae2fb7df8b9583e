"""`python -m benchmarks.together.reader URL QUEUE FOLDER`: a reader as `wirewatch run --role read` wires one.

With the queue `memory` it does what it is told of itself, with `shared` whoever is quickest does. It is told
of articles by their numbers on standard input, and at its "end" says for how many seconds each
held the stories' lock.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from benchmarks.together.listening import lines
from bot import logs
from bot.app import newsroom, utc_now
from bot.deliver import Sender
from bot.queue.memory import MemoryQueue
from bot.queue.shared import SharedQueue
from bot.queue.work import Queue
from bot.workers import WorkerProcesses
from config.settings import Role, Settings
from storage.engine import Database, database_url

READ: Final[frozenset[Role]] = frozenset({"read"})


class Locks:
    """Sees for how many seconds each transaction holds the tally's row."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._since: dict[int, float] = {}
        sa.event.listen(sa.Engine, "after_cursor_execute", self._asked)
        sa.event.listen(sa.Pool, "checkin", self._done)

    def _asked(self, connection: sa.Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM tally" in statement and "FOR UPDATE" in statement:
            self._since[id(connection.connection.dbapi_connection)] = time.perf_counter()

    def _done(self, connection: Any, _record: Any) -> None:
        since = self._since.pop(id(connection), None)
        if since is not None:
            self.seconds.append(time.perf_counter() - since)


async def serve(url: str, kind: str, folder: str) -> None:
    """Read until standard input ends."""
    locks = Locks()
    queue: Queue = MemoryQueue() if kind == "memory" else SharedQueue(database_url(url), READ)
    workers = WorkerProcesses(1)
    settings = Settings(data=Path(folder), database_url=url, role=("read",), workers=1, full_text="never")
    await workers.warm(())
    async with newsroom(settings, workers=workers, sender_for=_nobody, now=utc_now, queue=queue):
        print("ready", flush=True)
        told = Database(url, queue)
        async for line in lines():
            if line == "end\n":
                print(json.dumps(locks.seconds), flush=True)
                continue
            for article in line.split():
                async with told.writing() as tx:
                    tx.nudge("read", article)
        await told.close()


def _nobody(target: str) -> Sender:
    raise AssertionError(f"a benchmark tells nobody, not even {target}")


if __name__ == "__main__":
    logs.set_up("error", "console", ())
    asyncio.run(serve(*sys.argv[1:]))
