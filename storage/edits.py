"""Edited articles: the newest words wait beside those that were read, and are read once the storm is over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import Entry
from storage.columns import sound
from storage.documents import WORDS, Words
from storage.engine import CHUNK, Transaction
from storage.hosts import know
from storage.readings import hold
from storage.schema import article, reading

CALM = timedelta(minutes=5)
"""How long an article stays unedited before its new words are read."""

LONGEST_STORM = timedelta(hours=1)
"""However often an article is edited, its words are read once in that time."""

_HELD = sa.select(
    article.c.id,
    article.c.title,
    article.c.text,
    reading.c.state,
    reading.c.revised,
    reading.c.edited_at,
).join(reading, reading.c.article == article.c.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """An article's entry as it now is; with `page` it waits for its page, with `silent` it is backlog."""

    article: int
    entry: Entry
    page: bool
    silent: bool
    now: datetime


def words_of(entry: Entry) -> Words:
    """What an outlet may change in an article."""
    return Words(title=entry.title, text=entry.text, url=entry.url, author=entry.author)


async def revise(tx: Transaction, edits: Sequence[Edit]) -> None:
    """Keep the new words of these articles where they changed; they are read once, when the edits are over.

    Words that came back to what was read are no edit.
    """
    changed = await _changed(tx, {edit.article: edit for edit in edits})
    await hold(tx, changed)
    for some in _chunks(changed):
        for row in await tx.rows(_HELD.where(article.c.id.in_(some)).order_by(article.c.id)):
            await _revise(tx, row, changed[row["id"]])


async def _changed(tx: Transaction, edits: Mapping[int, Edit]) -> dict[int, Edit]:
    """The edits that say something new; only who holds an article's feed changes its hash."""
    hashes = sa.select(article.c.id, article.c.content_hash)
    rows = [row for some in _chunks(edits) for row in await tx.rows(hashes.where(article.c.id.in_(some)))]
    return {
        row["id"]: edits[row["id"]]
        for row in rows
        if edits[row["id"]].entry.content_hash != row["content_hash"]
    }


def _chunks(articles: Iterable[int]) -> list[list[int]]:
    ids = sorted(articles)
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]


async def _revise(tx: Transaction, row: sa.RowMapping, edit: Edit) -> None:
    entry, now = edit.entry, edit.now
    changed: dict[str, Any] = {"content_hash": entry.content_hash} | ({"silent": True} if edit.silent else {})
    was_read = row["state"] in ("read", "aside") or row["revised"] is not None
    if not was_read:
        changed |= asdict(words_of(entry))
    await tx.execute(sa.update(article).where(article.c.id == row["id"]).values(changed))
    where = host_of(entry.url) if edit.page and not edit.silent and entry.url else None
    if where is not None:
        await know(tx, (where,), now)
    if not was_read and where is not None:
        again = {"state": "page", "host": where, "attempts": 0, "wake_at": None}
        await tx.execute(sa.update(reading).where(reading.c.article == row["id"]).values(again))
    if was_read:
        await tx.execute(
            sa.update(reading).where(reading.c.article == row["id"]).values(_waiting(row, entry, where, now))
        )


def _waiting(row: sa.RowMapping, entry: Entry, where: str | None, now: datetime) -> dict[str, Any]:
    """The reading's row for an edit: when it is read, and what it says then."""
    if row["state"] != "aside" and (sound(entry.title), sound(entry.text)) == (row["title"], row["text"]):
        return {"state": "read", "revised": None, "edited_at": None, "due_at": None, "wake_at": None}
    first = row["edited_at"] or now
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
