"""Words and phrases found in a text as whole words, whatever their case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from summarise.actors.fold import folded_name

LONGEST_TEXT: Final = 100_000
LONGEST, MOST_WORDS = 200, 20
"""Characters of a text and of a keyword, and words of a keyword, that are read."""

_WITHOUT_SPACES: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # ideographs from here on
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_MOSTLY_ASCII: Final = 1.2
"""Bytes for each character (UTF-8), below which few are anything else."""

_AFTER_LETTER: Final = re.compile(r"(?<=[^\W\d_])[+#]+")
_SYMBOLS: Final = {ord("+"): "\x01", ord("#"): "\x02"}
"""Signs that count after a letter, as words of their own, and what stands for them."""

_ODD: Final = re.compile("[^\0-\x7f]+")
_AT_ONCE: Final = 4_000
"""Characters in which matches are looked for together, as each of them takes memory."""


def matches(keywords: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those keywords that stand in the text, in their order; see Keywords."""
    found = Keywords(keywords).found(text)
    return tuple(keyword for keyword in keywords if keyword in found)


class Keywords:
    """Many keywords, looked for in one pass whose time grows with the text alone.

    A keyword is a word or a phrase and matches as such: "assad" is not in "ambassador". Case, accents,
    punctuation and runs of white space count for nothing, but for + and # after a letter: "C++" is not in
    "vitamin C", while "Disney" is in "Disney+". With a * at its end it is also the beginning of a
    word: "sanction*". Each ideograph, kana, and letter of Thai, Lao, Khmer and Burmese, which put no space
    between words, counts as a word. Of a keyword without any letter or digit nothing is found.
    """

    def __init__(self, keywords: Iterable[str]) -> None:
        written: dict[str, list[str]] = {}
        for keyword in dict.fromkeys(keywords):
            if pattern := _pattern(keyword):
                written.setdefault(pattern, []).append(keyword)
        self._written = list(written.values())
        self._longest = max(map(len, written), default=0)
        self._automaton = AhoCorasick(list(written), matchkind=MatchKind.Standard)

    def found(self, text: str) -> frozenset[str]:
        """The keywords, as they were given, that stand in the first 100,000 characters of the text."""
        if not self._written:
            return frozenset()
        numbers: set[int] = set()
        for piece in frozenset(_pieces(_spaced(text[:LONGEST_TEXT]), self._longest)):
            hits = self._automaton.find_matches_as_indexes(piece, overlapping=True)
            numbers.update(number for number, _, _ in hits)
        return frozenset(keyword for number in numbers for keyword in self._written[number])


def _pattern(keyword: str) -> str:
    """What is looked for: words between spaces, without the last space where the last word may go on."""
    bare = keyword[:LONGEST].rstrip()
    words = _spaced(bare.rstrip("*")).split()[:MOST_WORDS]
    if not words:
        return ""
    return f" {' '.join(words)}" + ("" if bare.endswith("*") else " ")


def _pieces(spaced: str, longest: int) -> Iterator[str]:
    """The text in pieces that overlap by the longest keyword."""
    for start in range(0, max(1, len(spaced) - longest), _AT_ONCE):
        yield spaced[start : start + _AT_ONCE + longest]


def _spaced(text: str) -> str:
    """The text's words, folded, each with one space before and after it."""
    if "+" in text or "#" in text:
        text = _AFTER_LETTER.sub(lambda found: found[0].translate(_SYMBOLS), text)
    if len(text.encode("utf-8", "surrogatepass")) < len(text) * _MOSTLY_ASCII:
        # what is ASCII alone is translated ten times as fast, and nothing is altered by being folded twice
        text = _ODD.sub(lambda found: found[0].translate(_TABLE), text)
    return f" {' '.join(text.translate(_TABLE).split())} "


class _Table(dict[int, str]):
    """By code point what stands for it. Fills itself: each is looked at once in a process's life."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(map(_part_of_word, folded_name(folded_name(chr(code)))))
        return self[code]


def _part_of_word(one: str) -> str:
    """The character where it is part of a word, else a space; nothing for what cannot be seen."""
    if one in _SYMBOLS.values() or any(first <= ord(one) <= last for first, last in _WITHOUT_SPACES):
        return f" {one} "
    kind = unicodedata.category(one)
    if kind == "Cf":
        return ""
    return one if kind[0] in "LMN" else " "


_TABLE: Final = _Table()
