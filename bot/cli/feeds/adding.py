"""`wirewatch feeds add`: look what is there, then read it from now on."""

import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from rich.prompt import IntPrompt

from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.looking import INSIDE, Lookout, inside, looking, named, summed_up
from bot.cli.feeds.words import ahead
from feeds.clean import line
from feeds.discover.examine import NO_ADDRESS, IsFeed, Leads, Nothing
from feeds.discover.spelling import misspelled, tidy
from feeds.guard import address_refusal, shown
from feeds.keyed import holds_key
from feeds.model import Backlog, FullText
from feeds.opml.outline import MAX_NAME

SOON: Final = timedelta(minutes=2)
"""What is read sooner needs no word about when."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What the person said of the feed; None where they said nothing."""

    outlet: str | None = None
    backlog: Backlog | None = None
    full_text: FullText | None = None


async def add(bureau: Bureau, url: str, said: Said, *, look_first: bool) -> int:
    """Add a feed; returns the exit status."""
    said = _named(said)
    if not look_first:
        feed_id = await _subscribe(bureau, _spelled(bureau, url), "", said)
        bureau.tell("It was not looked at; `wirewatch feeds list` shows how its first reading goes.")
        await _tell_rest(bureau, feed_id)
        return 0
    async with looking(bureau) as lookout:
        found = await _found(lookout, url)
    if isinstance(found, int):
        return found
    if found.is_elsewhere:
        bureau.tell(f"{shown(found.asked)} is a page; its feed is {found.address}")
    known = await bureau.archive.feeds.find(found.found)
    feed_id = await _subscribe(bureau, known.address if known else found.address, found.read.title, said)
    if await bureau.archive.feeds.end_rest(feed_id, bureau.now()):
        bureau.tell("Its server had asked for rest, and has just answered: it is read at once.")
    bureau.tell(f"{summed_up(found.read, bureau.now())}.")
    return 0


async def _tell_rest(bureau: Bureau, feed_id: int) -> None:
    """Say when the feed is read, where that is not soon: its server may have asked for rest."""
    rows = await bureau.archive.subscriptions.of_guild(bureau.guild)
    at = next((row.next_look_at for row in rows if row.feed.id == feed_id), None)
    if at is not None and at - bureau.now() > SOON:
        bureau.tell(
            f"It is read {ahead(at, bureau.now())}; `wirewatch feeds resume {feed_id}` has it read at once."
        )


async def _found(lookout: Lookout, url: str) -> IsFeed | int:
    """The feed at the address, or the one that the person chooses; else the exit status."""
    found = await lookout.look(url)
    if isinstance(found, Leads):
        chosen = _chosen(lookout.bureau, found)
        if chosen is None:
            return 2
        found = await lookout.look(chosen)
    if isinstance(found, Nothing):
        for words in (str(found.detail), *inside(found), "Nothing was added."):
            lookout.bureau.complain(words)
        return 1
    if isinstance(found, Leads):
        lookout.bureau.complain("That is a page again, not a feed; try another one.")
        return 1
    return found


def _chosen(bureau: Bureau, leads: Leads) -> str | None:
    """The address of the feed that the person chooses; None where nobody is there, or wants none."""
    for row in named(leads):
        bureau.complain(row)
    if not (sys.stdin.isatty() and bureau.err.is_terminal):
        bureau.complain("Choose one: wirewatch feeds add ADDRESS")
        return None
    numbers = [str(number) for number in range(len(leads.candidates) + 1)]
    try:
        number = IntPrompt.ask(
            "Which one (0 for none)", console=bureau.err, choices=numbers, show_choices=False
        )
    except EOFError:
        return None
    return leads.candidates[number - 1].address if number else None


def _spelled(bureau: Bureau, url: str) -> str:
    """The address, if it is spelled like one that may be asked; else CannotError."""
    address = tidy(url.strip().partition("#")[0])
    if not address:
        raise CannotError(str(NO_ADDRESS))
    why = address_refusal(address, bureau.settings.allow_networks)
    if why:
        hint = "" if misspelled(address) else f"\n{INSIDE}"
        raise CannotError(f"{shown(address)} {why}.{hint}")
    return address


def _named(said: Said) -> Said:
    """What was said, its outlet in one line as long as a name may be; CannotError where nothing is left."""
    if said.outlet is None:
        return said
    outlet = line(said.outlet, MAX_NAME)
    if not outlet:
        raise CannotError("The outlet's name is empty; leave --outlet out for the feed's own title.")
    return replace(said, outlet=outlet)


async def _subscribe(bureau: Bureau, address: str, title: str, said: Said) -> int:
    """Read the feed from now on; what was said of one that is known already is changed. Returns its id."""
    feeds = bureau.archive.feeds
    known = await feeds.find(address)
    row = await feeds.add(
        address=address,
        outlet=said.outlet or ("" if known else line(title, 80) or urlsplit(address).hostname or address),
        title=title,
        backlog=said.backlog or (known.backlog if known else "silent"),
        full_text=said.full_text or (known.full_text if known else None),
        declared=known is not None,
        now=bureau.now(),
    )
    if holds_key(address):
        bureau.tell(
            "Its address seems to hold a key: in Discord only those see it who may change feeds, and no log "
            "has it."
        )
    new = await bureau.archive.subscriptions.subscribe(bureau.guild, row.id, "operator", bureau.now())
    name = f"{row.outlet or shown(address)} (feed {row.id})"
    if not new and await _is_paused(bureau, row.id):
        bureau.tell(f"{name} is paused here; `wirewatch feeds resume {row.id}` reads it again.")
    elif not new:
        bureau.tell(f"Already reading {name}.")
    elif row.backlog == "post":
        bureau.tell(f"Reading {name} from now on; what it holds already counts as news.")
    else:
        bureau.tell(f"Reading {name} from now on; what it holds already stays silent.")
    return row.id


async def _is_paused(bureau: Bureau, feed_id: int) -> bool:
    return any(row.feed.id == feed_id for row in await bureau.archive.pausing.of_guild(bureau.guild))
