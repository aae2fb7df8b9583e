"""Names that changed: what was called how until when, and what to write instead. Pure.

A name is told of at every start for a version at least before it is refused (docs/updates.md). An entry stays
after that, so that whoever comes from an old version is told what to write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

_FILE: Final = "_FILE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Renamed:
    """A name that was `old` before the version `since`, is taken for `new` until `gone`, and then refused.

    A "setting" is one of wirewatch.toml and of the environment, a "variable" one of the environment alone; a
    "key" is one of the table `of` ("watch"), an "option" one of the command `of` ("feeds list"); a "command"
    is written whole. `new` is None where nothing takes its place: then `advice` says what to do.
    """

    kind: Literal["setting", "variable", "key", "option", "command"]
    old: str
    new: str | None
    since: str
    gone: str
    of: str = ""
    advice: str = ""

    def is_over(self, version: str) -> bool:
        """Whether this version refuses the old name; versions are compared as PEP 440 orders them."""
        from packaging.version import Version  # most starts compare none

        return Version(version) >= Version(self.gone)

    def told(self, old: str, new: str | None, version: str) -> str:
        """What to write instead, as a line; `old` says where the old name was found."""
        over = self.is_over(version)
        if new is None:
            end = "has ended with" if over else "is refused from"
            return f"{old} {end} version {self.gone}{'' if over else ' on'}. {self.advice}".rstrip()
        ends = f"is refused since {self.gone}" if over else f"is refused from {self.gone} on"
        return f"{old} is called {new} since version {self.since}. Write that: the old name {ends}."


RENAMED: Final[tuple[Renamed, ...]] = ()
"""Every name that changed since the first release. docs/configuration.md lists the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelt:
    """Values by the names that they have now, what was said of old names, and what is refused.

    `was` has the old name of each value that had one.
    """

    values: dict[str, Any]
    was: dict[str, str]
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


Names = Mapping[str, tuple[str | None, Renamed]]
"""Old names, each with the new one."""


def in_file(values: Mapping[str, Any], file: str, entries: Sequence[Renamed], version: str) -> Spelt:
    """What a wirewatch.toml says, by the names of now."""
    settings: Names = {entry.old: (entry.new, entry) for entry in entries if entry.kind == "setting"}
    whole = _spelt(values, settings, version, "`", f"` in {file}")
    notes, refused = [*whole.notes], [*whole.refused]
    for table in sorted({entry.of for entry in entries if entry.kind == "key"} & set(whole.values)):
        keys: Names = {
            entry.old: (entry.new, entry) for entry in entries if (entry.kind, entry.of) == ("key", table)
        }
        if not isinstance(whole.values[table], list):
            continue
        rows = []
        for number, row in enumerate(whole.values[table], 1):
            if isinstance(row, dict):
                place = f"` of [[{table}]], entry {number} in {file}"
                one = _spelt(row, keys, version, "Key `", place)
                notes, refused = [*notes, *one.notes], [*refused, *one.refused]
                row = one.values
            rows.append(row)
        whole.values[table] = rows
    return Spelt(values=whole.values, was=whole.was, notes=tuple(notes), refused=tuple(refused))


def in_environment(environ: Mapping[str, str], entries: Sequence[Renamed], version: str) -> Spelt:
    """What the environment, or a .env file, says, by the names of now; what is blank says nothing."""
    from config.settings.names import environment_name  # which the command line does not wait for

    names: dict[str, tuple[str | None, Renamed]] = {}
    for entry in entries:
        if entry.kind in ("setting", "variable"):
            named = environment_name if entry.kind == "setting" else str
            old, new = named(entry.old), entry.new and named(entry.new)
            names[old] = (new, entry)
            names[old + _FILE] = (new and new + _FILE, entry)
    concerned = names.keys() | {new for new, _ in names.values()}
    said = {name: value for name, value in environ.items() if value.strip() or name not in concerned}
    return _spelt(said, names, version)


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A command line by the names of now, what was said of old names, and what is refused."""

    words: tuple[str, ...]
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def in_arguments(arguments: Sequence[str], entries: Sequence[Renamed], version: str) -> Typed:
    """What was typed after `wirewatch`; what stands behind `--` names nothing."""
    typed = Typed(words=tuple(arguments))
    for entry in entries:
        if entry.kind == "command":
            words, place = _commanded(typed.words, entry), f"`wirewatch {entry.old}`"
            shown = entry.new and f"`wirewatch {entry.new}`"
        elif entry.kind == "option":
            words, place = _opted(typed.words, entry), f"{entry.old} of `wirewatch {entry.of}`"
            shown = entry.new
        else:
            continue
        if words is not None:
            told = (entry.told(place, shown, version),)
            typed = (
                replace(typed, refused=typed.refused + told)
                if entry.is_over(version)
                else Typed(words=words, notes=typed.notes + told, refused=typed.refused)
            )
    return typed


def _commanded(words: tuple[str, ...], entry: Renamed) -> tuple[str, ...] | None:
    """The words with the new command; None where the old one is not among them."""
    old = tuple(entry.old.split())
    if words[: len(old)] != old:
        return None
    return words if entry.new is None else (*entry.new.split(), *words[len(old) :])


def _opted(words: tuple[str, ...], entry: Renamed) -> tuple[str, ...] | None:
    """The words with the new option; None where the old one is not among them."""
    of = tuple(entry.of.split())
    end = words.index("--") if "--" in words else len(words)
    old = [word for word in words[:end] if word.partition("=")[0] == entry.old]
    if not old or words[: len(of)] != of:
        return None
    new = entry.old if entry.new is None else entry.new
    return (*(new + word[len(entry.old) :] if word in old else word for word in words[:end]), *words[end:])


def _spelt(values: Mapping[str, Any], names: Names, version: str, before: str = "", after: str = "") -> Spelt:
    """The values by their new names; where an old name was found is told with words `before` and `after`."""
    kept: dict[str, Any] = dict(values)
    was: dict[str, str] = {}
    notes: list[str] = []
    refused: list[str] = []
    for old in sorted(names.keys() & values.keys()):
        new, entry = names[old]
        place, shown = f"{before}{old}{after}", new and (f"`{new}`" if before else new)
        value = kept.pop(old)
        if entry.is_over(version):
            refused.append(entry.told(place, shown, version))
        elif new is not None and new in values:
            refused.append(f"{place} and {shown} are the same, and both are set. Keep {shown}.")
        else:
            notes.append(entry.told(place, shown, version))
            kept[new or old] = value
            was |= {new: old} if new else {}
    return Spelt(values=kept, was=was, notes=tuple(notes), refused=tuple(refused))
