"""Every form of every actor's name in one automaton."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from summarise.actors.catalogue import Actor, Catalogue, Office
from summarise.actors.fold import Folded, fold

Rule = Literal["name", "title", "surname"]

_ACRONYM = re.compile(r"\b[A-Z]{2,4}\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sense:
    """What a form may stand for. `capital`: it must begin with a capital; `acronym`: be in capitals."""

    actor: Actor
    rule: Rule
    capital: bool
    acronym: bool
    office: Office | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A form found at the source's characters [start, end), before any rule has looked at it."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Index:
    """A catalogue's forms, ready to be found in any text in one pass."""

    def __init__(self, catalogue: Catalogue) -> None:
        senses: defaultdict[str, list[Sense]] = defaultdict(list)
        for actor in catalogue.actors:
            _add(senses, actor)
        self._senses = [tuple(found) for found in senses.values()]
        self._automaton = AhoCorasick(list(senses), matchkind=MatchKind.Standard)

    def candidates(self, source: str, folded: Folded) -> tuple[Candidate, ...]:
        """Every form in the text, overlaps and all, in order of where it ends."""
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            if folded.splits(start, end):
                continue
            begin, stop = folded.span(source, start, end)
            found.append(Candidate(start=begin, end=stop, senses=self._senses[pattern]))
        return tuple(found)


def _add(senses: defaultdict[str, list[Sense]], actor: Actor) -> None:
    for alias in actor.aliases:
        _put(senses, alias, actor, "name", None)
    for surname in actor.surnames:
        _put(senses, surname, actor, "surname", None)
    for office in actor.offices:
        for title in office.names:
            _put(senses, title, actor, "title", office)


def _put(
    senses: defaultdict[str, list[Sense]], form: str, actor: Actor, rule: Rule, office: Office | None
) -> None:
    acronym = form.isupper() and form.isascii() and len(form.replace(".", "")) <= 8 and " " not in form
    several_words = rule == "title" and " " in form and not _ACRONYM.match(form)
    sense = Sense(
        actor=actor,
        rule=rule,
        capital=form[0].isupper() and not several_words,
        acronym=acronym,
        office=office,
    )
    for variant in {form, _ACRONYM.sub(lambda found: ".".join(found[0]) + ".", form)}:
        pattern = fold(variant).text
        if pattern.strip() and sense not in senses[pattern]:
            senses[pattern].append(sense)
