"""The feed server of the benchmarks, a process of its own: every loopback address is a host with one feed.

Commands come as JSON lines on standard input, and each is answered with a line:

    {"edition": 1}              every feed has one item more than at the start
    {"hung": [3, 8]}            these hosts take the request and say nothing
    {"drip": [3]}               these send their body a byte at a time
    {"bomb": [3]}               these send a gigabyte in a megabyte of gzip
    {"large": [3]}              these hold 2 MB of items
"""

import asyncio
import json
import resource
import sys
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

from benchmarks.hostile_bodies import gzip_bomb
from benchmarks.wire import FEEDS, document, feed_at

LARGE_ITEMS: Final = 1_235
"""Items that make 2 MB."""

DRIP_SECONDS: Final = 0.05


@dataclass(frozen=True, kw_only=True, slots=True)
class Mode:
    """How the hosts behave at the moment."""

    edition: int = 0
    hung: frozenset[int] = frozenset()
    drip: frozenset[int] = frozenset()
    bomb: frozenset[int] = frozenset()
    large: frozenset[int] = frozenset()


def mode_of(command: dict[str, object]) -> Mode:
    """The mode that a command asks for; whatever it does not name is as at the start."""
    chosen: dict[str, object] = {}
    for name in (each.name for each in fields(Mode)):
        value = command.get(name)
        if isinstance(value, list):
            chosen[name] = frozenset(value)
        elif value is not None:
            chosen[name] = value
    return Mode(**chosen)  # type: ignore[arg-type]  # our own conductor speaks


def prepare(edition: int) -> None:
    """Make every document before anybody asks: nobody's figure is to hold the making."""
    for feed in range(FEEDS):
        body_of(feed, edition)


@lru_cache(maxsize=FEEDS * 2)
def body_of(feed: int, edition: int) -> bytes:
    """The document as it is served; made once."""
    return document(feed, edition)


class Host(asyncio.Protocol):
    """One connection to one of the hosts: HTTP/1.1, one GET, then it is closed.

    Polls of a feed are far apart: nobody finds the last one's connection still open.
    """

    def __init__(self, served: list[Mode]) -> None:
        self._served = served
        self._heard = b""
        self._dripping: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Which host this is, the address says that was connected to."""
        assert isinstance(transport, asyncio.Transport)
        here = transport.get_extra_info("sockname")[0]
        if not here.startswith("127."):
            transport.abort()
        self._wire, self._feed = transport, feed_at(here)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002  the loop's own signature
        """Stop what was being sent."""
        if self._dripping is not None:
            self._dripping.cancel()

    def data_received(self, data: bytes) -> None:
        """Answer the request once it is whole."""
        self._heard += data
        if b"\r\n\r\n" in self._heard:
            self._answer(self._heard)
            if self._dripping is None and self._feed not in self._served[-1].hung:
                self._wire.close()

    def _answer(self, request: bytes) -> None:
        mode, feed = self._served[-1], self._feed
        if feed in mode.hung:
            return
        etag = b'"%d-%d"' % (feed, mode.edition)
        if feed in mode.drip:
            body = body_of(feed, mode.edition)
            self._wire.write(_head(200, len(body), etag))
            self._dripping = asyncio.get_running_loop().create_task(self._drip(body))
        elif feed in mode.bomb:
            self._wire.write(_head(200, len(gzip_bomb()), etag, b"Content-Encoding: gzip\r\n") + gzip_bomb())
        elif feed in mode.large:
            body = _large(feed)
            self._wire.write(_head(200, len(body), b'"large"') + body)
        elif b"\r\nif-none-match: " + etag in request.lower():
            self._wire.write(_head(304, 0, etag))
        else:
            body = body_of(feed, mode.edition)
            self._wire.write(_head(200, len(body), etag) + body)

    async def _drip(self, body: bytes) -> None:
        for place in range(len(body)):
            self._wire.write(body[place : place + 1])
            await asyncio.sleep(DRIP_SECONDS)


def _head(status: int, length: int, etag: bytes, more: bytes = b"") -> bytes:
    said = b"200 OK" if status == 200 else b"304 Not Modified"
    size = b"" if status == 304 else b"Content-Length: %d\r\n" % length
    return (
        b"HTTP/1.1 %s\r\nDate: Mon, 05 Jan 2026 06:00:00 GMT\r\nContent-Type: application/xml\r\n"
        b"Connection: close\r\nETag: %s\r\n%s%s\r\n" % (said, etag, size, more)
    )


@lru_cache(maxsize=4)
def _large(feed: int) -> bytes:
    return document(feed, items=LARGE_ITEMS)


async def serve() -> None:
    """Serve every loopback address until standard input ends; the first line said is the port."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    served = [Mode()]
    prepare(0)
    loop = asyncio.get_running_loop()
    # all of 127.0.0.0/8, one address a feed: nothing narrower listens on a thousand of them at once
    server = await loop.create_server(lambda: Host(served), "0.0.0.0", 0, backlog=4_096)
    port = server.sockets[0].getsockname()[1]
    print(port, flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        served.append(mode_of(json.loads(line)))
        prepare(served[-1].edition)
        print("ok", flush=True)


if __name__ == "__main__":
    asyncio.run(serve())
