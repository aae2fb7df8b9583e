"""Which sentences matter: ours by default, sumy's rankers by name."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from summarise.model import Sentence
from summarise.text.background import shipped
from summarise.text.rank.copies import Copy
from summarise.text.rank.weights import SHIPPED, Weights
from summarise.text.words import stemmer, stop_words, tokens, words

_MOST_SENTENCES = 300

RANKERS = ("wirewatch", "kl", "lexrank", "lsa", "luhn", "reduction", "sumbasic", "textrank")
"""The names that `rank` takes."""


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


def rank(
    text: str,
    sentences: Sequence[Sentence],
    language: str,
    *,
    count: int,
    ranker: str = "wirewatch",
    weights: Weights = SHIPPED,
) -> tuple[Sentence, ...]:
    """The `count` most telling sentences in order of the text, fewer where there are fewer.

    `ranker` is one of RANKERS; ValueError for another name. Only the first 300 sentences are looked at,
    by ours the first 150. Ours, which `weights` are for, gives fewer too where the text is short or repeats
    itself.
    """
    if ranker not in RANKERS:
        raise ValueError(f"no ranker is called {ranker!r}: choose one of {', '.join(RANKERS)}")
    looked_at = sentences[:_MOST_SENTENCES]
    if count < 1 or not looked_at:
        return ()
    slices = tuple(text[sentence.start : sentence.end] for sentence in looked_at)
    if ranker == "wirewatch":
        # numpy takes a tenth of a second and 20 MB to import; only workers ever rank
        from summarise.text.rank.choose import choose

        copies = (Copy(title="", language=language, sentences=slices),)
        chosen = [pick.at for pick in choose(copies, count, weights=weights)]
    else:
        chosen = _sumys(slices, language, count, ranker)
    return tuple(looked_at[at] for at in sorted(chosen))


def weigh(sentences: Sequence[str], language: str) -> tuple[float, ...]:
    """How central each sentence is among these, from 0 to 1, by LexRank (Erkan & Radev 2004).

    All equal where nothing tells them apart. Sentences past the 300th weigh 0.
    """
    from summarise.text.rank.central import lex_rank
    from summarise.text.rank.terms import terms_of

    stems = [words(sentence, language) for sentence in sentences[:_MOST_SENTENCES]]
    beyond = (0.0,) * (len(sentences) - len(stems))
    if not stems:
        return ()
    return tuple(map(float, lex_rank(terms_of(stems, shipped(language)).alike))) + beyond


def _sumys(slices: Sequence[str], language: str, count: int, ranker: str) -> list[int]:
    # sumy takes most of a second to import; only who asks for its rankers needs it
    from summarise.text.sumys import SUMMARIZERS

    lines = tuple(_Line(at, tokens(piece)) for at, piece in enumerate(slices))
    document = _Document(lines, tuple(word for line in lines for word in line.words))
    if not set(document.words) - stop_words(language):
        return list(range(min(count, len(slices))))
    summarizer = SUMMARIZERS[ranker](stemmer(language))
    summarizer.stop_words = stop_words(language)
    with warnings.catch_warnings():
        # sumy warns of documents with fewer words than sentences, and ranks them all the same.
        warnings.simplefilter("ignore")
        return [line.at for line in summarizer(document, count)]
