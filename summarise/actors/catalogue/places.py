"""On which line of a catalogue each entry and each of its values stands; the TOML reader does not tell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'  # strings over several lines
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\#[^\n]*+"
    r"|[^\S\n]++"
    r"|[^\s\[\]{}=\"'#]++"
    r"|.",
    re.DOTALL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where an entry begins, and where the values of each key do, one by one; lines count from 1."""

    line: int
    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, key: str, number: int = 0) -> int:
        """The line of the value `number` of this key, or of the key, or of the entry."""
        lines = self.keys.get(key, (self.line,))
        return lines[min(number + 1, len(lines) - 1)] if number >= 0 else lines[0]


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """TOML of which the lines are looked up only once something is wrong; `first` is its first line."""

    text: str
    first: int

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return places(self.text, self.first)

    def line(self, entry: int, key: str, number: int = -1) -> int:
        """The line of a value of a key of the entry, which is counted from 0 in this source."""
        known = self._places
        if not known:
            return self.first
        return known[entry].of(key, number) if entry < len(known) else known[-1].line


@dataclass(slots=True)
class _Statement:
    """A header, or a key and its value: the lines where it begins and where the parts of a list do."""

    line: int
    path: list[str] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    header: bool = False
    value: bool = False
    depth: int = 0

    def take(self, piece: str, line: int) -> None:
        """Read on by one piece of the source, which begins on that line."""
        if piece in ("[", "{", "]", "}"):
            self._bracket(piece, line)
        elif piece == "=":
            self.value = True
        elif piece[0] in "\"'" and self.value and self.depth == 1:
            self.parts.append(line)
        elif not self.value and not piece.isspace() and piece[0] != "#":
            self.path += _keys(piece)

    def _bracket(self, piece: str, line: int) -> None:
        if piece in ("]", "}"):
            self.depth -= 1
            return
        self.header = self.header or not self.value
        if piece == "{" and self.depth == 1:
            self.parts.append(line)
        self.depth += 1


def places(source: str, first: int = 1) -> tuple[Place, ...]:
    """The place of each actor, in order; `first` is the number of the source's first line.

    The source is valid TOML 1.0: of anything else the lines may be wrong.
    """
    entries: list[tuple[int, defaultdict[str, list[int]]]] = []
    inside = False
    for one in _statements(source, first):
        name = one.path[1] if one.header and len(one.path) > 1 else one.path[0]
        if one.header and one.path == ["actor"]:
            entries.append((one.line, defaultdict(list)))
        elif one.header and one.path[0] == "actor" and entries:
            entries[-1][1][name] += [one.line] if entries[-1][1][name] else [one.line, one.line]
        elif inside and not one.header:
            entries[-1][1][name] += [one.line, *one.parts]
        elif not entries and name == "actor":
            entries += ((line, defaultdict(list)) for line in one.parts)
        inside = one.path == ["actor"] and bool(entries) if one.header else inside
    return tuple(
        Place(line=line, keys={key: tuple(lines) for key, lines in keys.items()}) for line, keys in entries
    )


def _statements(source: str, line: int) -> Iterator[_Statement]:
    one = _Statement(line=line)
    for found in _PIECE.finditer(source):
        piece = found[0]
        if piece == "\n" and one.depth == 0:
            if one.path:
                yield one
            one = _Statement(line=line + 1)
        else:
            one.take(piece, line)
        line += piece.count("\n")
    if one.path:
        yield one


def _keys(piece: str) -> list[str]:
    """The keys that are written in one piece: one in quotes, or bare ones with full stops between."""
    return [piece[1:-1]] if piece[0] in "\"'" else [part for part in piece.split(".") if part]
