"""Where things stand in a chart: heights to read by, stretches to name, names beside their lines (pure)."""

import textwrap
from collections.abc import Sequence
from typing import Final

from bot.charts.chart import Series

MOST_TICKS, MOST_TICKS_BESIDE_NAMES = 6, 5
"""How many stretches are named below the lines: as many as a phone has room for."""

_STEPS: Final = (1, 2, 5)


def heights(highest: int, most: int = 4) -> tuple[int, ...]:
    """Round whole numbers from 0 to the first that is not below `highest`, about `most` steps apart."""
    step, power = 1, 1
    while True:
        for one in _STEPS:
            step = one * power
            if -(-max(highest, 1) // step) <= most:
                return tuple(range(0, -(-max(highest, 1) // step) * step + 1, step))
        power *= 10


def named_stretches(count: int, most: int = MOST_TICKS) -> tuple[int, ...]:
    """Which of so many stretches are named: the last one, and others at even distance before it."""
    step = max(1, -(-count // most))
    return tuple(sorted(range(count - 1, -1, -step)))


def lines_of(name: str, width: int = 14, most: int = 2) -> str:
    """The name in at most so many lines of about so many characters, cut between words with an ellipsis."""
    lines = textwrap.wrap(name, width, break_long_words=False)
    return "\n".join([*lines[: most - 1], lines[most - 1] + "…"] if len(lines) > most else lines)


def apart(wanted: Sequence[float], room: Sequence[float], lowest: float, highest: float) -> tuple[float, ...]:
    """Where things of these heights stand, each as near as may be to where it is wanted, none over another.

    All stand between `lowest` and `highest`, where there is room for them.
    """
    order = sorted(range(len(wanted)), key=lambda one: (wanted[one], one))
    placed = [0.0] * len(wanted)
    floor = lowest
    for one in order:
        placed[one] = max(wanted[one], floor + room[one] / 2)
        floor = placed[one] + room[one] / 2
    ceiling = highest
    for one in reversed(order):
        placed[one] = min(placed[one], ceiling - room[one] / 2)
        ceiling = placed[one] - room[one] / 2
    return tuple(placed)


def peak(series: Series) -> int:
    """The place of the highest count, the latest of several."""
    return max(range(len(series.counts)), key=lambda at: (series.counts[at], at))
