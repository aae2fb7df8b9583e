"""A text's language by its commonest words and letters, where these leave no doubt."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from summarise.text.words import word_set

TOLD: Final = word_set("ar de en es fr it nl pl pt ru uk")
"""The languages that may be told."""

_FEWEST_WORDS = 12
_FULL = 0.15
"""The part of the words that is of the language."""

_OWN, _TIMES = 3, 4
"""So many that are the language's alone, and so many times another's."""

_CYRILLIC: Final = (
    ("ru", re.compile("[ыэё]"), re.compile("[іїєґўјљњђћџқғүөһәңұ]")),
    ("uk", re.compile("[їєґ]"), re.compile("[ыэёўјљњђћџқғүөһәңұ]")),
)
"""Letters that the language must have, and those that it has not."""

_ARABIC = re.compile("ة|\\bال")
_NOT_ARABIC = re.compile("[پچژگکیےۀټډړښځۇۆەڕڵێ]")
_FEWEST_LETTERS, _ARTICLES = 60, 8
"""Of so many Arabic words, one must have the article or an ending that other languages do not write."""

_BELIEVED = 2
"""So many words that are its own, and so many times another's, where a feed says which language it is in."""


def clearly(letters: str, script: str) -> str | None:
    """The language of these words, with a space between them, where it is beyond doubt; else None.

    `script` is the commonest language of the letters' script: "en" (Latin), "ru" (Cyrillic) or "ar" (Arabic).
    """
    small = letters.lower()
    if script == "en":
        return _by_words(small.split())
    return _by_letters(small, script) if len(small) >= _FEWEST_LETTERS else None


def may_be(letters: str, script: str, said: str) -> bool:
    """Whether these words bear out that their language is this one of TOLD, as somebody said."""
    small = letters.lower()
    if script != "en":
        return _by_letters(small, script) == said
    _, own = _counted(small.split())
    another = max((count for code, count in own.items() if code != said), default=0)
    return own[said] >= max(_BELIEVED, _BELIEVED * another)


def _by_words(told: Sequence[str]) -> str | None:
    if len(told) < _FEWEST_WORDS:
        return None
    every, own = _counted(told)
    code = max(own, key=lambda one: (own[one], one), default="")
    rival = max((count for one, count in own.items() if one != code), default=0)
    clear = own[code] >= max(_OWN, _TIMES * rival) and every[code] >= _FULL * len(told)
    return code if clear and code in TOLD else None


def _counted(told: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """For each language, how many of the words are among its commonest, and how many among no other's."""
    every: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for word, times in Counter(told).items():
        codes = _known().get(word, ())
        for code in codes:
            every[code] += times
        if len(codes) == 1:
            own[codes[0]] += times
    return every, own


def _by_letters(small: str, script: str) -> str | None:
    if script == "ar":
        enough = len(_ARABIC.findall(small)) * _ARTICLES >= small.count(" ") + 1
        return "ar" if enough and not _NOT_ARABIC.search(small) else None
    fits = (code for code, has, lacks in _CYRILLIC if has.search(small) and not lacks.search(small))
    return next(fits, None)


@lru_cache(maxsize=1)
def _known() -> Mapping[str, tuple[str, ...]]:
    """The languages of each of the commonest words."""
    held: dict[str, tuple[str, ...]] = {}
    source = files("summarise.text") / "commonest.toml"
    for code, listed in tomllib.loads(source.read_text(encoding="utf-8")).items():
        for word in dict.fromkeys(listed.split()):
            held[word] = (*held.get(word, ()), code)
    return held
