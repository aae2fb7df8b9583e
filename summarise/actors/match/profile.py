"""What the rules ask of an actor again and again, folded once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from summarise.actors.catalogue import Actor
from summarise.actors.fold import fold
from summarise.actors.neighbours import small

_SHORTEST_RANK = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """An actor's words, folded: of all names, the first names with initials, those that veto, the ranks.

    `after` and `before` are single words, `after_all` and `before_all` sequences of words; `ranks` come with
    the day since when they were held. `surname_first`: the name begins with the surname.
    """

    names: frozenset[str]
    first_names: frozenset[str]
    surname_first: bool
    after: frozenset[str]
    after_all: tuple[str, ...]
    before: frozenset[str]
    before_all: tuple[str, ...]
    context: tuple[str, ...]
    ranks: tuple[tuple[date | None, frozenset[str]], ...]

    def ranks_by(self, on: date | None) -> frozenset[str]:
        """The words of the titles that the actor holds on the day or has held by then."""
        return frozenset().union(
            *(words for since, words in self.ranks if on is None or since is None or since <= on)
        )


class Profiles(dict[str, Profile]):
    """The profiles of a catalogue's actors, each made when it is first asked for."""

    def of(self, actor: Actor) -> Profile:
        """The actor's profile."""
        found = self.get(actor.id)
        if found is None:
            found = self[actor.id] = _profile(actor)
        return found


def _profile(actor: Actor) -> Profile:
    first = {small(name.split()[0]) for name in actor.aliases if " " in name}
    surnames = {small(name) for name in actor.surnames}
    after, after_all = _apart(actor.veto)
    before, before_all = _apart(actor.before)
    return Profile(
        names=frozenset(small(part) for name in (*actor.aliases, *actor.surnames) for part in name.split()),
        first_names=frozenset(first | {name[0] for name in first if name}) - {"", "a", "i"},
        surname_first=small(actor.name.split()[0]) in surnames,
        after=after,
        after_all=after_all,
        before=before,
        before_all=before_all,
        context=tuple(fold(word).text for word in actor.context),
        ranks=tuple((office.since, _ranks(office.names)) for office in actor.offices),
    )


def _ranks(titles: Iterable[str]) -> frozenset[str]:
    words = (word for title in titles for word in fold(title).text.split())
    return frozenset(word for word in words if len(word) > _SHORTEST_RANK)


def _apart(listed: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    folded = [" ".join(fold(words).text.split()).rstrip(".") for words in listed]
    return frozenset(one for one in folded if " " not in one), tuple(one for one in folded if " " in one)
