"""How far back the next look goes, where articles are looked for from the newest one.

Articles of one stretch, 4,096 after each other, have a mark in common. So an index that tells what it finds
in no order is asked for so many stretches at a time that it hardly finds more than is wanted.
"""

import math
from dataclasses import dataclass
from typing import Final

BITS: Final = 12
"""An article's stretch is its id without so many of its last bits."""

FIRST: Final = 2
"""Stretches of the first look."""

MOST: Final = 64
"""Stretches of one look at most: the index is asked for each."""

FEW: Final = 20_000
"""Where the index finds no more than so many in all that is left, it is asked for all of that."""

_STEP: Final = 8
"""Where a look found nothing, the next one goes so many times as far."""

_SPARE: Final = 1.3


def stretch_of(article: int) -> int:
    """The article's stretch: they are numbered as articles came."""
    return article >> BITS


def end_of(stretch: int) -> int:
    """The last article that is in the stretch."""
    return (stretch + 1 << BITS) - 1


def mark(stretch: int) -> str:
    """What stands for a stretch."""
    return f"w{stretch}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """So many articles were looked at; those `seen` have the words, and those `found` are wanted."""

    articles: int = 0
    seen: int = 0
    found: int = 0

    def further(self, articles: int, seen: int, found: int) -> "Looked":
        """With one more look."""
        return Looked(articles=self.articles + articles, seen=self.seen + seen, found=self.found + found)


def next_look(looked: Looked, wanted: int, left: int, most: int | None = None) -> int | None:
    """How many of the stretches `left` the next look takes, for `wanted` articles in all; None: all.

    With `most` no more than so many are to be seen in all, about; 0 stretches where they were.
    """
    if not looked.articles:
        return min(FIRST, left)
    spared = FEW if most is None else max(0, most - looked.seen)
    if looked.seen * (left << BITS) <= spared * looked.articles:
        return None
    if most is not None:
        left = min(left, spared * looked.articles // (looked.seen << BITS))
    lacking = (wanted - looked.found) * _SPARE
    further = looked.articles * (lacking / looked.found if looked.found else _STEP)
    return min(math.ceil(further / (1 << BITS)), MOST, left)
