"""A parsed feed's entries as articles that wait to be read; an entry that is known already is no new one."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from feeds.dates import dated
from feeds.guard import host_of
from feeds.identity import keys
from feeds.model import Entry, ParsedFeed
from storage.columns import sound
from storage.edits import Edit, revise
from storage.engine import Transaction
from storage.hosts import know
from storage.schema import article, identity, reading

T = TypeVar("T")

LEASE = timedelta(minutes=2)
"""How long a nudge for a reading may take before the tick nudges again."""

LONGEST_GUID = 500
ROWS, KEYS = 100, 1000
"""How many rows a statement brings, how many keys it asks for: the loop waits while it is put together."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sorted:
    """A document's entries: those that are new, those that are articles already, and every new key."""

    fresh: Mapping[str, Entry]
    known: Mapping[int, Entry]
    keys: Mapping[bytes, str | int]


async def save_entries(tx: Transaction, brought: Sequence[Brought]) -> list[int]:
    """Insert the new entries, revise those whose content changed; each gets a reading that is due.

    How many were new, for each of what was brought. No feed may stand twice among these.
    """
    keyed = [[(entry, keys(entry)) for entry in one.parsed.entries] async for one in _in_turn(brought)]
    held = await _held(tx, brought, keyed)
    looks = [
        (one, _sorted(entries, held[one.feed]))
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


def guid_of(entry: Entry) -> str:
    """The entry's guid as it is kept: one too long for an index is replaced by its hash."""
    guid = sound(entry.guid)
    if len(guid) <= LONGEST_GUID:
        return guid
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


Looks = Sequence[tuple[Brought, _Sorted]]
Added = Mapping[tuple[int, str], int]
"""The new articles' ids by feed and guid."""

Keyed = Sequence[tuple[Entry, tuple[bytes, ...]]]
"""A document's entries, each with its keys."""


def _sorted(entries: Keyed, held: Mapping[bytes, int | None]) -> _Sorted:
    """Tell new entries from known ones; of two in one document that are one article the first counts.

    One whose article has gone from the archive is neither: it does not come back.
    """
    fresh: dict[str, Entry] = {}
    known: dict[int, Entry] = {}
    claimed: dict[bytes, str | int] = {}
    for entry, some in entries:
        if any(key in claimed for key in some):
            continue
        stored = next((held[key] for key in some if key in held), -1)
        if stored is None:
            continue
        whose: str | int = stored if stored >= 0 else guid_of(entry)
        if isinstance(whose, str):
            fresh[whose] = entry
        else:
            known.setdefault(whose, entry)
        claimed |= dict.fromkeys(some, whose)
    return _Sorted(fresh=fresh, known=known, keys={k: who for k, who in claimed.items() if k not in held})


async def _held(
    tx: Transaction, brought: Sequence[Brought], keyed: Sequence[Keyed]
) -> Mapping[int, Mapping[bytes, int | None]]:
    """What each feed's keys stand for, of those that are sought."""
    sought = sorted({key for entries in keyed for _, some in entries for key in some})
    feeds = sorted(one.feed for one in brought)
    held: dict[int, dict[bytes, int | None]] = {feed: {} for feed in feeds}
    for some in _chunks(sought, KEYS):
        query = sa.select(identity).where(identity.c.feed.in_(feeds), identity.c.key.in_(some))
        for row in await tx.rows(query):
            held[row["feed"]][bytes(row["key"])] = row["article"]
    return held


async def _insert(tx: Transaction, looks: Looks) -> Added:
    rows = (_row(one, guid, entry) for one, entries in looks for guid, entry in entries.fresh.items())
    statement = tx.insert(article).returning(article.c.id, article.c.feed, article.c.guid)
    added: dict[tuple[int, str], int] = {}
    for some in _chunks(rows, ROWS):
        added |= {(row.feed, row.guid): row.id for row in await tx.execute(statement, some)}
    return added


async def _know(tx: Transaction, looks: Looks, added: Added) -> None:
    rows = (
        {"feed": one.feed, "key": key, "article": added[one.feed, who] if isinstance(who, str) else who}
        for one, entries in looks
        for key, who in entries.keys.items()
    )
    for some in _chunks(rows, 3 * ROWS):
        await tx.execute(tx.insert(identity).on_conflict_do_nothing(), some)


def _row(one: Brought, guid: str, entry: Entry) -> dict[str, Any]:
    published, at = dated(entry.published_at, one.now)
    return {
        "feed": one.feed,
        "guid": guid,
        "language": one.parsed.language,
        "silent": one.silent,
        "seen_at": one.now,
        "published_at": published,
        "at": at,
        "content_hash": entry.content_hash,
        "title": entry.title,
        "text": entry.text,
        "url": entry.url,
        "author": entry.author,
    }


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
        hosts = {row["host"] for row in some} - {None}
        if hosts:
            await know(tx, hosts, min(one.now for one, _ in looks))
        await tx.execute(tx.insert(reading), some)
        news += [row["article"] for row in some if row["wake_at"] is not None]
    for held in sorted(news):
        tx.nudge("read", held)


def _reading(one: Brought, entry: Entry, held: int) -> dict[str, Any]:
    page = entry.url if entry.guid in one.pages and not one.silent else None
    nudged = page is None and not one.silent
    return {
        "article": held,
        "state": "due" if page is None else "page",
        "host": None if page is None else host_of(page),
        "attempts": 0,
        "wake_at": one.now + LEASE if nudged else None,
    }


def _chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """So many at a time, each made when it is wanted."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
