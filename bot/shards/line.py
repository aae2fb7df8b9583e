"""All that discord.py opens for one shard, so that leaving the shard ends every bit of it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

import aiohttp
from discord.gateway import DiscordWebSocket
from discord.shard import Shard

GOODBYE: Final = 3.0
"""Seconds that leaving a shard may take, however many are left at once."""

Again = Callable[..., Awaitable[None]]


class Line:
    """A shard's connection from its sign-in until it is left, however often it is brought back meanwhile.

    By itself discord.py forgets the socket of an attempt that is cancelled, which stays signed in, and goes
    on with an attempt whose shard was disconnected before it came to anything.
    """

    def __init__(self) -> None:
        self._sockets: list[DiscordWebSocket] = []
        self._shard: Shard | None = None
        self._trying: asyncio.Future[None] | None = None
        self._ended = False

    @property
    def is_open(self) -> bool:
        """Whether anything is connected."""
        return any(socket.open for socket in self._sockets)

    def opened(self, socket: DiscordWebSocket) -> None:
        """Note a socket before anything is said on it."""
        self._sockets = [held for held in self._sockets if held.open] + [socket]

    def keep(self, shard: Shard) -> None:
        """It has signed in: from now on this brings it back."""
        if shard is not self._shard:
            self._shard = shard
            shard.reidentify = partial(self._bring_back, shard.reidentify)  # type: ignore[method-assign]
            shard.reconnect = partial(self._bring_back, shard.reconnect)  # type: ignore[method-assign]

    async def _bring_back(self, again: Again, *given: Any) -> None:
        if self._ended:
            return
        trying = self._trying = asyncio.ensure_future(again(*given))
        try:
            await asyncio.wait({trying})
        finally:
            trying.cancel()
        if not trying.cancelled():
            trying.result()

    def end(self) -> None:
        """Bring nothing back any more."""
        self._ended = True
        if self._trying is not None:
            self._trying.cancel()

    async def leave(self) -> None:
        """Close whatever is open, within GOODBYE; at last without a word."""
        self.end()
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE):
                if self._trying is not None:
                    await asyncio.wait({self._trying})
                if self._shard is not None:
                    self._shard._cancel_task()
                await asyncio.gather(*(_close(socket) for socket in self._sockets))


async def _close(socket: DiscordWebSocket) -> None:
    with suppress(OSError, aiohttp.ClientError):
        await socket.close(code=1000)
