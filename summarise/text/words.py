"""A text's content words, stemmed: what ranking and grouping compare."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

import Stemmer

_NAMES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "he": "hebrew", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "ja": "japanese", "ko": "korean", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "th": "thai", "tr": "turkish", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|[^\W\d_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|\d+(?:[.,]\d+)*"
)
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST_WORD = 60


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(listed.split())


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """sumy's stop words for an ISO 639-1 code, in small letters; none where it has none."""
    source = files("sumy") / "data" / "stopwords" / f"{_NAMES.get(language, language)}.txt"
    if language not in _NAMES or not source.is_file():
        return frozenset()
    return frozenset(word.strip().lower() for word in source.read_text(encoding="utf-8").splitlines() if word)


@lru_cache(maxsize=16)
def stemmer(language: str) -> Callable[[str], str]:
    """A cached Snowball stemmer for small letters; the identity where Snowball knows no such language."""
    name = _NAMES.get(language, "")
    if name not in Stemmer.algorithms():
        return str
    stem: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord
    return lru_cache(maxsize=50_000)(stem)


def tokens(text: str) -> tuple[str, ...]:
    """Every word and number in small letters, in order; Han and Kana runs as pairs of characters."""
    found: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        if _WITHOUT_SPACES.match(token):
            found.extend(token[at : at + 2] for at in range(max(1, len(token) - 1)))
        else:
            found.append(token[:_LONGEST_WORD])
    return tuple(found)


def words(text: str, language: str) -> tuple[str, ...]:
    """The stemmed content words and numbers of a text in order: no stop words, no single letters."""
    stem, stop = stemmer(language), stop_words(language)
    return tuple(
        stem(token)
        for token in tokens(text)
        if token not in stop and (len(token) > 1 or _WITHOUT_SPACES.match(token))
    )
