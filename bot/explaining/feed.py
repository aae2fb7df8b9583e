"""What is at a feed's address: the feed, its server's answer, its entries."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from bot.explaining.manner import PLAIN, Manner, Row, Section
from bot.explaining.plan import Rules, plan
from bot.explaining.times import size, span
from bot.words import number, t, tn
from feeds.clean import line
from feeds.discover.examine import IsFeed
from feeds.model import Entry, FetchFailed, FetchOutcome, NotModified
from feeds.parse.entries import MAX_ENTRIES

SHOWN: Final = 3
LONGEST_TEXT: Final = 160


def explained(
    found: IsFeed,
    again: FetchOutcome | None,
    robots: str,
    rules: Rules,
    now: datetime,
    manner: Manner = PLAIN,
) -> tuple[Section, ...]:
    """Sections of labelled rows, none empty; in a plain manner nothing in them is markup, and invisible
    characters may be in them.

    `again` is what a second, conditional GET came to, or None; `robots` what the newest article's host says,
    in this manner.
    """
    sections = (
        (t("Feed"), tuple(of_feed(found, manner))),
        (t("Answer"), tuple(_answer(found, again, manner))),
        (t("Entries"), tuple(of_entries(found, now, manner))),
        (t("From now on"), tuple(plan(found, robots, rules, now, manner))),
        (t("Newest"), tuple(_newest(found, now, manner))),
    )
    return tuple((title, rows) for title, rows in sections if rows)


def of_feed(found: IsFeed, manner: Manner) -> Iterator[Row]:
    """Where it is, and what it says of itself."""
    read, said = found.read, manner.said
    yield t("Address"), manner.address(found.address)
    if found.is_elsewhere:
        where = t("which names it") if found.by_link else t("at a usual address")
        yield t("Found on"), f"{manner.address(found.asked)} ({where})"
    last = found.fetched.address
    if found.fetched.moved:
        yield t("Redirects"), t("{address} leads here for good", address=manner.address(found.found))
    elif last != found.found:
        yield t("Redirects"), t("to {address}, for now: the address stays", address=manner.address(last))
    yield t("Format"), said(read.kind) or t("a feed")
    yield t("Title"), said(read.title) or t("none")
    if read.url:
        yield t("Site"), manner.address(read.url)
    yield t("Language"), said(read.language or "") or t("not said")
    if read.note:
        yield t("Odd"), manner.told(read.note)


def _answer(found: IsFeed, again: FetchOutcome | None, manner: Manner) -> Iterator[Row]:
    fetched = found.fetched
    yield t("Status"), t("226, only what is new") if fetched.partial else t("200, all of it")
    yield t("Type"), manner.said(fetched.content_type) or t("not said")
    unpacked = size(len(fetched.body))
    if fetched.encoding:
        yield (
            t("Size"),
            t(
                "{packed} on the wire ({encoding}), {unpacked} unpacked",
                packed=size(fetched.received),
                encoding=manner.said(fetched.encoding),
                unpacked=unpacked,
            ),
        )
    else:
        yield t("Size"), t("{size}, not compressed", size=unpacked)
    yield t("Took"), f"{found.seconds:.1f} s" if found.seconds >= 1 else f"{found.seconds * 1000:.0f} ms"
    yield t("Validators"), _validators(fetched.etag, fetched.last_modified)
    if again is not None:
        yield t("Asked again"), _again(again, manner)
    fresh = fetched.fresh_for
    by = t("not said") if fresh is None else t("{span}, by Cache-Control or Expires", span=span(fresh))
    yield t("Fresh for"), by


def _validators(etag: str | None, last_modified: str | None) -> str:
    if etag and last_modified:
        return t("ETag and Last-Modified")
    one = "ETag" if etag else "Last-Modified" if last_modified else ""
    return one or t("none, so every look costs the whole document")


def _again(again: FetchOutcome, manner: Manner) -> str:
    if isinstance(again, NotModified):
        return t("304: what has not changed is not sent again")
    if isinstance(again, FetchFailed):
        return t("failed: {detail}", detail=manner.told(again.detail))
    return t("the whole document came again; the server passes its own validators over")


def of_entries(found: IsFeed, now: datetime, manner: Manner) -> Iterator[Row]:
    """How many it holds, from when to when, and what is odd about them."""
    read = found.read
    yield t("Number"), _number(max(read.held, len(read.entries)), len(read.entries))
    times = sorted((entry.published_at for entry in read.entries if entry.published_at), reverse=True)
    if times:
        yield t("Newest"), f"{manner.at(times[0])} ({manner.when(times[0], now)})"
        yield t("Oldest"), f"{manner.at(times[-1])} ({manner.when(times[-1], now)})"
    first_seen = t("{count}, which count from when they are first seen")
    undated = sum(entry.published_at is None for entry in read.entries)
    if undated:
        yield t("Undated"), first_seen.format(count=number(undated))
    early = sum(moment > now for moment in times)
    if early:
        yield t("In the future"), first_seen.format(count=number(early))
    unlinked = sum(entry.url is None for entry in read.entries)
    if unlinked:
        yield t("Without address"), t("{count}, whose sentences link nowhere", count=number(unlinked))
    if read.shares_guids:
        yield t("Ids"), t("several entries share one; they are told apart by address (or title)")


def _number(held: int, read: int) -> str:
    """How many entries there are, and what becomes of those that are not read."""
    if held == 1 and read == 0:
        return t("1, which has neither title nor text and is passed over")
    beyond = t("the first {count} are read", count=number(MAX_ENTRIES)) if held > MAX_ENTRIES else ""
    idle = min(held, MAX_ENTRIES) - read
    passed = tn(
        "{count} of them is passed over, without title and text or there twice",
        "{count} of them are passed over, without title and text or there twice",
        idle,
    )
    return "; ".join(filter(None, (number(held), beyond, passed if idle > 0 else "")))


def newest(found: IsFeed, count: int) -> tuple[Entry, ...]:
    """The newest entries; those without a date come last."""
    dated = [(entry.published_at, entry) for entry in found.read.entries if entry.published_at]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    undated = (one for one in found.read.entries if one.published_at is None)
    return (*(entry for _, entry in dated), *undated)[:count]


def _newest(found: IsFeed, now: datetime, manner: Manner) -> Iterator[Row]:
    for place, entry in enumerate(newest(found, SHOWN), 1):
        yield str(place), "\n".join(_told(entry, now, manner))


def _told(entry: Entry, now: datetime, manner: Manner) -> Iterator[str]:
    said = manner.said
    yield said(entry.title) or t("(no title)")
    when = manner.when(entry.published_at, now) if entry.published_at else t("undated")
    author = f" · {said(entry.author)}" if entry.author else ""
    where = f" · {said(urlsplit(entry.url).hostname or '')}" if entry.url else ""
    yield f"{when}{author}{where}"
    if entry.text:
        yield said(line(entry.text, LONGEST_TEXT)) + ("…" if len(entry.text) > LONGEST_TEXT else "")
