"""Which actors a text names, and where: candidates from the index, judged by rules."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarise.actors.catalogue import Actor, Catalogue
from summarise.actors.fold import fold
from summarise.actors.index import Candidate, Index, Rule, Sense
from summarise.actors.lexicon import BEFORE_OTHER_HOLDERS, GIVEN_NAMES, ORGANISATION_SUFFIXES
from summarise.actors.neighbours import (
    followed_by,
    in_title_case,
    is_cut_out,
    is_other_given_name,
    is_whole,
    preceded_by,
    small,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An actor named at [start, end) of a text, and the rule that says so."""

    start: int
    end: int
    actor: Actor
    rule: Rule


class Matcher:
    """Finds a catalogue's actors in texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._index = Index(catalogue)

    def hits(self, texts: Sequence[str], on: date | None) -> tuple[tuple[Hit, ...], ...]:
        """The actors named in each of an article's texts (headline, body), in order, never overlapping.

        A bare surname counts where the full name or a title is in any of the texts, or where the catalogue
        calls it unmistakable and no text names somebody else in full who bears it. Titles stand for who held
        them on the day `on`; with None, for who holds them.
        """
        found = [(text, self._whole(text)) for text in texts]
        judged = [_judged(text, candidates, on) for text, candidates in found]
        namesakes = {actor for text, candidates in found for actor in _with_namesakes(text, candidates)}
        known = frozenset(
            hit.actor.id
            for hits in judged
            for hit in hits
            if hit.rule != "surname" or (hit.actor.unmistakable and hit.actor.id not in namesakes)
        )
        return tuple(
            _merged(text, _longest(hit for hit in hits if hit.actor.id in known))
            for text, hits in zip(texts, judged, strict=True)
        )

    def _whole(self, text: str) -> tuple[Candidate, ...]:
        """The candidates that are no part of longer words."""
        candidates = self._index.candidates(text, fold(text))
        return tuple(one for one in candidates if is_whole(text, one.start, one.end))


def _judged(text: str, candidates: Iterable[Candidate], on: date | None) -> list[Hit]:
    kept = (one for one in candidates if not is_cut_out(text, one.start, one.end))
    return [hit for candidate in kept for hit in _accepted(text, candidate, on)]


def _with_namesakes(text: str, candidates: Iterable[Candidate]) -> Iterator[str]:
    """The actors whose surname somebody else bears in this text, given name and all."""
    for candidate in candidates:
        for sense in candidate.senses:
            if sense.rule == "surname" and _is_borne_by_another(text, candidate.start, sense.actor):
                yield sense.actor.id


def _accepted(text: str, candidate: Candidate, on: date | None) -> list[Hit]:
    found = [
        hit
        for sense in candidate.senses
        if _is_written_as(text, candidate, sense)
        if (hit := _JUDGES[sense.rule](text, candidate, sense, on))
    ]
    full = [hit for hit in found if hit.rule != "surname"]
    return (
        full if len({hit.actor.id for hit in full}) == 1 else [hit for hit in found if hit.rule == "surname"]
    )


def _is_written_as(text: str, candidate: Candidate, sense: Sense) -> bool:
    written = text[candidate.start : candidate.end]
    if sense.acronym:
        loose = len(written) >= 4 and written[0].isupper()
        around = text[max(0, candidate.start - 40) : candidate.end + 40]
        return (written.isupper() and any(map(str.islower, around + "a" * (len(around) < 12)))) or loose
    return not (sense.capital and written[0].islower())


def _name(text: str, candidate: Candidate, sense: Sense, _on: date | None) -> Hit | None:
    if sense.actor.kind == "person" and _goes_on_as_another(text, candidate.end, sense.actor):
        return None
    if sense.actor.kind == "organisation" and small(followed_by(text, candidate.end)) in map(
        small, sense.actor.veto
    ):
        return None
    return Hit(start=candidate.start, end=candidate.end, actor=sense.actor, rule="name")


def _title(text: str, candidate: Candidate, sense: Sense, on: date | None) -> Hit | None:
    if sense.office is None or not sense.office.held_on(on):
        return None
    if small(preceded_by(text, candidate.start)) in BEFORE_OTHER_HOLDERS:
        return None
    following = followed_by(text, candidate.end)
    if following[:1].isupper() and small(following) not in _names_of(sense.actor):
        running = not in_title_case(text, candidate.start, candidate.end)
        if small(following) in GIVEN_NAMES or (running and not following.isupper()):
            return None
    return Hit(start=candidate.start, end=candidate.end, actor=sense.actor, rule="title")


def _surname(text: str, candidate: Candidate, sense: Sense, on: date | None) -> Hit | None:
    actor = sense.actor
    if _goes_on_as_another(text, candidate.end, actor):
        return None
    following = followed_by(text, candidate.end)
    given = text[candidate.start : candidate.end]
    if small(given) in GIVEN_NAMES and following[:1].isupper() and not following.isupper():
        return None
    start, rule = candidate.start, sense.rule
    before = preceded_by(text, start)
    if small(before) in _given_names_of(actor):
        start, rule = start - 1 - len(before), "name"
    elif _is_borne_by_another(text, start, actor):
        return None
    elif is_other_given_name(text, start, before):
        middle = preceded_by(text, start - 1 - len(before))
        start, rule = start - 2 - len(before) - len(middle), "name"
    elif _ranks_of(actor, on).intersection(small(before).split()):
        rule = "title"
    return Hit(start=start, end=candidate.end, actor=actor, rule=rule)


def _is_borne_by_another(text: str, start: int, actor: Actor) -> bool:
    """Whether the surname at `start` follows a given name that is not the actor's, nor their middle name."""
    before = preceded_by(text, start)
    if small(before) in _given_names_of(actor) or not is_other_given_name(text, start, before):
        return False
    return small(preceded_by(text, start - 1 - len(before))) not in _given_names_of(actor)


