"""`wirewatch actors list`: a table for people, lines for pipes, JSON for machines."""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rich.table import Table

from bot.cli.actors.library import Library
from bot.cli.feeds.words import counted
from feeds.clean import line
from summarise.actors.catalogue import Actor

COLUMNS: Final = ("id", "name", "kind", "country", "origin", "title")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Whom to list: everybody unless something is said."""

    text: str = ""
    kind: str | None = None
    country: str | None = None
    added: bool = False


def show(library: Library, wanted: Wanted, *, as_json: bool, today: date | None = None) -> int:
    """Show whom the catalogue knows; returns the exit status, 1 for nobody."""
    day = today or date.today()  # noqa: DTZ011
    facts = [_facts(actor, library.origin_of(actor), day) for actor in _chosen(library, wanted)]
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    elif not library.out.is_terminal:
        writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([one[column] for column in COLUMNS] for one in facts)
    elif facts:
        library.out.print(_table(facts))
        library.tell(f"{counted(len(facts), 'actor', 'actors')}.")
    elif not wanted.text:
        library.tell("Nobody. `wirewatch actors add NAME` adds somebody.")
    if not facts and wanted.text:
        near = ", ".join(one.id for one in library.catalogue.search(wanted.text, 3))
        hint = f"; near: {near}" if near else ""
        library.complain(f"Nothing here has the name “{line(wanted.text, 80)}”{hint}.")
    for problem in library.problems:
        library.complain(problem)
    return 0 if facts else 1


def _chosen(library: Library, wanted: Wanted) -> Iterator[Actor]:
    known = library.catalogue.actors
    if wanted.text.strip():
        known = library.catalogue.named(wanted.text)
    for actor in known:
        if wanted.kind not in (None, actor.kind):
            continue
        if wanted.country is not None and wanted.country.upper() != actor.country:
            continue
        if not wanted.added or library.origin_of(actor) != "shipped":
            yield actor


def _facts(actor: Actor, origin: str, today: date) -> dict[str, Any]:
    """An actor's row, by column; of their titles one that they hold."""
    held = next((office.names[0] for office in actor.offices if office.held_on(today)), None)
    return {
        "id": actor.id,
        "name": line(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "origin": origin,
        "title": held and line(held),
    }


def _table(facts: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("ID", "Name"):
        table.add_column(name, overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column("Title", overflow="fold", ratio=1)
    for one in facts:
        what = one["country"] or ("org" if one["kind"] == "organisation" else "")
        name = one["name"] if one["origin"] == "shipped" else f"{one['name']} ({one['origin']})"
        table.add_row(*(_plain(cell) for cell in (one["id"], name, what, one["title"] or "")))
    return table


def _plain(text: str) -> str:
    """Square brackets are no markup here."""
    return text.replace("[", r"\[")
