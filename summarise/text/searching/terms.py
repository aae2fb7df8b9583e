"""The terms by which a text is found: every word's stem in its language, without its diacritics."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from summarise.text.words import is_unspaced, stemmer, tokens

LONGEST_TEXT: Final = 20_000
"""Characters of a text that are looked at; the rest of it is not found."""

LONGEST_TITLE: Final = 500

MOST_TERMS: Final = 15_000
"""Of a text, so many words count (Han and Kana: characters): with its title's, fewer than the 16,383 places
that PostgreSQL tells apart."""

MOST_PLACES: Final = 255
"""Of one term, so many places in title and text count, as many as PostgreSQL keeps."""

FILLER: Final = "."
"""What stands where a term is beyond its places: no term, so that nobody asks for it."""

STEMMED: Final = ("en", "de", "es", "fr", "it", "nl", "pt", "pl", "ru", "ar")
"""Languages whose words are stemmed; those of others are found in the form in which they stand."""

_MOST_HELD: Final = 50_000
_OTHERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """What an article is found by: the terms of its title and of its text, in order, and `marks` beside them.

    A mark holds letters and digits, which no term does: "f2" is two terms, however its letters are written.
    """

    title: tuple[str, ...]
    text: tuple[str, ...]
    marks: tuple[str, ...] = ()


def sought(title: str, text: str, language: str, marks: tuple[str, ...] = ()) -> Sought:
    """What an article in this language (ISO 639-1) is found by."""
    head = terms(title[:LONGEST_TITLE], language)[:LONGEST_TITLE]
    every = _within_places((*head, *terms(text[:LONGEST_TEXT], language)[:MOST_TERMS]))
    return Sought(title=every[: len(head)], text=every[len(head) :], marks=marks)


def _within_places(every: tuple[str, ...]) -> tuple[str, ...]:
    if len(every) <= MOST_PLACES:
        return every
    left = {term: MOST_PLACES for term, times in Counter(every).items() if times > MOST_PLACES}
    if not left:
        return every
    kept = list(every)
    for place, term in enumerate(every):
        if term in left:
            left[term] -= 1
            if left[term] < 0:
                kept[place] = FILLER
    return tuple(kept)


def terms(text: str, language: str) -> tuple[str, ...]:
    """The terms of every word and number, stop words included, in order; Han and Kana runs as pairs."""
    return tuple(chain.from_iterable(map(terms_in(language).__getitem__, tokens(composed(text)))))


def composed(text: str) -> str:
    """The text with each letter in one character (NFC), and none that has two small letters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).replace("İ", "I")


def folded(token: str) -> tuple[str, ...]:
    """Small letters without their diacritics; Han and Kana as they are.

    Several where one character stands for more than a word ("f²", "½", "ﷺ"); none where it stands for none.
    """
    if token.isascii() or is_unspaced(token):
        return (token,) if token else ()
    apart = unicodedata.normalize("NFKD", token.translate(_OTHERS))
    kept = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return tokens(unicodedata.normalize("NFC", kept))


class _Terms(dict[str, tuple[str, ...]]):
    """The terms of each token once it was asked for: one, as a rule."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = stemmer(language) if language in STEMMED else str

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) >= _MOST_HELD:
            self.clear()
        terms = self[token] = folded(self._stem(token))
        return terms


def terms_in(language: str) -> Mapping[str, tuple[str, ...]]:
    """The terms of each token of a text in this language."""
    return _held(language if language in STEMMED else "")


@lru_cache(maxsize=len(STEMMED) + 1)
def _held(language: str) -> _Terms:
    return _Terms(language)
