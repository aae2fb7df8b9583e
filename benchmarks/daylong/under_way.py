"""What the bot waits for that is no timer: threads, worker processes, requests, and Discord's heartbeats.

Meanwhile time must not be put forward: a deadline would pass before what it is for had any of it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Final
from weakref import WeakSet

import aiohttp
import aiosqlite
import discord.gateway
from anyio import to_process, to_thread
from discord.gateway import KeepAliveHandler

GLANCE: Final = 0.002
"""Seconds between two looks whether a heartbeat was answered."""


class UnderWay:
    """Counts it."""

    def __init__(self) -> None:
        self._calls = 0
        self._connectors: WeakSet[aiohttp.BaseConnector] = WeakSet()
        self._beats: set[object] = set()

    @property
    def anything(self) -> bool:
        """Whether anybody else has work for this process, or owes it an answer."""
        return bool(self._calls or self._beats) or any(
            not getattr(connection, "upgraded", False)  # a socket of the gateway is open all day
            for connector in self._connectors
            for connection in connector._acquired
        )

    def watch(self) -> None:
        """From now on; nothing of it may be under way yet."""
        for owner, name in (
            (aiosqlite.Connection, "_execute"),
            (aiosqlite.Connection, "_connect"),
            (to_thread, "run_sync"),
            (to_process, "run_sync"),
        ):
            setattr(owner, name, self._counted(getattr(owner, name)))
        made, connectors = aiohttp.BaseConnector.__init__, self._connectors

        def noted(self: aiohttp.BaseConnector, *args: Any, **how: Any) -> None:
            made(self, *args, **how)
            connectors.add(self)

        aiohttp.BaseConnector.__init__ = noted  # type: ignore[method-assign]
        beats = self._beats

        class Beating(Heartbeats):
            waiting = beats

        discord.gateway.KeepAliveHandler = Beating  # type: ignore[misc]

    def until(self, future: asyncio.Future[Any]) -> None:
        """This is under way until it is done."""
        self._calls += 1
        future.add_done_callback(self._over)

    def _over(self, _: object) -> None:
        self._calls -= 1

    def _counted(self, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(call)
        async def counted(*args: Any, **how: Any) -> Any:
            self._calls += 1
            try:
                return await call(*args, **how)
            finally:
                self._calls -= 1

        return counted


class Heartbeats(KeepAliveHandler):
    """discord.py's, which a thread sends by the machine's clock, by the event loop's."""

    waiting: set[object]
    _sending: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to send them."""
        self._sending = asyncio.get_running_loop().create_task(self._send(), name="heartbeats")

    async def _send(self) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError, aiohttp.ClientError):  # whoever receives sees that it was closed
            while await asyncio.sleep(self.interval or 0, result=True):
                self.waiting.add(self)
                self._last_send = time.perf_counter()
                await self.ws.send_heartbeat(self.get_payload())
                late = loop.time() + self.heartbeat_timeout
                while self in self.waiting:
                    await asyncio.sleep(GLANCE)
                    if loop.time() > late:
                        self.waiting.discard(self)
                        await self.ws.close(4000)
                        return

    def ack(self) -> None:
        """Discord has answered."""
        super().ack()
        self.waiting.discard(self)

    def stop(self) -> None:
        """Send no more."""
        super().stop()
        self.waiting.discard(self)
        if self._sending is not None and self._sending is not asyncio.current_task():
            self._sending.cancel()
