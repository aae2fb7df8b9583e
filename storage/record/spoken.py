"""What stories say of quotes and statements: their articles with nothing else found in them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from storage.among import sifted
from storage.engine import Transaction
from storage.rows import ARTICLE, article_of
from storage.schema import article, feed, quote, story, trace
from summarise.model import Quote, Reading, Report, Speaker, Story

FIRST: Final = 20
NEWEST: Final = 40
"""Of each story so many of its first and of its newest articles that quote somebody."""

MOST_QUOTES: Final = 6_000


async def spoken(
    tx: Transaction, feeds: frozenset[int], stories: Collection[int], articles: Collection[int]
) -> tuple[Story, ...]:
    """The stories in the order given, told by these feeds, each report with its quotes and statements alone.

    A long story is told by its first and newest articles that quote somebody, and by those of `articles`.
    """
    rows = await tx.rows(_reports(feeds, stories, articles))
    said = await _said(tx, [row["id"] for row in rows])
    reports: defaultdict[int, list[Report]] = defaultdict(list)
    revisions: dict[int, int] = {}
    for row in rows:
        revisions[row["story"]] = row["story_revision"]
        held = article_of(row)
        reports[row["story"]].append(Report(article=held, reading=_reading(held.language, said[held.id])))
    return tuple(
        Story(id=one, revision=revisions[one], reports=tuple(reports[one])) for one in stories if reports[one]
    )


def _reports(feeds: frozenset[int], stories: Collection[int], articles: Collection[int]) -> sa.Select[Any]:
    own = sa.and_(trace.c.story.in_(sorted(stories)), sifted(article.c.feed, feeds))
    quotes = sa.exists().where(quote.c.article == trace.c.article)
    first = sa.func.row_number().over(partition_by=trace.c.story, order_by=(trace.c.at, trace.c.article))
    newest = sa.func.row_number().over(
        partition_by=trace.c.story, order_by=(trace.c.at.desc(), trace.c.article.desc())
    )
    among = (
        sa.select(trace.c.article, first.label("first"), newest.label("newest"))
        .join(article, article.c.id == trace.c.article)
        .where(own, quotes)
        .subquery()
    )
    named = among.c.article.in_(sorted(articles))
    wanted = sa.or_(among.c.first <= FIRST, among.c.newest <= NEWEST, named)
    return (
        sa.select(*ARTICLE, trace.c.story, story.c.revision.label("story_revision"))
        .join(feed, feed.c.id == article.c.feed)
        .join(trace, trace.c.article == article.c.id)
        .join(story, story.c.id == trace.c.story)
        .where(article.c.id.in_(sa.select(among.c.article).where(wanted)))
        .order_by(article.c.at, article.c.id)
    )


async def _said(tx: Transaction, articles: Sequence[int]) -> Mapping[int, Sequence[sa.RowMapping]]:
    found: defaultdict[int, list[sa.RowMapping]] = defaultdict(list)
    query = sa.select(quote).where(quote.c.article.in_(articles)).order_by(quote.c.article, quote.c.number)
    for row in await tx.rows(query.limit(MOST_QUOTES)):
        found[row["article"]].append(row)
    return found


def _reading(language: str | None, said: Sequence[sa.RowMapping]) -> Reading:
    return Reading(
        language=language or "en",
        sentences=(),
        mentions=(),
        headline_mentions=(),
        quotes=tuple(_quote(row) for row in said if row["kind"] == "quote"),
        statements=tuple(_quote(row) for row in said if row["kind"] == "statement"),
        appointments=(),
        terms={},
    )


def _quote(row: sa.RowMapping) -> Quote:
    return Quote(
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        quote=row["quote"],
        speaker=_speaker(row["actor"], row["speaker"]),
        behalf=_speaker(row["behalf_actor"], row["behalf"]),
    )


def _speaker(actor: str | None, words: str | None) -> Speaker | None:
    """Who was kept: of somebody who resolves to nobody, words such as "he" are no name."""
    if words is None:
        return None
    name = words if actor is not None or words[:1].isupper() else None
    return Speaker(start=0, end=0, text=words, actor=actor, name=name)
