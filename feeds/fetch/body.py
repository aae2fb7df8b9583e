"""A body as it comes from the wire: unpacked, hashed and capped, without holding the loop."""

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Final

import aiohttp

from config.phrase import phrase
from feeds.fetch.unpack import Unpacker, UnpackError, codings, unpacker
from feeds.holding import Hold

CHUNK: Final = 65_536
BREATH: Final = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """The unpacked bytes and their SHA-256 in hex; `received` counts the bytes on the wire."""

    data: bytes
    sha256: str
    encoding: str
    received: int


async def read(response: aiohttp.ClientResponse, max_bytes: int, hold: Hold | None = None) -> Body | None:
    """The whole body, or None once it is larger than may be, on the wire or unpacked.

    After each BREATH of bytes others get their turn on the loop. Raises UnpackError and
    aiohttp.ClientPayloadError where it does not come whole, and CrowdedError where `hold` finds no room.
    """
    if (response.content_length or 0) > max_bytes:
        return None
    coding, unpack = _packing(response.headers.get("Content-Encoding", ""))
    pieces: list[bytes] = []
    digest = hashlib.sha256()
    size = received = breath = 0
    async for chunk in response.content.iter_chunked(CHUNK):
        received += len(chunk)
        breath += len(chunk)
        for piece in unpack.pieces(chunk) if unpack else (chunk,):
            pieces.append(piece)
            digest.update(piece)
            size += len(piece)
            breath += len(piece)
            if size > max_bytes or received > max_bytes:
                return None
            if hold is not None:
                await hold.grow(size)
            if breath > BREATH:
                breath = 0
                await asyncio.sleep(0)
    if unpack:
        unpack.finish()
    return Body(data=b"".join(pieces), sha256=digest.hexdigest(), encoding=coding, received=received)


def _packing(header: str) -> tuple[str, Unpacker | None]:
    names = codings(header)
    if not names:
        return "", None
    unpack = unpacker(names[0]) if len(names) == 1 else None
    if unpack is None:
        raise UnpackError(phrase("is packed in a way that nobody asked for (Content-Encoding)"))
    return names[0], unpack
