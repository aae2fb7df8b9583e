"""An actor that somebody adds: made from what they typed, and checked against those who are known (pure)."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from config.phrase import Part, Phrase, Reason, phrase
from feeds.clean import line
from summarise.actors.catalogue import Actor, Catalogue, Kind, read_catalogue
from summarise.actors.catalogue.entry import actor_of
from summarise.actors.fold import fold

MOST_VALUES: Final = 20
"""How many values each list of an entry may have."""

LONGEST: Final = 100
"""Characters of a name."""

LONGEST_ID: Final = 75
"""With a guild behind it, as long as a choice of Discord's may be."""

_LABEL: Final = "the entry"
_LISTS: Final = ("aliases", "surname", "titles", "context", "before", "veto")
_KEYS: Final[Mapping[str, Phrase]] = {"name": phrase("Name"), "aliases": phrase("Aliases")}
_WORD: Final = re.compile("[a-z0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Newcomer:
    """What somebody typed. Without `surname`, that of a person is the last word of the name, where free."""

    name: str
    kind: Kind = "person"
    aliases: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    country: str | None = None
    pronoun: str | None = None
    context: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()
    unmistakable: bool = False
    id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An actor who may be added, and the TOML of the entry."""

    actor: Actor
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Why somebody cannot be added: a sentence each; `by_id` where another id would do."""

    reasons: tuple[Reason, ...]
    by_id: bool = False


def entry_of(typed: Newcomer, known: Catalogue) -> Entry | Refused:
    """The entry of a newcomer, unless something in it cannot be used or belongs to somebody known."""
    tidy = _tidied(typed)
    one = tidy.id or kebab(tidy.name)
    too_much = tuple(_too_much(tidy, one))
    if too_much:
        return Refused(reasons=too_much, by_id=bool(tidy.name) and not 0 < len(one) <= LONGEST_ID)
    owners = _Owners(known.with_forms())
    surnames = tidy.surname or _last_word(tidy, owners)
    text = _toml(replace(tidy, surname=surnames), one)
    read = read_catalogue(text, _LABEL)
    if not read.actors or read.problems:
        return Refused(reasons=tuple(_faults(text)) or (phrase("Such words cannot be kept."),))
    actor = read.actors[0]
    if (owner := known.find(one)) is not None:
        said = phrase("{name} is in the catalogue already, as {id}.", name=owner.name, id=owner.id)
        return Refused(reasons=(said,), by_id=_same(owner.name) != _same(actor.name))
    clashes = tuple(owners.clashes(actor))
    return Refused(reasons=clashes) if clashes else Entry(actor=actor, text=text)


def kebab(name: str) -> str:
    """A name as an id: small Latin letters and digits, hyphens between; empty where it has none."""
    return "-".join(_WORD.findall(fold(name).text))[:LONGEST_ID].strip("-")


class _Owners:
    """Who is called what."""

    def __init__(self, known: Catalogue) -> None:
        self._aliases = {_same(alias): other for other in known.actors for alias in other.aliases}
        self._titles = {
            _same(name): other
            for other in known.actors
            for office in other.offices
            if office.held_on(None)
            for name in office.names
        }
        self._surnames: dict[str, list[Actor]] = {}
        for other in known.actors:
            for surname in other.surnames:
                self._surnames.setdefault(_same(surname), []).append(other)

    def clashes(self, actor: Actor) -> Iterator[Reason]:
        """The names that are somebody's already."""
        titles = [name for office in actor.offices for name in office.names]
        for form in dict.fromkeys((*actor.aliases, *titles)):
            owner = self._of(_same(form))
            if owner is not None and form not in actor.made:
                yield phrase("“{form}” is {name} already ({id}).", form=form, name=owner.name, id=owner.id)
        for form in actor.surnames:
            owner = self.of_surname(form, unmistakable=actor.unmistakable)
            if owner is not None and form not in actor.made:
                yield phrase(
                    "“{form}” alone is {name} already ({id}).", form=form, name=owner.name, id=owner.id
                )

    def _of(self, form: str) -> Actor | None:
        """Whose full form, title of today or surname it is."""
        bearers = iter(self._surnames.get(form, ()))
        return self._aliases.get(form) or self._titles.get(form) or next(bearers, None)

    def of_surname(self, form: str, *, unmistakable: bool = False) -> Actor | None:
        """Who alone can be called so: people may share a surname, unless either's is unmistakable."""
        if (owner := self._aliases.get(_same(form))) is not None:
            return owner
        bearers = self._surnames.get(_same(form), ())
        return next((one for one in bearers if unmistakable or one.unmistakable), None)


def _same(form: str) -> str:
    return " ".join(fold(form).text.split())


def _last_word(tidy: Newcomer, owners: _Owners) -> tuple[str, ...]:
    """The surname of a person who was given none."""
    words = tidy.name.split()
    usual = tidy.kind == "person" and len(words) > 1 and len(words[-1]) > 1 and words[-1].isalpha()
    return (words[-1],) if usual and owners.of_surname(words[-1]) is None else ()


def _tidied(typed: Newcomer) -> Newcomer:
    """Each text in one line, without what cannot be seen; nothing twice, nothing empty."""
    lists: dict[str, Any] = {key: _lines(getattr(typed, key)) for key in _LISTS}
    country = typed.country and typed.country.strip().upper()
    return replace(typed, name=line(typed.name, LONGEST + 1), country=country, **lists)


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy for text in texts if (tidy := line(text, LONGEST + 1))))


