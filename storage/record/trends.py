"""How often actors are named: counted in stories, of a guild's own feeds, in stretches of time.

A story counts once in each stretch, however many of its articles name the actor: forty outlets that print one
wire report tell of one event, and so do forty that wrote their own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from storage.among import sifted
from storage.columns import Moment
from storage.dated import oldest
from storage.engine import Database
from storage.model import Cited
from storage.record.beside import named_together
from storage.record.told import SOURCE, cited_of, known_to, told_by, window
from storage.schema import article, feed, mention, trace
from summarise.model import Pairing, Span, Tally

CROWD: Final = 12
"""An article that names more actors than this is a list of news: being in it together means nothing."""

SPANS: Final = 400
"""How many stretches are counted at once at most."""

_OTHER = mention.alias("other")
_STORIES = sa.func.count(trace.c.story.distinct()).label("stories")


class Trends:
    """Every question names the feeds that may answer it: a guild's own.

    Who is named together is asked for a guild: actors that another one added for itself are not there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tallies(
        self, feeds: frozenset[int], spans: Sequence[Span], actors: Sequence[str] | None = None
    ) -> tuple[Tally, ...]:
        """In how many stories each of these actors is named in each span; with None, whoever is named at all.

        Who is not named in a span has no tally of it. At most SPANS spans.
        """
        at = _spans(spans)
        told = mention if actors is not None else article
        query = (
            sa.select(mention.c.actor, at.c.number, _STORIES, sa.func.count().label("articles"))
            .select_from(at)
            .join(told, sa.and_(told.c.at > at.c.since, told.c.at <= at.c.until))
        )
        if actors is None:  # by article: each is looked up once, however many it names
            query = query.join(mention, mention.c.article == article.c.id)
        else:
            query = query.join(article, article.c.id == mention.c.article).where(mention.c.actor.in_(actors))
        query = query.join(trace, trace.c.article == article.c.id).where(_of(feeds))
        async with self._database.reading() as tx:
            rows = await tx.rows(query.group_by(mention.c.actor, at.c.number).order_by(at.c.number))
        return tuple(
            Tally(actor=row["actor"], span=row["number"], stories=row["stories"], articles=row["articles"])
            for row in rows
        )

    async def stories(self, feeds: frozenset[int], spans: Sequence[Span]) -> tuple[int, ...]:
        """How many stories these feeds tell in each span, whomever they name."""
        at = _spans(spans)
        query = (
            sa.select(at.c.number, _STORIES)
            .select_from(at)
            .join(article, sa.and_(article.c.at > at.c.since, article.c.at <= at.c.until))
            .join(trace, trace.c.article == article.c.id)
            .where(_of(feeds))
            .group_by(at.c.number)
        )
        async with self._database.reading() as tx:
            told = {row["number"]: row["stories"] for row in await tx.rows(query)}
        return tuple(told.get(number, 0) for number in range(len(spans)))

    async def began(self, feeds: frozenset[int]) -> datetime | None:
        """When the oldest article of these feeds is from; None where they have none."""
        async with self._database.reading() as tx:
            return await oldest(tx, feeds)

    async def company(
        self, guild: str, feeds: frozenset[int], actor: str, span: Span, limit: int
    ) -> tuple[tuple[str, int], ...]:
        """Who is named with the actor, and in how many stories; most first. Crowds do not count."""
        query = (
            told_by(feeds, mention, _OTHER.c.actor, _STORIES)
            .join(_OTHER, _OTHER.c.article == mention.c.article)
            .where(mention.c.actor == actor, _OTHER.c.actor != actor, known_to(guild, _OTHER.c.actor))
            .where(_in(span), _is_no_crowd(guild))
            .group_by(_OTHER.c.actor)
            .order_by(sa.desc("stories"), _OTHER.c.actor)
            .limit(limit)
        )
        async with self._database.reading() as tx:
            return tuple((row["actor"], row["stories"]) for row in await tx.rows(query))

    async def pairings(
        self, guild: str, feeds: frozenset[int], span: Span, limit: int
    ) -> tuple[Pairing, ...]:
        """Who is named together in more than one article of the span; most stories first, then outlets."""
        outlets = sa.func.count(feed.c.outlet.distinct()).label("outlets")
        pair = mention.c.actor.label("one"), _OTHER.c.actor.label("other")
        beside = sa.and_(_OTHER.c.article == mention.c.article, _OTHER.c.actor > mention.c.actor)
        query = (
            told_by(feeds, mention, *pair, _STORIES, outlets)
            .join(_OTHER, beside)
            .where(known_to(guild, mention.c.actor), known_to(guild, _OTHER.c.actor))
            .where(_in(span), _is_no_crowd(guild))
            .group_by(mention.c.actor, _OTHER.c.actor)
            .having(sa.func.count() > 1)
            .order_by(sa.desc("stories"), sa.desc("outlets"), mention.c.actor, _OTHER.c.actor)
            .limit(limit)
        )
        async with self._database.reading() as tx:
            rows = await tx.rows(query)
        return tuple(
            Pairing(actors=(row["one"], row["other"]), stories=row["stories"], outlets=row["outlets"])
            for row in rows
        )

    async def were_together(
        self, feeds: frozenset[int], pairs: Sequence[tuple[str, str]], span: Span
    ) -> frozenset[tuple[str, str]]:
        """Those of the pairs whom an article of the span names together, be it in a crowd."""
        if not pairs:
            return frozenset()
        async with self._database.reading() as tx:
            found = await tx.rows(named_together(feeds, pairs, span))
        return frozenset((row["one"], row["other"]) for row in found)

    async def leading(
        self, feeds: frozenset[int], actors: Sequence[str], span: Span, *, together: str | None = None
    ) -> Mapping[str, Cited]:
        """For each of the actors one article to read: the one most about them in the story of most outlets.

        With `together`, of the articles that name this actor too.
        """
        query = told_by(
            feeds,
            mention,
            mention.c.actor,
            mention.c.article,
            mention.c.salience,
            trace.c.story,
            feed.c.outlet,
        ).where(mention.c.actor.in_(actors), _in(span))
        if together is not None:
            beside = sa.and_(_OTHER.c.article == mention.c.article, _OTHER.c.actor == together)
            query = query.join(_OTHER, beside)
        async with self._database.reading() as tx:
            chosen = _most_told(await tx.rows(query))
            source = sa.select(*SOURCE).join(feed, feed.c.id == article.c.feed)
            source = source.join(trace, trace.c.article == article.c.id)
            rows = await tx.rows(source.where(article.c.id.in_(sorted(chosen.values()))))
        told = {row["id"]: cited_of(row) for row in rows}
        return {actor: told[held] for actor, held in chosen.items()}


