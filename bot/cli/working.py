"""Processes, what waits for them and what they set aside: for people, pipes and machines."""

import csv
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.agreeing import differing
from bot.cli.feeds.words import ago, counted
from feeds.clean import line, visible
from storage.archive import Archive
from storage.model import Aside, AsideDigest, JobKind, Process
from storage.queue import NoNudges

COLUMNS: Final = ("roles", "host", "process", "version", "since", "heard", "differs")

WAITING: Final[dict[JobKind, tuple[str, str]]] = {
    "poll": ("feed to be read", "feeds to be read"),
    "page": ("page to be read", "pages to be read"),
    "read": ("article to be read", "articles to be read"),
    "mend": ("story to be looked at again", "stories to be looked at again"),
    "publish": ("digest", "digests"),
    "notice": ("notice of a feed's trouble", "notices of feeds' trouble"),
    "hub": ("hub to be asked", "hubs to be asked"),
    "deliver": ("delivery", "deliveries"),
}
"""What each kind of work is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Working:
    """What was found; `now` is the time by the database's clock."""

    is_shared: bool
    now: datetime
    processes: tuple[Process, ...]
    waiting: dict[JobKind, int]
    aside: tuple[Aside, ...]
    asides: int
    digests: tuple[AsideDigest, ...]


async def look(database: str, most: int) -> Working:
    """Look at this database, and at so many articles that were set aside; StorageError where it cannot be."""
    archive = await Archive.open(database, NoNudges(), upgrades=False)
    try:
        now = await archive.processes.time()
        aside, asides = await archive.aside(most)
        return Working(
            is_shared=archive.is_shared,
            now=now,
            processes=await archive.processes.alive(),
            waiting=await archive.waiting(now),
            aside=aside,
            asides=asides,
            digests=await archive.plans.aside(most),
        )
    finally:
        await archive.close()


def show(seen: Working, out: Console, err: Console, *, as_json: bool) -> int:
    """Show it; returns the exit status, 1 where no process runs that should be heard of."""
    if as_json:
        print(json.dumps(_facts(seen), ensure_ascii=False, indent=2))
    elif out.is_terminal:
        _show_people(seen, out)
    else:
        writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
        writer.writerow(COLUMNS)
        others = differing(seen.processes)
        writer.writerows([_process(each, others)[column] for column in COLUMNS] for each in seen.processes)
        for words in _words(seen):
            _say(err, words)
    return 0 if seen.processes or not seen.is_shared else 1


def _show_people(seen: Working, out: Console) -> None:
    if seen.processes:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for title in ("Does", "Where", "Process", "Version", "Since", "Heard of"):
            table.add_column(title, overflow="fold")
        for each in seen.processes:
            heard = f"{max(0, round((seen.now - each.heard_at).total_seconds()))} s ago"
            where, number = Text(line(each.host, 80)), str(each.number)
            table.add_row(
                _roles(each), where, number, Text(each.version), ago(each.started_at, seen.now), heard
            )
        out.print(table, markup=False)
    for words in _words(seen):
        _say(out, words)


def _words(seen: Working) -> list[str]:
    """What waits and what was set aside, a line each."""
    told = []
    if not seen.is_shared:
        told.append("On SQLite one process does everything, and is not listed.")
    elif not seen.processes:
        told.append("Nothing runs: `wirewatch run`, with --role on several machines.")
    for each in seen.processes:
        names = differing(seen.processes).get(each.id)
        if names:
            told.append(
                f"Process {each.number} on {line(each.host, 80)} has other settings than one that runs "
                f"longer: {', '.join(names)}. Give all of them the same."
            )
    waiting = [counted(many, *WAITING[kind]) for kind, many in sorted(seen.waiting.items()) if many]
    told.append(f"Waiting: {', '.join(waiting) or 'nothing'}.")
    if seen.asides:
        told.append(f"Set aside, and not tried again: {counted(seen.asides, 'article', 'articles')}.")
    for one in seen.aside:
        outlet = line(one.outlet, 60) or f"feed {one.feed}"
        told.append(f"  {one.article}  {outlet}: {line(one.title, 120)}\n    {line(one.reason, 300)}")
    told += [
        f"Set aside until {plan.next_due_at:%Y-%m-%d %H:%M} UTC: digest {plan.id} of {plan.guild} in "
        f"{plan.target}\n    {line(plan.reason, 300)}"
        for plan in seen.digests
    ]
    return told


def _say(console: Console, words: str) -> None:
    for one in words.splitlines():
        console.print(visible(one), markup=False, highlight=False, soft_wrap=True)


def _roles(process: Process) -> str:
    return " ".join(sorted(process.roles))


def _process(process: Process, others: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "roles": _roles(process),
        "host": line(process.host),
        "process": process.number,
        "version": process.version,
        "since": process.started_at.isoformat(timespec="seconds"),
        "heard": process.heard_at.isoformat(timespec="seconds"),
        "differs": " ".join(others.get(process.id, ())),
    }


def _facts(seen: Working) -> dict[str, Any]:
    aside = [
        {"article": one.article, "feed": one.feed, "title": line(one.title), "reason": line(one.reason)}
        for one in seen.aside
    ]
    digests = [
        {"plan": one.id, "guild": one.guild, "target": one.target, "reason": line(one.reason)}
        for one in seen.digests
    ]
    return {
        "processes": [_process(each, differing(seen.processes)) for each in seen.processes],
        "waiting": dict(sorted(seen.waiting.items())),
        "set_aside": {"articles": seen.asides, "newest": aside, "digests": digests},
    }
