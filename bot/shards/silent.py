"""Processes that hold no shard beside others that do: those without the role, and a terminal."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.shards.holding import Open
from bot.shards.leased import Tell
from storage.model import Shards
from storage.shards import ShardLeases


class Silent:
    """It only tells its queue how many shards there are, to say whose a delivery is; implements `Holding`."""

    shards: Shards | None = None
    lacking: Final = False
    speakers: Final = 1
    leads = False

    def __init__(self, leases: ShardLeases, tell: Tell) -> None:
        """`tell` is called with how many there are."""
        self.changed = asyncio.Event()
        self.open: Open = frozenset
        self.connected: Open = frozenset
        self._leases, self._tell = leases, tell

    async def lead(self) -> None:
        """Never."""
        await asyncio.Event().wait()

    async def begin(self, advised: int) -> None:
        """It takes no part."""

    async def turn(self, number: int) -> timedelta:
        """RuntimeError: it signs in nowhere."""
        raise RuntimeError(f"A process that holds no shards asked to sign in in turn {number}.")

    async def beat(self) -> None:
        """Look how many there are by now; StorageError where the database cannot be asked."""
        total = await self._leases.total()
        if total is not None:
            self._tell(Shards(total=total, mine=frozenset()))

    async def end(self) -> None:
        """It holds nothing."""


class Terminal(Silent):
    """What is for the terminal is its own, and nothing of Discord's."""

    leads = True
    shards = Shards(total=1, mine=frozenset(), terminal=True)

    def __init__(self, leases: ShardLeases, tell: Tell) -> None:
        """`tell` is called with how many there are, too."""
        super().__init__(leases, lambda shards: tell(replace(shards, terminal=True)))
        tell(self.shards)

    async def lead(self) -> None:
        """At once."""
