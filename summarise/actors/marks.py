"""Quotation marks: which spans of a text stand in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[“”«»„\"]")
_BREAK = re.compile(r"\n\s*")
_OPENS = {"“", "«", "„"}
_CLOSERS = {"“": '”"', "«": "»", "„": '“”"', '"': '"”'}
_LONGEST = 5_000
_BEFORE_OPENING = " \t\n\u00a0([{—–-/:,‘'"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """Characters [start, end) in marks, marks included; `continues` the span before it."""

    start: int
    end: int
    continues: bool


def marked(text: str) -> Iterator[Marked]:
    """The spans in straight, curly, low or pointed double marks, in order, never overlapping.

    Where a paragraph opens with a mark while the one before was never closed, the earlier span ends with
    its paragraph and the later continues it. Other marks without a partner are left alone.
    """
    opened: int | None = None
    continues = False
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        if opened is None:
            if _opens(text, at, mark):
                opened, continues = at, False
            continue
        if at - opened > _LONGEST:
            opened, continues = (at, False) if _opens(text, at, mark) else (None, False)
        elif _closes(text, at, mark, text[opened]):
            yield Marked(start=opened, end=at + 1, continues=continues)
            opened = None
        elif _opens(text, at, mark):
            pause = _BREAK.search(text, opened, at)
            goes_on = pause is not None and pause.end() == at
            if pause is not None and goes_on:
                end = opened + len(text[opened : pause.start()].rstrip())
                yield Marked(start=opened, end=end, continues=continues)
            opened, continues = at, goes_on


def _opens(text: str, at: int, mark: str) -> bool:
    if mark != '"':
        return mark in _OPENS
    after = text[at + 1 : at + 2]
    return (at == 0 or text[at - 1] in _BEFORE_OPENING) and bool(after) and not after.isspace()


def _closes(text: str, at: int, mark: str, opened: str) -> bool:
    if mark in "”»":
        return mark in _CLOSERS[opened]
    before, after = text[at - 1], text[at + 1 : at + 2]
    if mark == "“" and opened == "“":
        # Some sites close with the opening mark.
        return not before.isspace() and (not after or after in " ,.;:!?)\n\u00a0")
    return mark in _CLOSERS[opened] and (mark == "“" or not before.isspace() or not after or after.isspace())
