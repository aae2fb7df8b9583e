"""Article pages: which articles wait for theirs, and what pages held (implements feeds.ports.PageStore)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.guard import host_of
from feeds.model import Article, Extracted, PageLook, Wanted
from feeds.pages.robots import still_holds
from feeds.pages.teaser import outlasts
from storage.documents import WORDS
from storage.engine import Database, Transaction
from storage.hosts import hush, know, release, take
from storage.places import Place, forget, place_of, remember
from storage.readings import hold
from storage.rows import UNREAD, unread_of
from storage.schema import article, feed, host, reading
from storage.unfinished import LEASE, PATIENCE
from storage.vouching import VOUCHED

TRIES = 3
"""How often a page may be taken up before its article is read without it."""

_WAITING = UNREAD.add_columns(
    reading.c.due_at, reading.c.wake_at, reading.c.host, feed.c.host.label("feed_host"), VOUCHED
)


class Pages:
    """The pages of articles that carry only a teaser, each asked for once."""

    def __init__(self, database: Database, host_delay: timedelta) -> None:
        self._database = database
        self._host_delay = host_delay

    async def wanted(self, article_id: int, now: datetime) -> Wanted | None:
        """The article if it waits for its page and may have it now; its host is claimed for one request.

        None where another run has done it, and where the host is busy: then it may be nudged again at once.
        None too where it has waited or was tried too long: then it is read without its page. A page that is
        known comes without a claim.
        """
        async with self._database.writing() as tx:
            row = await _waiting(tx, article_id, now)
            if row is None:
                return None
            held = unread_of(row)
            claimed = await _claimed(tx, row["host"], row["wake_at"], now)
            place = None if held.url is None else await place_of(tx, held.url, row["due_at"], now)
            waited = now - (row["due_at"] or held.seen_at)
            if place is None or row["attempts"] >= TRIES or waited >= PATIENCE:
                await _end_claim(tx, row["host"] if claimed else None, now)
                await _stand_in(tx, row)
                await _let_read(tx, article_id, now)
                return None
            if not await _has_turn(tx, row["host"] if claimed else None, place, now):
                await _note(tx, article_id, host=place.host, wake_at=None)
                return None
            await _note(tx, article_id, host=place.host, attempts=row["attempts"] + 1, wake_at=now + LEASE)
            return Wanted(
                article_id=article_id,
                title=held.title,
                text=held.text,
                url=place.url,
                host=place.host,
                robots=None if place.page is not None else await _robots(tx, place.host, now),
                page=place.page,
                vouched=row["vouched"] and place.host == row["feed_host"],
            )

    async def learn(self, wanted: Wanted, robots: str, now: datetime, *, quiet: timedelta | None) -> None:
        """Keep the host's robots.txt and give the host back; the article's turn comes again."""
        async with self._database.writing() as tx:
            if await _waiting(tx, wanted.article_id, now) is not None:
                await _note(tx, wanted.article_id, attempts=0, wake_at=None)
            learnt = {"robots": robots, "robots_at": now}
            await tx.execute(sa.update(host).where(host.c.name == wanted.host).values(learnt))
            await _give_back(tx, wanted.host, now, self._host_delay, quiet)

    async def keep(self, look: PageLook, now: datetime) -> None:
        """Save page and article in one transaction, give the host back and nudge the queue to read it.

        An article that was edited meanwhile keeps its new words and waits for its page again.
        """
        wanted = look.wanted
        async with self._database.writing() as tx:
            row = await _waiting(tx, wanted.article_id, now)
            if row is not None:
                await _go_on(tx, row, look, now)
            if wanted.page is None:
                if not look.private:
                    await remember(tx, look, now)
                asked = look.page is not None or look.leads_to is not None
                pause = max(self._host_delay, look.pause) if asked else timedelta(0)
                await _give_back(tx, wanted.host, now, pause, look.quiet)

    async def forget(self, now: datetime) -> int:
        """Drop the pages that would be asked for again; how many there were."""
        async with self._database.writing() as tx:
            return await forget(tx, now)


async def _waiting(tx: Transaction, article_id: int, now: datetime) -> sa.RowMapping | None:
    """The article, in the words that are to be read, if it waits for its page and its edits are over."""
    await hold(tx, (article_id,))
    calm = sa.or_(reading.c.due_at.is_(None), reading.c.due_at <= now)
    return await tx.row(_WAITING.where(article.c.id == article_id, reading.c.state == "page", calm))


async def _claimed(tx: Transaction, name: str, nudged_until: datetime | None, now: datetime) -> bool:
    """Whether the tick that nudged this article claimed its host for it, and the claim still holds."""
    until = await tx.value(sa.select(host.c.leased_until).where(host.c.name == name))
    return until is not None and until == nudged_until and until > now


async def _has_turn(tx: Transaction, claimed: str | None, place: Place, now: datetime) -> bool:
    """Whether the page may be had now: it is known, or its host is claimed for it; another claim ends."""
    if place.page is None and place.host == claimed:
        return True
    await _end_claim(tx, claimed, now)
    if place.page is not None:
        return True
    await know(tx, (place.host,), now)
    return await take(tx, place.host, now)


async def _end_claim(tx: Transaction, claimed: str | None, now: datetime) -> None:
    """Give a claimed host back that nothing was asked of."""
    await release(tx, () if claimed is None else (claimed,), now)


async def _go_on(tx: Transaction, row: sa.RowMapping, look: PageLook, now: datetime) -> None:
    """Let the article be read, or wait for another host, or for its page again if it was edited meanwhile."""
    held = unread_of(row)
    if (held.title, held.text) != (look.wanted.title, look.wanted.text):
        await _note(tx, held.id, wake_at=None)
    elif look.leads_to is not None:
        await know(tx, (host_of(look.leads_to),), now)
        await _note(tx, held.id, host=host_of(look.leads_to), attempts=0, wake_at=None)
    else:
        if not isinstance(look.page, Extracted):
            await _stand_in(tx, row)
        await _retell(tx, row, held, look)
        await _let_read(tx, held.id, now)


async def _robots(tx: Transaction, name: str, now: datetime) -> str | None:
    row = await tx.row(sa.select(host.c.robots, host.c.robots_at).where(host.c.name == name))
    if row is None or row["robots"] is None or not still_holds(row["robots"], row["robots_at"], now):
        return None
    return str(row["robots"])


async def _retell(tx: Transaction, row: sa.RowMapping, held: Article, look: PageLook) -> None:
    """The article says what its page says, and is where its page says it is."""
    if not (look.tells and isinstance(look.page, Extracted)):
        return
    found = look.page
    told: dict[str, Any] = {
        "title": held.title or found.title,
        "text": found.text,
        "url": found.canonical or held.url,
    }
    if row["revised"] is None:
        await tx.execute(sa.update(article).where(article.c.id == held.id).values(told))
    else:
        words = replace(WORDS.load(row["revised"]), **told)
        await _note(tx, held.id, revised=WORDS.dump(words))


async def _stand_in(tx: Transaction, row: sa.RowMapping) -> None:
    """Where an edited teaser's page cannot be had, the whole text that was read before stands in for it."""
    if row["revised"] is None:
        return
    words = WORDS.load(row["revised"])
    if outlasts(row["title"], row["text"], words.title, words.text):
        await _note(tx, row["id"], revised=WORDS.dump(replace(words, text=row["text"])))


async def _let_read(tx: Transaction, article_id: int, now: datetime) -> None:
    """The article waits for nothing more but to be read."""
    await _note(tx, article_id, state="due", host=None, attempts=0, wake_at=now + LEASE)
    tx.nudge("read", article_id)


async def _give_back(
    tx: Transaction, name: str, now: datetime, pause: timedelta, quiet: timedelta | None
) -> None:
    await release(tx, (name,), now + pause)
    if quiet is not None:
        await hush(tx, name, now + quiet)


async def _note(tx: Transaction, article_id: int, **noted: Any) -> None:
    await tx.execute(sa.update(reading).where(reading.c.article == article_id).values(noted))
