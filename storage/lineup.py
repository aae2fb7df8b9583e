"""Which stories an article may belong to: those that share its heaviest terms."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.model import Article
from storage.documents import TERMS
from storage.engine import CHUNK, Transaction
from storage.schema import article, feed, mention, story, tally, term_count, trace, trace_term
from storage.terms import index_counts, indexed, spoken
from summarise.model import Background, Candidate, Lineup, Trace
from summarise.stories.group import LATEST, MOST_CANDIDATES, SHARED, heaviest

OPEN = timedelta(days=14)
"""How far apart in time an article and a report of its story may be."""

_FLOOR = datetime(1970, 1, 1, tzinfo=UTC)


async def line_up(tx: Transaction, held: Article, terms: Mapping[str, int]) -> Lineup:
    """The article's candidates, best first. One that already has a story is lined up with that one alone."""
    # the snapshot first: what changes after it was read may be seen twice, never missed
    snapshot: int = await tx.value(sa.select(tally.c.changes))
    own = await tx.value(sa.select(trace.c.story).where(trace.c.article == held.id))
    if own is None:
        weights = await _heaviest(tx, terms)
        ids = await tx.values(_sharing(held.at, weights).limit(MOST_CANDIDATES))
    else:
        ids = [own]
    candidates = await _candidates(tx, ids, held.id)
    asked = set(terms).union(*(known.terms for one in candidates for known in one.traces))
    return Lineup(snapshot=snapshot, candidates=candidates, background=await background(tx, asked))


async def rivals(tx: Transaction, held: Article, terms: Mapping[str, int], snapshot: int) -> bool:
    """Whether a story that the article may belong to was founded or changed since the snapshot."""
    newer = _sharing(held.at, await _heaviest(tx, terms)).where(story.c.changed > snapshot)
    return await tx.row(newer.limit(1)) is not None


async def background(tx: Transaction, terms: Iterable[str]) -> Background:
    """How many of the articles counted so far held each of these terms."""
    asked = set(terms)
    keys = sorted({indexed(term) for term in asked})
    counts: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        rows = await tx.rows(sa.select(term_count).where(term_count.c.term.in_(some)))
        counts.update({row["term"]: row["articles"] for row in rows})
    documents: int = await tx.value(sa.select(tally.c.articles))
    return spoken(asked, Background(documents=documents, counts=counts))


async def _heaviest(tx: Transaction, terms: Mapping[str, int]) -> Mapping[str, float]:
    counts = index_counts(terms)
    return heaviest(counts, await background(tx, counts))


def _sharing(at: datetime, weights: Mapping[str, float]) -> sa.Select[tuple[Any]]:
    """The stories with enough of these terms in reports near that time, by shared weight."""
    near = sa.and_(trace_term.c.at >= max(at, _FLOOR + OPEN) - OPEN, trace_term.c.at <= at + OPEN)
    shared = (
        sa.select(trace_term.c.story, trace_term.c.term)
        .where(trace_term.c.term.in_(list(weights)), near)
        .distinct()
        .subquery()
    )
    # an article of one or two words shares what it has
    enough = min(SHARED, max(1, len(weights)))
    weight = (
        sa.func.sum(sa.case(dict(weights), value=shared.c.term, else_=0.0)) if weights else sa.literal(0.0)
    )
    return (
        sa.select(story.c.id)
        .join(shared, shared.c.story == story.c.id)
        .where(story.c.merged_into.is_(None))
        .group_by(story.c.id)
        .having(sa.func.count() >= enough)
        .order_by(weight.desc(), story.c.id.desc())
    )


async def _candidates(tx: Transaction, ids: Iterable[int], own: int) -> tuple[Candidate, ...]:
    """The stories with their first and newest traces, and with that of the article `own` wherever it is."""
    wanted = list(ids)
    if not wanted:
        return ()
    newest = sa.func.row_number().over(
        partition_by=trace.c.story,
        order_by=((trace.c.article == own).desc(), trace.c.at.desc(), trace.c.article.desc()),
    )
    first = sa.func.row_number().over(partition_by=trace.c.story, order_by=(trace.c.at, trace.c.article))
    ranked = (
        sa.select(trace, newest.label("newest"), first.label("first"))
        .where(trace.c.story.in_(wanted))
        .subquery()
    )
    rows = await tx.rows(
        sa.select(ranked, article.c.title, feed.c.outlet, story.c.revision)
        .join(article, article.c.id == ranked.c.article)
        .join(feed, feed.c.id == article.c.feed)
        .join(story, story.c.id == ranked.c.story)
        .where(sa.or_(ranked.c.newest <= LATEST, ranked.c.first == 1))
        .order_by(ranked.c.at, ranked.c.article)
    )
    named: dict[int, set[str]] = {row["article"]: set() for row in rows}
    for row in await tx.rows(sa.select(mention).where(mention.c.article.in_(list(named)))):
        named[row["article"]].add(row["actor"])
    traces: dict[int, list[Trace]] = {}
    revisions: dict[int, int] = {}
    for row in rows:
        revisions[row["story"]] = row["revision"]
        traces.setdefault(row["story"], []).append(
            Trace(
                article=row["article"],
                outlet=row["outlet"],
                at=row["at"],
                title=row["title"],
                terms=TERMS.load(row["document"]),
                actors=frozenset(named[row["article"]]),
            )
        )
    return tuple(
        Candidate(story=held, revision=revisions[held], traces=tuple(traces[held]))
        for held in wanted
        if held in traces
    )
