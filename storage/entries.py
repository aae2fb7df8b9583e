"""A parsed feed's entries as articles that wait to be read."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.model import Entry, ParsedFeed
from storage.columns import sound
from storage.documents import WORDS, Words
from storage.engine import CHUNK, Transaction
from storage.schema import article, reading

LEASE = timedelta(minutes=2)
"""How long a nudge for a reading may take before the tick nudges again."""

LONGEST_GUID = 500
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


async def save_entries(
    tx: Transaction, feed_id: int, parsed: ParsedFeed, *, silent: bool, now: datetime
) -> int:
    """Insert the new entries, revise those whose content changed; each gets a reading that is due.

    Where the look is `silent`, all of them are backlog, the changed ones too. Returns how many were new.
    """
    entries = {guid_of(entry): entry for entry in reversed(parsed.entries)}
    known = await _known(tx, feed_id, tuple(entries))
    fresh = [(guid, entry) for guid, entry in reversed(entries.items()) if guid not in known]
    for guid, entry in entries.items():
        if guid in known and known[guid]["content_hash"] != entry.content_hash:
            await _revise(tx, known[guid]["id"], entry, silent=silent, now=now)
    if fresh:
        rows = [
            {
                "feed": feed_id,
                "guid": guid,
                "language": parsed.language,
                "silent": silent,
                "seen_at": now,
                **_times(entry, now),
                **asdict(_words(entry)),
                "content_hash": entry.content_hash,
            }
            for guid, entry in fresh
        ]
        added = (await tx.execute(tx.insert(article).returning(article.c.id), rows)).scalars().all()
        await _await_reading(tx, sorted(added), now)
    return len(fresh)


def guid_of(entry: Entry) -> str:
    """The entry's guid as it is kept: one too long for an index is replaced by its hash."""
    guid = sound(entry.guid)
    if len(guid) <= LONGEST_GUID:
        return guid
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


def _times(entry: Entry, now: datetime) -> dict[str, Any]:
    published = entry.published_at
    if published is not None:
        published = min(max(published, _EARLIEST), now)
    return {"published_at": published, "at": published or now}


def _words(entry: Entry) -> Words:
    return Words(title=entry.title, text=entry.text, url=entry.url, author=entry.author)


async def _known(tx: Transaction, feed_id: int, guids: Sequence[str]) -> dict[str, sa.RowMapping]:
    known: dict[str, sa.RowMapping] = {}
    for start in range(0, len(guids), CHUNK):
        some = guids[start : start + CHUNK]
        query = sa.select(article.c.id, article.c.guid, article.c.content_hash).where(
            article.c.feed == feed_id, article.c.guid.in_(some)
        )
        known.update({row["guid"]: row for row in await tx.rows(query)})
    return known


async def _revise(tx: Transaction, article_id: int, entry: Entry, *, silent: bool, now: datetime) -> None:
    """Keep the new words beside the old ones, whose reading still tells the story."""
    changed: dict[str, Any] = {"content_hash": entry.content_hash}
    if silent:
        changed["silent"] = True
    await tx.execute(sa.update(article).where(article.c.id == article_id).values(changed))
    due = {"state": "due", "attempts": 0, "reason": None, "wake_at": now + LEASE}
    await tx.execute(
        sa.update(reading)
        .where(reading.c.article == article_id)
        .values(revised=WORDS.dump(_words(entry)), **due)
    )
    tx.nudge("read", article_id)


async def _await_reading(tx: Transaction, articles: Iterable[int], now: datetime) -> None:
    due = [{"article": held, "state": "due", "attempts": 0, "wake_at": now + LEASE} for held in articles]
    await tx.execute(tx.insert(reading), due)
    for row in due:
        tx.nudge("read", str(row["article"]))
