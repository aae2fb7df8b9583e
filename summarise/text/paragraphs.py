"""Where paragraphs are: the lines of a text, joined where a line was only wrapped."""

import re
from collections.abc import Sequence

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:;]['\"”’)\]»]*$")
_ADDRESS = ("http", "www.")
_WRAPPED_WIDTH = range(45, 101)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space around it; empty at `start` where nothing is left."""
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return begin, max(begin, start + len(piece.rstrip()))


def lines(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold something, as trimmed spans, in order.

    Of text wrapped at a fixed width, where only an empty line ends a paragraph, the paragraphs.
    """
    every = tuple(
        (start, end)
        for start, end in (trimmed(text, *match.span()) for match in _LINE.finditer(text))
        if start < end
    )
    if not _is_wrapped(text, every):
        return every
    found: list[Span] = []
    for start, end in every:
        if found and _is_near(text[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def paragraphs(text: str, kept: Sequence[Span]) -> tuple[Span, ...]:
    """The lines that were kept, each joined with the next where that only goes on, with a small letter."""
    found: list[Span] = []
    for start, end in kept:
        if found and goes_on(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def goes_on(text: str, before: Span, start: int) -> bool:
    """Whether the line from `start` only continues the one before it."""
    if not text[start].islower() or text.startswith(_ADDRESS, start):
        return False
    ended = _ENDED.search(text, max(before[0], before[1] - 6), before[1])
    return not ended and _is_near(text[before[1] : start])


def _is_near(gap: str) -> bool:
    return len(gap) <= 8 and gap.count("\n") <= 1


def _is_wrapped(text: str, every: Sequence[Span]) -> bool:
    if len(every) < 4:
        return False
    fixed = sum(end - start in _WRAPPED_WIDTH for start, end in every)
    open_ended = sum(not _ENDED.search(text, max(start, end - 6), end) for start, end in every)
    return fixed * 10 >= len(every) * 6 and open_ended * 10 >= len(every) * 6
