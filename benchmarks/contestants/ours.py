"""Wirewatch itself: tick, queue, fetch, parse and save, as `wirewatch run` does them."""

import asyncio
import gc
import importlib
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from benchmarks.measuring import Spent, forget_peak, memory, peak, watching_loop
from benchmarks.newsroom import DATABASE, Clock, kept, subscribe, sweep, wire_room
from benchmarks.results import Refresh
from benchmarks.wire import document
from bot import logs
from bot.workers import WorkerProcesses
from feeds.parse.document import parse
from storage.documents import reason_of

PAUSE = 0.3
"""Seconds between two rounds: the queue remembers a job a little longer than it runs."""

LATER = 3
"""Days between two rounds: more than any feed is left alone."""


def run(
    *,
    folder: str,
    port: int,
    feeds: list[int],
    rounds: int = 1,
    deadline: float = 20.0,
    watched: bool = False,
    days: int = 0,
) -> Refresh:
    """Refresh `feeds` so many times, the first one `days` after what the database in `folder` knows."""
    for name in ("bot.cli.run", "bot.process"):  # all that `wirewatch run` imports, Discord's client too
        importlib.import_module(name)
    logs.set_up("error", "console", ())
    return asyncio.run(_run(Path(folder), port, feeds, rounds, deadline, watched, days))


async def _run(
    folder: Path, port: int, feeds: list[int], rounds: int, deadline: float, watched: bool, days: int
) -> Refresh:
    workers, clock, spent = WorkerProcesses(2), Clock(), []
    clock.put_forward(days)
    await workers.warm()
    bodies = [document(feed) for feed in range(6)]  # the floor's workers have parsed a little too
    await asyncio.gather(*(workers.run(parse, body, "", "", b"", False) for body in bodies))
    async with wire_room(folder, clock=clock, workers=workers, deadline=deadline) as room:
        await subscribe(room, feeds, port)
        gc.collect()
        gc.freeze()
        held = forget_peak()
        async with watching_loop() as late:
            if not watched:
                late.stop()
            for each in range(rounds):
                await asyncio.sleep(PAUSE)
                clock.put_forward(LATER if each else 0)
                began = clock()
                before = Spent.now()
                await sweep(room)
                spent.append(Spent.now().since(before))
    read, failing, articles, trouble = _standing(folder / DATABASE, began, clock())
    return Refresh(
        wall=[each.wall for each in spent],
        own=[each.own for each in spent],
        workers=[each.workers for each in spent],
        late_99=late.at(0.99),
        late_worst=late.worst,
        late_own=late.own_worst,
        pss=memory(os.getpid()),
        rss=memory(os.getpid(), "Rss"),
        extra=peak() - held,
        read=read,
        failing=failing,
        articles=articles,
        trouble=trouble,
    )


def _standing(database: Path, began: datetime, ended: datetime) -> tuple[int, int, int, str]:
    """How many feeds the last round read, how many failed, how many articles there are; one failure."""
    with closing(sqlite3.connect(database)) as connection:
        (read,) = connection.execute(
            "SELECT count(*) FROM feed WHERE failures = 0 AND last_read_at >= ? AND next_due_at > ?",
            (kept(began), kept(ended)),
        ).fetchone()
        failed = connection.execute("SELECT coalesce(last_error, '') FROM feed WHERE failures > 0").fetchall()
        (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    return read, len(failed), articles, str(reason_of(failed[0][0])) if failed else ""
