"""The actor catalogue: people and organisations, as `config/actors.toml` lists them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from rapidfuzz import fuzz, process

from summarise.actors.fold import fold

Kind = Literal["person", "organisation"]
Pronoun = Literal["he", "she"]
_NAMING = frozenset({"id", "kind", "name", "pronoun", "aliases", "surname", "unmistakable"})
_KEYS = _NAMING | {"titles", "country", "context", "before", "veto", "source"}
_CLOSE_ENOUGH = 70.0


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
    """Somebody to watch. `aliases` are full forms, the display name first; `veto` words right after a match
    and `before` words right before it make it something else; with `context`, a bare surname or a short form
    counts only where one of these words is in the article. `pronoun` is known of people alone."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The actors that could be read, and a sentence for each entry or key that could not."""

    actors: tuple[Actor, ...]
    problems: tuple[str, ...] = ()
    _by_id: Mapping[str, Actor] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {actor.id: actor for actor in self.actors})

    def find(self, actor: str) -> Actor | None:
        """The actor with this id."""
        return self._by_id.get(actor)

    def search(self, text: str, limit: int) -> tuple[Actor, ...]:
        """The actors a person may mean by `text`, best first: beginnings of names, aliases, near misses."""
        wanted = fold(text.strip()[:100]).text
        if not wanted:
            return self.actors[:limit]
        best: dict[str, float] = {}
        for actor in self.actors:
            names = [fold(name).text for name in (*actor.aliases, *actor.surnames)]
            begun = any(part.startswith(wanted) for name in names for part in (name, *name.split()))
            near = process.extractOne(wanted, names, scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH)
            if begun or near:
                best[actor.id] = (200.0 if begun else 0.0) + (near[1] if near else 0.0)
        ranked = sorted(best, key=lambda one: (-best[one], one))
        return tuple(self._by_id[one] for one in ranked[:limit])


class _EntryError(Exception):
    """An entry of the catalogue cannot be used: the message names the key and what is allowed."""


def read_catalogue(source: str, file: str) -> Catalogue:
    """Read a catalogue from TOML. Whatever cannot be used is left out and said in `problems`, naming file,
    entry and key; nothing is raised."""
    try:
        raw = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        return Catalogue(actors=(), problems=(f"{file}: not valid TOML: {error}",))
    entries = raw.get("actor", [])
    if not isinstance(entries, list):
        return Catalogue(actors=(), problems=(f"{file}: write each actor under [[actor]]",))
    actors: dict[str, Actor] = {}
    owners: dict[str, str] = {}
    problems: list[str] = []
    for number, entry in enumerate(entries, start=1):
        label = f"{file}: actor {number}"
        try:
            actor = _actor(entry)
            label = f"{label} ({actor.id})"
            if actor.id in actors:
                raise _EntryError("id: another entry has it already")
        except _EntryError as error:
            problems.append(f"{label}: {error}")
            continue
        problems.extend(f"{label}: {clash}" for clash in _clashes(actor, owners))
        actors[actor.id] = actor
    return Catalogue(actors=tuple(actors.values()), problems=tuple(problems))


@lru_cache(maxsize=1)
def shipped() -> Catalogue:
    """The catalogue that comes with Wirewatch, read once per process."""
    source = files("config") / "actors.toml"
    return read_catalogue(source.read_text(encoding="utf-8"), "config/actors.toml")


def _clashes(actor: Actor, owners: dict[str, str]) -> Iterator[str]:
    for alias in actor.aliases:
        owner = owners.setdefault(fold(alias).text, actor.id)
        if owner != actor.id:
            yield f"aliases: {alias!r} belongs to {owner} too; neither is matched by it"


def _actor(entry: Any) -> Actor:
    if not isinstance(entry, dict):
        raise _EntryError("not a table")
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise _EntryError(f"{unknown[0]}: unknown key; allowed are {', '.join(sorted(_KEYS))}")
    kind = _text(entry, "kind")
    if kind not in {"person", "organisation"}:
        raise _EntryError(f'kind: {kind!r} is neither "person" nor "organisation"')
    name = _text(entry, "name")
    unmistakable = entry.get("unmistakable", False)
    if not isinstance(unmistakable, bool):
        raise _EntryError("unmistakable: true or false, please")
    titles = entry.get("titles", [])
    if not isinstance(titles, list):
        raise _EntryError("titles: a list of tables, please")
    return Actor(
        id=_text(entry, "id"),
        kind="person" if kind == "person" else "organisation",
        name=name,
        aliases=tuple(dict.fromkeys((name, *_texts(entry, "aliases")))),
        surnames=_texts(entry, "surname"),
        unmistakable=unmistakable,
        offices=tuple(_office(title) for title in titles),
        country=_text(entry, "country") if "country" in entry else None,
        veto=_texts(entry, "veto"),
        pronoun=_pronoun(entry),
        context=_texts(entry, "context"),
        before=_texts(entry, "before"),
    )


def _pronoun(entry: Mapping[str, Any]) -> Pronoun | None:
    match entry.get("pronoun"):
        case None | "he" | "she" as pronoun:
            return pronoun
        case other:
            raise _EntryError(f'pronoun: {other!r} is neither "he" nor "she"')


def _office(raw: Any) -> Office:
    if not isinstance(raw, dict) or set(raw) - {"title", "also", "from", "to"}:
        raise _EntryError("titles: each is a table of title, also, from and to")
    since, until = (_day(raw, key) for key in ("from", "to"))
    if since and until and until < since:
        raise _EntryError(f"titles: {raw.get('title')!r} ends before it begins")
    return Office(names=(_text(raw, "title"), *_texts(raw, "also")), since=since, until=until)


def _day(raw: Mapping[str, Any], key: str) -> date | None:
    value = raw.get(key)
    if value is not None and type(value) is not date:
        raise _EntryError(f"titles: {key} is a date like 2017-01-01, without quotes")
    return value


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not fold(value).text.strip():
        raise _EntryError(f"{key}: a text that is not empty, please")
    return value.strip()


def _texts(raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = raw.get(key, [])
    if not isinstance(values, list):
        raise _EntryError(f"{key}: a list of texts, please")
    return tuple(_text({key: value}, key) for value in values)
