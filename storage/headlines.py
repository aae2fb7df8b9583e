"""The newest stories in a line each, without what was read in their articles: for lists and suggestions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from storage.among import among, sifted
from storage.dated import beginning, have
from storage.engine import Database, Transaction
from storage.model.headline import Headline
from storage.record.told import known_to
from storage.schema import article, feed, mention, trace

LIMIT: Final = 60
WINDOW: Final = 1_000
"""Newest articles that are looked at for stories: of a very long story others may hide others."""

MANY_FEEDS: Final = 100
"""So many feeds may have most of the newest articles: these are gone through before each feed is asked."""

MANY: Final = 5_000
"""Feeds with fewer articles are asked for all of them; of others' an actor's newest are gone through."""

ARTICLES: Final = 5_000
"""Articles of the stories shown that are counted."""

MOST_ACTORS: Final = 5


class Headlines:
    """Every question names the feeds that may answer it: a guild's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(
        self, guild: str, feeds: frozenset[int], *, actor: str | None = None, limit: int = LIMIT
    ) -> tuple[Headline, ...]:
        """The stories of these feeds' newest articles, newest first; with `actor` of those that name them.

        Nobody is named whom a guild but this one added for itself.
        """
        async with self._database.reading() as tx:
            if actor is None:
                rows = await _newest(tx, feeds, WINDOW)
            else:
                rows = await tx.rows(_naming(tx, feeds, actor, by_feed=not await have(tx, feeds, MANY)))
            stories = list(dict.fromkeys(row["story"] for row in rows))[:limit]
            return await _told(tx, guild, feeds, stories)

    async def of(self, guild: str, feeds: frozenset[int], stories: Sequence[int]) -> tuple[Headline, ...]:
        """These stories as the feeds tell them, in this order; none of one that they do not tell."""
        if not (feeds and stories):
            return ()
        async with self._database.reading() as tx:
            return await _told(tx, guild, feeds, stories)

    async def titles(self, feeds: frozenset[int], limit: int = WINDOW) -> tuple[tuple[int, str], ...]:
        """The stories and titles of these feeds' newest articles, newest first."""
        async with self._database.reading() as tx:
            rows = await _newest(tx, feeds, limit, article.c.title)
        return tuple((row["story"], row["title"]) for row in rows)


async def _newest(
    tx: Transaction, feeds: frozenset[int], most: int, *columns: sa.ColumnElement[Any]
) -> Sequence[sa.RowMapping]:
    """The newest articles of these feeds with the stories that they are in."""
    if len(feeds) >= MANY_FEEDS:
        # + 0: all feeds' newest articles are gone through; most may be theirs
        lately = sa.select(article.c.at).order_by(article.c.at.desc()).limit(1).offset(2 * most)
        since = await tx.value(lately)
        if since is not None:
            rows = await tx.rows(_window(tx, article.c.feed + 0, feeds, since, most, columns))
            if len(rows) == most:
                return rows
    since = await beginning(tx, feeds, most)
    return await tx.rows(_window(tx, article.c.feed, feeds, since, most, columns))


def _window(
    tx: Transaction,
    own: sa.ColumnElement[int],
    feeds: frozenset[int],
    since: datetime | None,
    most: int,
    columns: Sequence[sa.ColumnElement[Any]],
) -> sa.Select[Any]:
    """The newest articles dated after `since` that are in stories."""
    query = (
        sa.select(trace.c.story, *columns)
        .select_from(article)
        .join(trace, trace.c.article == article.c.id)
        .where(among(tx, own, feeds))
        .order_by(article.c.at.desc(), article.c.id.desc())
        .limit(most)
    )
    return query if since is None else query.where(article.c.at > since)


def _naming(tx: Transaction, feeds: frozenset[int], actor: str, *, by_feed: bool) -> sa.Select[Any]:
    """The stories of the newest articles that name the actor.

    "+ 0" and "|| ''" keep a condition from being what an index finds: the feeds' articles, or the actor's.
    """
    own = article.c.feed if by_feed else article.c.feed + 0
    who = mention.c.actor.concat("") if by_feed else mention.c.actor
    moment = article.c.at if by_feed else mention.c.at
    return (
        sa.select(trace.c.story)
        .select_from(article)
        .join(trace, trace.c.article == article.c.id)
        .join(mention, mention.c.article == article.c.id)
        .where(among(tx, own, feeds), who == actor)
        .order_by(moment.desc(), article.c.id.desc())
        .limit(WINDOW)
    )


async def _told(
    tx: Transaction, guild: str, feeds: frozenset[int], stories: Sequence[int]
) -> tuple[Headline, ...]:
    rows = await tx.rows(
        sa.select(
            trace.c.story,
            article.c.id,
            article.c.title,
            article.c.url,
            article.c.at,
            feed.c.outlet,
        )
        .join(article, article.c.id == trace.c.article)
        .join(feed, feed.c.id == article.c.feed)
        .where(trace.c.story.in_(stories), sifted(article.c.feed, feeds))
        .order_by(trace.c.at.desc(), article.c.id.desc())
        .limit(ARTICLES)
    )
    reports: defaultdict[int, list[sa.RowMapping]] = defaultdict(list)
    for row in rows:
        reports[row["story"]].append(row)
    named = await _named(tx, guild, {row["id"]: row["story"] for row in rows})
    return tuple(_headline(one, reports[one], named.get(one, ())) for one in stories if reports[one])


async def _named(tx: Transaction, guild: str, stories: Mapping[int, int]) -> Mapping[int, tuple[str, ...]]:
    """Whom these articles are most about, by their stories."""
    shares: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    query = sa.select(mention.c.article, mention.c.actor, mention.c.salience)
    query = query.where(known_to(guild, mention.c.actor))
    for row in await tx.rows(query.where(mention.c.article.in_(list(stories)))):
        shares[stories[row["article"]]][row["actor"]] += row["salience"]
    return {
        story: tuple(sorted(found, key=lambda actor: (-found[actor], actor))[:MOST_ACTORS])
        for story, found in shares.items()
    }


def _headline(story: int, rows: Sequence[sa.RowMapping], actors: tuple[str, ...]) -> Headline:
    newest = rows[0]
    return Headline(
        story=story,
        title=newest["title"],
        url=newest["url"],
        outlet=newest["outlet"],
        articles=len(rows),
        outlets=len({row["outlet"] for row in rows}),
        first_at=min(row["at"] for row in rows),
        last_at=newest["at"],
        actors=actors,
    )
