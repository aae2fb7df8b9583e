"""Whom people mean by what they type, also while they type: names in any order or misspelt, offices."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from summarise.actors.catalogue.actor import Actor
from summarise.actors.fold import folded_name

_EXACT, _BEGUN, _WORDS, _WITHIN, _MISSPELT = 6.0, 5.0, 4.0, 3.0, 2.0
"""How what was typed stands in a name, the surest first. The part of the name that it is adds less than 1."""

_OFFICE: Final = 1.5
"""How much surer a name is than an office in the same words."""

_SLIPS: Final = ((9, 3), (6, 2), (4, 1))
"""Slips that words of so many letters may have: a letter too many, missing or wrong, or two swapped."""

_INSIDE: Final = 4
"""Latin letters from which on what was typed is looked for inside words too; of other scripts, two."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """Folded names, each with the number of its owner and what it is less sure by; and which have a word."""

    names: tuple[str, ...]
    owners: tuple[int, ...]
    handicaps: tuple[float, ...]
    holders: Mapping[str, tuple[int, ...]]
    words: tuple[str, ...]


def index_of(actors: Sequence[Actor]) -> Index:
    """The names that the catalogue spells out (people type no case forms), and the offices they hold now."""
    pairs: dict[tuple[str, int], float] = {}
    for number, actor in enumerate(actors):
        for name in actor.written:
            pairs.setdefault((folded_name(name), number), 0.0)
        for office in actor.offices:
            for name in office.names if office.until is None else ():
                pairs.setdefault((folded_name(name), number), _OFFICE)
    holders: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for at, (name, _) in enumerate(pairs):
        for word in name.split():
            holders[word][at] = None
    return Index(
        names=tuple(name for name, _ in pairs),
        owners=tuple(owner for _, owner in pairs),
        handicaps=tuple(pairs.values()),
        holders={word: tuple(names) for word, names in holders.items()},
        words=tuple(holders),
    )


def found(index: Index, wanted: str) -> list[int]:
    """The numbers of the actors that the folded text may mean, the surest first."""
    wanted = " ".join(wanted.split())
    if not wanted:
        return []
    best = _best(index, {**_by_words(index, wanted), **_standing(index, wanted)})
    if not any(score >= _BEGUN for score in best.values()):
        best = _best(index, _misspelt(index, wanted)) | best
    return sorted(best, key=lambda owner: (-best[owner], owner))


def called(index: Index, wanted: str) -> list[int]:
    """The numbers of the actors who have this folded name; offices are none."""
    wanted = " ".join(wanted.split())
    named = (at for at, name in enumerate(index.names) if name == wanted and not index.handicaps[at])
    return list(dict.fromkeys(index.owners[at] for at in named))


def begun(index: Index, wanted: str) -> list[int]:
    """The numbers of the actors of whom a name, or a word of one, begins with the text; surest first."""
    wanted = " ".join(wanted.split())
    fitting = {at for at, name in enumerate(index.names) if f" {wanted}" in f" {name}"} if wanted else set()
    owners = {index.owners[at] for at in fitting if not index.handicaps[at]}
    return [owner for owner in found(index, wanted) if owner in owners]


def _best(index: Index, scores: Mapping[int, float]) -> dict[int, float]:
    """For each actor how sure the surest of these names is."""
    best: dict[int, float] = {}
    for at, score in scores.items():
        owner, sure = index.owners[at], score - index.handicaps[at]
        best[owner] = max(best.get(owner, sure), sure)
    return best


def _standing(index: Index, wanted: str) -> dict[int, float]:
    """The names in which the text stands as it was typed."""
    inside = len(wanted) >= (_INSIDE if wanted.isascii() else 2)
    scores = {}
    for at, name in enumerate(index.names):
        if wanted not in name:
            continue
        part = len(wanted) / (len(name) + 1)
        if name == wanted:
            scores[at] = _EXACT
        elif name.startswith(wanted):
            scores[at] = _BEGUN + part
        elif f" {wanted}" in name:
            scores[at] = _WORDS + part
        elif inside:
            scores[at] = _WITHIN + part
    return scores


def _by_words(index: Index, wanted: str) -> dict[int, float]:
    """The names of which each typed word begins a word, in whatever order."""
    parts = wanted.split()
    if len(parts) < 2:
        return {}
    fitting: set[int] = set()
    for number, part in enumerate(parts):
        begun = {at for word in index.words if word.startswith(part) for at in index.holders[word]}
        fitting = fitting & begun if number else begun
    return {at: _WORDS + len(wanted) / (len(wanted) + len(index.names[at])) for at in fitting}


def _misspelt(index: Index, wanted: str) -> dict[int, float]:
    """The names of which each typed word is a word, or the beginning of one, with few slips, and those that
    it is without its spaces; no offices."""
    scores: dict[int, float] = {}
    for number, part in enumerate(wanted.split()):
        near = _near(index.words, part)
        fitting: dict[int, float] = {}
        for word, likeness in near.items():
            for at in index.holders[word]:
                fitting[at] = max(fitting.get(at, 0.0), likeness)
        if number:
            fitting = {at: min(scores[at], likeness) for at, likeness in fitting.items() if at in scores}
        scores = fitting
    for at, likeness in _squeezed(index, wanted):
        scores[at] = max(scores.get(at, 0.0), likeness)
    length = len(wanted)
    return {
        at: _MISSPELT + (likeness + min(1.0, length / len(index.names[at]))) / 2.01
        for at, likeness in scores.items()
        if not index.handicaps[at]
    }


def _near(words: Sequence[str], part: str) -> dict[str, float]:
    """The words that `part` begins, or is with few slips, each with how alike it is, from 0 to 1."""
    alike = {word: 1.0 for word in words if word.startswith(part)}
    if most := _slips(part):
        for word, distance in _within(part, words, most):
            if abs(_slips(word) - most) <= 1 and _slips(word):
                alike.setdefault(word, 1 - distance / len(part))
        if not alike:
            for cut in (len(part) - 1, len(part), len(part) + 1):
                cuts = [word[:cut] for word in words]
                for at, distance in _numbered(part, cuts, most - 1):
                    alike[words[at]] = max(alike.get(words[at], 0.0), 1 - (distance + 1) / len(part))
    return alike


def _squeezed(index: Index, wanted: str) -> Iterable[tuple[int, float]]:
    """The names that it is without regard to spaces, with few slips."""
    typed = wanted.replace(" ", "")
    names = [name.replace(" ", "") for name in index.names]
    for at, distance in _numbered(typed, names, max(0, _slips(typed) - 1)):
        yield at, 1 - distance / len(typed)


def _slips(word: str) -> int:
    return next((slips for length, slips in _SLIPS if len(word) >= length), 0)


def _within(part: str, words: Sequence[str], most: int) -> Iterable[tuple[str, int]]:
    return ((words[at], distance) for at, distance in _numbered(part, words, most))


def _numbered(part: str, words: Sequence[str], most: int) -> Iterable[tuple[int, int]]:
    """The places of the words at most so many slips away, with how many (optimal string alignment)."""
    near = process.extract(part, words, scorer=OSA.distance, score_cutoff=max(most, 0), limit=None)
    return ((at, int(distance)) for _, distance, at in near)
