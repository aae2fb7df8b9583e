"""The numbers in a sentence's words: "1,200", "3.2 billion", "two hundred and twenty"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarise.stories.tolls import MAGNITUDES, NUMBERS

_TOKEN: Final = re.compile(
    r"\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+")
_LONGEST = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number and its tokens, `first` to `last`."""

    first: int
    last: int
    value: float


def tokens_of(text: str) -> list[str]:
    """A sentence's words, numbers and marks in small letters."""
    return [token.lower() for token in _TOKEN.findall(text)]


def numbers_of(tokens: Sequence[str], language: str) -> list[Number]:
    """The numbers among the tokens, in order; number words in English alone."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        value = _value(tokens[at], language)
        if value is None:
            at += 1
            continue
        value, last = _grown(tokens, at, value) if language == "en" else (value, at)
        found.append(Number(first=at, last=last, value=value))
        at = last + 1
    return found


def _grown(tokens: Sequence[str], last: int, value: float) -> tuple[float, int]:
    """The number with its million, and with what follows "hundred and"."""
    grown = False
    if (
        tokens[last + 1 : last + 2] == ["-"]
        and tokens[last + 2 : last + 3]
        and tokens[last + 2] in MAGNITUDES
    ):
        value *= MAGNITUDES[tokens[last + 2]]
        last += 2
    while last + 1 < len(tokens) and tokens[last + 1] in MAGNITUDES:
        value *= MAGNITUDES[tokens[last + 1]]
        last, grown = last + 1, tokens[last + 1] in {"hundred", "thousand"}
    behind = tokens[last + 1 : last + 3]
    step = 2 if behind[:1] == ["and"] else 1
    rest = NUMBERS.get(behind[step - 1]) if grown and len(behind) >= step else None
    return (value, last) if rest is None else (value + rest, last + step)


def _value(token: str, language: str) -> float | None:
    if not token[0].isdecimal():
        return NUMBERS.get(token) if language == "en" else None
    if len(token) > _LONGEST:
        return None
    if language == "en":
        plain = token.replace(",", "")
    elif _THOUSANDS.fullmatch(token):
        plain = re.sub(r"\D", "", token)
    else:
        plain = token.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None
