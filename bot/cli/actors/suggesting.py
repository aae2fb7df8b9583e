"""`wirewatch actors suggest`: whom articles name most, and nobody knows."""

import json
import shlex
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from bot.catalogues import operators_actors
from bot.cli.feeds.bureau import Bureau, in_bureau
from bot.cli.feeds.words import counted
from bot.terminal import GUILD as TERMINAL
from feeds.clean import line
from storage.model import Stranger
from summarise.actors.catalogue import Catalogue
from summarise.actors.fold import fold
from summarise.actors.roster import roster

MORE = 2
"""So many times more are asked for: some may have been added since."""


def suggest(days: int, most: int, guild: str | None, *, as_json: bool) -> None:
    """Show who might be added, and exit."""
    in_bureau(lambda bureau: suggesting(bureau, days, most, guild, as_json=as_json), guild or TERMINAL)


async def suggesting(bureau: Bureau, days: int, most: int, guild: str | None, *, as_json: bool) -> int:
    """Show the names of the last days that most articles have; returns the exit status, 1 for none."""
    archive = bureau.archive
    feeds = None if guild is None else await _read(bureau)
    since = bureau.now() - timedelta(days=days)
    known = roster((*operators_actors(bureau.settings), *await archive.actors.sources())).of(guild)
    strangers = await archive.record.unknowns(since, feeds=feeds, limit=MORE * most)
    found = still_unknown(strangers, known)[:most]
    if as_json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return 0 if found else 1
    for one in found:
        often = f"{counted(one.articles, 'article', 'articles')}, {counted(one.times, 'time', 'times')}"
        bureau.tell(f"{line(one.name)}: {often}")
        for context in one.contexts:
            bureau.tell(f"  … {line(context)} …")
        bureau.tell(f"  {command(one.name, guild)}")
    if not found:
        bureau.tell(f"Nobody unknown was named in the last {counted(days, 'day', 'days')}.")
    return 0 if found else 1


async def _read(bureau: Bureau) -> frozenset[int]:
    return frozenset(row.feed.id for row in await bureau.subscriptions() if row.paused_at is None)


def still_unknown(strangers: Iterable[Stranger], known: Catalogue) -> tuple[Stranger, ...]:
    """Those whom the catalogue does not know by now."""
    forms = {fold(form).text for actor in known.actors for form in (*actor.aliases, *actor.surnames)}
    return tuple(one for one in strangers if fold(one.name).text not in forms)


def command(name: str, guild: str | None) -> str:
    """The line that adds somebody, to copy."""
    own = "" if guild is None else f" --guild {guild}"
    return f"wirewatch actors add{own} -- {shlex.quote(line(name))}"
