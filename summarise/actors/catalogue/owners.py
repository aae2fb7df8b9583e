"""Whose a form is: aliases that two actors share, and the forms made by rule that nobody else has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarise.actors.catalogue.actor import Actor
from summarise.actors.fold import fold
from summarise.actors.forms import made_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """An alias of `actor` that `owner`, an earlier one, has too."""

    actor: str
    alias: str
    owner: str


def with_made_forms(actors: Sequence[Actor]) -> tuple[tuple[Actor, ...], tuple[Clash, ...]]:
    """The actors with the forms that are made of theirs, and the written aliases that two of them share.

    A form that another actor has in writing is not made. Where the later of two actors has words that tell
    it apart (`veto`, `before`), the shared alias is no clash.
    """
    owners: dict[str, Actor] = {}
    clashes: list[Clash] = []
    for actor in actors:
        for alias in actor.aliases:
            owner = owners.setdefault(fold(alias).text, actor)
            if owner.id != actor.id and not (actor.veto or actor.before):
                clashes.append(Clash(actor=actor.id, alias=alias, owner=owner.id))
    bearers = {fold(surname).text: actor for actor in actors for surname in actor.surnames}
    return tuple(_with_made(actor, owners, bearers) for actor in actors), tuple(clashes)


def _with_made(actor: Actor, owners: dict[str, Actor], bearers: dict[str, Actor]) -> Actor:
    made = made_of(actor)
    aliases = _new(made.aliases, actor.aliases, owners)
    surnames = _new(made.surnames, actor.surnames, bearers)
    if not aliases and not surnames:
        return actor
    return replace(
        actor,
        aliases=(*actor.aliases, *aliases),
        surnames=(*actor.surnames, *surnames),
        made=frozenset((*aliases, *surnames)).difference(actor.aliases, actor.surnames),
    )


def _new(made: Iterable[str], written: Sequence[str], owners: dict[str, Actor]) -> tuple[str, ...]:
    """The made forms that nobody has in writing, none that reads like another."""
    known = {fold(form).text for form in written}
    new: dict[str, str] = {}
    for form in made:
        folded = fold(form).text
        if folded not in known and folded not in owners:
            new.setdefault(folded, form)
    return tuple(new.values())