_JUDGES: dict[Rule, Callable[[str, Candidate, Sense, date | None], Hit | None]] = {
    "name": _name,
    "title": _title,
    "surname": _surname,
}


def _goes_on_as_another(text: str, end: int, actor: Actor) -> bool:
    """Whether what follows makes a person's name an organisation's, a street's or an adjective's."""
    following = followed_by(text, end)
    if small(following) in map(small, actor.veto):
        return True
    if following[:1].isupper() and small(following) in ORGANISATION_SUFFIXES:
        return True
    return text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].islower()


def _names_of(actor: Actor) -> frozenset[str]:
    return frozenset(small(part) for name in (*actor.aliases, *actor.surnames) for part in name.split())


def _given_names_of(actor: Actor) -> frozenset[str]:
    given = {small(name.split()[0]) for name in actor.aliases if " " in name}
    return frozenset(given | {f"{name[0]}." for name in given} | {name[0] for name in given}) - {""}


def _ranks_of(actor: Actor, on: date | None) -> frozenset[str]:
    return frozenset(
        small(word)
        for office in actor.offices
        if office.held_on(on)
        for name in office.names
        for word in name.replace("-", " ").split()
        if len(word) > 3
    )


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, one.actor.id)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
        elif hit.end > chosen[-1].end and hit.actor.id == chosen[-1].actor.id:
            chosen[-1] = replace(chosen[-1], end=hit.end)
    return chosen


def _merged(text: str, hits: list[Hit]) -> tuple[Hit, ...]:
    """A title right before the name of its holder is one mention with it."""
    merged: list[Hit] = []
    for hit in hits:
        last = merged[-1] if merged else None
        if (
            last
            and last.rule == "title"
            and last.actor.id == hit.actor.id
            and text[last.end : hit.start] == " "
        ):
            merged[-1] = replace(hit, start=last.start)
        else:
            merged.append(hit)
    return tuple(merged)
