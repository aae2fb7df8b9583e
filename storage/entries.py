"""A parsed feed's entries as articles that wait to be read; an entry that is known already is no new one."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

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
    found = [_sorted(entries, held[one.feed]) for one, entries in zip(brought, keyed, strict=True)]
    added = await _insert(tx, [(one, sorted_) for one, sorted_ in zip(brought, found, strict=True)])
    await _await_reading(tx, brought, found, added)
    await _know(tx, brought, found, added)
    await revise(
        tx,
        [
            Edit(article=held_, entry=entry, page=entry.guid in one.pages, silent=one.silent, now=one.now)
            for one, sorted_ in zip(brought, found, strict=True)
            for held_, entry in sorted_.known.items()
        ],
    )
    return [len(sorted_.fresh) for sorted_ in found]


async def _in_turn(brought: Iterable[Brought]) -> AsyncIterator[Brought]:
    """One after the other; the loop has a turn between two."""
    for one in brought:
        yield one
        await asyncio.sleep(0)


def guid_of(entry: Entry) -> str:
    """The entry's guid as it is kept: one too long for an index is replaced by its hash."""
    guid = sound(entry.guid)
    if len(guid) <= LONGEST_GUID:
        return guid
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


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


async def _insert(tx: Transaction, found: Sequence[tuple[Brought, _Sorted]]) -> Mapping[tuple[int, str], int]:
    """The new articles' ids by feed and guid."""
    rows = [_row(one, guid, entry) for one, sorted_ in found for guid, entry in sorted_.fresh.items()]
    statement = tx.insert(article).returning(article.c.id, article.c.feed, article.c.guid)
    added: dict[tuple[int, str], int] = {}
    for some in _chunks(rows, ROWS):
        added |= {(row.feed, row.guid): row.id for row in await tx.execute(statement, some)}
    return added


async def _know(
    tx: Transaction,
    brought: Sequence[Brought],
    found: Sequence[_Sorted],
    added: Mapping[tuple[int, str], int],
) -> None:
    rows = [
        {"feed": one.feed, "key": key, "article": added[one.feed, who] if isinstance(who, str) else who}
        for one, sorted_ in zip(brought, found, strict=True)
        for key, who in sorted_.keys.items()
    ]
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


async def _await_reading(
    tx: Transaction,
    brought: Sequence[Brought],
    found: Sequence[_Sorted],
    added: Mapping[tuple[int, str], int],
) -> None:
    """A reading for each new article: due, or waiting for its page where that is wanted."""
    rows = [
        _reading(one, entry, added[one.feed, guid])
        for one, sorted_ in zip(brought, found, strict=True)
        for guid, entry in sorted_.fresh.items()
    ]
    hosts = {row["host"] for row in rows} - {None}
    if hosts:
        await know(tx, hosts, min(one.now for one in brought))
    for some in _chunks(rows, ROWS):
        await tx.execute(tx.insert(reading), some)
    for row in sorted(rows, key=lambda row: row["article"]):
        if row["state"] == "due":
            tx.nudge("read", row["article"])


def _reading(one: Brought, entry: Entry, held: int) -> dict[str, Any]:
    page = entry.url if entry.guid in one.pages and not one.silent else None
    return {
        "article": held,
        "state": "due" if page is None else "page",
        "host": None if page is None else host_of(page),
        "attempts": 0,
        "wake_at": one.now + LEASE if page is None else None,
    }


def _chunks(values: Sequence[Any], size: int) -> Iterator[Any]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
