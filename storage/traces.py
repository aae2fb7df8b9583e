"""What grouping remembers of articles, as rows and back."""

import asyncio
from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from storage.background import count, is_open, snapshot
from storage.documents import TRACE, Remembered
from storage.engine import Transaction
from storage.schema import article, feed, mention, story, trace, trace_term
from storage.terms import index_counts
from summarise.actors.owner import owner
from summarise.model import Background, Candidate, Trace
from summarise.stories.group import INDEXED, LATEST, heaviest

MOST = 1000
"""How many traces are trimmed in one transaction: others wait for it."""

TRIMMED = ""
"""What stays of a document that nobody asks for."""

TURN = 16
"""After so many traces the event loop has a turn."""


async def candidates(tx: Transaction, ids: Collection[int], own: int) -> tuple[Candidate, ...]:
    """These stories, in this order, with their first and newest traces, and with that of article `own`."""
    if not ids:
        return ()
    ranked = _ranked(own, trace.c.story.in_(list(ids)))
    rows = await tx.rows(
        sa.select(trace, article.c.title, article.c.published_at, feed.c.outlet, story.c.revision)
        .join(ranked, ranked.c.article == trace.c.article)
        .join(article, article.c.id == trace.c.article)
        .join(feed, feed.c.id == article.c.feed)
        .join(story, story.c.id == trace.c.story)
        .where(sa.or_(ranked.c.newest <= LATEST, ranked.c.first == 1), trace.c.document != TRIMMED)
        .order_by(sa.case((ranked.c.first == 1, 0), else_=1), trace.c.at, trace.c.article)
    )
    named = await _named(tx, (row["article"] for row in rows))
    traces: dict[int, list[Trace]] = {}
    revisions: dict[int, int] = {}
    for number, row in enumerate(rows):
        if number % TURN == 0:
            await asyncio.sleep(0)
        held = TRACE.read(row["document"])
        if isinstance(held, Remembered):
            revisions[row["story"]] = row["revision"]
            traces.setdefault(row["story"], []).append(_trace_of(row, held, named[row["article"]]))
    return tuple(
        Candidate(story=one, revision=revisions[one], traces=tuple(traces[one]))
        for one in ids
        if one in traces
    )


async def trim(tx: Transaction, now: datetime) -> int:
    """Empty what no decision asks for, MOST at a time: how many documents were. Call again until none is.

    Of a closed story those are all but the first and the newest traces; it is still found by their terms.
    """
    closed = sa.select(story.c.id).where(story.c.merged_into.is_(None), sa.not_(is_open(now)))
    ranked = _ranked(0, trace.c.story.in_(closed))
    unasked = await tx.values(
        sa.select(trace.c.article)
        .join(ranked, ranked.c.article == trace.c.article)
        .where(ranked.c.newest > LATEST, ranked.c.first > 1, trace.c.document != TRIMMED)
        .limit(MOST)
    )
    if unasked:
        await tx.execute(sa.update(trace).where(trace.c.article.in_(unasked)).values(document=TRIMMED))
    return len(unasked)


def _ranked(own: int, which: sa.ColumnElement[bool]) -> sa.Subquery:
    """Each trace's place among its story's: from the newest, with that of article `own` before, and by age.

    Without the documents: most of a long story's are not asked for.
    """
    newest = sa.func.row_number().over(
        partition_by=trace.c.story,
        order_by=((trace.c.article == own).desc(), trace.c.at.desc(), trace.c.article.desc()),
    )
    # who came first founded it, whatever its date says
    first = sa.func.row_number().over(partition_by=trace.c.story, order_by=trace.c.article)
    return sa.select(trace.c.article, newest.label("newest"), first.label("first")).where(which).subquery()


async def keep(tx: Transaction, held: Trace, story_id: int, *, version: int, weighed_by: int) -> None:
    """Remember the article in its story, and count its terms on the day of `version`.

    Its words are weighed by the counts that the story began with, and it is found by those of today. Of an
    article whose trace was trimmed, what was counted stays counted.
    """
    terms = index_counts(held.terms)
    before = await tx.value(sa.select(trace.c.document).where(trace.c.article == held.article))
    if before != TRIMMED:
        counted = frozenset() if before is None else index_counts(TRACE.load(before).terms).keys()
        came, went = terms.keys() - counted, counted - terms.keys()
        await count(tx, version, came=came, went=went, is_new=before is None)
    counts = await snapshot(tx, held.terms, weighed_by)
    row = {"story": story_id, "at": held.at, "document": TRACE.dump(_remembered(held, counts))}
    await tx.execute(
        tx.insert(trace)
        .values(article=held.article, **row)
        .on_conflict_do_update(index_elements=["article"], set_=row)
    )
    if before is not None:
        await tx.execute(sa.delete(trace_term).where(trace_term.c.article == held.article))
    # who founds a story is weighed by today's counts already
    if weighed_by != version or not terms.keys() <= counts.counts.keys():
        counts = await snapshot(tx, terms, version)
    found_by = heaviest(terms, counts, INDEXED, held.language)
    where = {"article": held.article, "story": story_id, "at": held.at}
    if found_by:
        await tx.execute(tx.insert(trace_term), [where | {"term": term} for term in sorted(found_by)])


def _remembered(held: Trace, counts: Background) -> Remembered:
    return Remembered(
        language=held.language,
        terms=dict(held.terms),
        lead=dict(held.lead),
        bigrams=held.bigrams,
        crowd=held.crowd,
        documents=counts.documents,
        counts={term: number for term, number in counts.counts.items() if number},
    )


async def _named(tx: Transaction, articles: Iterable[int]) -> dict[int, set[str]]:
    """Everyone that each of these articles names, without those that are one guild's own."""
    named: dict[int, set[str]] = {each: set() for each in articles}
    query = sa.select(mention.c.article, mention.c.actor).where(mention.c.article.in_(list(named)))
    for row in await tx.rows(query):
        if owner(row["actor"]) is None:
            named[row["article"]].add(row["actor"])
    return named


def _trace_of(row: sa.RowMapping, held: Remembered, actors: Iterable[str]) -> Trace:
    return Trace(
        article=row["article"],
        outlet=row["outlet"],
        at=row["at"],
        title=row["title"],
        terms=held.terms,
        actors=frozenset(actors),
        language=held.language,
        lead=held.lead,
        bigrams=held.bigrams,
        crowd=held.crowd,
        weighed_by=Background(documents=held.documents, counts=held.counts),
    )
