"""`wirewatch watches list`: lines for people and pipes, JSON for machines."""

import csv
import json
import sys
from typing import Any, Final

from bot.cli.feeds.bureau import Bureau
from bot.cli.feeds.words import counted
from bot.naming import names_in
from bot.watch_words import Names, asks, terms
from feeds.clean import line
from summarise.model import Watch

COLUMNS: Final = ("id", "asks", "target", "terms", "origin")


async def show(bureau: Bureau, *, as_json: bool) -> int:
    """Show the server's watches; returns the exit status, 1 for none."""
    rows = await bureau.archive.watches.of_guild(bureau.guild)
    names = await names_in(bureau.archive, bureau.guild, rows)
    facts = [_facts(row, names) for row in rows]
    if as_json:
        print(json.dumps([{**one, **_given(row)} for one, row in zip(facts, rows, strict=True)], indent=2))
    elif not bureau.out.is_terminal:
        writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([one[column] for column in COLUMNS] for one in facts)
    elif rows:
        for one in facts:
            more = f", {one['terms']}" if one["terms"] else ""
            bureau.tell(f"{one['id']:>5}  {one['asks']} in {one['target']}{more} ({one['origin']})")
        bureau.tell(f"{counted(len(rows), 'watch', 'watches')}.")
    else:
        bureau.tell("None yet. `/watch add` in Discord or [[watch]] in wirewatch.toml makes one.")
    return 0 if rows else 1


def _facts(row: Watch, names: Names) -> dict[str, Any]:
    """A watch's row, by column."""
    return {
        "id": row.id,
        "asks": line(asks(row, names)),
        "target": row.target,
        "terms": line(", ".join(terms(row, names))),
        "origin": row.origin,
    }


def _given(row: Watch) -> dict[str, Any]:
    """What of a watch only machines want: its values as they are."""
    return {
        "actors": row.actors,
        "all": row.every,
        "role": row.role,
        "keywords": row.keywords,
        "feeds": row.feeds,
        "outlets": row.outlets,
        "languages": row.languages,
        "voices": row.voices,
        "created_at": row.created_at.isoformat(),
    }
