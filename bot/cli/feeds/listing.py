"""`wirewatch feeds list`: a table for people, lines for pipes, JSON for machines."""

import csv
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from bot.cli.feeds.bureau import Bureau
from bot.cli.feeds.words import ago, ahead, counted
from feeds.clean import line
from feeds.guard import shown
from feeds.model import Health
from storage.model import Subscription

COLOURS: Final[Mapping[Health, str]] = {"well": "green", "failing": "yellow", "paused": "red", "gone": "red"}
COLUMNS: Final = ("id", "outlet", "address", "health", "last_read", "next_look", "articles", "trouble")


async def show(bureau: Bureau, *, as_json: bool) -> int:
    """Show the server's feeds; returns the exit status."""
    rows = await bureau.subscriptions()
    articles = await bureau.archive.subscriptions.articles_of(bureau.guild)
    facts = [_facts(row, articles.get(row.feed.id, 0)) for row in rows]
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    elif not bureau.out.is_terminal:
        _lines(facts)
    elif rows:
        bureau.out.print(_table(rows, articles, bureau.now()))
        ill = sum(row.feed.health != "well" for row in rows)
        told = f", {ill} in trouble (`wirewatch feeds check ID` explains)" if ill else ""
        bureau.tell(f"{counted(len(rows), 'feed', 'feeds')}{told}.")
    else:
        bureau.tell("None yet. `wirewatch feeds add URL` reads one.")
    return 0


def _facts(row: Subscription, articles: int) -> dict[str, Any]:
    feed = row.feed
    return {
        "id": feed.id,
        "outlet": line(feed.outlet or feed.title),
        "address": shown(feed.address),
        "health": feed.health,
        "last_read": _moment(row.last_read_at),
        "next_look": _moment(row.next_look_at),
        "articles": articles,
        "trouble": line(row.last_error or "", 1_000) or None,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _lines(facts: list[dict[str, Any]]) -> None:
    """A line a feed, tabs between: as `cut` and `awk` like it."""
    writer = csv.writer(sys.stdout, dialect="excel-tab", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([one[column] for column in COLUMNS] for one in facts)


def _table(rows: tuple[Subscription, ...], articles: Mapping[int, int], now: datetime) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("ID", justify="right", no_wrap=True)
    table.add_column("Feed", overflow="fold", ratio=1)
    table.add_column("Health", no_wrap=True)
    table.add_column("Read", no_wrap=True)
    table.add_column("Next", no_wrap=True)
    table.add_column("Articles", justify="right", no_wrap=True)
    for row in rows:
        feed = row.feed
        table.add_row(
            str(feed.id),
            _feed(row),
            Text(feed.health, style=COLOURS[feed.health]),
            ago(row.last_read_at, now),
            ahead(row.next_look_at, now),
            f"{articles.get(feed.id, 0):,}",
        )
    return table


def _feed(row: Subscription) -> Text:
    """The outlet, its address and its trouble, one below the other."""
    feed = row.feed
    told = Text(line(feed.outlet or feed.title, 80))
    told.append(f"\n{shown(feed.address)}", style="dim")
    if row.last_error and feed.health != "well":
        told.append(f"\n{line(row.last_error, 300)}", style=COLOURS[feed.health])
    return told
