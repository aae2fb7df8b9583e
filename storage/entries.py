"""A parsed feed's entries as articles that wait to be read; an entry that is known already is no new one."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.dates import dated
from feeds.guard import host_of
from feeds.identity import keys
from feeds.model import Entry, ParsedFeed
from storage.columns import sound
from storage.edits import revise
from storage.engine import CHUNK, Transaction
from storage.hosts import know
from storage.schema import article, identity, reading

LEASE = timedelta(minutes=2)
"""How long a nudge for a reading may take before the tick nudges again."""

LONGEST_GUID = 500
ROWS = 100
"""How many rows one statement brings: the loop waits while it is put together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sorted:
    """A document's entries: those that are new, those that are articles already, and every key of theirs."""

    fresh: Mapping[str, Entry]
    known: Mapping[int, Entry]
    keys: Mapping[bytes, str | int]


async def save_entries(
    tx: Transaction, feed_id: int, parsed: ParsedFeed, *, silent: bool, pages: frozenset[str], now: datetime
) -> int:
    """Insert the new entries, revise those whose content changed; each gets a reading that is due.

    Where the look is `silent`, all of them are backlog, the changed ones too; of the others those in `pages`
    wait for their article page first. Returns how many were new.
    """
    found = await _sorted(tx, feed_id, parsed.entries)
    added: dict[str, int] = {}
    for guids in _chunks(list(found.fresh), ROWS):
        rows = [_row(feed_id, guid, found.fresh[guid], parsed.language, silent, now) for guid in guids]
        statement = tx.insert(article).returning(article.c.id, article.c.guid)
        added |= {row.guid: row.id for row in await tx.execute(statement, rows)}
    waiting = {
        held: None if silent or found.fresh[guid].guid not in pages else found.fresh[guid].url
        for guid, held in added.items()
    }
    await _await_reading(tx, waiting, now)
    await _know(
        tx,
        feed_id,
        {key: added[whose] if isinstance(whose, str) else whose for key, whose in found.keys.items()},
    )
    await revise(tx, found.known, pages, silent=silent, now=now)
    return len(added)


def guid_of(entry: Entry) -> str:
    """The entry's guid as it is kept: one too long for an index is replaced by its hash."""
    guid = sound(entry.guid)
    if len(guid) <= LONGEST_GUID:
        return guid
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


async def _sorted(tx: Transaction, feed_id: int, entries: Sequence[Entry]) -> _Sorted:
    """Tell new entries from known ones; of two in one document that are one article the first counts.

    One whose article has gone from the archive is neither: it does not come back.
    """
    of_each = [(entry, keys(entry)) for entry in entries]
    held = await _held(tx, feed_id, sorted({key for _, some in of_each for key in some}))
    fresh: dict[str, Entry] = {}
    known: dict[int, Entry] = {}
    claimed: dict[bytes, str | int] = {}
    for entry, some in of_each:
        if any(key in claimed for key in some):
            continue
        stored = next((held[key] for key in some if key in held), -1)
        if stored is None:
            continue
        if stored < 0:
            fresh[guid_of(entry)] = entry
        elif stored not in known:
            known[stored] = entry
        whose = guid_of(entry) if stored < 0 else stored
        claimed |= dict.fromkeys(some, whose)
    return _Sorted(fresh=fresh, known=known, keys={k: whose for k, whose in claimed.items() if k not in held})


async def _held(tx: Transaction, feed_id: int, sought: Sequence[bytes]) -> dict[bytes, int | None]:
    held: dict[bytes, int | None] = {}
    for some in _chunks(sought, CHUNK):
        query = sa.select(identity.c.key, identity.c.article)
        rows = await tx.rows(query.where(identity.c.feed == feed_id, identity.c.key.in_(some)))
        held |= {bytes(row["key"]): row["article"] for row in rows}
    return held


async def _know(tx: Transaction, feed_id: int, found: Mapping[bytes, int]) -> None:
    rows = [{"feed": feed_id, "key": key, "article": held} for key, held in found.items()]
    for some in _chunks(rows, 5 * ROWS):
        await tx.execute(tx.insert(identity).on_conflict_do_nothing(), some)


def _row(
    feed_id: int, guid: str, entry: Entry, language: str | None, silent: bool, now: datetime
) -> dict[str, Any]:
    published, at = dated(entry.published_at, now)
    return {
        "feed": feed_id,
        "guid": guid,
        "language": language,
        "silent": silent,
        "seen_at": now,
        "published_at": published,
        "at": at,
        "content_hash": entry.content_hash,
        "title": entry.title,
        "text": entry.text,
        "url": entry.url,
        "author": entry.author,
    }


async def _await_reading(tx: Transaction, waiting: Mapping[int, str | None], now: datetime) -> None:
    """A reading for each article: due, or waiting for its page where one is named."""
    await know(tx, [host_of(url) for url in waiting.values() if url is not None], now)
    for some in _chunks(sorted(waiting.items()), ROWS):
        rows = [
            {
                "article": held,
                "state": "due" if url is None else "page",
                "host": None if url is None else host_of(url),
                "attempts": 0,
                "wake_at": now + LEASE if url is None else None,
            }
            for held, url in some
        ]
        await tx.execute(tx.insert(reading), rows)
    for held, url in sorted(waiting.items()):
        if url is None:
            tx.nudge("read", held)


def _chunks(values: Sequence[Any], size: int) -> Iterator[Any]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
