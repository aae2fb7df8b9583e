"""Which story an article belongs to: single-pass clustering by TF-IDF cosine with time decay.

The method is the baseline of topic detection and tracking (Allan et al. 1998): each article in order of
arrival joins the nearest open story or founds one.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from heapq import nlargest
from math import log, sqrt

from feeds.model import Article
from summarise.model import Background, Candidate, Decision, Founds, Joins, Lineup, Reading, Trace
from summarise.stories.names import Content, content_of, likelihood
from summarise.text.words import NAME, words

SAME_STORY = 0.23
"""An article joins the nearest story from this score on; below it, it founds one."""

NEAREST, WHOLE = 0.4, 0.6
"""A story's score: its most similar article counts 0.4, the mean of its articles 0.6."""

TITLE = 0.13
"""The title's part of a similarity where both articles have one; the rest is the whole text's."""

ACTORS = 0.04
"""What the same actors add at most: a nudge between stories that are near anyway."""

HALF_LIFE = timedelta(days=12)
"""After so long between two articles, their similarity counts half."""

UPDATE = 0.9
"""From this similarity on, an outlet's second article is an update of its first."""

LATEST = 20
"""A long story is compared by its first article and so many of its latest, which bounds the time."""

PRIOR_DOCUMENTS = 200
"""As many documents are taken as read that held none of the terms: a fresh archive weighs them alike."""

HEAVIEST = 20
"""By so many of its heaviest terms an article finds the stories it may belong to."""

INDEXED = 128
"""By so many of its heaviest terms, weighed when it is read, an article is found by later ones."""

SHARED = 2
"""How many of an article's heaviest terms a story must share with it."""

MOST_CANDIDATES = 30
"""With so many stories an article is compared: those that share the most weight."""

TITLE_LANGUAGE = "en"
"""Titles meet only one another, so one stemmer serves every language."""

Vector = Mapping[str, float]


def trace_of(article: Article, reading: Reading) -> Trace:
    """What grouping remembers of an article."""
    return Trace(
        article=article.id,
        outlet=article.outlet,
        at=article.at,
        title=article.title,
        terms=reading.terms,
        actors=reading.actors,
    )


def heaviest(terms: Mapping[str, int], background: Background, most: int = HEAVIEST) -> Mapping[str, float]:
    """The words that tell most about an article, heaviest first, at most so many, with their weights."""
    terms = {term: count for term, count in terms.items() if term[:1] != NAME}
    weights = _Weights(terms, background)
    weighed = {term: weights.weight(term, terms[term]) for term in sorted(terms)}
    return dict(nlargest(most, weighed.items(), key=lambda held: held[1]))


def decide(trace: Trace, lineup: Lineup) -> Decision:
    """The story that the article joins, or that it founds one.

    An article that is in a story already stays there; one that its outlet published before, nearly word for
    word, joins the first. The line-up's background need only count the article's own terms.
    """
    content = content_of(trace)
    weights = _Weights(content.words, lineup.background)
    best: tuple[float, Candidate | None] = (0.0, None)
    for candidate in lineup.candidates:
        score = _score(trace, content, candidate, weights)
        if score > best[0]:
            best = (score, candidate)
    score, nearest = best
    if nearest is None or score < SAME_STORY:
        return Founds(nearest=score)
    return Joins(story=nearest.story, revision=nearest.revision, score=score)


def _score(trace: Trace, content: Content, candidate: Candidate, weights: "_Weights") -> float:
    """How well the article fits the story, from 0 to about 1; 2 where it is certain."""
    if any(known.article == trace.article for known in candidate.traces):
        return 2.0
    body, title = weights.body, weights.vector_of_title(trace.title)
    similarities = []
    for known in _compared(candidate.traces):
        other = content_of(known)
        similarity = _cosine(body, weights.vector(other.words))
        theirs = weights.vector_of_title(known.title)
        if title and theirs:
            similarity = (1 - TITLE) * similarity + TITLE * _cosine(title, theirs)
        similarity += ACTORS * _shared(trace.actors, known.actors)
        similarity *= likelihood(content, other) * _decay(trace, known)
        if similarity >= UPDATE and known.outlet == trace.outlet:
            return 2.0
        similarities.append(similarity)
    return (
        NEAREST * max(similarities) + WHOLE * sum(similarities) / len(similarities) if similarities else 0.0
    )


def _compared(traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
    return traces if len(traces) <= LATEST else (traces[0], *traces[-LATEST:])


def _decay(one: Trace, other: Trace) -> float:
    return float(0.5 ** (abs(one.at - other.at) / HALF_LIFE))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's coefficient of two sets of actors."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _cosine(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


class _Weights:
    """TF-IDF by the article's own terms; terms of others, which nobody counted, weigh as its mean does."""

    def __init__(self, terms: Mapping[str, int], background: Background) -> None:
        documents = background.documents + PRIOR_DOCUMENTS
        counts = background.counts
        self._rarity = {
            term: log(documents / (min(counts.get(term, 0), documents - 1) + 1)) for term in terms
        }
        self._mean = sum(self._rarity.values()) / max(1, len(self._rarity))
        self.body = self.vector(terms)

    def weight(self, term: str, count: int) -> float:
        return (1 + log(max(1, count))) * self._rarity.get(term, self._mean)

    def vector(self, terms: Mapping[str, int]) -> Vector:
        """The terms' weights as a vector of length 1 (empty where none weighs)."""
        weights = {term: self.weight(term, count) for term, count in terms.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}

    def vector_of_title(self, title: str) -> Vector:
        return self.vector(_counted(words(title, TITLE_LANGUAGE)))


def _counted(terms: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts
