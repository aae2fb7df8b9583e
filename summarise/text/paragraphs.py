"""Where paragraphs are: the lines of a text, joined where a line was only wrapped."""

import re

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


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text as trimmed spans, in order.

    A line break ends a paragraph, but for text wrapped at a fixed width, where only an empty line does,
    and for a line that goes on with a small letter in the next.
    """
    lines = [
        (start, end)
        for start, end in (trimmed(text, *match.span()) for match in _LINE.finditer(text))
        if start < end
    ]
    wrapped = _is_wrapped(text, lines)
    found: list[Span] = []
    for start, end in lines:
        if found and _goes_on(text, found[-1], start, wrapped):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _goes_on(text: str, before: Span, start: int, wrapped: bool) -> bool:
    gap = text[before[1] : start]
    if gap.count("\n") > 1 or len(gap) > 8:
        return False
    ended = _ENDED.search(text, max(before[0], before[1] - 6), before[1])
    return wrapped or (text[start].islower() and not ended and not text.startswith(_ADDRESS, start))


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 4:
        return False
    fixed = sum(end - start in _WRAPPED_WIDTH for start, end in lines)
    open_ended = sum(not _ENDED.search(text, max(start, end - 6), end) for start, end in lines)
    return fixed * 10 >= len(lines) * 6 and open_ended * 10 >= len(lines) * 6
