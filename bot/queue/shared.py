"""The queue that many processes share: PgQueuer in the PostgreSQL database of the rows.

A job is enqueued in the transaction that made it necessary, and whoever has its role takes it. What is for
a guild is taken by the process that holds the guild's shard: it alone knows what the gateway tells of it,
and keeps the rate limits of its channels.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from pgqueuer import AsyncpgDriver
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.queue.guarded import Ending
from bot.queue.hands import Hands
from bot.queue.lane import Entry, Lane, entries_of
from bot.queue.statements import (
    Within,
    begin_life,
    drop_abandoned,
    enqueue,
    forget_done,
    make_life,
    queries_on,
)
from bot.queue.work import WORK, Handler, Handlers
from config.settings import Role
from storage.engine import create_engine, own_connection, spoken
from storage.model import Job, JobKind, Shards
from storage.routes import guilds_of

AHEAD: Final[dict[JobKind, int]] = {"page": 48, "read": 48, "poll": 8}
"""How many jobs of a kind may be queued before more of it would only wait."""

ABANDONED: Final = timedelta(minutes=10)
"""A job that nobody took for so long is dropped: its row is nudged again."""


class SharedQueue:
    """Takes nudges in their transactions, runs what its roles do; implements `bot.queue.work.Queue`."""

    def __init__(self, url: URL, roles: frozenset[Role]) -> None:
        self._url = url
        self._roles = roles
        self._ending = Ending()
        self._hands = Hands()
        self._shards: Shards | None = None
        self._changed = asyncio.Event()
        self._stopped = asyncio.Event()
        self._lanes: list[Lane] = []
        self._engine = create_engine(url, pool=1)

    async def install(self) -> None:
        """Make PgQueuer's tables, or bring them up to date; several processes may do so at once."""
        async with own_connection(self._url) as connection:
            queries = queries_on(AsyncpgDriver(connection))
            async with queries.schema_lock():
                await make_life(AsyncpgDriver(connection))
                if not await queries.schema_is_installed():
                    await queries.install()
                    return
            await queries.upgrade()

    def hold(self, shards: Shards) -> None:
        """From now on this process speaks for the guilds of these shards, and for no others."""
        if shards != self._shards:
            self._shards = shards
            self._changed.set()

    async def within(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """Enqueue on the deciding connection; a job that is queued or running already is not queued twice.

        What is to be delivered waits for the tick as long as nobody has said how many shards there are.
        """
        named = zip(await self._names(connection, jobs), jobs, strict=True)
        # in one order: two transactions that ask for the same jobs never wait for each other both
        wanted = sorted((name, job.key) for name, job in named if name)
        if wanted:
            await enqueue(Within(connection), wanted)

    async def after(self, jobs: Sequence[Job]) -> None:
        """Nothing: the transaction has enqueued them."""

    async def run(self, handlers: Handlers) -> None:
        """Run until `stop`; the lane of deliveries begins anew where this process got other shards."""
        steady = [
            Lane(role, self._url, entries_of(handlers, WORK[role]), self._hands)
            for role in sorted(self._roles - {"bot", "schedule"})
        ]
        self._lanes += steady
        running: list[asyncio.Task[Any]] = [
            asyncio.create_task(lane.run(), name=f"lane {lane.name}") for lane in steady
        ]
        if "bot" in self._roles:
            running.append(asyncio.create_task(self._deliver(handlers), name="lane bot"))
        # whoever only nudges has no lane, and uses the queue to the end
        running.append(asyncio.create_task(self._stopped.wait(), name="end of the queue"))
        if self._ending.has_begun:
            self.stop()
        try:
            await asyncio.gather(*running)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await self._engine.dispose()

    def stop(self) -> None:
        """Take no further jobs; `run` returns when the running ones are done."""
        self._ending.begin()
        self._stopped.set()
        self._changed.set()
        for lane in self._lanes:
            lane.stop()

    async def crowded(self) -> frozenset[JobKind]:
        """Kinds of which more is queued than AHEAD, by all processes together."""
        with spoken(self._url):
            async with self._engine.connect() as connection:
                sizes = await queries_on(Within(connection)).queue_size()
        waiting = {str(size.entrypoint): size.count for size in sizes if size.status == "queued"}
        return frozenset(kind for kind, most in AHEAD.items() if waiting.get(kind, 0) >= most)

    async def lost(self) -> bool:
        """Whether a crash of PostgreSQL emptied it since anybody asked last."""
        with spoken(self._url):
            async with self._engine.begin() as connection:
                return await begin_life(Within(connection))

    async def trim(self) -> None:
        """Forget what was done, and what nobody takes."""
        with spoken(self._url):
            async with self._engine.begin() as connection:
                await drop_abandoned(Within(connection), ABANDONED)
            # in a transaction of its own: it locks whole tables, which whoever holds a job may be waiting for
            async with self._engine.begin() as connection:
                await forget_done(Within(connection))

    @property
    def grace(self) -> float:
        """Seconds that running handlers have left since `stop`."""
        return self._ending.grace

    async def _deliver(self, handlers: Handlers) -> None:
        """Deliver for the shards held, each shard's deliveries under a name of their own.

        Where others are held, what is being sent is sent to its end beside what is new.
        """
        running: set[asyncio.Task[None]] = set()
        try:
            while not self._ending.has_begun:
                self._changed.clear()
                lane = self._lane(handlers["deliver"])
                if lane is not None:
                    running.add(task := asyncio.create_task(self._in(lane), name="lane of shards"))
                    task.add_done_callback(running.discard)
                await self._changed.wait()
                if lane is not None:
                    lane.stop()
            await asyncio.gather(*running)
        finally:
            for task in tuple(running):
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def _lane(self, deliver: Handler) -> Lane | None:
        """A lane of the shards that are held, if any is."""
        held = self._shards
        if held is None or not held.places:
            return None
        entries = tuple(
            Entry(name=_delivering(place), kind="deliver", handler=deliver) for place in held.places
        )
        return Lane("bot", self._url, entries, self._hands)

    async def _in(self, lane: Lane) -> None:
        self._lanes.append(lane)
        try:
            await lane.run()
        finally:
            self._lanes.remove(lane)

    async def _names(self, connection: AsyncConnection, jobs: Sequence[Job]) -> list[str]:
        """The entry point of each; empty where none is known."""
        targets = [job.key for job in jobs if job.kind == "deliver"]
        shards = self._shards
        if not targets or shards is None:
            return ["" if job.kind == "deliver" else job.kind for job in jobs]
        guilds = await guilds_of(connection, targets)
        return [
            _delivering(shards.place_of(guilds.get(job.key, ""))) if job.kind == "deliver" else job.kind
            for job in jobs
        ]


def _delivering(place: str) -> str:
    return f"deliver {place}"
