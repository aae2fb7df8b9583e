"""What is summarised: articles as their sentences, and which of these are compared with one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

MOST_CANDIDATES: Final = 150
"""Sentences compared: the first of each article, then each second one, and so on."""

LONGEST: Final = 1_000
"""Characters of a sentence: what is longer was never one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One article: its title, its language (ISO 639-1) and its sentences in order.

    `favour` is what each sentence earns beforehand, in the units of `Weights`; nothing where it is empty.
    """

    title: str
    language: str
    sentences: tuple[str, ...]
    favour: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """The sentence `at` of the article `copy`; `again` are the others that have it letter for letter."""

    copy: int
    at: int
    text: str
    again: tuple[int, ...]


def candidates(copies: Sequence[Copy], most: int = MOST_CANDIDATES) -> tuple[Candidate, ...]:
    """The sentences that are compared, by article and place; what comes again counts where it came first."""
    places: dict[str, tuple[int, int]] = {}
    again: dict[str, dict[int, None]] = {}
    for copy, at, text in _in_turns(copies):
        if text in places:
            again.setdefault(text, {})[copy] = None
        elif len(places) < most:
            places[text] = (copy, at)
    return tuple(
        Candidate(copy=copy, at=at, text=text, again=tuple(c for c in again.get(text, ()) if c != copy))
        for text, (copy, at) in sorted(places.items(), key=lambda item: item[1])
    )


def _in_turns(copies: Sequence[Copy]) -> Iterator[tuple[int, int, str]]:
    """The first sentence of each article, then each second one, and so on; no more of one than can matter."""
    longest = max((len(copy.sentences) for copy in copies), default=0)
    for at in range(longest):
        for number, copy in enumerate(copies):
            for text in islice(copy.sentences, at, at + 1):
                if len(text) <= LONGEST:
                    yield number, at, text
