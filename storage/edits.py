"""Edited articles: the newest words wait beside those that were read, and are read once the storm is over."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import Entry
from storage.columns import sound
from storage.documents import WORDS, Words
from storage.engine import CHUNK, Transaction
from storage.hosts import know
from storage.schema import article, reading

CALM = timedelta(minutes=5)
"""How long an article stays unedited before its new words are read."""

LONGEST_STORM = timedelta(hours=1)
"""However often an article is edited, its words are read once in that time."""

_HELD = sa.select(
    article.c.id,
    article.c.title,
    article.c.text,
    article.c.content_hash,
    reading.c.state,
    reading.c.revised,
    reading.c.edited_at,
).join(reading, reading.c.article == article.c.id)


def words_of(entry: Entry) -> Words:
    """What an outlet may change in an article."""
    return Words(title=entry.title, text=entry.text, url=entry.url, author=entry.author)


async def revise(
    tx: Transaction, entries: Mapping[int, Entry], pages: frozenset[str], *, silent: bool, now: datetime
) -> None:
    """Keep the new words of these articles where they changed; they are read once, when the edits are over.

    Words that came back to what was read are no edit. Where the look is `silent` the articles are backlog
    from now on. Those whose entry is in `pages` wait for their page again.
    """
    ids = sorted(entries)
    for start in range(0, len(ids), CHUNK):
        for row in await tx.rows(
            _HELD.where(article.c.id.in_(ids[start : start + CHUNK])).order_by(article.c.id)
        ):
            entry = entries[row["id"]]
            if entry.content_hash != row["content_hash"]:
                await _revise(tx, row, entry, entry.guid in pages and not silent, silent, now)


async def _revise(
    tx: Transaction, row: sa.RowMapping, entry: Entry, page: bool, silent: bool, now: datetime
) -> None:
    changed: dict[str, Any] = {"content_hash": entry.content_hash} | ({"silent": True} if silent else {})
    was_read = row["state"] in ("read", "aside") or row["revised"] is not None
    if not was_read:
        changed |= asdict(words_of(entry))
    await tx.execute(sa.update(article).where(article.c.id == row["id"]).values(changed))
    if not was_read and page and entry.url:
        await know(tx, (host_of(entry.url),), now)
        again = {"state": "page", "host": host_of(entry.url), "attempts": 0, "wake_at": None}
        await tx.execute(sa.update(reading).where(reading.c.article == row["id"]).values(again))
    if was_read:
        await tx.execute(
            sa.update(reading)
            .where(reading.c.article == row["id"])
            .values(await _waiting(tx, row, entry, page, now))
        )


async def _waiting(
    tx: Transaction, row: sa.RowMapping, entry: Entry, page: bool, now: datetime
) -> dict[str, Any]:
    """The reading's row for an edit: when it is read, and what it says then."""
    if row["state"] != "aside" and (sound(entry.title), sound(entry.text)) == (row["title"], row["text"]):
        return {"state": "read", "revised": None, "edited_at": None, "due_at": None, "wake_at": None}
    first = row["edited_at"] or now
    where = host_of(entry.url) if page and entry.url else None
    if where is not None:
        await know(tx, (where,), now)
    return {
        "state": "due" if where is None else "page",
        "host": where,
        "attempts": 0,
        "reason": None,
        "revised": WORDS.dump(words_of(entry)),
        "edited_at": first,
        "due_at": min(now + CALM, first + LONGEST_STORM),
        "wake_at": None,
    }
