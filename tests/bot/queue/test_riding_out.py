"""A whole process rides out what becomes of its database: connections that are cut, a server that dies."""

import asyncio
from ipaddress import ip_network
from pathlib import Path
from typing import Any, cast

import pytest
import structlog

from bot.app import keep_going, newsroom
from bot.deliver import Sender
from bot.queue.shared import SharedQueue
from bot.workers import WorkerProcesses
from config.settings import Settings
from storage.engine import database_url
from storage.model import ALONE
from summarise.read import read as read_article
from tests.bot.filed import HereAndNow
from tests.bot.queue.conftest import EVERY, PATIENCE
from tests.fakes.feeds import FeedServer, item, rss
from tests.fakes.quick import QuickClock
from tests.postgresql import Server, administer

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"

READ = "an article was read"
TICK = "the tick waits for the database"
LANE = "the queue waits for the database"


class Told:
    """What the process logs, and which articles it has read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[dict[str, Any]] = []
        self._new = asyncio.Condition()
        self._running: set[asyncio.Task[None]] = set()
        self._heard = 0
        structlog.configure(processors=[self._note])

        async def read(article: int, **needed: Any) -> None:
            await read_article(article, **needed)
            self._keep({"event": READ})

        monkeypatch.setattr("bot.handlers.read", read)

    def _note(self, _logger: object, _method: str, line: Any) -> Any:
        self._keep(dict(line))
        raise structlog.DropEvent

    def _keep(self, line: dict[str, Any]) -> None:
        self.lines.append(line)
        task = asyncio.ensure_future(self._tell())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _tell(self) -> None:
        async with self._new:
            self._new.notify_all()

    async def says(self, event: str) -> None:
        """Wait until it is told again, after what was waited for before."""

        def is_told() -> bool:
            found = next(
                (at for at in range(self._heard, len(self.lines)) if self.lines[at]["event"] == event), None
            )
            self._heard = self._heard if found is None else found + 1
            return found is not None

        try:
            async with asyncio.timeout(PATIENCE), self._new:
                await self._new.wait_for(is_told)
        except TimeoutError:
            raise AssertionError(f"it never told {event!r}, but {self.lines}") from None


def nobody(_target: str) -> Sender:
    raise AssertionError("nobody is told anything here")


async def test_cut_connections_and_a_server_that_dies_cost_only_time(
    own_postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = Told(monkeypatch)
    settings = Settings(
        data=tmp_path,
        database_url=own_postgresql.url,
        allow_command_networks=(ip_network("127.0.0.0/8"),),
        poll_floor_minutes=1,
        host_delay_seconds=0,
        full_text="never",
    )
    queue = SharedQueue(database_url(own_postgresql.url), EVERY)
    queue.hold(ALONE)
    losses, ask = [], queue.lost

    async def lost() -> bool:
        losses.append(await ask())
        return losses[-1]

    monkeypatch.setattr(queue, "lost", lost)
    workers, stopping = cast("WorkerProcesses", HereAndNow()), asyncio.Event()
    clock = QuickClock.starting(300)  # the leases of what a crash makes PostgreSQL forget pass in seconds
    async with (
        FeedServer() as wire,
        newsroom(settings, workers=workers, sender_for=nobody, now=clock, queue=queue) as room,
    ):
        address = wire.put("/wire", rss(item("The first report", "A ship has left the harbour.")))
        feed = await room.archive.feeds.add(address=address, outlet="Wire", backlog="post", now=clock())
        await room.archive.subscriptions.subscribe("a", feed.id, "command", clock())
        working = asyncio.create_task(keep_going(room, stopping))
        await told.says(READ)
        await administer(own_postgresql.url, CUT)
        wire.put("/wire", rss(item("The second report", "A train has left the station.")))
        await told.says(READ)
        await own_postgresql.stop("immediate")
        await told.says(LANE)
        await told.says(TICK)
        wire.put("/wire", rss(item("The third report", "A plane has left the ground.")))
        await own_postgresql.start()
        await told.says(READ)
        stopping.set()
        await working
    assert losses.count(True) == 2, "at its first time, and when the crash had emptied it"
    assert [line for line in told.lines if "exc_info" in line] == []
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
