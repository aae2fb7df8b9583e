"""Bodies packed in every coding that a server may use."""

import gzip
import sys
import zlib
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Pack = Callable[[bytes], bytes]


def bare_deflate(raw: bytes) -> bytes:
    """Deflate without the zlib header that the coding's name stands for."""
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeeze.compress(raw) + squeeze.flush()


def checked_zstd(raw: bytes) -> bytes:
    """zstd with the checksum that is optional."""
    return zstd.compress(raw, options={zstd.CompressionParameter.checksum_flag: 1})


PACKERS: tuple[tuple[str, Pack], ...] = (
    ("gzip", lambda raw: gzip.compress(raw, mtime=0)),
    ("deflate", zlib.compress),
    ("br", lambda raw: bytes(brotli.compress(raw, quality=4))),
    ("zstd", checked_zstd),
    ("deflate", bare_deflate),
)


def packed(coding: str, raw: bytes) -> bytes:
    """The bytes packed so."""
    return next(pack for name, pack in PACKERS if name == coding)(raw)
