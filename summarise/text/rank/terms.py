"""The words of sentences as numbers: who has which, what each is worth, how alike sentences are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import log

import numpy as np

from summarise.model import Background
from summarise.text.rank.central import Matrix, likeness, unit, vectors

_LEAST_WORTH, _LEAST_LOCAL = 0.2, 0.1


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Terms:
    """`has` is 1 where a sentence (row) has a term (column); `worth` is from 0 to 1, the rarer the more.

    `units` are the rows weighed and at length one, `alike` their cosines with noughts on the diagonal.
    """

    has: Matrix
    worth: Matrix
    units: Matrix
    alike: Matrix
    known: Mapping[str, float]

    def worth_of(self, terms: Iterable[str]) -> dict[str, float]:
        """The worth of these terms, 1 where no sentence has one."""
        return {term: self.known.get(term, 1.0) for term in terms}


def terms_of(stems: Sequence[Sequence[str]], background: Background) -> Terms:
    """One or more sentences' content words, weighed by how rare the background has them.

    Without a background, by how rare they are among these sentences.
    """
    rows = vectors(stems)
    has = (rows.counts > 0).astype(float)
    if background.documents:
        counts, none = background.counts, repeat(0)
        held = np.fromiter(map(counts.get, rows.terms, none), dtype=float, count=len(rows.terms))
        worth = np.maximum(_LEAST_WORTH, 1 - np.log1p(held) / log(background.documents + 1))
    else:
        size = log(len(stems) + 1)
        worth = np.maximum(_LEAST_LOCAL, 1 - np.log(np.maximum(1.0, has.sum(axis=0))) / size)
    units = unit(rows.counts * worth)
    return Terms(
        has=has,
        worth=worth,
        units=units,
        alike=likeness(units),
        known=dict(zip(rows.terms, map(float, worth), strict=True)),
    )
