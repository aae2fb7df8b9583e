"""Keeps a client signed in on the shards that its process holds, and on no others."""

import asyncio
from collections.abc import Callable, Set
from typing import Any, Final, Protocol

import structlog
from yarl import URL

from bot.shards.holding import Holding

log = structlog.get_logger()

GLANCE: Final = 5.0
"""Seconds after which it looks by itself."""


class Lines(Protocol):
    """What the client does for each shard (`bot.shards.sharded.Sharded`)."""

    def connected(self) -> frozenset[int]:
        """The shards with an open connection."""
        ...

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Sign in on a shard, as often as it takes."""
        ...

    async def leave_shard(self, shard: int) -> None:
        """Close whatever is open or being opened for a shard, within seconds."""
        ...


class Keeping:
    """One session's shards."""

    def __init__(
        self, client: Lines, holding: Holding, divided: Callable[[int], None], left: Callable[[int], None]
    ) -> None:
        """`divided` is called with their number before any is launched, `left` with each that was left."""
        self._client = client
        self._holding = holding
        self._divided, self._left = divided, left
        self._launched: set[int] = set()
        self._launching: tuple[int, asyncio.Task[None]] | None = None

    def open(self) -> frozenset[int]:
        """What is connected or about to be."""
        signing_in = set() if self._launching is None else {self._launching[0]}
        return self._client.connected() | signing_in | self._launched

    async def run(self, gateway: URL) -> None:
        """Go by what is held until cancelled; shards sign in one after the other."""
        changed = asyncio.ensure_future(self._holding.changed.wait())
        try:
            while True:
                if changed.done():
                    self._holding.changed.clear()
                    changed = asyncio.ensure_future(self._holding.changed.wait())
                await self._go_by_what_is_held(gateway)
                waited: set[asyncio.Future[Any]] = {changed}
                if self._launching is not None:
                    waited.add(self._launching[1])
                await asyncio.wait(waited, timeout=GLANCE, return_when=asyncio.FIRST_COMPLETED)
        finally:
            changed.cancel()
            if self._launching is not None:
                self._launching[1].cancel()

    async def _go_by_what_is_held(self, gateway: URL) -> None:
        held = self._holding.shards
        mine = frozenset() if held is None else held.mine
        await self._settle_launch(mine)
        await self._leave(self.open() - mine)
        missing = sorted(mine - self._launched)
        if held is not None and missing and self._launching is None:
            self._divided(held.total)
            task = asyncio.create_task(
                self._client.launch_shard(gateway, missing[0], initial=not self.open())
            )
            self._launching = missing[0], task

    async def _settle_launch(self, mine: frozenset[int]) -> None:
        """Note a launch that has ended, and end one whose shard is not ours any more."""
        if self._launching is None:
            return
        shard, task = self._launching
        if shard not in mine:
            task.cancel()
            await asyncio.wait({task})
            await self._client.leave_shard(shard)  # it may have signed in already
        if task.done():
            self._launching = None
            if not task.cancelled():
                task.result()
                self._launched.add(shard)

    async def _leave(self, shards: Set[int]) -> None:
        """All at once: others may take them soon."""
        await asyncio.gather(*(self._client.leave_shard(shard) for shard in shards))
        for shard in sorted(shards):
            self._launched.discard(shard)
            self._left(shard)
            log.info("left a shard of the gateway", shard=shard)