def _spans(spans: Sequence[Span]) -> sa.CTE:
    """The spans with their places, to join."""
    assert 0 < len(spans) <= SPANS
    columns = sa.column("number", sa.Integer), sa.column("since", Moment), sa.column("until", Moment)
    rows = [(number, span.since, span.until) for number, span in enumerate(spans)]
    return sa.values(*columns).data(rows).cte("span")


def _of(feeds: frozenset[int]) -> sa.ColumnElement[bool]:
    return sifted(article.c.feed, feeds)


def _in(span: Span) -> sa.ColumnElement[bool]:
    return sa.and_(*window(mention, span.since, span.until))


def _is_no_crowd(guild: str) -> sa.ColumnElement[bool]:
    each = mention.alias("each")
    named = sa.select(sa.func.count()).select_from(each).where(each.c.article == mention.c.article)
    return named.where(known_to(guild, each.c.actor)).scalar_subquery() <= CROWD


def _most_told(rows: Sequence[sa.RowMapping]) -> dict[str, int]:
    """For each actor the article to read."""
    outlets: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        outlets[row["actor"], row["story"]].add(row["outlet"])
    best: dict[str, tuple[int, int, float, int]] = {}
    for row in rows:
        actor, story = row["actor"], row["story"]
        rank = len(outlets[actor, story]), story, row["salience"], -row["article"]
        best[actor] = max(best.get(actor, rank), rank)
    return {actor: -rank[3] for actor, rank in best.items()}
