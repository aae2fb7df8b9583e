"""The words that actors are called by: common to two articles of the same people, whatever these do."""

from functools import lru_cache

from summarise.actors.catalogue import shipped
from summarise.text.words import words

_MOST = 8_192


@lru_cache(maxsize=_MOST)
def called(actor: str, language: str) -> frozenset[str]:
    """The stems of an actor's names and offices; of one that nobody listed, of the id's words."""
    known = shipped().find(actor)
    told = [actor.replace("-", " ")]
    if known is not None:
        told += [*known.aliases, *(name for office in known.offices for name in office.names)]
    return frozenset(word for name in told for word in words(name, language))
