"""ETag and Last-Modified as the server spelt them, byte for byte, there and back (RFC 9110 §5.5, §8.8).

HTTP allows bytes in a header that are not ASCII. They are kept as ISO 8859-1 text, one character a byte,
which every database can hold. aiohttp would send such text as UTF-8 and leave out what is none.
"""

import asyncio
import re
from typing import Final

import aiohttp
from aiohttp.client_reqrep import ClientResponse
from aiohttp.connector import Connection

MAX_VALIDATOR: Final = 1_000

_CONDITIONS: Final = ("If-None-Match", "If-Modified-Since")
_FIELD: Final = re.compile("[\t\x20-\x7e\x80-\xff]+")


def kept(value: str | None) -> str | None:
    """What this header, as aiohttp decodes it, is kept as; None where it is missing, too long or broken."""
    if not value or len(value) > MAX_VALIDATOR:
        return None
    if not value.isascii():
        value = value.encode("utf-8", "surrogateescape").decode("latin-1")
    return value if _FIELD.fullmatch(value) else None


class BytewiseRequest(aiohttp.ClientRequest):
    """A request whose validators go out as the bytes that came in."""

    async def send(self, conn: Connection) -> ClientResponse:
        """Send as aiohttp does, with validators that are not ASCII added behind the other headers."""
        lines = b""
        for name in _CONDITIONS:
            value = self.headers.get(name, "")
            if not value.isascii():
                lines += b"%s: %s\r\n" % (name.encode(), _sent(value))
                del self.headers[name]
        protocol = conn.protocol
        if not lines or protocol is None or protocol.transport is None:
            return await super().send(conn)
        transport = protocol.transport
        protocol.transport = _Adding(transport, lines)
        try:
            return await super().send(conn)
        finally:
            protocol.transport = transport


class _Adding(asyncio.Transport):
    """Adds lines to the head of the one request that is written through it."""

    def __init__(self, transport: asyncio.Transport, lines: bytes) -> None:
        super().__init__()
        self._transport = transport
        self._lines = lines

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._transport.write(bytes(data).removesuffix(b"\r\n") + self._lines + b"\r\n")


def _sent(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8")
