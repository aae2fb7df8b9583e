"""The bomb holds what it says, in as little as it says."""

import gzip
from io import BytesIO

from benchmarks.hostile_bodies import gzip_bomb


def test_the_bomb_unpacks_to_its_size_from_a_thousandth() -> None:
    size = 1 << 24
    packed = gzip_bomb(size)
    assert len(packed) < size / 900
    with gzip.open(BytesIO(packed)) as body:
        unpacked = body.read()
    assert len(unpacked) == size
    assert unpacked.startswith(b"<?xml")
