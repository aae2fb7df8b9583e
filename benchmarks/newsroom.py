"""A newsroom as bot/app.py wires it, of which only the wire is at work: nothing is read, nothing is told."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Final

from benchmarks.wire import address, outlet
from bot.app import newsroom, utc_now
from bot.deliver import Sender
from bot.newsroom import Newsroom
from bot.queue.memory import MemoryQueue
from bot.workers import WorkerProcesses
from config.settings import Settings
from storage.model import JobKind

POLL: Final[frozenset[JobKind]] = frozenset({"poll"})
DATABASE: Final = "wirewatch.sqlite3"
TICK: Final = 1.0
GLANCES: Final = 100


class Clock:
    """The real clock, which can be put forward: then everything is due again."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Now, or some days later."""
        return utc_now() + self._ahead

    def put_forward(self, days: int) -> None:
        """Let so many days pass."""
        self._ahead += timedelta(days=days)


@asynccontextmanager
async def wire_room(
    folder: Path, *, clock: Clock, workers: WorkerProcesses, deadline: float
) -> AsyncIterator[Newsroom]:
    """The newsroom on the database in `folder`, allowed to this machine; a fetch ends at `deadline` s."""
    settings = Settings(
        data=folder,
        allow_command_networks=(ip_network("127.0.0.0/8"),),
        fetch_seconds=deadline,
        **({"full_text": "never"} if "full_text" in Settings.model_fields else {}),
    )
    queue = MemoryQueue()
    async with newsroom(settings, workers=workers, sender_for=_nobody, now=clock, queue=queue) as room:
        queue.admit(POLL)
        yield room


async def subscribe(room: Newsroom, feeds: Collection[int], port: int, *, guild: str = "terminal") -> None:
    """Have these feeds of the made-up wire read, for a guild."""
    now = room.now()

    async def read(number: int) -> None:
        feed = await room.archive.feeds.add(address=address(number, port), outlet=outlet(number), now=now)
        await room.archive.subscriptions.subscribe(guild, feed.id, "command", now)

    await asyncio.gather(*(read(number) for number in feeds))


async def sweep(room: Newsroom) -> None:
    """Tick each second as the timer does, until nothing is due or running; ended within a glance."""
    queue = room.queue
    assert isinstance(queue, MemoryQueue)
    while True:
        await room.archive.nudge_unfinished(room.now(), POLL)
        idle = False
        for _ in range(GLANCES):
            await asyncio.sleep(TICK / GLANCES)
            if not (idle or queue.busy):
                idle = True
                if not _anything_due(room):
                    return


def _anything_due(room: Newsroom) -> bool:
    """Whether a feed is due; asked past the archive, which would count all that waits to be read too."""
    with closing(sqlite3.connect(room.settings.data / DATABASE)) as connection:
        due = "SELECT 1 FROM feed WHERE next_due_at <= ? LIMIT 1"
        return connection.execute(due, (kept(room.now()),)).fetchone() is not None


def kept(moment: datetime) -> str:
    """A moment as SQLite keeps it."""
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _nobody(target: str) -> Sender:
    raise AssertionError(f"a benchmark tells nobody, not even {target}")
