"""`wirewatch actors show`: everything that is known of somebody."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from rich.table import Table
from rich.text import Text

from bot.cli.actors.library import Library
from feeds.clean import visible
from summarise.actors.catalogue import Actor, Office

_ORIGINS = {
    "shipped": "shipped with Wirewatch",
    "yours": "yours, for every server",
    "server": "added for one server",
}


def show(library: Library, one: str, *, as_json: bool) -> int:
    """Show an actor; returns the exit status. CannotError, with near ones, for an unknown id."""
    found = library.find(one)
    actor = library.catalogue.with_forms().find(found.id) or found
    if as_json:
        print(json.dumps(_facts(actor, library.origin_of(actor)), ensure_ascii=False, indent=2))
        return 0
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for label, words in _rows(actor, library.origin_of(actor)):
        table.add_row(label, Text(visible(words)))
    library.out.print(table)
    return 0


def _rows(actor: Actor, origin: str) -> Iterator[tuple[str, str]]:
    """What is known, by label; nothing is left out but what is empty."""
    yield "Name", actor.name
    yield "Id", actor.id
    yield "Kind", actor.kind
    yield "From", _ORIGINS[origin]
    for label, word in (("Country", actor.country), ("Pronoun", actor.pronoun)):
        if word:
            yield label, word
    written = [alias for alias in actor.aliases[1:] if alias not in actor.made]
    bare = [surname for surname in actor.surnames if surname not in actor.made]
    yield from _listed("Full forms", written)
    yield from _listed("Surname", bare)
    if bare:
        named = "once an article names them in full or by a title"
        if actor.unmistakable:
            named = f"in any article{' that has one of the words below' if actor.context else ''}"
        yield "", f"counts {named}"
    yield from _listed("Made by rule", _made(actor))
    for number, office in enumerate(actor.offices):
        names = ", ".join(name for name in office.names if name not in actor.made)
        yield "" if number else "Titles", f"{names} ({_held(office)})"
    yield from _listed("Only with", actor.context)
    yield from _listed("Not after", actor.before)
    yield from _listed("Not before", actor.veto)


def _listed(label: str, forms: list[str] | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if forms:
        yield label, " · ".join(forms)


def _held(office: Office) -> str:
    """The days of an office, as far as they are known."""
    if office.since is None and office.until is None:
        return "held today"
    if office.since is None:
        return f"until {office.until}"
    return f"since {office.since}" if office.until is None else f"{office.since} to {office.until}"


def _facts(actor: Actor, origin: str) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "origin": origin,
        "country": actor.country,
        "pronoun": actor.pronoun,
        "aliases": [alias for alias in actor.aliases if alias not in actor.made],
        "surname": [surname for surname in actor.surnames if surname not in actor.made],
        "made": _made(actor),
        "unmistakable": actor.unmistakable,
        "titles": [_title(office, actor.made) for office in actor.offices],
        "context": actor.context,
        "before": actor.before,
        "veto": actor.veto,
    }


def _made(actor: Actor) -> list[str]:
    return [form for form in (*actor.aliases, *actor.surnames) if form in actor.made]


def _title(office: Office, made: Collection[str]) -> dict[str, Any]:
    title, *also = (name for name in office.names if name not in made)
    return {"title": title, "also": also, "from": _day(office.since), "to": _day(office.until)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
