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
COLUMNS: Final = (
    "id",
    "outlet",
    "address",
    "health",
    "last_read",
    "next_look",
    "articles",
    "trouble",
    "note",
    "paused",
)


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
        ill = [row for row in rows if row.feed.health != "well" and row.paused_at is None]
        if ill:
            bureau.out.print(_troubles(ill))
        told = f", {len(ill)} in trouble (`wirewatch feeds check ID` explains)" if ill else ""
        bureau.tell(f"{counted(len(rows), 'feed', 'feeds')}{told}.")
    else:
        bureau.tell("None yet. `wirewatch feeds add URL` reads one.")
    return 0


def _facts(row: Subscription, articles: int) -> dict[str, Any]:
    """A feed's row, by column; what is odd about one that is well is a note. `paused` is since when the
    server does not read it."""
    feed = row.feed
    said = line(str(row.last_error or ""), 1_000) or None
    return {
        "id": feed.id,
        "outlet": line(feed.outlet or feed.title),
        "address": shown(feed.address),
        "health": feed.health,
        "last_read": _moment(row.last_read_at),
        "next_look": _moment(row.next_look_at),
        "articles": articles,
        "trouble": None if feed.health == "well" else said,
        "note": said if feed.health == "well" else None,
        "paused": _moment(row.paused_at),
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
            _health(row),
            ago(row.last_read_at, now),
            ahead(row.next_look_at, now),
            f"{articles.get(feed.id, 0):,}",
        )
    return table


def _feed(row: Subscription) -> Text:
    """The outlet and its address, one below the other."""
    name, address = _name(row), shown(row.feed.address)
    if name == address:
        return Text(address, style="dim")
    return Text.assemble(name, "\n", (address, "dim"))


def _health(row: Subscription) -> Text:
    if row.paused_at is not None:
        return Text("paused here", style="dim")
    return Text(row.feed.health, style=COLOURS[row.feed.health])


def _name(row: Subscription) -> str:
    feed = row.feed
    return line(feed.outlet or feed.title, 80) or shown(feed.address)


def _troubles(ill: list[Subscription]) -> Table:
    """What is wrong with each, as wide as the terminal."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("ID", justify="right", no_wrap=True)
    table.add_column("Trouble", overflow="fold", ratio=1)
    for row in ill:
        table.add_row(str(row.feed.id), Text(_trouble(row), style=COLOURS[row.feed.health]))
    return table


def _trouble(row: Subscription) -> str:
    """The trouble, told of the outlet: the address stands in the list."""
    said = line(str(row.last_error or "It cannot be read."), 300)
    about = shown(row.feed.address) + " "
    return f"{_name(row)} {said.removeprefix(about)}" if said.startswith(about) else f"{_name(row)}: {said}"
