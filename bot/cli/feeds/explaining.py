"""Everything about a feed as a person would want to see it: plain rows, nothing asked, nothing drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from bot.cli.feeds.words import ago, ahead, local, size, span
from feeds.cadence import Pace, standing
from feeds.clean import line
from feeds.discover.examine import IsFeed
from feeds.guard import shown
from feeds.model import Entry, Feed, FetchFailed, FetchOutcome, FullText, NotModified, Wishes
from feeds.pages.teaser import pages_of
from feeds.parse.prune import MAX_ENTRIES

Row = tuple[str, str]
Section = tuple[str, tuple[Row, ...]]

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHOWN: Final = 3
LONGEST_TEXT: Final = 160


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What the settings say of every feed, and what is said of this one.

    `is_reached` says that hubs on the web can reach this process (public_url).
    """

    pace: Pace
    full_text: FullText
    is_reached: bool = False


def explained(
    found: IsFeed, again: FetchOutcome | None, robots: str, rules: Rules, now: datetime
) -> tuple[Section, ...]:
    """Sections of labelled rows, none empty; nothing in them is markup, invisible characters may be in them.

    `again` is what a second, conditional GET came to, or None; `robots` what the newest article's host says.
    """
    sections = (
        ("Feed", tuple(_feed(found))),
        ("Answer", tuple(_answer(found, again))),
        ("Entries", tuple(_entries(found, now))),
        ("From now on", tuple(_plan(found, robots, rules, now))),
        ("Newest", tuple(_newest(found, now))),
    )
    return tuple((title, rows) for title, rows in sections if rows)


def _feed(found: IsFeed) -> Iterator[Row]:
    read = found.read
    yield "Address", found.address
    if found.is_elsewhere:
        yield "Found on", f"{found.asked} ({'which names it' if found.by_link else 'at a usual address'})"
    last = found.fetched.address
    if found.fetched.moved:
        yield "Redirects", f"{found.found} leads here for good"
    elif last != found.found:
        yield "Redirects", f"to {last}, for now: the address stays"
    yield "Format", read.kind or "a feed"
    yield "Title", read.title or "none"
    if read.url:
        yield "Site", read.url
    yield "Language", read.language or "not said"
    if read.note:
        yield "Odd", read.note


def _answer(found: IsFeed, again: FetchOutcome | None) -> Iterator[Row]:
    fetched = found.fetched
    yield "Status", "226, only what is new" if fetched.partial else "200, all of it"
    yield "Type", fetched.content_type or "not said"
    unpacked = size(len(fetched.body))
    packed = f"{size(fetched.received)} on the wire ({fetched.encoding}), {unpacked} unpacked"
    yield "Size", packed if fetched.encoding else f"{unpacked}, not compressed"
    yield "Took", f"{found.seconds:.1f} s" if found.seconds >= 1 else f"{found.seconds * 1000:.0f} ms"
    validators = [
        name for name, value in (("ETag", fetched.etag), ("Last-Modified", fetched.last_modified)) if value
    ]
    yield "Validators", " and ".join(validators) or "none, so every look costs the whole document"
    if again is not None:
        yield "Asked again", _again(again)
    fresh = fetched.fresh_for
    yield "Fresh for", "not said" if fresh is None else f"{span(fresh)}, by Cache-Control or Expires"


def _again(again: FetchOutcome) -> str:
    if isinstance(again, NotModified):
        return "304: what has not changed is not sent again"
    if isinstance(again, FetchFailed):
        return f"failed: {again.detail}"
    return "the whole document came again; the server passes its own validators over"


def _entries(found: IsFeed, now: datetime) -> Iterator[Row]:
    read = found.read
    yield "Number", _number(max(read.held, len(read.entries)), len(read.entries))
    times = _times(read.entries)
    if times:
        yield "Newest", f"{local(times[0])} ({_when(times[0], now)})"
        yield "Oldest", f"{local(times[-1])} ({_when(times[-1], now)})"
    undated = sum(entry.published_at is None for entry in read.entries)
    if undated:
        yield "Undated", f"{undated:,}, which count from when they are first seen"
    early = sum(entry.published_at is not None and entry.published_at > now for entry in read.entries)
    if early:
        yield "In the future", f"{early:,}, which count from when they are first seen"
    unlinked = sum(entry.url is None for entry in read.entries)
    if unlinked:
        yield "Without address", f"{unlinked:,}, whose sentences link nowhere"
    if read.shares_guids:
        yield "Ids", "several entries share one; they are told apart by address (or title)"


