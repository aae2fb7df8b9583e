"""What is weighed of each sentence, in numbers from about 0 to 1."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

import numpy as np

from summarise.text.rank.central import Matrix, lex_rank, scaled
from summarise.text.rank.copies import Candidate, Copy
from summarise.text.rank.cues import Cues
from summarise.text.rank.order import FEWEST, signs
from summarise.text.rank.people import Naming
from summarise.text.rank.terms import Terms
from summarise.text.words import words

_LONG, _FULL, _MANY_PEOPLE, _FADING = 35, 60, 2, 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """The candidates of one article: rows [start, end)."""

    copy: Copy
    start: int
    end: int


def stretches(copies: Sequence[Copy], every: Sequence[Candidate]) -> tuple[Stretch, ...]:
    """The candidates, which come by article, cut into articles."""
    numbers = [one.copy for one in every]
    edges = [at for at in range(len(numbers)) if not at or numbers[at] != numbers[at - 1]]
    return tuple(
        Stretch(copy=copies[numbers[start]], start=start, end=end)
        for start, end in pairwise((*edges, len(numbers)))
    )


def of_words(terms: Terms) -> Mapping[str, Matrix]:
    """What its words say: centrality, and how far they are the words of the rest."""
    held = terms.has.sum(axis=0)
    own = np.maximum(1.0, terms.has.sum(axis=1))
    middle = terms.units.sum(axis=0)
    norm = float(np.sqrt(middle @ middle)) or 1.0
    return {
        "lexrank": lex_rank(terms.alike),
        "centroid": scaled(terms.units @ (middle / norm)),
        "shared": scaled(terms.has @ (terms.worth * held * (held > 1))),
        "told": scaled(terms.has @ (terms.worth * np.log1p(held))),
        "alone": terms.has @ (terms.worth * (held == 1)) / own,
        "twin": terms.alike.max(axis=1),
    }


def of_looks(cues: Sequence[Cues]) -> Mapping[str, Matrix]:
    """What it looks like."""
    sizes = np.array([one.words for one in cues], dtype=float)
    return {
        "size": np.minimum(1.0, np.log1p(sizes) / log(_FULL)),
        "long": np.minimum(2.0, np.maximum(0.0, sizes - _LONG) / _LONG),
        **{
            name: np.array([float(getattr(one, name)) for one in cues])
            for name in (
                "own",
                "others",
                "capitals",
                "quoted",
                "opens_quoted",
                "digits",
                "colon",
                "definite",
            )
        },
    }


def of_titles(terms: Terms, stems: Sequence[Sequence[str]], parts: Sequence[Stretch]) -> Mapping[str, Matrix]:
    """How much it has of its article's title, of all titles, and of all titles' pairs of words."""
    titles = [words(part.copy.title, part.copy.language) for part in parts]
    every = frozenset().union(*titles)
    if not any(titles):
        return {name: np.zeros(len(stems)) for name in ("title", "titles", "title_pairs")}
    two = frozenset(pair for title in titles for pair in pairwise(title))
    worth = terms.worth_of(every)
    whole = sum(worth.values()) or 1.0
    own, covered, pairs = [], [], []
    for title, part in zip(map(frozenset, titles), parts, strict=True):
        full = sum(worth[term] for term in title) or 1.0
        for line in stems[part.start : part.end]:
            held = every.intersection(line)
            own.append(sum(worth[term] for term in held & title) / full)
            covered.append(sum(worth[term] for term in held) / whole)
            pairs.append(len(two.intersection(pairwise(line))) / max(1, len(two)))
    return {"title": np.array(own), "titles": np.array(covered), "title_pairs": np.array(pairs)}


def of_others(terms: Terms, parts: Sequence[Stretch]) -> Mapping[str, Matrix]:
    """How far another article says it too."""
    most = np.zeros(len(terms.has))
    for part in parts:
        inside = np.arange(part.start, part.end)
        others = np.delete(terms.alike[inside], inside, axis=1)
        most[inside] = others.max(axis=1, initial=0.0)
    return {"support": most}


def of_place(terms: Terms, every: Sequence[Candidate], parts: Sequence[Stretch]) -> Mapping[str, Matrix]:
    """Where it stands in its article, and how like the first sentence it is."""
    place = np.concatenate([np.arange(part.end - part.start) for part in parts])
    like_first = np.empty(len(every))
    for part in parts:
        first = terms.alike[part.start, part.start : part.end]
        like_first[part.start : part.end] = first
        like_first[part.start] = first.max()
    return {
        "first": 1 / (1 + place),
        "near_top": np.exp(-place / _FADING),
        "second": (place == 1).astype(float),
        "like_first": like_first,
    }


def of_people(names: Sequence[Naming]) -> Mapping[str, Matrix]:
    """Whom it introduces and to whom it only refers."""
    return {
        "introduces": _many(number for named in names for number in named.introduced),
        "refers": _many(number for named in names for number in named.referred),
    }


def _many(numbers: Iterable[int]) -> Matrix:
    return np.asarray(np.minimum(1.0, np.fromiter(numbers, dtype=float) / _MANY_PEOPLE))


def trust(
    terms: Terms,
    every: Sequence[Candidate],
    tokens: Sequence[Sequence[str]],
    cues: Sequence[Cues],
    central: Matrix,
    parts: Sequence[Stretch],
    names: Sequence[Naming],
    weights: Mapping[str, float],
) -> Matrix:
    """How far the order of each candidate's article can be trusted, from 0 to 1.

    `central` is the LexRank of all candidates. `weights` has one for each of `order.signs`, and "given" for
    what speaks for it beforehand.
    """
    found = np.empty(len(every))
    for part, named in zip(parts, names, strict=True):
        rows = slice(part.start, part.end)
        evidence = weights["given"]
        if part.end - part.start >= FEWEST:
            alike = terms.alike[rows, rows]
            texts = [one.text for one in every[rows]]
            ranks = central if len(parts) == 1 else lex_rank(alike)
            seen = signs(texts, tokens[rows], part.copy.language, alike, ranks, cues[rows], named)
            evidence += sum(weights.get(name, 0.0) * value for name, value in seen.items())
        found[rows] = 1 / (1 + exp(-evidence))
    return found
