"""What article pages held when they were last asked for, and on which host they lie."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import Extracted, NoArticle, PageLook
from storage.engine import Transaction
from storage.schema import page

READ_FOR = timedelta(days=7)
"""So long a page that was read is not asked for again, whichever feed names it."""

MOST_LEADS = 4
"""How often a page may lead on to another host."""

FAILED_FOR = timedelta(days=1)
"""So long a page that held no article is not asked for again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a page lies, and what it held if it was asked for lately."""

    url: str
    page: Extracted | NoArticle | None = None

    @property
    def host(self) -> str:
        return host_of(self.url)


async def place_of(tx: Transaction, url: str, edited: datetime | None, now: datetime) -> Place:
    """Where an article's page lies, by what was seen of it lately and not before its last edit."""
    for _ in range(MOST_LEADS):
        row = await tx.row(sa.select(page).where(page.c.url == url))
        if row is None or row["at"] <= now - (FAILED_FOR if row["state"] == "failed" else READ_FOR):
            return Place(url=url)
        if edited is not None and row["at"] < edited:
            return Place(url=url)
        if row["state"] == "read":
            held = Extracted(title=row["title"], text=row["text"], canonical=row["canonical"])
            return Place(url=url, page=held)
        if row["state"] == "failed":
            return Place(url=url, page=NoArticle(detail=row["text"]))
        url = row["canonical"]
    return Place(url=url, page=NoArticle(detail="leads from host to host"))


async def remember(tx: Transaction, look: PageLook, now: datetime) -> None:
    """Keep what a page held, or where it lies; of one that held no article, why."""
    said: dict[str, Any] = {"at": now, "title": "", "text": "", "canonical": None}
    match look.page:
        case Extracted(title=title, text=told, canonical=canonical):
            said |= {"state": "read", "title": title, "text": told, "canonical": canonical}
        case NoArticle(detail=detail):
            said |= {"state": "failed", "text": detail}
        case None if look.leads_to is not None:
            said |= {"state": "moved", "canonical": look.leads_to}
        case None:
            return
    statement = tx.insert(page).values(url=look.wanted.url, **said)
    await tx.execute(statement.on_conflict_do_update(index_elements=[page.c.url], set_=said))


async def forget(tx: Transaction, now: datetime) -> int:
    """Drop the pages that would be asked for again; how many there were."""
    return await tx.changed(sa.delete(page).where(page.c.at <= now - READ_FOR))
