"""A catalogue read from TOML: its entries, and what is wrong with them."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, zip_longest
from typing import Any

from summarise.actors.catalogue.actor import Actor
from summarise.actors.catalogue.entry import actor_of
from summarise.actors.catalogue.listed import Catalogue
from summarise.actors.catalogue.owners import with_made_forms
from summarise.actors.catalogue.places import Place, places

_SHIPPED = "config/actors.toml"
_HEADER = re.compile(r"^[^\S\n]*\[\[[^\S\n]*actor[^\S\n]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)\Z")
_MOST_PROBLEMS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An actor that was read, and where: the entry `number` of `file`."""

    actor: Actor
    file: str
    number: int
    place: Place
    raw: Mapping[str, Any]

    def problem(self, said: str, key: str, number: int = -1) -> str:
        """A sentence about a value of a key of this entry."""
        return _sentence(self.file, self.place.of(key, number), self.number, self.actor.id, key, said)

    def problem_with(self, alias: str, said: str) -> str:
        """A sentence about one of its aliases."""
        for number, written in enumerate(self.raw.get("aliases", ())):
            if isinstance(written, str) and " ".join(written.split()) == alias:
                return self.problem(said, "aliases", number)
        return self.problem(said, "name")


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
    """A catalogue of these entries, their ids all different, with the forms that are made by rule.

    `problems` are told again, and after them the aliases that two of the entries share.
    """
    actors, clashes = with_made_forms([entry.actor for entry in read])
    by_id = {entry.actor.id: entry for entry in read}
    told = (
        by_id[clash.actor].problem_with(
            clash.alias, f"{clash.alias!r} belongs to {clash.owner} too; neither is matched by it"
        )
        for clash in clashes
    )
    return Catalogue(actors=actors, problems=_some((*problems, *told)))


def entries(source: str, file: str) -> Entries:
    """The entries of a catalogue in TOML. Where it is broken, those that can be read by themselves."""
    found: dict[str, Entry] = {}
    problems: list[str] = []
    count = 0
    for first, part, raw, said in _parts(source, file):
        problems += said
        placed, unplaced = _with_places(raw, part, first, file)
        problems += unplaced
        for one, place in placed:
            count += 1
            actor, faults = actor_of(one)
            shown = one.get("id") if isinstance(one, dict) else None
            problems += (
                _sentence(file, place.of(fault.key, fault.number), count, shown, fault.key, fault.said)
                for fault in faults
            )
            if actor is None:
                continue
            entry = Entry(actor=actor, file=file, number=count, place=place, raw=one)
            first_of_id = found.setdefault(actor.id, entry)
            if first_of_id is not entry:
                problems.append(entry.problem(f"entry {first_of_id.number} has it already, and stays", "id"))
    return Entries(entries=tuple(found.values()), problems=_some(problems))


def _parts(source: str, file: str) -> Iterator[tuple[int, str, dict[str, Any], list[str]]]:
    """The whole source if it is TOML, else each of its entries: first line, text, content, what is wrong."""
    raw, said = _parsed(source, 1, file)
    cuts = [found.start() for found in _HEADER.finditer(source)] if said else []
    if not cuts:
        yield 1, source, raw, said
        return
    line = 1
    for start, end in pairwise(sorted({0, *cuts, len(source)})):
        yield line, source[start:end], *_parsed(source[start:end], line, file)
        line += source.count("\n", start, end)


def _parsed(part: str, first: int, file: str) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(part), []
    except (ValueError, RecursionError) as error:  # a ValueError: an integer of more than 4,300 digits
        return {}, [_syntax(str(error), part, first, file)]


def _syntax(said: str, part: str, first: int, file: str) -> str:
    at = _AT_LINE.search(said)
    line = first + (int(at[1]) - 1 if at else part.rstrip().count("\n"))
    return f"{file}, line {line}: not valid TOML: {_AT_LINE.sub('', said)}"


def _with_places(
    raw: Mapping[str, Any], part: str, first: int, file: str
) -> tuple[list[tuple[Any, Place]], list[str]]:
    """The entries as TOML gives them, each with its place; and what is no entry."""
    said = [
        f"{file}: unknown key {key!r}; the only one outside of an entry is [[actor]]"
        for key in sorted(set(raw) - {"actor"})
    ]
    listed = raw.get("actor", [])
    if not isinstance(listed, list):
        return [], [*said, f"{file}: write each actor under [[actor]], in double brackets"]
    at = places(part, first) if listed else ()
    beyond = Place(line=at[-1].line if at else first)
    return list(zip_longest(listed, at[: len(listed)], fillvalue=beyond)), said


def _sentence(file: str, line: int, number: int, one: object, key: str, said: str) -> str:
    whose = f" ({one[:80]})" if isinstance(one, str) and one else ""
    about = f"{key[:80]}: " if key else ""
    return f"{file}, line {line}: actor {number}{whose}: {about}{said}"


def _some(problems: Iterable[str]) -> tuple[str, ...]:
    told = tuple(problems)
    if len(told) <= _MOST_PROBLEMS:
        return told
    return (*told[:_MOST_PROBLEMS], f"… and {len(told) - _MOST_PROBLEMS} problems more")
