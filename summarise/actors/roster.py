"""All actors that are watched for: the shipped ones, the operator's own, and those that guilds added."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from summarise.actors.catalogue import Catalogue, assembled, entries, shipped, shipped_entries
from summarise.actors.catalogue.reading import Entry
from summarise.model import CatalogueText

if TYPE_CHECKING:
    from summarise.actors.match import Matcher

LONGEST_OF_GUILD = 64_000
LONGEST_OF_OPERATOR = 4_000_000
"""Bytes that all texts of one guild, or all of the operator's, may have."""

_GUILDS = 256


_LETTERS_A_SECOND = 50_000


def building(texts: Iterable[CatalogueText]) -> float:
    """Seconds to grant a process for what it has to build of these texts once, on a busy machine."""
    return sum(len(text.text) for text in texts) / _LETTERS_A_SECOND


def room(texts: Iterable[CatalogueText], guild: str | None) -> int:
    """The bytes that are left for more entries of this guild, or of the operator's."""
    most = LONGEST_OF_OPERATOR if guild is None else LONGEST_OF_GUILD
    sizes = (_size(text, most) for text in texts if text.guild == guild)
    return most - sum(size for size in sizes if size <= most)


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """A catalogue with its matcher, which is built when it is first asked for; `added` are the ids of the
    entries that are not shipped, also those that replace a shipped one."""

    catalogue: Catalogue
    added: frozenset[str] = frozenset()

    @cached_property
    def matcher(self) -> "Matcher":
        """Finds the actors of this catalogue."""
        # only workers match
        from summarise.actors.match import Matcher

        return Matcher(self.catalogue)


@dataclass(frozen=True, kw_only=True, eq=False)
class Roster:
    """Everybody's actors, and each guild's own, whose ids end in `@` and the guild.

    `problems` says what of the texts could not be used.
    """

    shared: Part
    guilds: Mapping[str, Part]
    problems: tuple[str, ...]
    _joined: dict[str, Catalogue] = field(default_factory=dict, init=False, repr=False)

    @property
    def catalogue(self) -> Catalogue:
        """The actors that everybody sees: shipped ones and the operator's."""
        return self.shared.catalogue

    @property
    def matcher(self) -> "Matcher":
        """Finds the actors that everybody sees. The guilds' own never take anything from it."""
        return self.shared.matcher

    @property
    def replaced(self) -> tuple[str, ...]:
        """The ids of the shipped entries that an entry of the operator's stands for."""
        return tuple(actor.id for actor in shipped().actors if actor.id in self.shared.added)

    @property
    def added(self) -> tuple[tuple[str, "Matcher"], ...]:
        """Each guild that has actors of its own, and what finds these."""
        return tuple((guild, part.matcher) for guild, part in self.guilds.items())

    def of(self, guild: str | None) -> Catalogue:
        """The actors that this guild sees, its own after everybody's."""
        if guild is None or guild not in self.guilds:
            return self.catalogue
        if guild not in self._joined:
            own = self.guilds[guild].catalogue
            self._joined[guild] = Catalogue(actors=(*self.catalogue.actors, *own.actors))
        return self._joined[guild]


@lru_cache(maxsize=4)
def roster(texts: tuple[CatalogueText, ...]) -> Roster:
    """The shipped actors with the operator's texts (those without a guild) and the guilds'.

    An operator's entry with the id of a shipped actor, or of an earlier text, replaces that entry whole. An
    alias that is a shipped actor's already is a problem and stays the shipped actor's alone, unless the
    operator's entry has words that tell it apart. Texts beyond the bounds are left out and said. Nothing is
    raised.
    """
    of_guilds: dict[str, list[CatalogueText]] = {}
    for text in texts:
        if text.guild is not None:
            of_guilds.setdefault(text.guild, []).append(text)
    shared = _shared(tuple(text for text in texts if text.guild is None))
    parts = {guild: _of_guild(guild, tuple(own)) for guild, own in sorted(of_guilds.items())}
    return Roster(
        shared=shared,
        guilds={guild: part for guild, part in parts.items() if part.catalogue.actors},
        problems=tuple(problem for part in (shared, *parts.values()) for problem in part.catalogue.problems),
    )


@lru_cache(maxsize=1)
def _shipped() -> Part:
    return Part(catalogue=shipped())


@lru_cache(maxsize=2)
def _shared(texts: tuple[CatalogueText, ...]) -> Part:
    if not texts:
        return _shipped()
    first = shipped_entries()
    own: dict[str, Entry] = {}
    problems = [*first.problems, *_add(own, texts, LONGEST_OF_OPERATOR)]
    found = {entry.actor.id: entry for entry in first.entries} | own
    return Part(catalogue=assembled(tuple(found.values()), problems), added=frozenset(own))


@lru_cache(maxsize=_GUILDS)
def _of_guild(guild: str, texts: tuple[CatalogueText, ...]) -> Part:
    found: dict[str, Entry] = {}
    problems = list(_add(found, texts, LONGEST_OF_GUILD))
    own = [
        replace(entry, actor=replace(entry.actor, id=f"{entry.actor.id}@{guild}")) for entry in found.values()
    ]
    catalogue = assembled(own, problems)
    return Part(catalogue=catalogue, added=frozenset(actor.id for actor in catalogue.actors))


def _add(found: dict[str, Entry], texts: Iterable[CatalogueText], most: int) -> Iterator[str]:
    """Read the texts into `found`, by id, as long as they keep within `most` bytes; the problems."""
    taken = 0
    for text in texts:
        size = _size(text, most)
        if taken + size > most:
            yield f"{text.label}: longer than the {most:,} bytes that there are for it; nothing of it is read"
            continue
        taken += size
        read = entries(text.text, text.label)
        yield from read.problems
        found.update((entry.actor.id, entry) for entry in read.entries)


def _size(text: CatalogueText, most: int) -> int:
    """How many bytes the text has, counted as far as that matters."""
    return len(text.text) if len(text.text) > most else len(text.text.encode("utf-8", "surrogatepass"))
