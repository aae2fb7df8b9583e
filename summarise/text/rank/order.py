"""How far a text seems to stand in the order it was written in: whether its first sentences were its first.

News that is in order leads with what the rest is about, names people in full before it uses surnames,
says "a bridge" before "the bridge", closes a quotation after it was opened, and goes from like to like. A
text that was scrambled, or lost its beginning, does not: there first sentences earn nothing by their place.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from summarise.text.rank.central import Matrix
from summarise.text.rank.cues import Cues
from summarise.text.rank.people import Naming
from summarise.text.words import word_set

FEWEST = 2
"""Sentences from which on a text has an order."""

_ARTICLES = {
    "en": (word_set("a an"), word_set("the this that these those his her its their")),
    "fr": (word_set("un une"), word_set("le la les")),
    "es": (word_set("un una"), word_set("el la")),
    "it": (word_set("un una uno"), word_set("il la lo")),
    "pt": (word_set("um uma"), word_set("o a")),
    "de": (word_set("ein eine einen einem einer"), word_set("der die das den dem des")),
    "nl": (word_set("een"), word_set("de het")),
}
_EITHER = {
    language: {**dict.fromkeys(definite, True), **dict.fromkeys(indefinite - definite, False)}
    for language, (indefinite, definite) in _ARTICLES.items()
}
"""Each article, and whether it is definite."""

_MOST = 4.0
_MUCH_EVIDENCE = 4


def signs(
    sentences: Sequence[str],
    tokens: Sequence[Sequence[str]],
    language: str,
    alike: Matrix,
    central: Matrix,
    cues: Sequence[Cues],
    named: Naming,
) -> Mapping[str, float]:
    """What speaks for the given order of two or more sentences, mostly from -1 to 1, never beyond ±4."""
    size = len(sentences)
    deviation = float(central.std())
    place = np.arange(size) - (size - 1) / 2
    evidence = sqrt(size) / 4
    head = max(1, size // 5)
    found = {
        "cohesion": _cohesion(alike) * evidence,
        "trend": -float((central * place).mean() / (deviation * place.std())) * evidence
        if deviation
        else 0.0,
        "top": float(central[:head].mean() - central.mean()) / (deviation or 1.0) * evidence,
        "lede": float((central < central[0]).mean()) * evidence,
        "names": named.order * min(named.people, _MUCH_EVIDENCE) / _MUCH_EVIDENCE,
        "introductions": _early(named.introduced) * evidence,
        "first_refers": float(named.referred[0] > 0) - float(named.introduced[0] > 0),
        "first_dangles": float(cues[0].dangling),
        "first_definite": float(cues[0].definite),
        "first_new": float(_is_new(tokens[0], language)),
        "first_speaks": float(cues[0].own > 0 or cues[0].opens_quoted),
        "articles": _articles(tokens, language),
        "quotations": _quotations(sentences),
    }
    return {name: max(-_MOST, min(_MOST, value)) for name, value in found.items()}


def _cohesion(alike: Matrix) -> float:
    """By how many standard deviations neighbours are more alike than any two sentences are."""
    size = len(alike)
    pairs = size * (size - 1)
    mean = float(alike.sum()) / pairs
    spread = sqrt(max(0.0, float((alike * alike).sum()) / pairs - mean * mean))
    return (float(np.diagonal(alike, 1).mean()) - mean) / spread if spread > 1e-9 else 0.0


def _early(introduced: Sequence[int]) -> float:
    """The part of the introductions in the first quarter, less a quarter."""
    head, every = max(1, len(introduced) // 4), sum(introduced)
    return sum(introduced[:head]) / every - head / len(introduced) if every else 0.0


def _is_new(tokens: Sequence[str], language: str) -> bool:
    """The sentence speaks of something that the reader does not know yet: "a bridge"."""
    return language in _ARTICLES and not _ARTICLES[language][0].isdisjoint(tokens)


def _articles(tokens: Sequence[Sequence[str]], language: str) -> float:
    """Of the nouns that come with "a" and with "the", those with "a" first, less the others."""
    if language not in _ARTICLES:
        return 0.0
    articles = _EITHER[language]
    new: dict[str, int] = {}
    known: dict[str, int] = {}
    for at, line in enumerate(tokens):
        for number, word in enumerate(line[:-1], 1):
            if word in articles:
                (known if articles[word] else new).setdefault(line[number], at)
    both = [(at, known[noun]) for noun, at in new.items() if known.get(noun, at) != at]
    return sum(1 if first < second else -1 for first, second in both) / (len(both) + 2)


def _quotations(sentences: Sequence[str]) -> float:
    """Of the quotations left open at a sentence's end, those that the next two close, less the others."""
    open_ends = []
    for text in sentences:
        curly = text.count("“") + text.count("«") - text.count("”") - text.count("»")
        open_ends.append(curly or text.count('"') % 2)
    closed = left = at = 0
    while at < len(open_ends):
        if open_ends[at]:
            end = next((n for n in (at + 1, at + 2) if n < len(open_ends) and open_ends[n]), None)
            if end is not None and open_ends[at] > 0:
                closed, at = closed + 1, end
            else:
                left += 1
        at += 1
    return (closed - left) / (closed + left + 1)
