"""Bodies that mean harm, made without taking the memory that they ask for."""

import struct
import zlib
from functools import cache
from typing import Final

GIGABYTE: Final = 1 << 30
_BLOCK: Final = 1 << 24


@cache
def gzip_bomb(size: int = GIGABYTE) -> bytes:
    """One gzip member (RFC 1952) of about a thousandth of `size` bytes, that unpacks to a feed's beginning
    and then spaces, `size` bytes in all; `size` is a multiple of 16 MiB.
    """
    head = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Bomb</title>'
    first, block = head.ljust(_BLOCK), b" " * _BLOCK
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    # a full flush forgets all that went before, so that one packed block may be repeated
    pieces = [packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)]
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = zlib.crc32(first)
    for _ in range(size // _BLOCK - 1):
        pieces.append(packed)
        checksum = zlib.crc32(block, checksum)
    pieces.append(packer.flush(zlib.Z_FINISH))
    return (
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
        + b"".join(pieces)
        + struct.pack("<II", checksum, size & 0xFFFFFFFF)
    )
