"""An article's terms as the indices hold them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from storage.columns import sound
from summarise.model import Background

LONGEST_TERM = 80
"""Characters of a term in an index."""

MOST_TERMS = 1000
"""How many terms of one article are counted."""


def indexed(term: str) -> str:
    """The term as the indices hold it."""
    return sound(term)[:LONGEST_TERM]


def index_counts(terms: Mapping[str, int]) -> dict[str, int]:
    """An article's terms as the indices hold them: the most frequent ones, in order of the alphabet."""
    counts: Counter[str] = Counter()
    for term, count in terms.items():
        counts[indexed(term)] += count
    return dict(sorted(counts.most_common(MOST_TERMS)))


def spoken(terms: Iterable[str], background: Background) -> Background:
    """The background in the terms as they were asked for."""
    counts = {term: background.counts.get(indexed(term), 0) for term in terms}
    return Background(documents=background.documents, counts=counts)
