"""What the archive's articles tell, asked for by actor, time and story."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

import sqlalchemy as sa

from storage.among import sifted
from storage.engine import Database, Transaction
from storage.model import Announced, Cited, Named, Said, Stranger
from storage.record.spoken import spoken
from storage.record.strangers import strangers
from storage.record.told import (
    ARTICLE,
    SOURCE,
    announced_of,
    cited_of,
    named_of,
    of_story,
    said_of,
    told_by,
    window,
)
from storage.schema import appointment, appointment_actor, article, feed, mention, quote, trace
from storage.telling import resolve
from summarise.model import Role, Story

MOST: Final = 50
"""How much is told unless more is asked for."""

_AT_LEAST: Final[dict[Role, tuple[Role, ...]]] = {
    "mention": ("mention", "subject", "speaker"),
    "subject": ("subject", "speaker"),
    "speaker": ("speaker",),
}
_SAME = sa.and_(
    appointment_actor.c.article == appointment.c.article, appointment_actor.c.number == appointment.c.number
)


class Record:
    """Every question names the feeds that may answer it: a guild's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def quotes(
        self,
        feeds: frozenset[int],
        *,
        actor: str | None = None,
        story: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = MOST,
    ) -> tuple[Said, ...]:
        """What was said in articles after `since`, up to `until`; newest first, in an article's own order.

        With `actor`: what they said, and what others said on their behalf.
        """
        async with self._database.reading() as tx:
            wanted = [*window(quote, since, until), *await of_story(tx, story)]
            query = told_by(feeds, quote, quote, *SOURCE).where(*wanted).order_by(*_NEWEST).limit(limit)
            whose = _whose(actor, of_story=story is not None)
            rows = [row for one in whose for row in await tx.rows(query.where(one))]
        newest = sorted(rows, key=lambda row: (row["at"], row["article"], -row["number"]), reverse=True)
        return tuple(dict.fromkeys(map(said_of, newest)))[:limit]

    async def agenda(
        self,
        feeds: frozenset[int],
        since: date,
        until: date,
        *,
        actor: str | None = None,
        story: int | None = None,
        limit: int = MOST,
    ) -> tuple[Announced, ...]:
        """What is announced for any of the days from `since` up to and including `until`, in order of date.

        With `actor`: where they are named with it.
        """
        order = (appointment.c.date, appointment.c.last, article.c.at, article.c.id, appointment.c.number)
        days = (appointment.c.last >= since, appointment.c.date <= until)
        named = [] if actor is None else [sa.exists().where(_SAME, appointment_actor.c.actor == actor)]
        async with self._database.reading() as tx:
            placed = await of_story(tx, story)
            within = [sa.exists().where(trace.c.article == article.c.id, *placed)] if placed else []
            # their stories are looked up once they are chosen: PostgreSQL takes the appointments
            # of some days for many more, and would go through every trace that there is
            first = (
                sa.select(appointment, *ARTICLE)
                .join(article, article.c.id == appointment.c.article)
                .where(sifted(article.c.feed, feeds), *days, *named, *within)
                .order_by(*order)
                .limit(limit)
                .subquery()
            )
            query = (
                sa.select(first, feed.c.outlet, trace.c.story)
                .join(feed, feed.c.id == first.c.feed)
                .join(trace, trace.c.article == first.c.article)
                .order_by(first.c.date, first.c.last, first.c.told_at, first.c.article, first.c.number)
            )
            rows = await tx.rows(query)
            who = await _appointed(tx, rows)
        return tuple(announced_of(row, tuple(who[row["article"], row["number"]])) for row in rows)

    async def mentions(
        self,
        feeds: frozenset[int],
        actor: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        role: Role = "mention",
        limit: int = MOST,
    ) -> tuple[Named, ...]:
        """The articles after `since`, up to `until`, where the actor has at least this role; newest first."""
        query = (
            told_by(feeds, mention, mention, *SOURCE)
            .where(mention.c.actor == actor, *window(mention, since, until))
            .order_by(mention.c.at.desc(), mention.c.article.desc())
            .limit(limit)
        )
        if role != "mention":
            query = query.where(mention.c.role.in_(_AT_LEAST[role]))
        async with self._database.reading() as tx:
            return tuple(named_of(row) for row in await tx.rows(query))

    async def sources(
        self, feeds: frozenset[int], stories: Sequence[int], *, limit: int = MOST
    ) -> tuple[Cited, ...]:
        """The articles of these stories, or of those that they became; in order of time."""
        query = (
            sa.select(*SOURCE)
            .join(feed, feed.c.id == article.c.feed)
            .join(trace, trace.c.article == article.c.id)
            .where(sifted(article.c.feed, feeds))
            .order_by(trace.c.at, article.c.id)
            .limit(limit)
        )
        async with self._database.reading() as tx:
            became = [await resolve(tx, story) for story in stories]
            return tuple(cited_of(row) for row in await tx.rows(query.where(trace.c.story.in_(became))))

    async def spoken(
        self, feeds: frozenset[int], stories: Sequence[int], *, articles: Collection[int] = ()
    ) -> tuple[Story, ...]:
        """These stories, or those that they became, in this order; told by what their reports quote alone.

        A long story is told by its first and newest reports that quote somebody, and by these `articles`.
        """
        async with self._database.reading() as tx:
            became = dict.fromkeys([await resolve(tx, story) for story in stories])
            return await spoken(tx, feeds, tuple(became), articles)

    async def unknowns(
        self, since: datetime, *, feeds: frozenset[int] | None = None, limit: int = MOST
    ) -> tuple[Stranger, ...]:
        """Who is named in most articles after `since` without being in the catalogue, with contexts.

        `feeds` None asks all of them: for the operator's eyes.
        """
        async with self._database.reading() as tx:
            return await strangers(tx, feeds, since, limit)


_NEWEST = (quote.c.at.desc(), quote.c.article.desc(), quote.c.number)


def _whose(actor: str | None, *, of_story: bool) -> tuple[sa.ColumnElement[bool], ...]:
    """Whose quotes are asked for, as one condition or as several that each have an index.

    In one with OR, SQLite would go through everybody's quotes by time; of a story there are only so many.
    """
    if actor is None:
        return (sa.true(),)
    if of_story:
        return (sa.literal(actor).in_([quote.c.actor, quote.c.behalf_actor]),)
    return quote.c.actor == actor, quote.c.behalf_actor == actor


async def _appointed(tx: Transaction, rows: Sequence[sa.RowMapping]) -> dict[tuple[int, int], list[str]]:
    """Who is named with each of these appointments."""
    named: dict[tuple[int, int], list[str]] = defaultdict(list)
    articles = sorted({row["article"] for row in rows})
    query = sa.select(appointment_actor).where(appointment_actor.c.article.in_(articles))
    for row in await tx.rows(query.order_by(appointment_actor.c.actor)):
        named[row["article"], row["number"]].append(row["actor"])
    return named
