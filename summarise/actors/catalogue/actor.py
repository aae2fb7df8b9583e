"""Whom the catalogue knows: an actor, their names and their offices."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["person", "organisation"]
Pronoun = Literal["he", "she"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """A title under its several names, and the days it was held; None is an open end."""

    names: tuple[str, ...]
    since: date | None
    until: date | None

    def held_on(self, day: date | None) -> bool:
        """Whether the office was held on that day; with no day, whether it still is."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Somebody to watch.

    `aliases` are full forms, the display name first; `surnames` bare ones. Those made by rule (case forms,
    transliterations) come after what was written and are in `made` as well: none as a catalogue is read, all
    after `Catalogue.with_forms`. `veto` words right after a match and `before` words right before it make it
    something else; with `context`, a bare surname or a short form counts only where one of these words is in
    the article. `pronoun` is known of people alone.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    unmistakable: bool
    offices: tuple[Office, ...]
    country: str | None
    veto: tuple[str, ...]
    pronoun: Pronoun | None
    context: tuple[str, ...]
    before: tuple[str, ...]
    made: frozenset[str] = frozenset()

    @property
    def written(self) -> tuple[str, ...]:
        """The aliases and surnames that the catalogue spells out, the display name first."""
        return tuple(form for form in (*self.aliases, *self.surnames) if form not in self.made)
