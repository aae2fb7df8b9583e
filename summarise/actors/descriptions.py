"""Bare descriptions of people, as attributions have them: "he", "the president", "his spokesman"."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from summarise.actors.catalogue import Actor
from summarise.actors.fold import folded_name
from summarise.text.words import word_set

Pronoun = Literal["he", "she", "it"]

_PRONOUNS: Final[dict[str, Pronoun]] = {
    **dict.fromkeys(("he", "him", "his", "himself", "er", "el", "lui", "ele", "hij", "он", "він"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself", "elle", "ella", "ela", "она", "вона"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
_DESCRIBED: Final = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?P<words>[\w.’' -]{3,80})"
)

_NO_TELLING: Final = word_set(
    "top senior veteran embattled outgoing incoming new newly elected longtime long time chief old young"
    " country countries nation nations country's nation's world world's own later also then of the for s"
)
_LEADING: Final = word_set("president premier chancellor king queen emir sultan emperor prime taoiseach")
_SAME: Final[dict[str, frozenset[str]]] = {
    "premier": word_set("premier prime"),
    "leader": _LEADING | {"leader"},
    "ruler": _LEADING | {"leader"},
    "strongman": _LEADING | {"leader"},
    "statesman": _LEADING | {"minister"},
    "stateswoman": _LEADING | {"minister"},
    "politician": _LEADING | word_set("minister senator lawmaker congressman mayor governor mp politician"),
    "head": word_set("head chief director chair president governor secretary chairman"),
    "chief": word_set("chief head director secretary chair president governor commissioner general"),
    "boss": word_set("boss chief head director ceo"),
    "monarch": word_set("king queen monarch emperor"),
    "pontiff": word_set("pope pontiff"),
    "diplomat": word_set("diplomat ambassador envoy foreign representative"),
    "envoy": word_set("envoy ambassador representative"),
    "ambassador": word_set("ambassador"),
    "official": word_set("official secretary minister director deputy assistant undersecretary head chief"),
    "billionaire": word_set("billionaire ceo entrepreneur founder"),
    "tycoon": word_set("tycoon ceo entrepreneur founder billionaire"),
    "entrepreneur": word_set("entrepreneur ceo founder billionaire"),
    "lawmaker": word_set("lawmaker senator congressman congresswoman representative mp deputy rep sen"),
    "congressman": word_set("congressman representative rep"),
    "congresswoman": word_set("congresswoman representative rep"),
    "senator": word_set("senator sen"),
    "governor": word_set("governor gov"),
    "general": word_set("general gen"),
    "spokesman": word_set("spokesman spokesperson secretary"),
    "spokeswoman": word_set("spokeswoman spokesperson secretary"),
    "spokesperson": word_set("spokesperson spokesman spokeswoman secretary"),
    "chairman": word_set("chairman chair chairperson"),
    "chairwoman": word_set("chairwoman chair chairperson"),
    "defence": word_set("defence defense"),
    "defense": word_set("defence defense"),
}
_GENDERED: Final[dict[str, Pronoun]] = {
    **dict.fromkeys(("spokesman", "chairman", "congressman", "king", "businessman", "statesman"), "he"),
    **dict.fromkeys(("spokeswoman", "chairwoman", "congresswoman", "queen", "stateswoman"), "she"),
}
_FORMER: Final = word_set("former ex late onetime")
_NOT_THE_HOLDER: Final = word_set("deputy vice assistant under acting")


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """A pronoun, or the words that tell whom a description means: each of `words` as the ways to say it.

    `gender` is the pronoun that whoever is meant must agree with, where the words tell; `former`: they mean
    who held the office before.
    """

    pronoun: Pronoun | None
    gender: Pronoun | None
    words: tuple[frozenset[str], ...] = ()
    former: bool = False

    def is_said_by(self, words: Set[str]) -> bool:
        """Whether these folded words say all that the description says, and of no deputy."""
        told = frozenset().union(*self.words)
        return all(ways & words for ways in self.words) and not (_NOT_THE_HOLDER & words) - told


@lru_cache(maxsize=4_096)
def description(words: str) -> Description | None:
    """What a pronoun ("he", "She") or a bare description ("the Russian president", "his spokesman") says of
    whom it means; None for anything else."""
    if len(words) > 90:
        return None
    if pronoun := _PRONOUNS.get(words.strip().lower()):
        return Description(pronoun=pronoun, gender=None if pronoun == "it" else pronoun)
    found = _DESCRIBED.fullmatch(words.strip())
    if found is None:
        return None
    said = [word.removesuffix("'s") for word in folded_name(found["words"]).split()]
    told = tuple(word for word in said if word not in _NO_TELLING | _FORMER) or tuple(said[-1:])
    if not told or not told[-1].isalpha():
        return None
    return Description(
        pronoun=None,
        gender=next((_GENDERED[word] for word in told if word in _GENDERED), None),
        words=tuple(_SAME.get(word, frozenset({word})) for word in told),
        former=not _FORMER.isdisjoint(said),
    )


def held_by(actor: Actor, meant: Description, on: date | None) -> bool:
    """Whether one title of an office that the actor holds on the day `on` (or has held, for "the former
    president") says all that the description says."""
    for office in actor.offices:
        if office.held_on(on) is meant.former:
            continue
        if meant.former and office.since and on and office.since > on:
            continue
        if any(meant.is_said_by(said_words(name)) for name in office.names):
            return True
    return False


def named_so(actor: Actor, meant: Description) -> bool:
    """Whether a name of the organisation holds all that the description says ("the agency")."""
    return any(meant.is_said_by(said_words(name)) for name in actor.aliases)


@lru_cache(maxsize=8_192)
def said_words(title: str) -> frozenset[str]:
    """The words of a title or a name, folded, without possessives and punctuation."""
    folded = folded_name(title.strip(",()'’“”\""))
    return frozenset(word.strip(",()").removesuffix("'s") for word in folded.split())
