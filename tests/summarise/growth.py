"""Work whose time grows with its text alone, told from work that takes the square of it."""

import time
from collections.abc import Callable, Iterable
from typing import Final

_LEAST: Final = 0.004
"""Seconds of which the clock says little."""

_SLACK: Final = 10
"""Times longer that four times the text may take: its square takes sixteen times as long."""

_MOST: Final = 2.0
"""Seconds that a text of four times the length may take at all, on a busy machine."""


def disproportionate(work: Callable[[str], object], pieces: Iterable[str], length: int) -> list[str]:
    """The pieces with which a text of 4 × `length` characters takes the work longer than it may.

    The time is the processor's (seconds). What seems too slow is tried three times: a process may be held up.
    """
    return [piece for piece in pieces if all(_drags(work, piece, length) for _ in range(3))]


def _drags(work: Callable[[str], object], piece: str, length: int) -> bool:
    short, long = (_seconds(work, piece * (size // len(piece) + 1)) for size in (length, 4 * length))
    return long > min(_MOST, _SLACK * max(_LEAST, short))


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun
