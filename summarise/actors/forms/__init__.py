"""Forms of a name that follow from those in the catalogue by rule."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarise.actors.forms.cyrillic import cases_of_organisation, cases_of_person, is_cyrillic, is_womans
from summarise.actors.forms.latin import respelled
from summarise.actors.forms.romanised import romanised
from summarise.actors.forms.titles import titles_abroad

if TYPE_CHECKING:
    from summarise.actors.catalogue.actor import Actor

_CYRILLIC_AT_HOME = frozenset({"RU", "UA", "BY", "KZ", "KG"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """Full forms, bare surnames, names of each office; some may be what is written already."""

    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]


def made_of(actor: "Actor") -> Made:
    """The forms that follow from an actor's aliases, surnames and titles.

    Cyrillic names in the Russian and Ukrainian cases; of people whose name is Cyrillic at home, other Latin
    spellings, the German and the French one; titles of office as other languages say them. A form that is a
    case form of another is taken for no nominative.
    """
    if actor.kind == "organisation":
        cases = [form for alias in actor.aliases for form in cases_of_organisation(alias)]
        return Made(aliases=tuple(dict.fromkeys(cases)), surnames=(), titles=((),) * len(actor.offices))
    she, at_home = _is_she(actor), actor.country in _CYRILLIC_AT_HOME
    return Made(
        aliases=_of_person(actor.aliases, she=she, bare=False, at_home=at_home),
        surnames=_of_person(actor.surnames, she=she, bare=True, at_home=at_home),
        titles=tuple(titles_abroad(office.names, she=bool(she)) for office in actor.offices),
    )


def _of_person(names: tuple[str, ...], *, she: bool | None, bare: bool, at_home: bool) -> tuple[str, ...]:
    cases = {name: cases_of_person(name, she=she, surname_alone=bare) for name in names}
    declined = {form for forms in cases.values() for form in forms}
    nominatives = [name for name in names if name not in declined]
    inflected = [form for name in nominatives for form in cases[name]]
    abroad = [form for name in nominatives if at_home for form in (*romanised(name), *respelled(name))]
    return tuple(dict.fromkeys((*inflected, *abroad)))


def _is_she(actor: "Actor") -> bool | None:
    if actor.pronoun:
        return actor.pronoun == "she"
    names = [alias.split() for alias in actor.aliases if is_cyrillic(alias) and " " in alias]
    return is_womans(names[0]) if names else None
