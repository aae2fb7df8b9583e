"""How FTS5's index is laid out: the record of its levels, read, and written again without empty ones.

Its format is told in SQLite's `ext/fts5/fts5_index.c`, “Structure Record”: four bytes that change with the
settings; how many levels, segments and writes; of each level, how many segments are being merged and how many
there are; of each segment, three numbers. A file's format is one that later versions of SQLite read, too.
"""

from dataclasses import dataclass, replace
from typing import Final

_COOKIE: Final = 4
_LONGEST: Final = 8
"""Bytes of a number at most: nobody writes 2**56 times."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of segments, each three numbers; so many of them, the oldest, are being merged."""

    merging: int
    segments: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Levels:
    """The whole record."""

    cookie: bytes
    writes: int
    levels: tuple[Level, ...]

    @property
    def merging(self) -> bool:
        """Whether a merge was begun that is not over."""
        return any(level.merging for level in self.levels)

    def shortened(self, most: int) -> "Levels":
        """The same without the empty levels on top, and of others without the highest, until `most` are left.

        No more are left than that or have segments. What is merged into the level on top keeps no note of
        what was deleted: below another, it might stand in that.
        """
        kept = list(self.levels)
        while kept and not kept[-1].segments:
            kept.pop()
        for place in reversed(range(len(kept))):
            if len(kept) > most and not kept[place].segments:
                del kept[place]
        return replace(self, levels=tuple(kept))


def read(record: bytes) -> Levels | None:
    """What the record says; None where it is laid out in another way than is known here."""
    try:
        numbers = _numbers(record[_COOKIE:])
        numbers.reverse()
        many, _, writes = numbers.pop(), numbers.pop(), numbers.pop()
        levels = []
        for _ in range(many):
            merging, held = numbers.pop(), numbers.pop()
            levels.append(
                Level(
                    merging=merging,
                    segments=tuple((numbers.pop(), numbers.pop(), numbers.pop()) for _ in range(held)),
                )
            )
    except (IndexError, ValueError):
        return None
    said = Levels(cookie=record[:_COOKIE], writes=writes, levels=tuple(levels))
    return said if not numbers and written(said) == record else None


def written(said: Levels) -> bytes:
    """The record that says this."""
    numbers = [len(said.levels), sum(len(level.segments) for level in said.levels), said.writes]
    for level in said.levels:
        numbers += [level.merging, len(level.segments)]
        for segment in level.segments:
            numbers += segment
    return said.cookie + b"".join(map(_bytes, numbers))


def _numbers(held: bytes) -> list[int]:
    """SQLite's numbers, one after another: seven bits a byte, of which all but the last begin with 1."""
    numbers, number, length = [], 0, 0
    for byte in held:
        number, length = number << 7 | byte & 0x7F, length + 1
        if length > _LONGEST:
            raise ValueError
        if byte < 0x80:
            numbers.append(number)
            number, length = 0, 0
    if length:
        raise ValueError
    return numbers


def _bytes(number: int) -> bytes:
    held = [number & 0x7F]
    while number := number >> 7:
        held.append(number & 0x7F | 0x80)
    return bytes(reversed(held))
