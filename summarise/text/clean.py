"""What of a text is news."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from summarise.text.boilerplate import learned
from summarise.text.notes import (
    after_dateline,
    begins_a_correction,
    heads_a_list,
    is_note_line,
    is_stamp_line,
    kind_of_sentence,
)
from summarise.text.paragraphs import Span, goes_on, lines, paragraphs, trimmed

_ROUGH_END = re.compile(r"[.!?…。！？](?:[\"”’')\]]*\s+(?=\S)|(?<=[。！？])[」』）”]*(?=.))")
_FINAL = re.compile(r"[.!?…,;:。！？][\"”’')\]»」]*$")
_HEADER_LINES = 5
_LISTED = 6
_LONGEST_HEADLINE = 160
_LONGEST_HEADING = 40
_TOP = 3
_OPENING = 160
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """A text's parts as trimmed, sorted spans, none of which overlaps another; the rest is no news."""

    news: tuple[Span, ...]
    corrections: tuple[Span, ...]
    """Corrections, clarifications and editor's notes: for readers, but no part of what happened."""


def news_spans(text: str, recurring: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """The parts of a text that are news, as trimmed spans in order, one or more for each paragraph.

    Left out are lines and sentences that no editor wrote about the event: header lines (title, date and
    address before the story), bylines, datelines, captions and credits, share and sign-up lines, cookie
    and copyright notes, pointers to other articles, corrections, and lines whose
    key (`boilerplate.line_keys`) is among `recurring`. Time is linear in the text's length whatever it holds.
    """
    return parts_of(text, recurring).news


@lru_cache(maxsize=4)
def parts_of(text: str, recurring: frozenset[int] = frozenset()) -> Parts:
    """The news of a text, and its corrections and editor's notes apart."""
    every = lines(text)
    every = every[_header_length(text, every) :]
    every = paragraphs(text, tuple(_kept(text, every, learned(text, recurring))))
    news: list[Span] = []
    corrections: list[Span] = []
    below_heading = False
    for number, (start, end) in enumerate(every):
        heading = _is_heading_of_correction(text[start:end])
        if heading or below_heading or _opens_with_correction(text, start, end):
            corrections.append((start, end))
        else:
            start = after_dateline(text, start, end, top=not news)
            told, amended = _sorted_out(text, start, end, last=number >= len(every) - _TOP)
            news += told
            corrections += amended
        below_heading = heading
    return Parts(news=tuple(news), corrections=tuple(corrections))


def _header_length(text: str, every: Sequence[Span]) -> int:
    """How many lines at the top only say what, when and where the article is."""
    length = 0
    for number, (start, end) in enumerate(every[:_HEADER_LINES]):
        line = text[start:end]
        if is_stamp_line(line):
            length = number + 1
        elif _FINAL.search(line):
            break
    return length


def _kept(text: str, every: Sequence[Span], furniture: frozenset[Span]) -> Iterator[Span]:
    """The lines that are neither notes nor furniture nor in a list of other articles' headlines."""
    listed = 0
    before: Span | None = None
    for start, end in every:
        line = text[start:end]
        continued = before is not None and goes_on(text, before, start)
        if (start, end) in furniture:
            continue
        if not continued and heads_a_list(line):
            listed = _LISTED
        elif listed and len(line) <= _LONGEST_HEADLINE and not _FINAL.search(line):
            listed -= 1
        elif continued or not is_note_line(line):
            listed = 0
            before = (start, end)
            yield before


def _is_heading_of_correction(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not _FINAL.search(line) and begins_a_correction(f"{line}:")


def _opens_with_correction(text: str, start: int, end: int) -> bool:
    opening = text[start : min(end, start + _OPENING)]
    return opening[0] not in "([" and begins_a_correction(opening)


def _sorted_out(text: str, start: int, end: int, last: bool) -> tuple[list[Span], list[Span]]:
    """A paragraph's news, and its correction, which goes on to its end unless it stands in brackets.

    Authors are introduced in the last paragraphs alone.
    """
    news: list[Span] = []
    corrections: list[Span] = []
    begin = stop = start
    for left, right in pairwise((start, *(m.end() for m in _ROUGH_END.finditer(text, start, end)), end)):
        kind = kind_of_sentence(text[left:right].strip(), last)
        if kind != "news":
            news += _some(text, begin, stop)
            begin = right
        if kind == "correction" and not _IN_BRACKETS.fullmatch(text[left:right].strip()):
            return news, [*corrections, *_some(text, left, end)]
        if kind == "correction":
            corrections += _some(text, left, right)
        stop = right
    return news + _some(text, begin, stop), corrections


def _some(text: str, start: int, end: int) -> list[Span]:
    span = trimmed(text, start, end)
    return [span] if span[0] < span[1] else []
