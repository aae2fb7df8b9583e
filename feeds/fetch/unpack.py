"""Content codings undone in bounded steps, so that no body can grow past its cap or hold the loop (pure).

gzip and deflate (RFC 9110 §8.4.1), br (RFC 7932) and zstd (RFC 8878, windows as RFC 9659 limits them). What
ends before its end is an error here, never silently half a body.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Final, Protocol

import brotli

from config.phrase import Phrase, phrase

if sys.version_info >= (3, 14):
    from compression.zstd import DecompressionParameter, ZstdDecompressor, ZstdError
else:
    from backports.zstd import DecompressionParameter, ZstdDecompressor, ZstdError

ACCEPTED: Final = "gzip, deflate, br, zstd"
STEP: Final = 65_536
MAX_MEMBERS: Final = 1_024

_WINDOW: Final = 16_384
_ZSTD_WINDOW_LOG: Final = 23
# 8 and 16 MB (RFC 7932 §9.1): brotli fills a whole window before it gives anything, and holds the loop
_WIDE_BROTLI: Final = frozenset((0b1101, 0b1111))
_AS_IT_IS: Final = frozenset(("", "identity", "none", "binary", "8bit", "utf-8"))
_BROKEN: Final = (zlib.error, ZstdError, brotli.error)


class UnpackError(Exception):
    """The body cannot be unpacked; `what` is a phrase that follows its address."""

    def __init__(self, what: Phrase) -> None:
        super().__init__(str(what))
        self.what = what


class Unpacker:
    """Undoes one content coding as the body arrives; the whole is good once `finish` has returned."""

    def __init__(self, coding: str, open_stream: "Callable[[bytes], _Stream]", begins: bytes = b"") -> None:
        """`begins` holds the first bytes of members; what else follows the end of one is padding."""
        self._coding = coding
        self._open = open_stream
        self._begins = begins
        self._stream: _Stream | None = None
        self._members = 0
        self._over = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What these bytes unpack to, in pieces of about STEP bytes; raises UnpackError.

        An empty piece says that a member came to its end without one.
        """
        for start in range(0, len(data), _WINDOW):
            try:
                yield from self._window(data[start : start + _WINDOW])
            except _BROKEN:
                said = phrase("sends what cannot be unpacked as {coding}", coding=self._coding)
                raise UnpackError(said) from None

    def finish(self) -> None:
        """Nothing follows; raises UnpackError where something should."""
        if self._stream is not None and not self._stream.ended:
            raise UnpackError(
                phrase("broke off in the middle of what it had packed as {coding}", coding=self._coding)
            )

    def _window(self, data: bytes) -> Iterator[bytes]:
        while not self._over and (data or self._waits_to_give()):
            if self._stream is None or self._stream.ended:
                if self._members and data[:1] not in self._begins:
                    self._over = True
                    return
                self._begin(data)
            assert self._stream is not None
            yield self._stream.step(data)
            data = self._stream.rest if self._stream.ended else b""

    def _waits_to_give(self) -> bool:
        return self._stream is not None and not (self._stream.ended or self._stream.hungry)

    def _begin(self, data: bytes) -> None:
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise UnpackError(
                phrase(
                    "sends more than {most} pieces packed as {coding}", most=MAX_MEMBERS, coding=self._coding
                )
            )
        self._stream = self._open(data)


def codings(header: str) -> tuple[str, ...]:
    """The content codings that a Content-Encoding header names, in lower case.

    What stands for none is left out, with names of charsets that servers put there by mistake.
    """
    names = (name.strip().lower().removeprefix("x-") for name in header.split(","))
    return tuple(name for name in names if name not in _AS_IT_IS)


def unpacker(coding: str) -> Unpacker | None:
    """What undoes this coding, a name as `codings` gives it; None where it is not known."""
    match coding:
        case "gzip":
            return Unpacker(coding, lambda _: _Zlib(16 + zlib.MAX_WBITS), b"\x1f")
        case "deflate":
            return Unpacker(coding, lambda data: _Zlib(_window_bits(data)))
        case "br":
            return Unpacker(coding, _Brotli)
        case "zstd":
            return Unpacker(coding, lambda _: _Zstd(), bytes((0x28, *range(0x50, 0x60))))
    return None


class _Stream(Protocol):
    """One member being unpacked."""

    ended: bool
    hungry: bool

    def step(self, data: bytes) -> bytes:
        """About STEP bytes more, of these bytes and of what was kept; `hungry` once nothing is kept."""
        ...

    @property
    def rest(self) -> bytes:
        """What followed the end."""
        ...


class _Zlib:
    def __init__(self, window_bits: int) -> None:
        self._inflate = zlib.decompressobj(window_bits)
        self.ended, self.hungry = False, True

    def step(self, data: bytes) -> bytes:
        inflate = self._inflate
        piece = inflate.decompress(inflate.unconsumed_tail + data, STEP)
        self.ended = inflate.eof
        self.hungry = not inflate.unconsumed_tail and len(piece) < STEP
        return piece

    @property
    def rest(self) -> bytes:
        return self._inflate.unused_data


class _Zstd:
    def __init__(self) -> None:
        self._frame = ZstdDecompressor(options={DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})
        self.ended, self.hungry = False, True

    def step(self, data: bytes) -> bytes:
        piece = self._frame.decompress(data, STEP)
        self.ended, self.hungry = self._frame.eof, self._frame.needs_input
        return piece

    @property
    def rest(self) -> bytes:
        return self._frame.unused_data


class _Brotli:
    rest = b""

    def __init__(self, data: bytes) -> None:
        if data[0] & 0x0F in _WIDE_BROTLI:
            raise UnpackError(phrase("packs with a larger window (br) than is unpacked"))
        self._stream = brotli.Decompressor()
        self.ended, self.hungry = False, True

    def step(self, data: bytes) -> bytes:
        piece: bytes = self._stream.process(data, output_buffer_limit=STEP)
        self.ended = self._stream.is_finished()
        self.hungry = self._stream.can_accept_more_data() and len(piece) < STEP
        return piece


def _window_bits(data: bytes) -> int:
    """Those of a zlib stream (RFC 1950 §2.2), or of bare deflate, which some servers send in its place."""
    checked = len(data) < 2 or int.from_bytes(data[:2]) % 31 == 0
    return zlib.MAX_WBITS if data[0] & 0x0F == 8 and checked else -zlib.MAX_WBITS
