"""A parsed feed's entries as articles that wait to be read; an entry that is known already is no new one."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from feeds.dates import dated
from feeds.guard import host_of
from feeds.identity import keys
from feeds.model import Entry, ParsedFeed
from storage.edits import Edit, revise
from storage.engine import Transaction
from storage.hosts import know
from storage.known import Sorted, holdings, sort
from storage.schema import article, identity, reading

T = TypeVar("T")

LEASE = timedelta(minutes=2)
"""How long a nudge for a reading may take before the tick nudges again."""

ROWS = 200
"""How many rows are put at once: the loop waits while they are made ready."""

_ARTICLE = (
    *("id", "feed", "guid", "language", "silent", "seen_at", "published_at", "at"),
    *("content_hash", "title", "text", "url", "author"),
)
_READING = ("article", "state", "host", "attempts", "wake_at")
_IDENTITY = ("feed", "key", "article")


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What a look brought: a feed's document at its moment.

    Where it is `silent`, all of its entries are backlog, the changed ones too; of the others those in `pages`
    wait for their article page first.
    """

    feed: int
    parsed: ParsedFeed
    silent: bool
    pages: frozenset[str]
    now: datetime


async def save_entries(tx: Transaction, brought: Sequence[Brought]) -> list[int]:
    """Insert the new entries, revise those whose content changed; each gets a reading that is due.

    How many were new, for each of what was brought. No feed may stand twice among these.
    """
    keyed = [[(entry, keys(entry)) for entry in one.parsed.entries] async for one in _in_turn(brought)]
    held = await holdings(tx, {one.feed: entries for one, entries in zip(brought, keyed, strict=True)})
    looks = [
        (one, sort(one.parsed, entries, held[one.feed], one.now))
        async for one, entries in _in_turn(zip(brought, keyed, strict=True))
    ]
    added = await _insert(tx, looks)
    await _await_reading(tx, looks, added)
    await _know(tx, looks, added)
    await revise(
        tx,
        [
            Edit(
                article=article_id, entry=entry, page=entry.guid in one.pages, silent=one.silent, now=one.now
            )
            for one, entries in looks
            for article_id, entry in entries.known.items()
        ],
    )
    return [len(entries.fresh) for _, entries in looks]


async def _in_turn(many: Iterable[T]) -> AsyncIterator[T]:
    """One after the other; the loop has a turn between two."""
    for one in many:
        yield one
        await asyncio.sleep(0)


Looks = Sequence[tuple[Brought, Sorted]]
Added = Mapping[tuple[int, str], int]
"""The new articles' ids by feed and guid."""


async def _insert(tx: Transaction, looks: Looks) -> Added:
    fresh = [(one, guid, entry) for one, entries in looks for guid, entry in entries.fresh.items()]
    ids = await tx.fresh_ids(article, len(fresh))
    rows = (_row(held, *each) for held, each in zip(ids, fresh, strict=True))
    for some in _chunks(rows, ROWS):
        await tx.put(article, _ARTICLE, some)
    return {(one.feed, guid): held for held, (one, guid, _) in zip(ids, fresh, strict=True)}


async def _know(tx: Transaction, looks: Looks, added: Added) -> None:
    """Every new key stands for its article; those of new articles stood for others before, or for none."""
    rows = (
        (one.feed, key, added[one.feed, who] if isinstance(who, str) else who)
        for one, entries in looks
        for key, who in entries.keys.items()
    )
    for some in _chunks(rows, 5 * ROWS):
        await tx.put(identity, _IDENTITY, some, over=True)


def _row(held: int, one: Brought, guid: str, entry: Entry) -> tuple[Any, ...]:
    """In the order of _ARTICLE."""
    published, at = dated(entry.published_at, one.now)
    said = (entry.content_hash, entry.title, entry.text, entry.url, entry.author)
    return (held, one.feed, guid, one.parsed.language, one.silent, one.now, published, at, *said)


async def _await_reading(tx: Transaction, looks: Looks, added: Added) -> None:
    """A reading for each new article: due, or waiting for its page where that is wanted.

    Backlog is not nudged: the tick takes it up, so much a second, and news does not wait behind it.
    """
    rows = (
        _reading(one, entry, added[one.feed, guid])
        for one, entries in looks
        for guid, entry in entries.fresh.items()
    )
    news: list[int] = []
    for some in _chunks(rows, ROWS):
        hosts = {host for _, _, host, _, _ in some if host is not None}
        if hosts:
            await know(tx, hosts, min(one.now for one, _ in looks))
        await tx.put(reading, _READING, some)
        news += [held for held, *_, wake_at in some if wake_at is not None]
    for held in sorted(news):
        tx.nudge("read", held)


def _reading(one: Brought, entry: Entry, held: int) -> tuple[int, str, str | None, int, datetime | None]:
    """In the order of _READING."""
    page = entry.url if entry.guid in one.pages and not one.silent else None
    nudged = page is None and not one.silent
    state, host = ("due", None) if page is None else ("page", host_of(page))
    return held, state, host, 0, one.now + LEASE if nudged else None


def _chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """So many at a time, each made when it is wanted."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
