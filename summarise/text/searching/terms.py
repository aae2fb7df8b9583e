"""The terms by which a text is found: every word's stem in its language, without its diacritics."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summarise.text.words import is_unspaced, stemmer, tokens

LONGEST_TEXT: Final = 20_000
"""Characters of a text that are looked at; the rest of it is not found."""

LONGEST_TITLE: Final = 500

STEMMED: Final = ("en", "de", "es", "fr", "it", "nl", "pt", "pl", "ru", "ar")
"""Languages whose words are stemmed; those of others are found in the form in which they stand."""

_MOST_TERMS: Final = 50_000
_OTHERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """What an article is found by: the terms of its title and of its text, in order, and `marks` beside them.

    A mark holds letters and digits, so that no term is one.
    """

    title: tuple[str, ...]
    text: tuple[str, ...]
    marks: tuple[str, ...] = ()


def sought(title: str, text: str, language: str, marks: tuple[str, ...] = ()) -> Sought:
    """What an article in this language (ISO 639-1) is found by."""
    return Sought(
        title=terms(title[:LONGEST_TITLE], language), text=terms(text[:LONGEST_TEXT], language), marks=marks
    )


def terms(text: str, language: str) -> tuple[str, ...]:
    """The term of every word and number, stop words included, in order; Han and Kana runs as pairs."""
    return tuple(map(terms_in(language).__getitem__, tokens(composed(text))))


def composed(text: str) -> str:
    """The text with each letter in one character (NFC), and none that has two small letters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).replace("İ", "I")


def folded(token: str) -> str:
    """Small letters without their diacritics; Han and Kana as they are."""
    if token.isascii() or is_unspaced(token):
        return token
    apart = unicodedata.normalize("NFKD", token.translate(_OTHERS))
    kept = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", kept) or token


class _Terms(dict[str, str]):
    """The term of each token once it was asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = stemmer(language) if language in STEMMED else str

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST_TERMS:
            self.clear()
        term = self[token] = folded(self._stem(token))
        return term


def terms_in(language: str) -> Mapping[str, str]:
    """The term of each token of a text in this language."""
    return _held(language if language in STEMMED else "")


@lru_cache(maxsize=len(STEMMED) + 1)
def _held(language: str) -> _Terms:
    return _Terms(language)
