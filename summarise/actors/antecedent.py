"""Whom "he", "the president" or "the spokesman" beside a quote means: somebody named before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from summarise.actors.catalogue import Actor, Catalogue
from summarise.actors.descriptions import Description, Pronoun, description, held_by, named_so, said_words
from summarise.model import Mention, Unknown

Named = Mention | Unknown

_REACH = 1_500
_PRONOUN_REACH = 600
_NEAR = 160
_BESIDE = 90
_MOST = 60
_TITLE_WORDS, _ASIDE_WORDS = 5, 8
_CLAUSE_END = re.compile(r"[.!?;:\n\"“”]")
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)
_SHE_BEFORE = re.compile(r"\b(?:Mrs|Ms|Miss|Madam|Madame|Lady|Queen|Princess|Sister|[Ss]pokeswoman)\b\.? ?\Z")
_HE_BEFORE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|[Ss]pokesman|[Cc]hairman)\b\.? ?\Z")


def antecedent(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    unknowns: Sequence[Unknown],
    catalogue: Catalogue,
    on: date | None,
) -> Named | None:
    """Whom the pronoun or the bare description at [start, end) means: the last fitting name before it.

    Only names outside quotes are looked at, at most 1,500 characters back, 600 for a pronoun. Who speaks or
    acts is preferred to who is only mentioned. A pronoun must agree where the catalogue or an honorific tells
    ("it" is an organisation); "the president" fits who holds on the day `on` an office whose title says so,
    or who is called so beside their name; "the agency" an organisation of such a name. None for a name, a
    plural, and where nobody fits.
    """
    meant = description(text[start:end])
    if meant is None:
        return None
    reach = _PRONOUN_REACH if meant.pronoun else _REACH
    near = _named_before(text, start, reach, mentions, unknowns)
    fitting = [one for one in near if _fits(text, one, meant, catalogue, on)]
    acting = next(
        (one for one in fitting if one.role != "mention" and start - one.end <= _PRONOUN_REACH), None
    )
    if acting or meant.pronoun is None:
        return acting or next(iter(fitting), None)
    return next((one for one in fitting if start - one.end <= _NEAR), None)


def _named_before(
    text: str, start: int, reach: int, mentions: Sequence[Mention], unknowns: Sequence[Unknown]
) -> Iterator[Named]:
    """Who is named before `start`, the nearest first, outside quotation marks."""
    floor = max(0, start - reach)
    opened = text.rfind("\n", max(0, floor - reach), floor) + 1
    quoted = [found.span() for found in _QUOTED.finditer(text, opened, start)]
    every: list[Named] = []
    for listed in (mentions, unknowns):
        last = bisect_left(listed, start, key=lambda one: one.start)
        every.extend(one for one in listed[max(0, last - _MOST) : last] if floor <= one.start)
    for one in sorted(every, key=lambda one: -one.start):
        if one.end <= start and not any(begin < one.start < stop for begin, stop in quoted):
            yield one


def _fits(text: str, one: Named, meant: Description, catalogue: Catalogue, on: date | None) -> bool:
    actor = catalogue.find(one.actor) if isinstance(one, Mention) else None
    if actor and actor.kind == "organisation":
        return meant.pronoun == "it" or (meant.pronoun is None and named_so(actor, meant))
    if meant.pronoun == "it":
        return False
    if meant.gender and (known := _gender(text, one, actor)) and known != meant.gender:
        return False
    if meant.pronoun:
        return True
    return (actor is not None and held_by(actor, meant, on)) or _is_called(text, one, meant)


def _gender(text: str, one: Named, actor: Actor | None) -> Pronoun | None:
    """The pronoun that the catalogue, or a word before the name, gives somebody."""
    if actor and actor.pronoun:
        return actor.pronoun
    before = text[max(0, one.start - 16) : one.start] + text[one.start : one.end].split(" ")[0]
    for words in (text[max(0, one.start - 16) : one.start], before):
        if _SHE_BEFORE.search(words):
            return "she"
        if _HE_BEFORE.search(words):
            return "he"
    return None


def _is_called(text: str, one: Named, meant: Description) -> bool:
    """Whether the description's words end right before the name, or are in an aside right after it."""
    before = _CLAUSE_END.split(text[max(0, one.start - _BESIDE) : one.start])[-1].split()[-_TITLE_WORDS:]
    after = text[one.end : one.end + _BESIDE]
    aside = _CLAUSE_END.split(after)[0].split()[:_ASIDE_WORDS] if after.startswith((", ", " (")) else []
    own = text[one.start : one.end].split()
    called = [*own, *aside]
    if before and not meant.words[-1].isdisjoint(said_words(before[-1])):
        called += before
    return meant.is_said_by(frozenset().union(*map(said_words, called)))
