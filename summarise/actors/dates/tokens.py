"""A sentence as a string of kinds, one letter a word, so that one grammar of dates fits every language."""

import re
from dataclasses import dataclass
from typing import Final

from summarise.actors.dates.tongue import Tongue

_TOKEN: Final = re.compile(
    r"(?<!\d)\d{1,9}(?:[.,:/-]\d{1,9})*(?:-?[^\W\d_]{1,12}(?![^\W_]))?|[^\W\d_][^\W_]*(?:[\u064b-\u0652][^\W_]*)*|[^\w\s]"
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)t?")
_NUMERIC: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_SHORT: Final = re.compile(r"(\d\d?)([./])(\d\d?)\2(\d\d)")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})(?=\.(?!\d))")
_RANGE: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_ORDINAL: Final = re.compile(r"(\d{1,2})(-?[^\W\d_]+)")
_MONTH_BEFORE: Final = re.compile(r"(?:[Mb]\.?|[Mb]\.?[DO],)\Z")
_MONEY: Final = frozenset("$€£¥₽₴#№")
_NO_DAY: Final = frozenset("%€$£₽₴")
_OLD_YEAR: Final = re.compile(r"1[0-8]\d\d(?!\d| ?(?:gmt|utc|hrs|hours|local)\b)")
_BEFORE_FIGURES: Final = frozenset("oiuUXjJrWw,AaE(")
_APOSTROPHES: Final = frozenset("'’")
_ELIDED: Final = frozenset("faAtiuo")
_LAST_YEAR: Final = 2199
_LEAST_YEAR: Final = 1900
_NEVER: Final = 9999
"""The year that registers write where there is no end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """`kinds[n]` is the kind of the token at `spans[n]`, whose number is `numbers[n]`.

    Beside kinds.KINDS: D a figure that may be a day (its number), O one with an ordinal's ending, R a range
    of days (first * 100 + last), Y a year, I a whole date (year * 10,000 + month * 100 + day; a year of 22 is
    one of two figures, 0 is none), # another figure, x another word; punctuation stands for itself.
    """

    kinds: str
    spans: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]


def tokens_of(sentence: str, small: str, tongue: Tongue, month_first: bool) -> Tokens:
    """The tokens of a sentence; `small` is the same in small letters, as long.

    `month_first`: whether 5/26/2022 is known, and 5/6/2022 therefore unclear.
    """
    words, phrases = tongue.words, tongue.phrases
    spans = [found.span() for found in _TOKEN.finditer(small)]
    kinds: list[str] = []
    numbers: list[int] = []
    kept: list[tuple[int, int]] = []
    skip = 0
    for at, (start, end) in enumerate(spans):
        if skip:
            skip -= 1
            continue
        token = small[start:end]
        kind, number = words.get(token) or ("x", 0)
        if token[0].isdecimal():
            kind, number = _figure_at(small, (start, end), kinds, tongue, month_first)
        elif token in phrases:
            further = _phrase(small, spans, at, tongue)
            if further:
                skip, (kind, number) = further
                end = spans[at + skip][1]
        elif not token[0].isalpha():
            kind = token[0] if kind == "x" else kind
        if token in _APOSTROPHES and kinds and kinds[-1] in _ELIDED:
            continue
        if kind in "MWbwT" and not _cased(sentence, start, kind, tongue):
            kind = "x"
        kinds.append(kind)
        numbers.append(number)
        kept.append((start, end))
    return Tokens(kinds="".join(kinds), spans=tuple(kept), numbers=tuple(numbers))


def _phrase(
    small: str, spans: list[tuple[int, int]], at: int, tongue: Tongue
) -> tuple[int, tuple[str, int]] | None:
    for rest, word in tongue.phrases[small[slice(*spans[at])]]:
        following = spans[at + 1 : at + 1 + 2 * len(rest)]
        said = [(n, small[s:e]) for n, (s, e) in enumerate(following, 1) if small[s:e] not in {"-", "‑"}]
        if tuple(each for _, each in said[: len(rest)]) == rest:
            return said[len(rest) - 1][0], word
    return None


def _cased(sentence: str, start: int, kind: str, tongue: Tongue) -> bool:
    if kind == "T":
        return not tongue.small_tomorrow or sentence[start].islower() or not sentence[:start].strip(" \"„»“'")
    return not tongue.capital or sentence[start].isupper()


def _priced(small: str, start: int, end: int) -> bool:
    return (start > 0 and small[start - 1] in _MONEY) or small[end : end + 1] in _NO_DAY


def _figure_at(
    small: str, span: tuple[int, int], kinds: list[str], tongue: Tongue, month_first: bool
) -> tuple[str, int]:
    start, end = span
    kind, number = _figure(small[start:end], tongue, month_first)
    if kind in "DR" and _priced(small, start, end):
        return "#", number
    if kind == "#" and kinds:
        return _in_its_place(small, span, kinds, tongue, month_first) or (kind, number)
    return kind, number


def _in_its_place(
    small: str, span: tuple[int, int], kinds: list[str], tongue: Tongue, month_first: bool
) -> tuple[str, int] | None:
    """What its neighbours make a date: the year in "4 July 1776", the days in "am 26.4." and "on 26/4/22"."""
    start, end = span
    before = "".join(kinds[-3:])
    if _MONTH_BEFORE.search(before) and _OLD_YEAR.match(small, start) and end - start == 4:
        listed = before[-1] == "," and small[end : end + 1] == " "
        return None if listed else ("Y", int(small[start:end]))
    expected = before[-1] in _BEFORE_FIGURES
    if (found := _SHORT.fullmatch(small, start, end)) and (expected or not month_first):
        return _numeric(int(found[1]), int(found[3]), int(found[4]), month_first and found[2] != ".")
    if expected and tongue.dotted and (found := _DOTTED.match(small, start, end + 2)) and found.end() == end:
        return "I", _packed(0, int(found[2]), int(found[1]))
    return None


def _figure(token: str, tongue: Tongue, month_first: bool) -> tuple[str, int]:
    if token.isdecimal():
        number = int(token)
        if len(token) <= 2:
            return ("D", number) if 1 <= number <= 31 else ("#", number)
        is_year = _LEAST_YEAR <= number <= _LAST_YEAR or number == _NEVER
        return ("Y", number) if len(token) == 4 and is_year else ("#", number)
    if found := _ISO.fullmatch(token):
        return "I", _packed(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(token):
        return _numeric(int(found[1]), int(found[3]), int(found[4]), month_first and found[2] != ".")
    if found := _RANGE.fullmatch(token):
        first, last = int(found[1]), int(found[2])
        return ("R", first * 100 + last) if 1 <= first < last <= 31 else ("#", 0)
    if (found := _ORDINAL.fullmatch(token)) and found[2] in tongue.ordinals and 1 <= int(found[1]) <= 31:
        return "O", int(found[1])
    return "#", 0


def _numeric(one: int, other: int, year: int, month_first: bool) -> tuple[str, int]:
    """Day, month and year, or month, day and year where both are usual and only one can be."""
    if not month_first or one > 12 or one == other:
        return "I", _packed(year, other, one)
    return ("I", _packed(year, one, other)) if other > 12 else ("#", 0)


def _packed(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day
