"""A catalogue as it is used: found by id, searched by people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from summarise.actors.catalogue.actor import Actor
from summarise.actors.catalogue.owners import with_made_forms
from summarise.actors.catalogue.search import Names, begun, names_of, ranked
from summarise.actors.fold import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The actors that could be read, and a sentence for each entry, key or value that could not."""

    actors: tuple[Actor, ...]
    problems: tuple[str, ...] = ()
    _by_id: Mapping[str, Actor] = field(default_factory=dict, init=False, repr=False, compare=False)
    _names: list[Names] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {actor.id: actor for actor in self.actors})

    def find(self, actor: str) -> Actor | None:
        """The actor with this id."""
        return self._by_id.get(actor)

    def with_forms(self) -> "Catalogue":
        """The same with the forms made by rule, as texts are searched for them; that takes a while."""
        return Catalogue(actors=with_made_forms(self.actors), problems=self.problems)

    def search(self, text: str, limit: int) -> tuple[Actor, ...]:
        """The actors a person may mean by `text`, best first: beginnings of names, aliases, near misses."""
        wanted = fold(text.strip()[:100]).text
        if not wanted:
            return self.actors[:limit]
        return tuple(self._by_id[one] for one in ranked(self._known(), wanted)[:limit])

    def named(self, text: str) -> tuple[Actor, ...]:
        """The actors of whom a name, or a word of one, begins so; best first, nobody without text."""
        wanted = fold(text.strip()[:100]).text
        return tuple(self._by_id[one] for one in begun(self._known(), wanted)) if wanted else ()

    def _known(self) -> Names:
        if not self._names:
            self._names.append(names_of(self.actors))
        return self._names[0]
