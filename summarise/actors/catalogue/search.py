"""Whom people mean by what they type."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from summarise.actors.catalogue.actor import Actor
from summarise.actors.fold import folded_name

_CLOSE_ENOUGH = 70.0
_NAME_BEGUN = 300.0
_WORD_BEGUN = 200.0
"""More than any likeness: who begins a name is offered before who misspells one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What actors are called, folded, and the id of whom each name is."""

    names: tuple[str, ...]
    owners: tuple[str, ...]


def names_of(actors: Iterable[Actor]) -> Names:
    """The names that are written in the catalogue: people type no case forms."""
    pairs = {(folded_name(name), actor.id): None for actor in actors for name in actor.written}
    return Names(names=tuple(name for name, _ in pairs), owners=tuple(owner for _, owner in pairs))


def ranked(known: Names, wanted: str) -> list[str]:
    """The ids of the actors that the folded text `wanted` may mean, best first."""
    best: dict[str, float] = {}
    for name, owner in zip(known.names, known.owners, strict=True):
        if wanted in name and (begun := _begun(name, wanted)):
            best[owner] = max(best.get(owner, 0.0), begun)
    near = process.extract(wanted, known.names, scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH, limit=None)
    for _, score, at in near:
        owner = known.owners[at]
        best[owner] = max(best.get(owner, 0.0), score)
    return sorted(best, key=lambda actor: (-best[actor], actor))


def begun(known: Names, wanted: str) -> list[str]:
    """The ids of the actors of whom a name, or a word of one, begins with the folded text; best first."""
    names = (name for name in zip(known.names, known.owners, strict=True) if wanted in name[0])
    fitting = {owner for name, owner in names if _begun(name, wanted)}
    return [one for one in ranked(known, wanted) if one in fitting]


def _begun(name: str, wanted: str) -> float:
    """How well a name, or one of its words, begins with it: the less is left of the name, the better."""
    if name.startswith(wanted):
        return _NAME_BEGUN + 100 * len(wanted) / len(name)
    return _WORD_BEGUN + 100 * len(wanted) / len(name) if f" {wanted}" in name else 0.0
