"""How sentences share words: weighted vectors, likenesses, centralities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_STEPS, _DAMPING = 12, 0.85


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """How often each sentence (a row) has each term (a column)."""

    counts: Matrix
    terms: tuple[str, ...]


def vectors(stems: Sequence[Sequence[str]]) -> Rows:
    """The sentences' stems as counts, the terms in order of their first coming."""
    columns: dict[str, int] = {}
    places = [
        (row, columns.setdefault(term, len(columns))) for row, terms in enumerate(stems) for term in terms
    ]
    width = max(1, len(columns))
    flat = np.bincount([row * width + column for row, column in places], minlength=len(stems) * width)
    return Rows(flat.reshape(len(stems), width).astype(float), tuple(columns) or ("",))


def unit(rows: Matrix) -> Matrix:
    """Each row at length one; an empty one stays empty."""
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    return np.asarray(rows / np.where(norms > 0, norms, 1.0))


def likeness(units: Matrix) -> Matrix:
    """The cosines between rows of length one, with noughts on the diagonal."""
    found = np.asarray(units @ units.T)
    np.fill_diagonal(found, 0.0)
    return found


def scaled(values: Matrix) -> Matrix:
    """The values as parts of the greatest; noughts where that is none."""
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else np.zeros_like(values)


def lex_rank(alike: Matrix) -> Matrix:
    """Continuous LexRank (Erkan & Radev 2004) of a matrix of likenesses; the greatest is 1.

    All are 1 where none are alike.
    """
    size = len(alike)
    sums = alike.sum(axis=1, keepdims=True)
    steps = np.where(sums > 0, alike / np.where(sums > 0, sums, 1.0), 1.0 / size)
    scores = np.full(size, 1.0 / size)
    for _ in range(_STEPS):
        scores = (1 - _DAMPING) / size + _DAMPING * (scores @ steps)
    return scaled(scores)
