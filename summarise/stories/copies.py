"""Wire copy: reports that say the same words are one source, however many outlets print them.

Near-duplicates are found by MinHash over word shingles (Broder 1997): where a part p of two texts' shingles
is common, about a part p of their signatures is.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final
from zlib import crc32

from summarise.model import Trace
from summarise.text.words import tokens

SHINGLE: Final = 4
"""Words of one shingle."""

SIGNATURE: Final = 48
"""Numbers of a signature."""

FEWEST: Final = 12
"""Shingles from which on a text has a signature: two short ones may be the same by chance."""

COPIED: Final = 0.5
"""From this part of common shingles on, one text copies the other: a new lead or cut does not hide it."""

_COMPARED: Final = 20
_LONGEST = 20_000
_PRIME: Final = (1 << 31) - 1


def signature_of(text: str) -> tuple[int, ...]:
    """The text's MinHash, of its first 20,000 characters; empty for a text of a few words.

    The same on every machine and in every run.
    """
    told = tokens(text[:_LONGEST])
    shingles = {" ".join(told[at : at + SHINGLE]) for at in range(len(told) - SHINGLE + 1)}
    if len(shingles) < FEWEST:
        return ()
    import numpy as np  # 14 MB that only workers need

    factors, shifts = _drawn()
    hashed = np.fromiter(map(_hashed, shingles), dtype=np.uint64, count=len(shingles)) % np.uint64(_PRIME)
    mixed = (hashed[:, None] * factors + shifts) % np.uint64(_PRIME)
    return tuple(mixed.min(axis=0).tolist())


@lru_cache(maxsize=1)
def _drawn() -> tuple[Any, Any]:
    """The factors and shifts that mix the hashes, ever the same."""
    import numpy as np

    drawn = np.random.default_rng(1997)
    factors = drawn.integers(1, _PRIME, SIGNATURE, dtype=np.uint64)
    return factors, drawn.integers(0, _PRIME, SIGNATURE, dtype=np.uint64)


def _hashed(shingle: str) -> int:
    return crc32(shingle.encode("utf-8", "replace"))


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """About which part of two texts' shingles is common, by their signatures; 0 where one has none."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / len(one)


def sources(traces: Sequence[Trace]) -> tuple[tuple[Trace, ...], ...]:
    """The story's independent sources, in order of their first report: each with its copies and updates.

    Reports are of one source where one outlet has them, or where their texts are nearly the same; so is what
    hangs together by such pairs. The number of sources tells how well a story is corroborated.
    """
    ordered = sorted(traces, key=lambda trace: (trace.at, trace.article))
    origin = list(range(len(ordered)))

    def root(number: int) -> int:
        while origin[number] != number:
            origin[number] = number = origin[origin[number]]
        return number

    def unite(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        origin[second] = first

    outlets: dict[str, int] = {}
    bands: dict[tuple[int, int], list[int]] = {}
    for number, trace in enumerate(ordered):
        unite(outlets.setdefault(trace.outlet, number), number)
        for band in enumerate(trace.signature):
            fellows = bands.setdefault(band, [])
            # those that share a number and are of one source need one comparison
            for fellow in {root(known): known for known in fellows}.values():
                if root(fellow) != root(number) and (
                    resemblance(ordered[fellow].signature, trace.signature) >= COPIED
                ):
                    unite(fellow, number)
            if len(fellows) < _COMPARED:
                fellows.append(number)
    grouped: dict[int, list[Trace]] = {}
    for number, trace in enumerate(ordered):
        grouped.setdefault(root(number), []).append(trace)
    return tuple(tuple(group) for group in grouped.values())
