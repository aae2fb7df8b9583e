"""Both queues for a test: one in this process's memory, and one in PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.queue import lane
from bot.queue.memory import MemoryQueue
from bot.queue.shared import SharedQueue
from bot.queue.work import LIMITS, Handler, Queue
from config.settings import Role
from storage.engine import Database, database_url
from storage.model import ALONE, JobKind, Shards

PATIENCE = 60
"""Seconds for what happens in milliseconds."""

EVERY: frozenset[Role] = frozenset({"schedule", "poll", "read", "bot"})


@dataclass
class Keys:
    """The keys that a handler was given, in order; it returns while `open` is set."""

    given: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    _new: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def __post_init__(self) -> None:
        self.open.set()

    async def __call__(self, key: str) -> None:
        """Handle it."""
        self.given.append(key)
        self._new.put_nowait(key)
        await self.open.wait()

    async def next(self) -> str:
        """The next key that comes, or came and was not asked for."""
        return await asyncio.wait_for(self._new.get(), PATIENCE)

    async def until(self, wanted: str) -> None:
        """Let others pass until this one came."""
        while await self.next() != wanted:
            continue


async def nudge(database: Database, kind: JobKind, *keys: str) -> None:
    """Keep a transaction that asks for these."""
    async with database.writing() as tx:
        for key in keys:
            tx.nudge(kind, key)


@asynccontextmanager
async def working(queue: Queue, handlers: Mapping[JobKind, Handler]) -> AsyncIterator[asyncio.Task[None]]:
    """The queue at work; kinds without a handler come to nothing."""

    async def nothing(_key: str) -> None: ...

    every: dict[JobKind, Handler] = dict.fromkeys(LIMITS, nothing)
    task = asyncio.create_task(queue.run({**every, **handlers}))
    try:
        yield task
    finally:
        queue.stop()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), PATIENCE)


@dataclass(frozen=True)
class Office:
    """One process's queue, and its connection to the rows."""

    queue: Queue
    database: Database


@asynccontextmanager
async def shared(
    url: str, roles: frozenset[Role] = EVERY, shards: Shards | None = ALONE
) -> AsyncIterator[tuple[SharedQueue, Database]]:
    """A process's queue in this PostgreSQL database, where its tables are."""
    queue = SharedQueue(database_url(url), roles)
    if shards is not None:
        queue.hold(shards)
    database = Database(url, queue)
    try:
        yield queue, database
    finally:
        await database.close()
        await queue._engine.dispose()


@pytest.fixture(autouse=True)
def nobody_looks_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a lane is not told of it never finds, where it would within seconds."""
    monkeypatch.setattr(lane, "GLANCE", timedelta(hours=1))


@pytest.fixture(params=["memory", "shared"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of the database that each kind of queue is for."""
    if request.param == "memory":
        return f"sqlite+aiosqlite:///{tmp_path / 'rows.db'}"
    url: str = request.getfixturevalue("migrated_postgresql")
    return url


@pytest.fixture
async def office(rows: str) -> AsyncIterator[Office]:
    """A queue of each kind, on the rows that it is for."""
    if rows.startswith("sqlite"):
        memory = MemoryQueue()
        database = Database(rows, memory)
        yield Office(memory, database)
        await database.close()
    else:
        async with shared(rows) as held:
            yield Office(*held)
