"""Looks at a feed that die at a chosen await: python -m tests.acceptance.dying DATABASE FEED MOMENT

For every await between claim and commit, until a look lives to its end: a copy of the database is polled by a
process that kills itself there (SIGKILL), then by another one as after a restart. Prints a line for each:
{"step": n, "died": bool, "articles": how many, "said": {guid: newest title}, "etag": …}.
"""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Coroutine, Generator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from feeds.cadence import Pace
from feeds.fetch.fetcher import Fetcher
from feeds.poll import Looks, Rules, Wire, poll_due
from storage.archive import Archive
from storage.documents import WORDS
from storage.queue import NoNudges
from tests.fakes.workers import InlineWorkers

LATER = timedelta(hours=2)
MOST_STEPS = 400


class Steps:
    """Counts the awaits of every task, and dies at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.taken = at, 0

    def factory(self, loop: asyncio.AbstractEventLoop, coroutine: Any, **how: Any) -> asyncio.Task[Any]:
        """A task whose awaits are counted."""
        return asyncio.Task(self._counted(coroutine), loop=loop, **how)

    def _counted(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        async def run() -> Any:
            return await _Awaits(coroutine, self.step)

        return run()

    def step(self) -> None:
        """One more await."""
        self.taken += 1
        if self.taken == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class _Awaits:
    """A coroutine, driven step by step."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], step: Callable[[], None]) -> None:
        self._coroutine, self._step = coroutine, step

    def __await__(self) -> Generator[Any, Any, Any]:
        awaiting = self._coroutine.__await__()
        sent: Any = None
        while True:
            try:
                wanted = awaiting.send(sent)
            except StopIteration as end:
                return end.value
            self._step()
            try:
                sent = yield wanted
            except BaseException as error:  # noqa: BLE001 - handed on to where it belongs
                try:
                    wanted = awaiting.throw(error)
                except StopIteration as end:
                    return end.value
                self._step()
                sent = yield wanted


async def look(database: Path, feed: int, now: datetime, at: int | None = None) -> None:
    """Take up what a dead process left, claim what is due, and look at it."""
    if at is not None:
        asyncio.get_running_loop().set_task_factory(Steps(at).factory)
    archive = await Archive.open(f"sqlite+aiosqlite:///{database}", NoNudges())
    fetcher = Fetcher(
        user_agent="Wirewatch/test", timeout=5, max_bytes=100_000, allowed=(ip_network("127.0.0.0/8"),)
    )
    async with fetcher as fetch:
        wire = Wire(
            store=archive.feeds,
            fetch=fetch,
            workers=InlineWorkers(),
            now=lambda: now,
            rules=Rules(
                pace=Pace(floor=timedelta(minutes=5), ceiling=timedelta(hours=24)), full_text="never"
            ),
            looks=Looks(4),
        )
        await archive.release()
        await archive.nudge_unfinished(now)
        # a task of its own: the first one is not counted
        await asyncio.create_task(poll_due([feed], wire, lambda _: None))
    await archive.close()


def found(database: Path, step: int, died: bool) -> str:
    """What the database holds, as a line of JSON."""
    connection = sqlite3.connect(database)
    rows = connection.execute(
        "SELECT guid, title, revised FROM article JOIN reading ON reading.article = article.id"
    ).fetchall()
    (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    (etag,) = connection.execute("SELECT etag FROM feed").fetchone()
    connection.close()
    said = {guid: WORDS.load(revised).title if revised else title for guid, title, revised in rows}
    return json.dumps({"step": step, "died": died, "articles": articles, "said": said, "etag": etag})


def in_a_process(work: Callable[[], None]) -> bool:
    """Do it in a process of its own; whether that was killed."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"it ended with status {os.WEXITSTATUS(status)}")
    return os.WIFSIGNALED(status)


def main() -> None:
    """Die at every await in turn, until a look lives to its end."""
    prepared, feed, moment = (
        Path(sys.argv[1]),
        int(sys.argv[2]),
        datetime.fromisoformat(sys.argv[3]).astimezone(UTC),
    )
    for step in range(1, MOST_STEPS):
        database = prepared.with_name(f"step{step}.sqlite3")
        shutil.copy(prepared, database)
        died = in_a_process(lambda path=database, at=step: asyncio.run(look(path, feed, moment, at)))  # type: ignore[misc]
        in_a_process(lambda path=database: asyncio.run(look(path, feed, moment + LATER)))  # type: ignore[misc]
        print(found(database, step, died), flush=True)  # noqa: T201
        if not died:
            return
    raise SystemExit("a look has no end")


if __name__ == "__main__":
    main()
