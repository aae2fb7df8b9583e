"""A catalogue read from TOML: its entries, and what is wrong with them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from summarise.actors.catalogue.actor import Actor
from summarise.actors.catalogue.entry import actor_of
from summarise.actors.catalogue.listed import Catalogue
from summarise.actors.catalogue.owners import clashes
from summarise.actors.catalogue.places import Source

_SHIPPED = "config/actors.toml"
_HEADER = re.compile(r"^[^\S\n]*\[\[[^\S\n]*actor[^\S\n]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)\Z")
_TOO_DEEP = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){30}")
"""Dotted keys that take the TOML reader time with the square of their length."""
_MOST_PROBLEMS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where an entry is: the one numbered `number` of the file, `index` of a part of it that is TOML."""

    file: str
    number: int
    source: Source
    index: int

    def problem(self, one: object, said: str, key: str, number: int = -1) -> str:
        """A sentence about a value of a key of the entry with the id `one`."""
        whose = f" ({one[:80]})" if isinstance(one, str) and one else ""
        about = f"{key[:80]}: " if key else ""
        line = self.source.line(self.index, key, number)
        return f"{self.file}, line {line}: actor {self.number}{whose}: {about}{said}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An actor that was read, from what, and where."""

    actor: Actor
    raw: Mapping[str, Any]
    spot: Spot

    def problem_with(self, alias: str, said: str) -> str:
        """A sentence about one of its aliases."""
        for number, written in enumerate(self.raw.get("aliases", ())):
            if isinstance(written, str) and " ".join(written.split()) == alias:
                return self.spot.problem(self.actor.id, said, "aliases", number)
        return self.spot.problem(self.actor.id, said, "name")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """The entries of one file that could be read, no id twice, and a sentence for each fault."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]


def read_catalogue(source: str, file: str) -> Catalogue:
    """Read a catalogue from TOML. Whatever cannot be used is left out and said in `problems`, naming file,
    line, entry and key; nothing is raised."""
    read = entries(source, file)
    return assembled(read.entries, read.problems)


def shipped_entries() -> Entries:
    """The entries that come with Wirewatch, read anew each time."""
    return entries((files("config") / "actors.toml").read_text(encoding="utf-8"), _SHIPPED)


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """The catalogue that comes with Wirewatch, read once per process."""
    read = shipped_entries()
    return assembled(read.entries, read.problems)


def assembled(read: Sequence[Entry], problems: Sequence[str] = ()) -> Catalogue:
    """A catalogue of these entries, their ids all different.

    An alias that two of them share stays with the earlier one. `problems` are told again, and after them
    each such alias.
    """
    by_id = {entry.actor.id: entry for entry in read}
    actors = {entry.actor.id: entry.actor for entry in read}
    told = []
    for clash in clashes(tuple(actors.values())):
        said = f"{clash.alias!r} belongs to {clash.owner}, who keeps it"
        told.append(by_id[clash.actor].problem_with(clash.alias, said))
        later = actors[clash.actor]
        kept = tuple(alias for alias in later.aliases if alias != clash.alias)
        actors[clash.actor] = replace(later, aliases=kept)
    return Catalogue(actors=tuple(actors.values()), problems=_some((*problems, *told)))


def entries(source: str, file: str) -> Entries:
    """The entries of a catalogue in TOML. Where it is broken, those that can be read by themselves."""
    found: dict[str, Entry] = {}
    problems: list[str] = []
    count = 0
    for part, raw, said in _parts(source, file):
        listed, unlisted = _listed(raw, file)
        count += len(_HEADER.findall(part.text)) if said else 0  # what is broken keeps its number
        problems += (*said, *unlisted)
        for index, one in enumerate(listed):
            count += 1
            spot = Spot(file=file, number=count, source=part, index=index)
            problems += _added(found, one, spot)
    return Entries(entries=tuple(found.values()), problems=_some(problems))


def _added(found: dict[str, Entry], raw: Any, spot: Spot) -> Iterator[str]:
    """Add what an entry describes to what was found, by id; what is wrong with it."""
    actor, faults = actor_of(raw)
    one = raw.get("id") if isinstance(raw, dict) else None
    for fault in faults:
        yield spot.problem(one, str(fault.said), fault.key, fault.number)
    if actor is None:
        return
    entry = Entry(actor=actor, raw=raw, spot=spot)
    first = found.setdefault(actor.id, entry)
    if first is not entry:
        yield spot.problem(one, f"entry {first.spot.number} has it already, and stays", "id")


def _parts(source: str, file: str) -> Iterator[tuple[Source, dict[str, Any], list[str]]]:
    """The whole source if it is TOML, else each of its entries: text, content, and what is wrong with it."""
    raw, said = _parsed(source, 1, file)
    cuts = [found.start() for found in _HEADER.finditer(source)] if said else []
    if not cuts:
        yield Source(text=source, first=1), raw, said
        return
    line = 1
    for start, end in pairwise(sorted({0, *cuts, len(source)})):
        part = source[start:end]
        yield Source(text=part, first=line), *_parsed(part, line, file)
        line += source.count("\n", start, end)


def _parsed(part: str, first: int, file: str) -> tuple[dict[str, Any], list[str]]:
    if deep := _TOO_DEEP.search(part):
        line = first + part.count("\n", 0, deep.start())
        return {}, [f"{file}, line {line}: too many names with full stops between them; no key needs one"]
    try:
        return tomllib.loads(part), []
    except (ValueError, RecursionError) as error:  # a ValueError: an integer of more than 4,300 digits
        return {}, [_syntax(str(error), part, first, file)]


def _syntax(said: str, part: str, first: int, file: str) -> str:
    at = _AT_LINE.search(said)
    line = first + (int(at[1]) - 1 if at else part.rstrip().count("\n"))
    return f"{file}, line {line}: not valid TOML: {_AT_LINE.sub('', said)}"


def _listed(raw: Mapping[str, Any], file: str) -> tuple[list[Any], list[str]]:
    """The entries as TOML gives them, and what is none."""
    said = [
        f"{file}: unknown key {key!r}; the only one outside of an entry is [[actor]]"
        for key in sorted(set(raw) - {"actor"})
    ]
    listed = raw.get("actor", [])
    if isinstance(listed, list):
        return listed, said
    return [], [*said, f"{file}: write each actor under [[actor]], in double brackets"]


def _some(problems: Iterable[str]) -> tuple[str, ...]:
    told = tuple(problems)
    if len(told) <= _MOST_PROBLEMS:
        return told
    return (*told[:_MOST_PROBLEMS], f"… and {len(told) - _MOST_PROBLEMS} problems more")
