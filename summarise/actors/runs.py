"""Capitalised sequences that could be people's names."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from summarise.actors.callings import BODIES, CALLINGS, PLACES, SURNAMES_TOO, TIMES
from summarise.actors.lexicon import GIVEN_NAMES, NO_NAMES, OPENERS
from summarise.actors.neighbours import begins_sentence, preceded_by, small
from summarise.text.words import stop_words

_CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽА-ЯЁІЇЄҐ]"
_WORD: Final = rf"{_CAPITAL}(?:\.(?:{_CAPITAL}\.)*|[\w’'-]*)"
_PARTICLE: Final = r"(?:al|bin|da|das|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|von|zu|y|e)"
_SEQUENCE: Final = re.compile(rf"(?<![\w@#./’'-]){_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,5}}")
_TOKEN: Final = re.compile(r"\S+")
_POSSESSIVE: Final = re.compile(r"(?:[’'ʼ`´]s?|s[’'])\Z")
_GENERATIONS: Final = frozenset({"Jr", "Sr", "II", "III", "IV"})
_LONGEST_NAME, _LONGEST_RUN = 60, 120
_MOST_TOKENS, _FEWEST_TOKENS = 5, 2
_MOST_LOOKED_AT, _SHORTEST = 300, 3
_NEVER_ALONE: Final = (GIVEN_NAMES, NO_NAMES, OPENERS, TIMES, BODIES, PLACES, CALLINGS, stop_words("en"))


class Spanned(Protocol):
    """Anything that stands at [start, end) of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Run(NamedTuple):
    """Capitalised words at [start, end), the `callings` before them left out."""

    start: int
    end: int
    tokens: tuple[str, ...]
    called: bool
    suffix: str = ""

    @property
    def name(self) -> str:
        """The whole name, "Jr." and its like included."""
        return " ".join(self.tokens) + self.suffix


def runs(text: str, hits: Sequence[Spanned]) -> Iterator[Run]:
    """The capitalised sequences that could be names, without what precedes them, apart from the hits.

    At most 300 of several words.
    """
    at, taken, looked_at, most = 0, 0, 0, len(hits)
    for found in _SEQUENCE.finditer(text):
        start, end = found.span()
        while at < most and hits[at].start < end:
            taken = hits[at].end
            at += 1
        if start < taken:
            start = (text.find(" ", taken, end) + 1) or end
        if start >= end or end - start > _LONGEST_RUN:
            continue
        words = text[start:end]
        if " " not in words:
            if name := _alone(words):
                yield Run(start=start, end=start + len(name), tokens=(name,), called=False)
        elif not words.isupper() and (run := _run(text, start, words)):
            yield run
            looked_at += 1
            if looked_at >= _MOST_LOOKED_AT:
                return


@lru_cache(maxsize=20_000)
def _alone(word: str) -> str:
    """A capitalised word without its possessive where it could be a surname; else empty."""
    bare = small(word)
    name = _POSSESSIVE.sub(_kept_s, word)
    if len(bare) < _SHORTEST or not name[:1].isupper() or name.isupper() or name.endswith("."):
        return ""
    return "" if any(bare in words for words in _NEVER_ALONE) else name


def _kept_s(found: re.Match[str]) -> str:
    return "s" if found[0].startswith("s") else ""


def _run(text: str, start: int, words: str) -> Run | None:
    """The name in a capitalised sequence: without an opening word, a possessor and callings before it."""
    end = start + len(words)
    tokens = [(found[0], start + found.start(), start + found.end()) for found in _TOKEN.finditer(words)]
    called = False
    first = 0
    for number, (token, at, _) in enumerate(tokens):
        if number < len(tokens) - 1 and _POSSESSIVE.search(token):
            first, called = number + 1, False
        elif leads := _leads(text, small(token), at):
            first, called = number + 1, leads == "calling"
    if first >= len(tokens):
        return None
    suffix = ""
    if len(tokens) - first > _FEWEST_TOKENS and tokens[-1][0].rstrip(".") in _GENERATIONS:
        suffix = f" {tokens.pop()[0]}"
        end = tokens[-1][2]
    last, _, _ = tokens[-1]
    plain = _POSSESSIVE.sub(_kept_s, last)
    end -= len(last) - len(plain)
    names = (*(token for token, _, _ in tokens[first:-1]), plain)
    begin = tokens[first][1]
    if len(names) == 1 and not _alone(names[0]):
        return None
    if not names[-1] or end - begin > _LONGEST_NAME or len(names) > _MOST_TOKENS or not _may_be_name(names):
        return None
    if first == 0:
        called = small(preceded_by(text, begin)) in CALLINGS
    return Run(start=begin, end=end + len(suffix), tokens=names, called=called, suffix=suffix)


def _leads(text: str, bare: str, at: int) -> str:
    """What a word before a name is: a "calling", an "other" word that is no part of the name, or nothing."""
    if bare in CALLINGS:
        return "calling"
    if bare in NO_NAMES or bare in TIMES:
        return "other"
    opening = bare in OPENERS or bare in stop_words("en") or bare.endswith(("ing", "ly"))
    return "other" if opening and bare not in GIVEN_NAMES and begins_sentence(text, at) else ""


def _may_be_name(names: Sequence[str]) -> bool:
    last = names[-1]
    if len(last) < _FEWEST_TOKENS or last.endswith(".") or (last.isupper() and len(last) > 1):
        return False
    bare = [small(name) for name in names]
    if not TIMES.isdisjoint(bare[1:]) or not NO_NAMES.isdisjoint(bare[1:]):
        return False
    if BODIES.isdisjoint(bare) and PLACES.isdisjoint(bare):
        return True
    return len(bare) == _FEWEST_TOKENS and bare[0] in GIVEN_NAMES and bare[1] in SURNAMES_TOO
