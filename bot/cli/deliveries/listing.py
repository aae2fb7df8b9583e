"""`wirewatch deliveries`: the latest, for people, pipes and machines."""

import csv
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from bot.cli.feeds.bureau import Bureau
from bot.cli.feeds.words import ago, ahead, counted
from bot.delivery_words import STATES, about
from feeds.clean import line
from storage.model import Delivery, DeliveryState, StoppedTarget

COLUMNS: Final = ("id", "target", "action", "subject", "state", "tries", "created", "not_before", "error")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which deliveries to list."""

    target: str | None = None
    state: DeliveryState | None = None
    most: int = 50


async def show(bureau: Bureau, wanted: Wanted, *, as_json: bool) -> int:
    """Show the server's latest deliveries and stopped targets; returns the exit status, 1 for none."""
    states = None if wanted.state is None else frozenset({wanted.state})
    deliveries = bureau.archive.deliveries
    rows = await deliveries.recent(bureau.guild, wanted.most, target=wanted.target, states=states)
    stopped = await bureau.archive.targets.stopped(bureau.guild)
    if as_json:
        print(json.dumps([facts(row) for row in rows], ensure_ascii=False, indent=2))
        return 0 if rows else 1
    for one in stopped:
        bureau.complain(_stopped(one, bureau.now()))
    if not bureau.out.is_terminal:
        writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([facts(row)[column] for column in COLUMNS] for row in rows)
    elif rows:
        bureau.out.print(_table(rows, bureau.now()))
        bureau.tell(
            f"{counted(len(rows), 'delivery', 'deliveries')}. `wirewatch deliveries ID` tells each try."
        )
    else:
        bureau.tell("None like that.")
    return 0 if rows else 1


def facts(row: Delivery) -> dict[str, Any]:
    """A delivery's row, by column, with what it says."""
    return {
        "id": row.id,
        "target": row.post.target,
        "action": row.post.action,
        "subject": row.post.subject,
        "part": row.post.part,
        "revision": row.post.revision,
        "about": line(about(row.post)),
        "state": row.state,
        "tries": row.attempts,
        "created": _moment(row.created_at),
        "not_before": _moment(row.not_before),
        "error": row.error and line(str(row.error)),
    }


def _table(rows: tuple[Delivery, ...], now: datetime) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("ID", justify="right", no_wrap=True)
    table.add_column("What", overflow="fold", ratio=1)
    table.add_column("To", overflow="fold")
    table.add_column("State", overflow="fold")
    table.add_column("Decided", no_wrap=True)
    for row in rows:
        what = Text(line(about(row.post), 120))
        if row.error and row.state != "sent":
            what = Text.assemble(what, "\n", (line(str(row.error), 200), "yellow"))
        waits = f" {ahead(row.not_before, now)}" if row.state == "due" and row.not_before > now else ""
        table.add_row(
            str(row.id), what, row.post.target, f"{STATES[row.state]}{waits}", ago(row.created_at, now)
        )
    return table


def _stopped(one: StoppedTarget, now: datetime) -> str:
    resumed = "it goes on by itself once that is allowed there" if one.probe_at else "it waits for you"
    return (
        f"Nothing is sent to {one.target} (stopped {ago(one.since, now)}): {line(str(one.reason), 300)} "
        f"What waits is kept; {resumed}. `wirewatch deliveries --resume {one.target}` tries now."
    )


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
