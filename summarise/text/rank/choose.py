"""Which sentences of one article, or of several about one event, tell the most together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from summarise.model import Background
from summarise.text.background import shipped
from summarise.text.rank.central import Matrix
from summarise.text.rank.copies import MOST_CANDIDATES, Candidate, Copy, candidates
from summarise.text.rank.cues import cues_of
from summarise.text.rank.features import (
    of_looks,
    of_others,
    of_people,
    of_place,
    of_titles,
    of_words,
    stretches,
    trust,
)
from summarise.text.rank.people import naming
from summarise.text.rank.terms import Terms, terms_of
from summarise.text.rank.weights import SHIPPED, Weights
from summarise.text.words import content, tokens

Flags = NDArray[np.bool_]

NEARLY_ALL: Final = 0.7
"""The part of a chosen sentence's words that another article's must have to be told as saying it too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """The sentence `at` of the article `copy`; `also` are the others that say nearly all of it, in order."""

    copy: int
    at: int
    also: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Slate:
    """The candidates with what choosing needs, whatever is favoured.

    `merit` is what each is worth by itself, `sizes` are its words.
    """

    every: tuple[Candidate, ...]
    terms: Terms
    merit: Matrix
    sizes: NDArray[np.int64]
    fit: Flags
    dangling: Flags


def choose(
    copies: Sequence[Copy],
    count: int,
    *,
    weights: Weights = SHIPPED,
    background: Background | None = None,
) -> tuple[Pick, ...]:
    """At most `count` sentences, the most telling first; none says what another says.

    Questions, teasers, scraps and sentences that lean on one that is not chosen are left out (where nothing
    else is there, scraps and questions stand in), and choosing ends where more would pad: fewer are given
    then. The background is the shipped one of the first article's language unless another is given.
    """
    slate = slate_of(copies, weights=weights, background=background)
    return picks(slate, [copy.favour for copy in copies], count, weights=weights)


def slate_of(
    copies: Sequence[Copy],
    *,
    weights: Weights = SHIPPED,
    background: Background | None = None,
    most: int = MOST_CANDIDATES,
) -> Slate | None:
    """What `picks` chooses from, worked out once however often it does; None where there is nothing.

    At most so many sentences are compared: the time grows with the square of their number.
    """
    every = candidates(copies, most)
    if not every:
        return None
    return _slate(copies, every, weights, background or shipped(copies[every[0].copy].language))


def picks(
    slate: Slate | None, favour: Sequence[Sequence[float]], count: int, *, weights: Weights = SHIPPED
) -> tuple[Pick, ...]:
    """What `choose` does, where this is what each article's sentences earn beforehand."""
    if slate is None:
        return ()
    earned = [favour[one.copy][one.at] if favour[one.copy] else 0.0 for one in slate.every]
    return tuple(_picks(slate, slate.merit + np.array(earned), count, weights))


def _slate(
    copies: Sequence[Copy], every: tuple[Candidate, ...], weights: Weights, background: Background
) -> Slate:
    languages = [copies[one.copy].language for one in every]
    every_token = [tokens(one.text) for one in every]
    stems = [content(line, language) for line, language in zip(every_token, languages, strict=True)]
    cues = [
        cues_of(one.text, language, line, len(own))
        for one, language, line, own in zip(every, languages, every_token, stems, strict=True)
    ]
    parts = stretches(copies, every)
    terms = terms_of(stems, background)
    names = [naming([one.text for one in every[part.start : part.end]]) for part in parts]
    features = {
        **of_words(terms),
        **of_looks(cues),
        **of_titles(terms, stems, parts),
        **of_others(terms, parts),
        **of_place(terms, every, parts),
        **of_people(names),
    }
    trusted = trust(terms, every, every_token, cues, features["lexrank"], parts, names, weights.signs)
    return Slate(
        every=every,
        terms=terms,
        merit=_merit(features, trusted, weights),
        sizes=np.array([one.words for one in cues]),
        fit=np.array([one.statement for one in cues]),
        dangling=np.array(
            [one.dangling and candidate.at > 0 for one, candidate in zip(cues, every, strict=True)]
        ),
    )


def _merit(features: Mapping[str, Matrix], trusted: Matrix, weights: Weights) -> Matrix:
    merit = np.zeros(len(trusted))
    for name, weight in weights.always.items():
        merit += weight * features[name]
    for name, weight in weights.in_order.items():
        merit += weight * trusted * features[name]
    for name, weight in weights.out_of_order.items():
        merit += weight * (1 - trusted) * features[name]
    return merit


def _picks(slate: Slate, merit: Matrix, count: int, weights: Weights) -> Iterator[Pick]:
    """Greedily the best one left, less what it repeats (Carbonell & Goldstein 1998), until it would pad."""
    has, alike = slate.terms.has, slate.terms.alike
    own, weight = has.sum(axis=1), np.maximum(1e-9, has @ slate.terms.worth)
    left = slate.fit.copy() if slate.fit.any() else np.ones(len(slate.every), dtype=bool)
    after = {(one.copy, one.at - 1): row for row, one in enumerate(slate.every)}
    leaning = slate.dangling.copy()
    repeated, covered = np.zeros(len(left)), np.zeros(has.shape[1])
    used = 0
    for _ in range(count):
        able = left & ~leaning
        if not able.any():
            return
        gain = (
            merit
            - weights.likeness * repeated
            - weights.coverage * (has @ (covered * slate.terms.worth)) / weight
        )
        best = int(np.where(able, gain, -np.inf).argmax())
        used += int(slate.sizes[best])
        if covered.any() and used > weights.most * slate.sizes.sum():
            return
        shared = has @ has[best]
        same = shared / np.maximum(1.0, np.minimum(own, own[best])) >= weights.same
        # a sentence within the chosen one is redundant, yet its article does not say all of that
        whole = same & (shared >= NEARLY_ALL * own[best])
        yield _pick(slate.every, best, whole)
        left &= ~same
        left[best] = False
        repeated, covered = np.maximum(repeated, alike[best]), np.maximum(covered, has[best])
        one = slate.every[best]
        following = after.get((one.copy, one.at))
        if following is not None:
            leaning[following] = False


def _pick(every: Sequence[Candidate], best: int, whole: Flags) -> Pick:
    one = every[best]
    also = {
        number for row in map(int, np.flatnonzero(whole)) for number in (every[row].copy, *every[row].again)
    }
    return Pick(copy=one.copy, at=one.at, also=tuple(sorted(also.union(one.again) - {one.copy})))
