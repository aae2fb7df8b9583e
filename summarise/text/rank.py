"""Which sentences matter: sumy's rankers on our sentences, and ours."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarise.model import Sentence
from summarise.text.words import stemmer, stop_words, tokens

_MOST_SENTENCES = 300
_POSITION, _REDUNDANCY = 0.5, 0.7


@dataclass(frozen=True, eq=False, slots=True)
class _Line:
    """A sentence as sumy takes it; `at` is its number. Two equal sentences stay two."""

    at: int
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Document:
    """A document as sumy takes it."""

    sentences: tuple[_Line, ...]
    words: tuple[str, ...]


RANKERS = ("wirewatch", "kl", "lexrank", "lsa", "luhn", "reduction", "sumbasic", "textrank")
"""The names that `rank` takes."""


def rank(
    text: str,
    sentences: Sequence[Sentence],
    language: str,
    *,
    count: int,
    ranker: str = "wirewatch",
) -> tuple[Sentence, ...]:
    """The `count` most telling sentences in order of the text, fewer where there are fewer.

    `ranker` is one of RANKERS; ValueError for another name. Only the first 300 sentences are looked at.
    """
    if ranker not in RANKERS:
        raise ValueError(f"no ranker is called {ranker!r}: choose one of {', '.join(RANKERS)}")
    looked_at = sentences[:_MOST_SENTENCES]
    if count < 1 or not looked_at:
        return ()
    slices = [text[sentence.start : sentence.end] for sentence in looked_at]
    chosen = (
        _ours(slices, language, count) if ranker == "wirewatch" else _sumys(slices, language, count, ranker)
    )
    return tuple(looked_at[at] for at in sorted(chosen))


def weigh(sentences: Sequence[str], language: str) -> tuple[float, ...]:
    """How central each sentence is among these, from 0 to 1, by LexRank (Erkan & Radev 2004, sumy's).

    All equal where nothing tells them apart. Sentences past the 300th weigh 0.
    """
    if not sentences:
        return ()
    scores = _sumy("lexrank", language).scores(_document(sentences[:_MOST_SENTENCES]))
    top = float(scores.max())
    beyond = (0.0,) * (len(sentences) - len(scores))
    return tuple(min(1.0, max(0.0, float(score) / top)) if top > 0 else 1.0 for score in scores) + beyond


def _document(slices: Sequence[str]) -> _Document:
    lines = tuple(_Line(at, tokens(piece)) for at, piece in enumerate(slices))
    return _Document(lines, tuple(word for line in lines for word in line.words))


def _sumy(ranker: str, language: str) -> Any:
    # sumy and numpy take most of a second to import; only workers ever rank
    from summarise.text.sumys import SUMMARIZERS

    summarizer = SUMMARIZERS[ranker](stemmer(language))
    summarizer.stop_words = stop_words(language)
    return summarizer


def _sumys(slices: Sequence[str], language: str, count: int, ranker: str) -> list[int]:
    document = _document(slices)
    if len(set(document.words) - stop_words(language)) < 1:
        return list(range(min(count, len(slices))))
    with warnings.catch_warnings():
        # sumy warns of documents with fewer words than sentences, and ranks them all the same.
        warnings.simplefilter("ignore")
        return [line.at for line in _sumy(ranker, language)(document, count)]


def _ours(slices: Sequence[str], language: str, count: int) -> list[int]:
    """Centrality, a little more of it near the top, less for what is said already, greedily."""
    stop = stop_words(language)
    said: set[str] = set()
    terms = [frozenset(tokens(piece)) - stop for piece in slices]
    weights = [centrality + _POSITION / (1 + at) for at, centrality in enumerate(weigh(slices, language))]
    left = [at for at, words in enumerate(terms) if len(words) > 2] or list(range(len(slices)))
    chosen: list[int] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda at: (weights[at] - _REDUNDANCY * _overlap(terms[at], said), -at))
        left.remove(best)
        if _overlap(terms[best], said) < 0.9 or not said:
            chosen.append(best)
            said |= terms[best]
    return chosen


def _overlap(terms: frozenset[str], said: set[str]) -> float:
    return len(terms & said) / max(1, len(terms))
