"""Whose a form is: aliases that two actors share, and the forms made by rule that nobody else has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarise.actors.catalogue.actor import Actor
from summarise.actors.fold import folded_name
from summarise.actors.forms import made_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """An alias of `actor` that `owner`, an earlier one, has too, or is unmistakably called."""

    actor: str
    alias: str
    owner: str


def clashes(actors: Sequence[Actor]) -> tuple[Clash, ...]:
    """The aliases that two of the actors share, or that are an earlier one's unmistakable surname, unless the
    later one has words that tell it apart (`veto`, `before`)."""
    owners: dict[str, Actor] = {}
    bearers: dict[str, Actor] = {}
    found = []
    for actor in actors:
        for alias in actor.aliases:
            form = folded_name(alias)
            owner = bearers.get(form) or owners.setdefault(form, actor)
            if owner.id != actor.id and not (actor.veto or actor.before):
                found.append(Clash(actor=actor.id, alias=alias, owner=owner.id))
        if actor.unmistakable:
            for surname in actor.surnames:
                bearers.setdefault(folded_name(surname), actor)
    return tuple(found)


def with_made_forms(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors with the forms that are made of theirs, but for names that another has in writing."""
    owners = {folded_name(alias) for actor in actors for alias in actor.aliases}
    bearers = {folded_name(surname) for actor in actors for surname in actor.surnames}
    return tuple(_with_made(actor, owners, bearers) for actor in actors)


def _with_made(actor: Actor, owners: set[str], bearers: set[str]) -> Actor:
    made = made_of(actor)
    aliases, surnames = _new(made.aliases, owners), _new(made.surnames, bearers)
    if not aliases and not surnames and not any(made.titles):
        return actor
    titles = {title for office in made.titles for title in office}
    return replace(
        actor,
        aliases=(*actor.aliases, *aliases),
        surnames=(*actor.surnames, *surnames),
        offices=tuple(
            replace(office, names=tuple(dict.fromkeys((*office.names, *names))))
            for office, names in zip(actor.offices, made.titles, strict=True)
        ),
        made=frozenset((*aliases, *surnames, *titles)).difference(
            actor.aliases, actor.surnames, *(office.names for office in actor.offices)
        ),
    )


def _new(made: Iterable[str], written: set[str]) -> tuple[str, ...]:
    """The made forms that nobody has in writing, none that reads like another."""
    new = {folded_name(form): form for form in made}
    return tuple(form for folded, form in new.items() if folded not in written)
