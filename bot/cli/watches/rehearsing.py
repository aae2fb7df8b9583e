"""`wirewatch watches rehearse`: what a watch would have posted."""

import json
from contextlib import nullcontext
from datetime import datetime
from typing import Any, Final

from bot.catalogues import operators_actors
from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.words import counted, local
from bot.naming import names_in
from bot.rehearsing import WORDS, newest, none_of_these_days, rehearsed
from bot.watch_words import told
from bot.words.phrases import said
from bot.workers import WorkerProcesses
from config.errors import WorkerError
from feeds.clean import line
from feeds.ports import Workers
from summarise.editions.rehearsal import Rehearsed, What
from summarise.model import Watch
from summarise.rehearse import Rehearsing


async def show(
    bureau: Bureau, watch_id: int, days: int, *, as_json: bool, workers: Workers | None = None
) -> int:
    """Rehearse a watch and show it; returns the exit status, 0 also where it would have posted nothing."""
    archive = bureau.archive
    watch = next((row for row in await archive.watches.of_guild(bureau.guild) if row.id == watch_id), None)
    if watch is None:
        raise CannotError(
            f"{bureau.reader} has no watch {watch_id}. `wirewatch watches list` shows those it has."
        )
    if workers is None:
        workers = await _ready(bureau)
    try:
        with bureau.err.status("Rehearsing …") if bureau.err.is_terminal else nullcontext():
            found = await rehearsed(archive, workers, bureau.settings, watch, days, bureau.now())
    except WorkerError as trouble:
        raise CannotError(f"{trouble}. Ask for fewer days with --days.") from None
    if as_json:
        print(json.dumps(_facts(watch, found), ensure_ascii=False, indent=2))
    else:
        names = await names_in(archive, bureau.guild, (watch,))
        _tell(bureau, told(watch, names), found)
        if not found.stories:
            bureau.tell(none_of_these_days(await newest(archive, bureau.guild, bureau.now())))
    return 0


async def _ready(bureau: Bureau) -> WorkerProcesses:
    workers = WorkerProcesses(1)
    await workers.warm(operators_actors(bureau.settings))
    return workers


def _tell(bureau: Bureau, what: str, found: Rehearsing) -> None:
    ended = found.ended
    bureau.tell(f"{line(what)}, since {local(found.since)}, of {counted(found.stories, 'story', 'stories')}:")
    for one in ended.told:
        bureau.tell(f"{local(one.at)}  {WORDS[one.what]}: {line(one.headline, 150) or 'A story'}")
        if one.what != "edit":
            for reason in map(said, one.reasons):
                bureau.tell(f"    {line(reason, 300)}")
    counts = (counted(ended.count(what), *words) for what, words in _COUNTED)
    bureau.tell(f"{', '.join(counts)}. Nothing was posted or written.")


_COUNTED: Final[tuple[tuple[What, tuple[str, str]], ...]] = (
    ("post", ("posted", "posted")),
    ("list", ("in lists", "in lists")),
    ("edit", ("edit", "edits")),
    ("reply", ("reply", "replies")),
    ("hold", ("held back", "held back")),
)


def _facts(watch: Watch, found: Rehearsing) -> dict[str, Any]:
    return {
        "watch": watch.id,
        "since": _moment(found.since),
        "stories": found.stories,
        "told": [_row(one) for one in found.ended.told],
    }


def _row(one: Rehearsed) -> dict[str, Any]:
    return {
        "at": _moment(one.at),
        "decided": _moment(one.decided),
        "story": one.story,
        "headline": one.headline,
        "what": one.what,
        "reasons": [said(reason) for reason in one.reasons],
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
