"""What a process may know and do about the shards of the gateway: the port, and a process by itself."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Protocol

from config.settings.part import Part
from storage.model import Shards

APART: Final = timedelta(seconds=5.25)
"""Between two sign-ins of one turn (Discord: Rate Limiting Max Concurrency, five seconds)."""

Open = Callable[[], frozenset[int]]
"""The shards that a client is connected with, or about to be."""


class Holding(Protocol):
    """The shards that are this process's own."""

    changed: asyncio.Event
    """Set whenever `shards` became others; who looks clears it."""
    open: Open
    """Set by the client: what it has not left yet is not let go."""
    connected: Open
    """Set by the client: of these shards it has a connection at this moment."""

    @property
    def shards(self) -> Shards | None:
        """So many shards in all, and those held; None before `begin`, and where this process holds none."""
        ...

    @property
    def lacking(self) -> bool:
        """Whether it holds none though a share is its own: others hold it, or Discord is out of reach."""
        ...

    @property
    def speakers(self) -> int:
        """How many processes speak with Discord, this one included: they share what Discord allows."""
        ...

    @property
    def leads(self) -> bool:
        """Whether this process does what one of all the speaking processes is to do."""
        ...

    async def lead(self) -> None:
        """Return when it leads."""
        ...

    async def begin(self, advised: int) -> None:
        """Take part, of so many shards as Discord advises where the operator names no number.

        StorageError where the database cannot be asked.
        """
        ...

    async def turn(self, number: int) -> timedelta:
        """How long to wait until a shard of this turn may sign in; StorageError as in `begin`."""
        ...

    async def beat(self) -> None:
        """Tell others that this process still holds what it holds; StorageError as in `begin`."""
        ...

    async def end(self) -> None:
        """Leave to others what is held; StorageError as in `begin`."""
        ...


class Alone:
    """One process that holds every shard; implements `Holding`."""

    lacking: Final = False
    speakers: Final = 1
    leads: Final = True

    def __init__(self, part: Part | None = None, apart: timedelta = APART) -> None:
        self.changed = asyncio.Event()
        self.open: Open = frozenset
        self.connected: Open = frozenset
        self._part = part or Part()
        self._apart = apart.total_seconds()
        self._shards: Shards | None = None
        self._signed_in: dict[int, float] = {}

    @property
    def shards(self) -> Shards | None:
        """All of them."""
        return self._shards

    async def lead(self) -> None:
        """At once."""

    async def begin(self, advised: int) -> None:
        """Hold as many as the operator says or Discord advises."""
        total = self._part.total or advised
        self._shards = Shards(total=total, mine=frozenset(range(total)))
        self.changed.set()

    async def turn(self, number: int) -> timedelta:
        """How long to wait: of each turn one signs in in `apart`."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._signed_in.get(number, now - self._apart) + self._apart)
        self._signed_in[number] = at
        return timedelta(seconds=at - now)

    async def beat(self) -> None:
        """Nobody is told."""

    async def end(self) -> None:
        """Nobody takes it."""
