"""Which terms of an article weigh most against all articles read so far (tf·idf)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from storage.columns import sound
from summarise.model import Background

HEAVIEST = 20
"""How many terms of an article look for its story."""

LONGEST_TERM = 80
"""Characters of a term in an index."""

MOST_TERMS = 1000
"""How many terms of one article are counted."""

INDEXED = 128
"""How many terms of one article can be found again: its heaviest when it is saved."""


def indexed(term: str) -> str:
    """The term as the indices hold it."""
    return sound(term)[:LONGEST_TERM]


def index_counts(terms: Mapping[str, int]) -> dict[str, int]:
    """An article's terms as the indices hold them: the most frequent ones, in order of the alphabet."""
    counts: Counter[str] = Counter()
    for term, count in terms.items():
        counts[indexed(term)] += count
    return dict(sorted(counts.most_common(MOST_TERMS)))


def heaviest(terms: Mapping[str, int], background: Background, most: int = HEAVIEST) -> dict[str, float]:
    """The heaviest indexed terms with their weights: sublinear frequency times smoothed rarity."""
    weighed = {
        term: (1 + math.log(count))
        * math.log(1 + (1 + background.documents) / (1 + background.counts.get(term, 0)))
        for term, count in index_counts(terms).items()
        if count > 0
    }
    return dict(sorted(weighed.items(), key=lambda held: (-held[1], held[0]))[:most])


def spoken(terms: Iterable[str], background: Background) -> Background:
    """The background in the terms as they were asked for."""
    counts = {term: background.counts.get(indexed(term), 0) for term in terms}
    return Background(documents=background.documents, counts=counts)
