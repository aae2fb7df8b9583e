"""What keeps a server that talks without end from holding the loop: small sips, and few heads.

asyncio reads a quarter of a megabyte at once, and aiohttp parses all of it before anything else may run; of
interim answers (1xx, RFC 9110 §15.2) that is a third of a second each time.
"""

import socket
from collections.abc import Callable
from typing import Any, Final, Self

import aiohttp
from aiohttp.connector import Connection
from aiohttp.http_exceptions import HttpProcessingError

from feeds.guard import AddrInfo

SIP: Final = 16_384
MAX_INTERIM: Final = 10


class SippingSocket(socket.socket):
    """A socket that is read at most SIP bytes at a time."""

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """As socket.recv, a sip at a time."""
        return super().recv(min(size, SIP), flags)

    def recv_into(self, buffer: Any, size: int = 0, flags: int = 0) -> int:
        """As socket.recv_into, a sip at a time."""
        return super().recv_into(buffer, min(size or len(buffer), SIP), flags)


def sipping(judge: Callable[[AddrInfo], None] | None) -> Callable[[AddrInfo], socket.socket]:
    """A `socket_factory` for aiohttp.TCPConnector; `judge` raises for what may not be connected to."""

    def make(info: AddrInfo) -> socket.socket:
        if judge is not None:
            judge(info)
        family, kind, proto, _, _ = info
        return SippingSocket(family=family, type=kind, proto=proto)

    return make


class BriefResponse(aiohttp.ClientResponse):
    """A response before which a server may say 1xx only MAX_INTERIM times."""

    async def start(self, connection: Connection) -> Self:
        """As aiohttp does; raises ClientResponseError for too many interim answers."""
        await super().start(_Limited(connection))  # type: ignore[arg-type]
        if self._connection is not None:
            self._connection = connection
        return self


class _Limited:
    """Stands in for a connection, and for its protocol, until the head is there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._heads = 0
        self.protocol = self

    async def read(self) -> Any:
        self._heads += 1
        protocol = self._connection.protocol
        if self._heads > MAX_INTERIM + 1 or protocol is None:
            raise HttpProcessingError(message="too many interim answers")
        return await protocol.read()

    @property
    def upgraded(self) -> bool:
        protocol = self._connection.protocol
        return protocol is not None and protocol.upgraded

    def release(self) -> None:
        self._connection.release()

    def close(self) -> None:
        self._connection.close()
