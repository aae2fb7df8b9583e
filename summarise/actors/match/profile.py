"""What the rules ask of an actor again and again, folded once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from summarise.actors.callings import CALLINGS, POSTS, folded
from summarise.actors.catalogue import Actor, Office
from summarise.actors.fold import folded_name
from summarise.actors.headlines import COMMON_SURNAMES
from summarise.actors.lexicon import GIVEN_NAMES
from summarise.actors.neighbours import small
from summarise.text.words import stop_words

_SHORTEST_RANK = 3
_HEADS_OF_CABINETS: Final = frozenset({"president", "presidente", "presidenta"})
_WORD: Final = re.compile(r"[^\W\d_][\w.]*")
_HEAD: Final = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emperor|pope|supreme leader|taoiseach|emir"
    r"|crown prince|head of state|head of government)\b",
    re.IGNORECASE,
)
_NO_HEAD: Final = re.compile(
    r"\b(?:vice|deputy|bank|parliament|senate|assembly|duma|party|ecb|fed|court|council|commission)\b",
    re.IGNORECASE,
)
_NO_SEATS: Final = (
    CALLINGS
    | POSTS
    | stop_words("en")
    | folded(
        "prime foreign general state defence defense deputy high supreme top house national federal central"
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """An actor's words, folded: of all names, the first names with initials, those that veto, the ranks.

    `after` and `before` are single words, `after_all` and `before_all` sequences of words; `ranks` come with
    the day since when they were held, and so do `seats`, the countries and bodies of the offices; `heads` are
    the offices of a state or a government, `posts` the names of all. `surname_first`: the name begins with
    the surname; `common`: many others bear the surname, or it is a word.
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
    seats: tuple[tuple[date | None, frozenset[str]], ...]
    heads: tuple[Office, ...]
    posts: str
    common: bool

    def seats_by(self, on: date | None) -> frozenset[str]:
        """The countries and bodies of the offices that the actor holds on the day or has held by then."""
        return _held(self.seats, on)

    def leads(self, on: date | None) -> bool:
        """Whether the actor is a head of state or of government on the day."""
        return any(office.held_on(on) for office in self.heads)

    def ranks_by(self, on: date | None) -> frozenset[str]:
        """The words of the titles that the actor holds on the day or has held by then."""
        return _held(self.ranks, on)


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
        context=tuple(folded_name(word) for word in actor.context),
        ranks=tuple((office.since, _ranks(office.names)) for office in actor.offices),
        seats=tuple((office.since, _seats(office.names)) for office in actor.offices),
        posts=" ".join(folded_name(name) for office in actor.offices for name in office.names),
        heads=tuple(office for office in actor.offices if any(map(_is_head, office.names))),
        common=bool(surnames & (COMMON_SURNAMES | GIVEN_NAMES)),
    )


def _held(words: Iterable[tuple[date | None, frozenset[str]]], on: date | None) -> frozenset[str]:
    return frozenset().union(*(held for since, held in words if on is None or since is None or since <= on))


def _is_head(title: str) -> bool:
    """Whether a title is that of a head of state or of government."""
    return _HEAD.search(title) is not None and _NO_HEAD.search(title) is None


def _seats(titles: Iterable[str]) -> frozenset[str]:
    words = (word for title in titles for word in _WORD.findall(title) if word[0].isupper())
    bare = (small(word) for word in words)
    return frozenset(word for word in bare if len(word) > 1 and word not in _NO_SEATS)


def _ranks(titles: Iterable[str]) -> frozenset[str]:
    words = frozenset(
        word for title in titles for word in folded_name(title).split() if len(word) > _SHORTEST_RANK
    )
    return words - _HEADS_OF_CABINETS if "prime" in words else words  # "président du gouvernement"


def _apart(listed: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    folded = [" ".join(folded_name(words).split()).rstrip(".") for words in listed]
    return frozenset(one for one in folded if " " not in one), tuple(one for one in folded if " " in one)
