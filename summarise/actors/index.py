"""Every form of every actor's name in one automaton."""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from summarise.actors.callings import CALLINGS
from summarise.actors.catalogue import Actor, Catalogue, Office
from summarise.actors.fold import Folded, folded_name

Rule = Literal["name", "title", "surname"]

SHORT = 5
"""Letters below which a form inside a longer word is nothing that anybody would ask about."""

_ACRONYM = re.compile(r"\b[A-Z]{2,4}\b")
_LATIN = re.compile("[ -~À-ɏḀ-ỿ’]{5,}")
_ODD = re.compile("[^\0-\x7f’]")
_LONGEST_ACRONYM = 8
_NEVER_ALONE = frozenset({"He", "Das", "Ma", "Yi", "Dan", "Fore", "Power"})
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sense:
    """What a form may stand for. `capital`: it must begin with a capital; `acronym`: be in capitals.

    `word`: it is a surname that the catalogue lists only with a Mr or an office, since it is a word too.
    """

    actor: Actor
    rule: Rule
    capital: bool
    acronym: bool
    office: Office | None = None
    word: bool = False


class Candidate(NamedTuple):
    """A form found at the source's characters [start, end), before any rule has looked at it."""

    # a tuple, since a text may have thousands
    start: int
    end: int
    senses: tuple[Sense, ...]


class Index:
    """A catalogue's forms, written and made by rule, ready to be found in any text in one pass."""

    def __init__(self, catalogue: Catalogue) -> None:
        senses: dict[str, list[Sense]] = {}
        for actor in catalogue.with_forms().actors:
            _add(senses, actor)
        self._senses = [tuple(found) for found in senses.values()]
        self._automaton = AhoCorasick(list(senses), matchkind=MatchKind.Standard)

    def candidates(self, source: str, folded: Folded) -> tuple[Candidate, ...]:
        """Every form in the text, overlaps and all, in order of where it ends.

        Not those of fewer than SHORT letters that end a longer Latin word, as "un" does "begun".
        """
        found = []
        text, senses = folded.text, self._senses
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and end - start < SHORT and text[start] in _LETTERS and text[start - 1] in _LETTERS:
                continue
            if folded.turns:
                if folded.splits(start, end):
                    continue
                start, end = folded.span(source, start, end)
            found.append(Candidate(start, end, senses[pattern]))
        return tuple(found)


def _add(senses: dict[str, list[Sense]], actor: Actor) -> None:
    made: dict[tuple[Rule, bool, bool, int], Sense] = {}
    forms: list[tuple[str, Rule, int]] = [(alias, "name", -1) for alias in actor.aliases]
    forms += [(surname, "surname", -1) for surname in actor.surnames]
    forms += [(title, "title", at) for at, office in enumerate(actor.offices) for title in office.names]
    for form, rule, at in forms:
        words = form.istitle() and not form.isupper()  # as most names are: no acronym is in it
        acronym = not words and _is_acronym(form)
        several_words = rule == "title" and " " in form and not _ACRONYM.match(form)
        capital = form[0].isupper() and not several_words
        sense = made.get((rule, capital, acronym, at))
        if sense is None:
            office = actor.offices[at] if at >= 0 else None
            sense = Sense(actor=actor, rule=rule, capital=capital, acronym=acronym, office=office)
            made[rule, capital, acronym, at] = sense
        _put(senses, form, sense)
        dotted = form if words else _ACRONYM.sub(_with_full_stops, form)
        if dotted != form:
            _put(senses, dotted, sense)
        if rule != "title" and not form.isascii() and _LATIN.fullmatch(form):
            for lost in "?\ufffd":
                _put(senses, _ODD.sub(lost, form), sense)
    if actor.kind == "person" and actor.surnames and all(" " in one for one in actor.surnames):
        _, _, bare = actor.surnames[0].rpartition(" ")
        called = folded_name(actor.surnames[0].split()[0]) in CALLINGS
        if called and bare in actor.name.split() and bare not in _NEVER_ALONE:
            word = Sense(actor=actor, rule="surname", capital=True, acronym=False, word=True)
            _put(senses, bare, word)


def _is_acronym(form: str) -> bool:
    return form.isupper() and " " not in form and len(form.replace(".", "")) <= _LONGEST_ACRONYM


def _with_full_stops(found: re.Match[str]) -> str:
    return ".".join(found[0]) + "."


def _put(senses: dict[str, list[Sense]], form: str, sense: Sense) -> None:
    pattern = folded_name(form)
    if not pattern.strip():
        return
    found = senses.get(pattern)
    if found is None:
        senses[pattern] = [sense]
    elif not any(one is sense for one in found):
        found.append(sense)
