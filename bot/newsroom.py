"""What runs, as one value: settings, archive, queue, workers, network and clock."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.charts.drawing import Drawer
from bot.counts import Counts
from bot.deliver import Sender
from bot.desk import Desk
from bot.queue.work import Queue
from bot.shards.holding import Alone, Holding
from bot.turns import InTurn
from bot.workers import WorkerProcesses
from config.settings import Role, Settings
from feeds.fetch.fetcher import Fetcher
from feeds.poll import Looks
from feeds.ports import Clock
from storage.archive import Archive

SenderFor = Callable[[str], Sender]
"""Finds who speaks to a target."""

Targets = frozenset[str] | None
"""The targets that this process delivers to; None for all. Others' posts wait in the outbox."""


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """Everything that runs, wired; `now` is the only clock. Commands work by `counter`, in turn.

    The wire asks by `fetcher`, commands by `asked`, neither reaching further than any member of a server may;
    `own` reaches the operator's own networks. `holding` is this process's part of Discord's gateway.
    `outgrown` is set when the database has become another version's, or the queue has ended by an error: then
    this process ends. What is done is noted in `counts`.
    """

    settings: Settings
    archive: Archive
    queue: Queue
    looks: Looks
    workers: WorkerProcesses
    counter: InTurn
    fetcher: Fetcher
    own: Fetcher
    asked: Fetcher
    now: Clock
    roles: frozenset[Role]
    targets: Targets
    holding: Holding = field(default_factory=Alone)
    outgrown: asyncio.Event = field(default_factory=asyncio.Event)
    counts: Counts = field(default_factory=Counts)

    @property
    def desk(self) -> Desk:
        """What of it commands may use."""
        return Desk(
            archive=self.archive,
            workers=self.counter,
            fetch_page=self.asked.page,
            draw=Drawer(self.settings.data / "matplotlib"),
            now=self.now,
            settings=self.settings,
        )
