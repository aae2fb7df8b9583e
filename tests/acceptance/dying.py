"""Looks at feeds that die at a chosen await: python -m tests.acceptance.dying URL MOMENT STRIDE FEED,FEED…

Each argument from the fourth on names feeds that are looked at side by side, and saved together. The first
ones' look is killed (SIGKILL) at its first await between claim and commit, the next ones' STRIDE awaits
later, and so on until one lives to its end; the last ones' look comes before, to warm up. Each time the next
process takes up what the dead one left, as after a restart. Prints a line for each:
{"step": n, "died": bool, "articles": how many, "said": [{guid: newest title} of each feed], "etags": […],
"addresses": […]}.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Generator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_network
from typing import Any

import sqlalchemy as sa

from feeds.cadence import Pace
from feeds.fetch.fetcher import Fetcher
from feeds.poll import Looks, Rules, Wire, poll_due
from storage.archive import Archive
from storage.documents import WORDS
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import article, feed, reading
from tests.fakes.statements import compile_once
from tests.fakes.unsynced import wait_for_no_disk
from tests.fakes.workers import InlineWorkers

LATER = timedelta(hours=2)

Feeds = Collection[int]


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


@asynccontextmanager
async def wire(archive: Archive, looks: int) -> AsyncIterator[Callable[[Feeds, datetime], Awaitable[None]]]:
    """How a process looks at feeds, once it has taken up what a dead one left."""
    fetcher = Fetcher(
        user_agent="Wirewatch/test", timeout=5, max_bytes=100_000, allowed=(ip_network("127.0.0.0/8"),)
    )
    rules = Rules(pace=Pace(floor=timedelta(minutes=5), ceiling=timedelta(hours=24)), full_text="never")
    async with fetcher as fetch:

        async def look(feeds: Feeds, now: datetime) -> None:
            await archive.nudge_unfinished(now, frozenset({"poll"}))
            wire = Wire(
                store=archive.feeds,
                fetch=fetch,
                workers=InlineWorkers(),
                now=lambda: now,
                rules=rules,
                looks=Looks(looks),
            )
            # a task of its own: the first one is not counted
            await asyncio.create_task(poll_due(feeds, wire, lambda _: None))
            await archive.feeds.finish()

        await archive.release()
        yield look
    # its connections end, and it stays open to the processes that are forked from this one
    await archive._database._engine.dispose()


async def look(archive: Archive, feeds: Feeds, now: datetime) -> None:
    """Look at these feeds in a process that lives on."""
    async with wire(archive, len(feeds)) as look_at:
        await look_at(feeds, now)


async def die(archive: Archive, left: Feeds, feeds: Feeds, moment: datetime, at: int) -> None:
    """As after a restart, look at the feeds that a dead process left; then at these, and die on the way."""
    async with wire(archive, len(feeds)) as look_at:
        await look_at(left, moment + LATER)
        asyncio.get_running_loop().set_task_factory(Steps(at).factory)
        await look_at(feeds, moment)


async def found(url: str, feeds: Feeds) -> dict[str, Any]:
    """What the database holds of these feeds."""
    of_feed = article.c.feed.in_(feeds)
    words = sa.select(article.c.feed, article.c.guid, article.c.title, reading.c.revised)
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        rows = await tx.rows(words.join(reading, reading.c.article == article.c.id).where(of_feed))
        articles = await tx.value(sa.select(sa.func.count()).where(of_feed))
        known = await tx.rows(
            sa.select(feed.c.etag, feed.c.address).where(feed.c.id.in_(feeds)).order_by(feed.c.id)
        )
    await database.close()
    said: dict[int, dict[str, str]] = {held: {} for held in feeds}
    for row in rows:
        title = WORDS.load(row["revised"]).title if row["revised"] else row["title"]
        said[row["feed"]][row["guid"]] = title
    etags, addresses = [row["etag"] for row in known], [row["address"] for row in known]
    return {"articles": articles, "said": list(said.values()), "etags": etags, "addresses": addresses}


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
    """Die at every await in turn, or every so many, until a look lives to its end."""
    compile_once()
    wait_for_no_disk()
    url, moment, stride = sys.argv[1], datetime.fromisoformat(sys.argv[2]).astimezone(UTC), int(sys.argv[3])
    groups = [[int(held) for held in group.split(",")] for group in sys.argv[4:]]
    # what is imported and compiled here is so once; no connection stays open
    archive = Archive(Database(url, NoNudges()), host_delay=timedelta(0))
    asyncio.run(look(archive, groups.pop(), moment))
    runs: list[tuple[int, bool]] = []
    left: list[int] = []
    for number, feeds in enumerate(groups):
        step = 1 + number * stride
        dying = partial(die, archive, left, feeds, moment, step)
        runs.append((step, in_a_process(lambda dying=dying: asyncio.run(dying()))))  # type: ignore[misc]
        left = feeds
        if not runs[-1][1]:
            break
    else:
        raise SystemExit("a look has no end")
    for (step, died), feeds in zip(runs, groups, strict=False):
        print(json.dumps({"step": step, "died": died, **asyncio.run(found(url, feeds))}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
