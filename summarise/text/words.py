"""A text's content words, stemmed: what ranking and grouping compare."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

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
_SPACED_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_PLAIN_TOKEN = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*")
_MARKS = "“”’‘–—…\u00a0"
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST_WORD = 60
_MOST_STEMS = 50_000


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(listed.split())


NAME: Final = "="
"""What a name's key begins with, as no word does."""

_LETTERS = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"[ ,;'’()/]+|-")
_JOINED = re.compile(r"[ .-]*")
_HIDDEN = "\0"
_SHORTEST_NAME, _ROOT = 3, 5
_TITLE_CASE = 0.6
_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december"
)
_CAPITAL_NOUNS = frozenset({"de", "lb"})


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
    return lru_cache(maxsize=_MOST_STEMS)(stem)


def _parted(text: str) -> str:
    """The text in small letters, with spaces for the commonest marks beyond ASCII: they part words too."""
    small = text.lower()
    if not small.isascii():
        for mark in _MARKS:
            small = small.replace(mark, " ")
    return small


def tokens(text: str) -> tuple[str, ...]:
    """Every word and number in small letters, in order; Han and Kana runs as pairs of characters."""
    small = _parted(text)
    plain = small.isascii()
    whole: list[str] = (_PLAIN_TOKEN if plain else _TOKEN).findall(small)
    if not whole or (
        len(max(whole, key=len)) <= _LONGEST_WORD and (plain or not _WITHOUT_SPACES.search(small))
    ):
        return tuple(whole)
    found: list[str] = []
    for token in whole:
        if _WITHOUT_SPACES.match(token):
            found.extend(token[at : at + 2] for at in range(max(1, len(token) - 1)))
        else:
            found.append(token[:_LONGEST_WORD])
    return tuple(found)


def placed(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every token of `tokens` with where it stands: characters [start, end) of the text.

    No letter of the text may have two small ones, as "İ" has.
    """
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text.lower()):
        token, start = match[0], match.start()
        if _WITHOUT_SPACES.match(token):
            pairs = range(max(1, len(token) - 1))
            found += [(token[at : at + 2], start + at, start + min(at + 2, len(token))) for at in pairs]
        else:
            found.append((token[:_LONGEST_WORD], start, match.end()))
    return tuple(found)


def spans(text: str, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Where the tokens of these numbers stand, as `placed` tells of all of them: quicker where few matter."""
    small = _parted(text)
    plain = small.isascii()
    if not plain and _WITHOUT_SPACES.search(small):
        every = placed(text)
        return {number: every[number][1:] for number in numbers}
    found = list((_PLAIN_TOKEN if plain else _SPACED_TOKEN).finditer(small))
    return {number: found[number].span() for number in numbers}


def is_unspaced(token: str) -> bool:
    """Whether it is of Han or Kana, which are written without spaces."""
    return _WITHOUT_SPACES.match(token) is not None


def words(text: str, language: str) -> tuple[str, ...]:
    """The stemmed content words and numbers of a text in order: no stop words, no single letters."""
    return content(tokens(text), language)


def content(every: Iterable[str], language: str) -> tuple[str, ...]:
    """The stems of those of these tokens that are neither stop words nor single letters, in order."""
    return tuple(filter(None, map(_stems(language).__getitem__, every)))


class _Stems(dict[str, str]):
    """The stem of each token once it was asked for; none for a stop word or a single letter."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem, self._stop = stemmer(language), stop_words(language)

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        tells = token not in self._stop and (len(token) > 1 or _WITHOUT_SPACES.match(token))
        stem = self[token] = self._stem(token) if tells else ""
        return stem


@lru_cache(maxsize=16)
def _stems(language: str) -> _Stems:
    return _Stems(language)


def hidden(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text, as long as it was, without what stands at [start, end) of these spans: no name is there."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = _HIDDEN * (end - start)
    return "".join(characters)


def in_title_case(text: str) -> bool:
    """Most of its longer words have a capital, so that a capital there tells no name."""
    capitals = [word[0].isupper() for word in _LETTERS.findall(text) if len(word) > _SHORTEST_NAME]
    return capitals.count(True) > _TITLE_CASE * len(capitals)


def names(text: str, language: str) -> Mapping[str, int]:
    """How often each proper name's words come: capitalised words that do so within a sentence, too.

    A key is `=` and the word's first five small letters, so that Russia and Russian are one. Days, months
    and the words that lead to a hidden name ("German Chancellor …") are left out. Empty for languages that
    write every noun with a capital and for those without capitals.
    """
    if language in _CAPITAL_NOUNS:
        return {}
    within: Counter[str] = Counter()
    first: Counter[str] = Counter()
    stop = stop_words(language)
    found = list(_LETTERS.finditer(text))
    before = [text[one.end() : other.start()] for one, other in pairwise(found)]
    after = [*before, text[found[-1].end() :]] if found else []
    leads = False
    for number in range(len(found) - 1, -1, -1):
        word, gap = found[number][0], after[number]
        rest = gap[len(_JOINED.match(gap)[0]) :]  # type: ignore[index]
        leads = word[0].isupper() and (rest.startswith(_HIDDEN) or (leads and not rest))
        small = word.lower()
        if not word[0].isupper() or leads or len(word) < _SHORTEST_NAME or small in _DAYS or small in stop:
            continue
        inside = number > 0 and _WITHIN.fullmatch(before[number - 1])
        (within if inside else first)[NAME + small[:_ROOT]] += 1
    return {name: count + first[name] for name, count in within.items()}