def _too_much(tidy: Newcomer, one: str) -> Iterator[Reason]:
    """What is missing, too long, too short or too many."""
    if not tidy.name:
        yield phrase("There is no name in it.")
    elif not one:
        yield phrase(
            "“{name}” has no Latin letters for an id: name them in Latin, and give this as an alias.",
            name=tidy.name,
        )
    elif len(one) > LONGEST_ID:
        yield phrase("An id has at most {most} characters.", most=str(LONGEST_ID))
    for key in _LISTS:
        if len(getattr(tidy, key)) > MOST_VALUES:
            yield phrase("{key}: there are more than {most}.", key=_key(key), most=MOST_VALUES)
    forms = (tidy.name, *(text for key in _LISTS for text in getattr(tidy, key)))
    for text in forms:
        if len(text) > LONGEST:
            yield phrase(
                "“{text}” is longer than {most} characters.", text=f"{text[:40]}…", most=str(LONGEST)
            )
    for text in (tidy.name, *tidy.aliases, *tidy.surname, *tidy.titles):
        if sum(map(str.isalnum, text)) == 1:
            yield phrase("“{text}” is too short to be told from other words.", text=text)


def _faults(text: str) -> Iterator[Reason]:
    """What is wrong with an entry, as sentences without where it stands."""
    _, faults = actor_of(tomllib.loads(text)["actor"][0])
    for fault in faults:
        yield phrase("{key}: {fault}.", key=_key(fault.key), fault=fault.said)


def _key(key: str) -> Part:
    """What a key of an entry is called at the beginning of a sentence."""
    return _KEYS.get(key) or key.capitalize()


def _toml(tidy: Newcomer, one: str) -> str:
    rows: Mapping[str, Any] = {
        "id": one,
        "kind": tidy.kind,
        "name": tidy.name,
        "pronoun": tidy.pronoun,
        "aliases": tidy.aliases,
        "surname": tidy.surname,
        "unmistakable": tidy.unmistakable,
        "country": tidy.country,
        "context": tidy.context,
        "before": tidy.before,
        "veto": tidy.veto,
    }
    lines = ["[[actor]]", *(f"{key} = {_value(value)}" for key, value in rows.items() if value)]
    if tidy.titles:
        lines.append(f"titles = [{', '.join(f'{{ title = {_value(title)} }}' for title in tidy.titles)}]")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    # a JSON string is a TOML string, as the texts hold no DEL, which TOML alone forbids
    return json.dumps(value, ensure_ascii=False)
