"""The colours of charts: a dark card of its own, so that a picture looks the same in every theme (pure).

Text has a contrast of at least 4.5 against the card, lines and marks of at least 3 (WCAG 2.2, 1.4.3, 1.4.11).
The lines differ as much for people who see fewer colours, and by their marks.
"""

from typing import Final

CARD: Final = "#1a2130"
GRID: Final = "#39445a"
"""Lines to read heights by: meant to stay behind."""
AXIS: Final = "#8793a8"
TEXT: Final = "#f4f6fa"
QUIET: Final = "#bcc5d4"
"""Text beside the point: the stretches of time, the heights, the note."""

LINES: Final = ("#4da3ff", "#ffc233", "#f0568c", "#a8f0b0", "#e8ecf4")
MARKS: Final = ("o", "s", "^", "D", "v")
"""Matplotlib's names of what stands at each point of a line."""


def contrast(one: str, other: str) -> float:
    """How much two colours ("#rrggbb") differ in luminance, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