def _number(held: int, read: int) -> str:
    """How many entries there are, and what becomes of those that are not read."""
    beyond = f"; the first {MAX_ENTRIES:,} are read" if held > MAX_ENTRIES else ""
    idle = min(held, MAX_ENTRIES) - read
    if idle <= 0:
        return f"{held:,}{beyond}"
    if held == 1:
        return "1, which has neither title nor text and is passed over"
    are = "is" if idle == 1 else "are"
    return f"{held:,}{beyond}; {idle:,} of them {are} passed over, without title and text or there twice"


def _when(moment: datetime, now: datetime) -> str:
    """How long ago, or how far ahead."""
    return ahead(moment, now) if moment > now else ago(moment, now)


def _plan(found: IsFeed, robots: str, rules: Rules, now: datetime) -> Iterator[Row]:
    read, fetched = found.read, found.fetched
    feed = Feed(id=0, address=found.address, outlet="")
    stands = standing(feed, fetched, read, now, pace=rules.pace, jitter=0.0)
    if stands.interval is not None:
        yield "Looked at", f"every {span(stands.interval)}: {_why(found, stands.interval, rules.pace)}"
    yield "Next look", ahead(stands.next_due_at, now)
    yield from _wishes(read.wishes)
    hub = fetched.hub or (read.hub.address if read.hub else None)
    if hub:
        yield "Hub", f"{shown(hub)} {_pushes(rules)}"
    wanted = len(pages_of(read, rules.full_text))
    yield "Articles", _full_text(wanted, len(read.entries), rules.full_text)
    if wanted and robots:
        yield "robots.txt", robots


def _pushes(rules: Rules) -> str:
    if rules.is_reached:
        return "pushes what is new, if it reaches the public_url of the settings"
    return "would push what is new, but has no way here: the setting public_url is not set"


def _why(found: IsFeed, interval: timedelta, pace: Pace) -> str:
    never = timedelta(0)
    wished = max(found.read.wishes.ttl or never, found.fetched.fresh_for or never)
    if interval == pace.ceiling and wished > interval:
        return "the longest wait of the settings; the feed or its server asks for more"
    if interval == wished:
        return "as long as the feed or its server asks"
    if not found.read.entries:
        return "longer each time, while it holds nothing to read"
    if interval == pace.floor:
        return "the shortest wait of the settings, since it is busy or not known yet"
    if interval == pace.ceiling:
        return "the longest wait of the settings, since it is quiet"
    return "as often as it brings something new"


def _wishes(wishes: Wishes) -> Iterator[Row]:
    if wishes.ttl:
        yield "It asks for", f"{span(wishes.ttl)} between two looks"
    if wishes.skip_hours:
        yield "Not at", f"{', '.join(f'{hour}:00' for hour in sorted(wishes.skip_hours))} UTC, it asks"
    if wishes.skip_days:
        yield "Not on", f"{', '.join(DAYS[day] for day in sorted(wishes.skip_days))} (UTC), it asks"


def _full_text(wanted: int, entries: int, mode: FullText) -> str:
    if mode == "never":
        return "read as the feed carries them (full_text is never)"
    if not entries:
        return "none yet"
    if not wanted:
        return "the feed carries their text; no page is asked for"
    some = "all" if wanted == entries else f"{wanted:,} of {entries:,}"
    why = "the feed carries only teasers" if mode == "auto" else "full_text is always"
    return f"the pages of {some} are read too: {why}"


def _newest(found: IsFeed, now: datetime) -> Iterator[Row]:
    dated = sorted((one for one in found.read.entries if one.published_at), key=_at, reverse=True)
    undated = (one for one in found.read.entries if one.published_at is None)
    for number, entry in enumerate((*dated, *undated)[:SHOWN], 1):
        yield str(number), "\n".join(_told(entry, now))


def _at(entry: Entry) -> datetime:
    assert entry.published_at is not None
    return entry.published_at


def _told(entry: Entry, now: datetime) -> Iterator[str]:
    yield entry.title or "(no title)"
    when = _when(entry.published_at, now) if entry.published_at else "undated"
    author = f" · {entry.author}" if entry.author else ""
    where = f" · {urlsplit(entry.url).hostname}" if entry.url else ""
    yield f"{when}{author}{where}"
    if entry.text:
        yield line(entry.text, LONGEST_TEXT) + ("…" if len(entry.text) > LONGEST_TEXT else "")


def _times(entries: tuple[Entry, ...]) -> list[datetime]:
    return sorted((entry.published_at for entry in entries if entry.published_at), reverse=True)
