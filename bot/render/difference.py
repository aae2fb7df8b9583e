"""How one line of text differs from another, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

MOST_WORDS: Final = 200
"""Of each text; what comes after is not compared. Bounds the time, which grows with their product."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A run of words that both texts have, that only the old one has, or only the new one."""

    kind: Literal["same", "gone", "new"]
    text: str


def difference(old: str, new: str) -> tuple[Change, ...]:
    """What was changed, in reading order: words that went stand before those in their place.

    All but the gone words make the new text and all but the new ones the old, white space aside. A short word
    that alone stays between changes counts as changed too: "of" is no thread to read by.
    """
    before, after = old.split()[:MOST_WORDS], new.split()[:MOST_WORDS]
    return tuple(_changes(before, after))


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    gone: list[str] = []
    added: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        at_an_end = a == 0 or b == len(before)
        if kind == "equal" and (b - a > 1 or at_an_end or not _slight(before[a])):
            yield from _flushed(gone, added)
            gone, added = [], []
            yield Change(kind="same", text=" ".join(before[a:b]))
        else:
            gone += before[a:b]
            added += after[c:d]
    yield from _flushed(gone, added)


def _slight(word: str) -> bool:
    """Whether the word says little by itself: "of", "in", a dash."""
    return len(word) <= _SLIGHT


_SLIGHT: Final = 3


def _flushed(gone: list[str], added: list[str]) -> Iterator[Change]:
    if gone:
        yield Change(kind="gone", text=" ".join(gone))
    if added:
        yield Change(kind="new", text=" ".join(added))
