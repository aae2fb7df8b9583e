"""An article's words weighed: TF-IDF vectors of its body, lead, title, bigrams, numbers and names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import exp, log, sqrt
from typing import Final

from summarise.model import Background, Trace
from summarise.stories.called import called
from summarise.text.background import shipped
from summarise.text.words import NAME, words

Vector = Mapping[str, float]

PRIOR_DOCUMENTS: Final = 500
"""What is shipped weighs as much as so many articles read: a fresh archive knows which words are common."""

BODY: Final = 100
"""An article is compared by so many of its heaviest words."""

TOP_NAMES: Final = 5
"""An article is about so many names: those that weigh most."""

_CENTURIES: Final = ("19", "20")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADDRESS: Final = frozenset(["http", "https", "www", "com", "org", "net", "html", "htm", "php", "aspx"])
_LONGEST_TITLE: Final = 1_000


class Rarity:
    """How rare each term is, by what is shipped for the language and what was read."""

    def __init__(self, language: str, read: Background) -> None:
        known = shipped(language)
        self._shipped, self._read = known.counts, read.counts
        self._part = PRIOR_DOCUMENTS / known.documents if known.documents else 0.0
        self._documents = PRIOR_DOCUMENTS + read.documents

    def _count(self, term: str) -> float:
        held = self._shipped.get(term, 0) * self._part + self._read.get(term, 0)
        return min(held, self._documents)

    def of(self, term: str) -> float:
        """Inverse document frequency, above 0; what nobody counted is rare."""
        return log((self._documents + 1) / (self._count(term) + 0.5))

    def share(self, rarity: float) -> float:
        """The part of all articles that hold a term of this rarity."""
        return ((self._documents + 1) / exp(rarity) - 0.5) / self._documents


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Sketch:
    """A trace with the words of its body weighed: enough to tell which stories come near at all."""

    trace: Trace
    body: Vector


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Weighed(Sketch):
    """A trace with all its words weighed. Vectors have length 1, or 0 where there is nothing.

    `…_rarity` are the words' plain weights and `…_sum` their sums, for coverage. `called` are those of its
    words that its actors are called by, `…_beside` the length of a vector without them. `common` tells how
    much of the body any article might say.
    """

    body_rarity: Vector
    body_sum: float
    body_beside: float
    lead: Vector
    lead_rarity: Vector
    lead_sum: float
    lead_beside: float
    title: Vector
    title_rarity: Vector
    title_sum: float
    bigrams: Vector
    numbers: Vector
    names: Vector
    top_names: tuple[str, ...]
    called: frozenset[str]
    years: frozenset[str]
    lead_years: frozenset[str]
    length: int
    common: float
    crowd: float | None


def sketched(trace: Trace, background: Background) -> Sketch:
    """The trace with its body as `weighed` has it, for a third of the time."""
    rarity = Rarity(trace.language, trace.weighed_by or background)
    terms = _plain(trace)
    return Sketch(trace=trace, body=_body(terms, {term: rarity.of(term) for term in terms}))


def weighed(trace: Trace, background: Background) -> Weighed:
    """The trace, its words weighed by what is shipped for its language and by what was read.

    A trace that keeps the counts which its story began with is weighed by those.
    """
    rarity = Rarity(trace.language, trace.weighed_by or background)
    terms = _plain(trace)
    names = {term: count for term, count in trace.terms.items() if term[:1] == NAME}
    title = Counter(w for w in words(trace.title[:_LONGEST_TITLE], trace.language) if w not in _ADDRESS)
    # an article remembered without a lead, or too short for one, is all lead
    lead = Counter(trace.lead or terms) + title
    rare = {term: rarity.of(term) for term in {*terms, *lead}}
    body = _body(terms, rare)
    named = _scaled(_weights(names, {name: rarity.of(name) for name in names}))
    lead_weights = _scaled(_weights(lead, rare))
    actors = frozenset().union(*(rare.keys() & called(actor, trace.language) for actor in trace.actors))
    body_rarity, lead_rarity, title_rarity = (
        {term: rare[term] for term in counted} for counted in (body, lead, title)
    )
    return Weighed(
        trace=trace,
        body=body,
        body_rarity=body_rarity,
        body_sum=sum(body_rarity.values()),
        body_beside=_length(body, actors),
        lead=lead_weights,
        lead_rarity=lead_rarity,
        lead_sum=sum(lead_rarity.values()),
        lead_beside=_length(lead_weights, actors),
        title=_scaled(_weights(title, rare)),
        title_rarity=title_rarity,
        title_sum=sum(title_rarity.values()),
        bigrams=_scaled({pair: _least(pair, rare) for pair in trace.bigrams}),
        numbers=_scaled({term: rare[term] for term in terms if term[:1].isdigit()}),
        names=named,
        top_names=tuple(_heaviest(named, TOP_NAMES)),
        called=actors,
        years=_years((*terms, *lead)),
        lead_years=_years(lead),
        length=sum(terms.values()),
        common=sum(weight * rarity.share(rare[term]) for term, weight in body.items()),
        crowd=trace.crowd,
    )


def _plain(trace: Trace) -> Mapping[str, int]:
    """The words that are no names, with their counts."""
    return {term: count for term, count in trace.terms.items() if term[:1] != NAME and count > 0}


def _body(terms: Mapping[str, int], rare: Mapping[str, float]) -> Vector:
    return _scaled(_heaviest(_weights(terms, rare), BODY))


def _weights(counts: Mapping[str, int], rare: Mapping[str, float]) -> dict[str, float]:
    return {term: (1 + log(count)) * rare[term] for term, count in counts.items() if count > 0}


def _heaviest(weights: Mapping[str, float], most: int) -> dict[str, float]:
    if len(weights) <= most:
        return dict(weights)
    return dict(nlargest(most, sorted(weights.items()), key=lambda held: held[1]))


def _scaled(weights: Mapping[str, float]) -> dict[str, float]:
    length = _length(weights)
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _length(weights: Mapping[str, float], without: frozenset[str] = frozenset()) -> float:
    return sqrt(sum(weight * weight for term, weight in weights.items() if term not in without))


def _least(pair: str, rare: Mapping[str, float]) -> float:
    one, _, other = pair.partition(" ")
    return min(rare.get(one, 1.0), rare.get(other, 1.0))


def _years(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if term[:2] in _CENTURIES and _YEAR.fullmatch(term))
