"""A catalogue as it is used: found by id, searched by people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from summarise.actors.catalogue.actor import Actor
from summarise.actors.catalogue.finding import Index, begun, called, found, index_of
from summarise.actors.catalogue.owners import with_made_forms
from summarise.actors.fold import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The actors that could be read, and a sentence for each entry, key or value that could not."""

    actors: tuple[Actor, ...]
    problems: tuple[str, ...] = ()
    _by_id: Mapping[str, Actor] = field(default_factory=dict, init=False, repr=False, compare=False)
    _index: list[Index] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {actor.id: actor for actor in self.actors})

    def find(self, actor: str) -> Actor | None:
        """The actor with this id."""
        return self._by_id.get(actor)

    def with_forms(self) -> "Catalogue":
        """The same with the forms made by rule, as texts are searched for them; that takes a while."""
        return Catalogue(actors=with_made_forms(self.actors), problems=self.problems)

    def search(self, text: str, limit: int) -> tuple[Actor, ...]:
        """The actors a person may mean by `text`, best first: names, offices, their beginnings, near misses.

        Without text the first ones.
        """
        wanted = fold(text.strip()[:100]).text
        if not wanted:
            return self.actors[:limit]
        return tuple(self.actors[one] for one in found(self.index(), wanted)[:limit])

    def named(self, text: str) -> tuple[Actor, ...]:
        """The actors of whom a name, or a word of one, begins so; best first, nobody without text."""
        return tuple(self.actors[one] for one in begun(self.index(), fold(text.strip()[:100]).text))

    def called(self, text: str) -> tuple[Actor, ...]:
        """The actors who have exactly this name or surname, whatever its case and diacritics."""
        return tuple(self.actors[one] for one in called(self.index(), fold(text.strip()[:200]).text))

    def index(self) -> Index:
        """What they are called, made when it is first asked for: that takes a twentieth of a second."""
        if not self._index:
            self._index.append(index_of(self.actors))
        return self._index[0]
