"""Whom people mean by what they type."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from summarise.actors.catalogue.actor import Actor
from summarise.actors.fold import fold

_CLOSE_ENOUGH = 70.0
_BEGUN = 200.0
"""More than any likeness: who begins a name is offered before who misspells one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What an actor is called, folded; `words` are these names and each of their words."""

    actor: str
    names: tuple[str, ...]
    words: tuple[str, ...]


def names_of(actor: Actor) -> Names:
    """The names that are written in the catalogue: people type no case forms."""
    names = tuple(dict.fromkeys(fold(name).text for name in actor.written))
    return Names(
        actor=actor.id,
        names=names,
        words=tuple(dict.fromkeys(part for name in names for part in (name, *name.split()))),
    )


def ranked(known: Iterable[Names], wanted: str) -> list[str]:
    """The ids of the actors that the folded text `wanted` may mean, best first."""
    best: dict[str, float] = {}
    for one in known:
        begun = any(word.startswith(wanted) for word in one.words)
        near = process.extractOne(wanted, one.names, scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH)
        if begun or near:
            best[one.actor] = (_BEGUN if begun else 0.0) + (near[1] if near else 0.0)
    return sorted(best, key=lambda actor: (-best[actor], actor))
