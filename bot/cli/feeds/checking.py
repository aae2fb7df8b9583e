"""`wirewatch feeds check`: look at a feed now and explain everything about it; nothing is changed."""

from textwrap import wrap
from typing import Final

from rich.console import Console
from rich.text import Text

from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.looking import Lookout, inside, looking, named
from bot.explaining import PLAIN, Rules, Section, explained, kept
from config.errors import WorkerError
from feeds.cadence import Pace
from feeds.clean import visible
from feeds.discover.examine import Examined, IsFeed, Leads
from feeds.model import Feed, FetchFailed, FetchOutcome, FullText
from feeds.pages.robots import UNREACHABLE, permission, robots_address, robots_text
from feeds.pages.teaser import pages_of

WIDEST: Final = 100
"""Columns that prose fills at most, however wide the terminal."""

LABEL: Final = 18
ENDLESS: Final = 1_000_000


async def check(bureau: Bureau, chosen: str) -> int:
    """Explain the feed of this id or address; returns the exit status."""
    feed = await _known(bureau, chosen)
    row = next((row for row in await bureau.subscriptions() if feed and row.feed.id == feed.id), None)
    mode = (feed.full_text if feed else None) or bureau.settings.full_text
    async with looking(bureau) as lookout:
        found = await lookout.look(feed.address if feed else chosen)
        sections = await _explained(lookout, found, mode) if isinstance(found, IsFeed) else ()
    if feed is not None:
        resume = f"wirewatch feeds resume {feed.id}"
        sections = (("In Wirewatch", tuple(kept(feed, row, resume, bureau.now(), PLAIN))), *sections)
    for section in sections:
        _draw(bureau.out, section)
    return _verdict(bureau, found, feed, is_read=row is not None)


async def _known(bureau: Bureau, chosen: str) -> Feed | None:
    feeds = bureau.archive.feeds
    if not (chosen.isascii() and chosen.isdecimal()):
        return await bureau.feed_at(chosen)
    feed = await feeds.get(int(chosen)) if len(chosen) < 18 else None
    if feed is None:
        raise CannotError(f"There is no feed {chosen}. `wirewatch feeds list` shows those there are.")
    return feed


async def _explained(lookout: Lookout, found: IsFeed, mode: FullText) -> tuple[Section, ...]:
    settings = lookout.bureau.settings
    rules = Rules(
        pace=Pace(floor=settings.poll_floor, ceiling=settings.poll_ceiling),
        full_text=mode,
        is_reached=settings.public_url is not None,
    )
    again = await _asked_again(lookout, found)
    robots = await _robots(lookout, found, mode)
    return explained(found, again, robots, rules, lookout.bureau.now())


async def _asked_again(lookout: Lookout, found: IsFeed) -> FetchOutcome | None:
    """What a second look comes to that names the validators of the first; None where there are none."""
    fetched = found.fetched
    if not (fetched.etag or fetched.last_modified):
        return None
    return await lookout.fetcher(
        Feed(
            id=0,
            address=found.address,
            outlet="",
            etag=fetched.etag,
            last_modified=fetched.last_modified,
        )
    )


async def _robots(lookout: Lookout, found: IsFeed, mode: FullText) -> str:
    """What the host of the first article whose page is wanted says of that; nothing where none is."""
    wanted = pages_of(found.read, mode)
    page = next((entry.url for entry in found.read.entries if entry.url and entry.guid in wanted), None)
    if page is None:
        return ""
    outcome = await lookout.fetcher.page(robots_address(page))
    text = robots_text(outcome)
    if isinstance(outcome, FetchFailed) and text == UNREACHABLE:
        return f"could not be asked, so no page is for now: {outcome.detail}"
    try:
        allowed = (await lookout.workers.run(permission, text, page)).allowed
    except WorkerError:
        return "could not be read in time; pages are not asked for"
    return "lets Wirewatch read them" if allowed else "forbids that: the feed's own text is all there is"


def _draw(out: Console, section: Section) -> None:
    """A title and its rows; text is folded for a terminal alone, and addresses never."""
    title, rows = section
    width = min(out.width, WIDEST) - LABEL if out.is_terminal else ENDLESS
    out.print(Text(title, style="bold"))
    for label, words in rows:
        for number, folded in enumerate(_folded(visible(words), width)):
            name = "" if number else f"  {label}"
            out.print(Text.assemble((f"{name:<{LABEL}}", "dim"), folded), soft_wrap=True)


def _folded(words: str, width: int) -> list[str]:
    return [
        part
        for paragraph in words.split("\n")
        for part in wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    ]


def _verdict(bureau: Bureau, found: Examined, feed: Feed | None, *, is_read: bool) -> int:
    if isinstance(found, IsFeed):
        if feed is None:
            bureau.tell(f"It is not read yet: wirewatch feeds add {found.address}")
        return 0
    if isinstance(found, Leads):
        for words in named(found):
            bureau.complain(words)
        bureau.complain("Check one of them: wirewatch feeds check ADDRESS")
        return 1
    told = found.failure.detail if found.failure and is_read else found.detail
    for words in (str(told), *inside(found)):
        bureau.complain(words)
    return 1
