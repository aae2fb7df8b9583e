"""What one report prints of what somebody said, and whether two of them are the same words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from summarise.model import Quote, Report, Speaker

_WORD = re.compile(r"\w+(?:[’'`]\w+)*")
_MOST_WORDS = 400
_SHINGLE = 3
FRAGMENT = 3
"""Quotes of so few words are compared by speaker too."""

_FEW = 8
_SHARED_SHINGLES, _SHARED_SHINGLES_OF_FEW = 0.4, 0.6
_SHARED_WORDS, _SHARED_WORDS_OF_FEW = 0.75, 0.85
_BETWEEN = " … "

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """Characters [start, end) of report number `report`: a quote with all its parts, or a statement.

    `words` are its words in small letters, without the cue that splits it; `spots` is where each stands,
    `shingles` every three in a row. `voices` are who may have said it: the speaker, and for whom.
    """

    report: int
    start: int
    end: int
    kind: Literal["quote", "statement"]
    words: Words
    spots: tuple[tuple[int, int], ...]
    speaker: Speaker | None
    behalf: Speaker | None
    shingles: frozenset[Words]
    voices: frozenset[str]


def wordings(number: int, report: Report) -> Iterator[Wording]:
    """What a report prints of quotes and of statements, in order, without what holds no word."""
    reading = report.reading
    parts: list[Quote] = []
    for one in reading.quotes:
        if parts and parts[-1].quote != one.quote:
            yield from _wording(number, report, "quote", parts)
            parts = []
        parts.append(one)
    yield from _wording(number, report, "quote", parts)
    for one in reading.statements:
        yield from _wording(number, report, "statement", [one])


def _wording(
    number: int, report: Report, kind: Literal["quote", "statement"], parts: Sequence[Quote]
) -> Iterator[Wording]:
    text = report.article.text
    spots = [found.span() for one in parts for found in _WORD.finditer(text, one.start, one.end)][
        :_MOST_WORDS
    ]
    if not spots:
        return
    words = tuple(re.sub("[’`]", "'", text[start:end]).casefold() for start, end in spots)
    speaker = next((one.speaker for one in parts if one.speaker), None)
    behalf = next((one.behalf for one in parts if one.behalf), None)
    yield Wording(
        report=number,
        start=parts[0].start,
        end=parts[-1].end,
        kind=kind,
        words=words,
        spots=tuple(spots),
        speaker=speaker,
        behalf=behalf,
        shingles=frozenset(grams(words, _SHINGLE)),
        voices=frozenset(key for one in (speaker, behalf) if one and (key := one.actor or one.name)),
    )


def grams(words: Words, size: int) -> Iterator[Words]:
    """Every `size` words in a row."""
    return (words[at : at + size] for at in range(len(words) - size + 1))


def are_alike(longer: Wording, shorter: Wording) -> bool:
    """Whether the shorter is the longer's words but for small differences, or some of them.

    Of its words three in four must stand in the longer in their order, and of its threes in a row two in
    five; below eight words nearly all, and from nobody else. Two or three words must stand there as they are,
    from the same voice. One word is never alike.
    """
    count = len(shorter.words)
    if count <= FRAGMENT:
        return (
            count > 1 and bool(longer.voices & shorter.voices) and shorter.words in grams(longer.words, count)
        )
    few = count < _FEW
    if few and longer.voices and shorter.voices and longer.voices.isdisjoint(shorter.voices):
        return False
    shared = len(longer.shingles & shorter.shingles)
    if shared < max(1, (_SHARED_SHINGLES_OF_FEW if few else _SHARED_SHINGLES) * len(shorter.shingles)):
        return False
    common = float(LCSseq.similarity(longer.words, shorter.words))
    return common >= (_SHARED_WORDS_OF_FEW if few else _SHARED_WORDS) * count


def difference(best: Wording, other: Wording, text: str) -> str:
    """The words of `other`, as its article's `text` has them, that `best` lacks, or has others for."""
    found = [
        text[other.spots[edit.dest_start][0] : other.spots[edit.dest_end - 1][1]]
        for edit in LCSseq.opcodes(best.words, other.words)
        if edit.tag in ("replace", "insert")
    ]
    return _BETWEEN.join(found)
