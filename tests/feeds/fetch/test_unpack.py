"""Content codings come undone to the same bytes, in bounded steps, or are refused."""

import gzip
import random
import sys
import zlib
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch.unpack import MAX_MEMBERS, STEP, UnpackError, codings, unpacker
from tests.feeds.fetch.packing import PACKERS, Pack

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

every_coding = pytest.mark.parametrize(("coding", "pack"), PACKERS)


def unpacked(coding: str, packed: bytes, cut: int = 65_536) -> bytes:
    """The whole of it, fed in slices of `cut` bytes."""
    unpack = unpacker(coding)
    assert unpack is not None
    pieces = [piece for at in range(0, len(packed), cut) for piece in unpack.pieces(packed[at : at + cut])]
    assert max((len(piece) for piece in pieces), default=0) <= 2 * STEP
    unpack.finish()
    return b"".join(pieces)


@every_coding
@given(raw=st.binary(max_size=500), cut=st.integers(1, 600))
def test_what_was_packed_comes_out_however_it_arrives(coding: str, pack: Pack, raw: bytes, cut: int) -> None:
    assert unpacked(coding, pack(raw), cut) == raw


@every_coding
@pytest.mark.parametrize("cut", [1_000, 65_536])
def test_large_body_comes_out_whole(coding: str, pack: Pack, cut: int) -> None:
    raw = random.Random(7).randbytes(150_000) + b"words " * 300_000
    assert unpacked(coding, pack(raw), cut) == raw


@every_coding
@given(data=st.data())
def test_cut_off_body_is_an_error_wherever_it_was_cut(coding: str, pack: Pack, data: st.DataObject) -> None:
    packed = pack(random.Random(3).randbytes(300) + b"words " * 50)
    with pytest.raises(UnpackError, match=coding):
        unpacked(coding, packed[: data.draw(st.integers(1, len(packed) - 1))])


@every_coding
def test_nothing_at_all_is_an_empty_body(coding: str, pack: Pack) -> None:
    assert unpacked(coding, b"") == b""


@every_coding
@given(data=st.binary(min_size=1, max_size=300))
def test_garbage_is_an_error_or_bytes_and_nothing_else(coding: str, pack: Pack, data: bytes) -> None:
    with suppress(UnpackError):
        unpacked(coding, data)


@pytest.mark.parametrize(("coding", "pack"), [PACKERS[0], PACKERS[1], PACKERS[3]])
def test_flipped_byte_never_passes_a_checksum(coding: str, pack: Pack) -> None:
    packed = bytearray(pack(b"news of the day " * 20))
    packed[-1] ^= 0xFF
    with pytest.raises(UnpackError):
        unpacked(coding, bytes(packed))


@pytest.mark.parametrize("cut", [1, 7, 65_536])
def test_members_follow_each_other(cut: int) -> None:
    members = b"".join(gzip.compress(text, mtime=0) for text in (b"one ", b"", b"two ", b"three"))
    assert unpacked("gzip", members, cut) == b"one two three"
    frames = zstd.compress(b"one ") + b"\x50\x2a\x4d\x18\x03\0\0\0..." + zstd.compress(b"two")
    assert unpacked("zstd", frames, cut) == b"one two"


@pytest.mark.parametrize("padding", [b"\0" * 600, b"<!-- served in 3 ms -->"])
def test_padding_behind_the_end_is_ignored(padding: bytes) -> None:
    assert unpacked("gzip", gzip.compress(b"words") + padding) == b"words"
    assert unpacked("zstd", zstd.compress(b"words") + padding) == b"words"
    assert unpacked("deflate", zlib.compress(b"words") + padding) == b"words"


@pytest.mark.parametrize(
    ("coding", "member"), [("gzip", gzip.compress(b"", mtime=0)), ("zstd", b"\x50\x2a\x4d\x18\0\0\0\0")]
)
def test_members_are_counted(coding: str, member: bytes) -> None:
    assert unpacked(coding, member * MAX_MEMBERS) == b""
    with pytest.raises(UnpackError, match="more than"):
        unpacked(coding, member * (MAX_MEMBERS + 1))


@every_coding
def test_bomb_is_given_out_in_small_pieces(coding: str, pack: Pack) -> None:
    unpack = unpacker(coding)
    assert unpack is not None
    pieces = unpack.pieces(pack(bytes(20_000_000)))
    assert all(len(next(pieces)) <= 2 * STEP for _ in range(50))


def test_windows_that_would_take_much_memory_are_refused() -> None:
    for window in (23, 24):
        with pytest.raises(UnpackError, match="window"):
            unpacked("br", brotli.compress(bytes(100_000), quality=5, lgwin=window))
    for window in (10, 16, 17, 18, 22):
        assert unpacked("br", brotli.compress(bytes(100_000), quality=5, lgwin=window)) == bytes(100_000)
    wide = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    with pytest.raises(UnpackError):
        unpacked("zstd", wide.compress(bytes(100_000)) + wide.flush())


@pytest.mark.parametrize(
    ("header", "names"),
    [("", ()), ("gzip", ("gzip",)), ("X-GZIP", ("gzip",)), ("identity", ()), ("UTF-8", ()), ("none", ()),
     (" gzip , br", ("gzip", "br")), ("gzip,", ("gzip",)), ("compress", ("compress",))],
)  # fmt: skip
def test_codings_are_read_from_the_header(header: str, names: tuple[str, ...]) -> None:
    assert codings(header) == names


def test_unknown_coding_has_no_unpacker() -> None:
    assert unpacker("compress") is None
    assert unpacker("aes128gcm") is None
