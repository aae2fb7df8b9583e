"""Which stories an article may belong to: those that share its heaviest terms."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from feeds.model import Article
from storage.background import OPEN, is_open, newest, snapshot
from storage.engine import Transaction
from storage.schema import story, tally, trace, trace_term
from storage.terms import index_counts
from storage.traces import candidates
from summarise.model import Background, Lineup
from summarise.stories.group import HEAVIEST, MOST_CANDIDATES, SHARED, heaviest

_FLOOR = datetime(1970, 1, 1, tzinfo=UTC)


async def line_up(tx: Transaction, held: Article, terms: Mapping[str, int]) -> Lineup:
    """The article's candidates, best first. One that already has a story is lined up with that one alone."""
    # the snapshot first: what changes after it was read may be seen twice, never missed
    known = sa.select(trace.c.story).where(trace.c.article == held.id)
    (row,) = await tx.rows(sa.select(tally.c.changes, known.scalar_subquery().label("own")))
    changes, own = row["changes"], row["own"]
    version = await newest(tx)
    counts = await snapshot(tx, terms, version)
    if own is None:
        weights = await _heaviest(tx, held, terms, version, counts)
        ids = await tx.values(_sharing(held, weights).limit(MOST_CANDIDATES))
    else:
        ids = [own]
    return Lineup(snapshot=changes, candidates=await candidates(tx, ids, held.id), background=counts)


async def rivals(
    tx: Transaction, held: Article, terms: Mapping[str, int], since: int, *, version: int
) -> bool:
    """Whether a story that the article may belong to was founded or changed since that change.

    Its terms are weighed by this version of the counts, the newest.
    """
    newer = _sharing(held, await _heaviest(tx, held, terms, version)).where(story.c.changed > since)
    return await tx.row(newer.limit(1)) is not None


async def _heaviest(
    tx: Transaction,
    held: Article,
    terms: Mapping[str, int],
    version: int,
    known: Background | None = None,
) -> Mapping[str, float]:
    """The article's heaviest terms, weighed by `known` where it counts all that the indices hold."""
    counts = index_counts(terms)
    if known is None or not counts.keys() <= known.counts.keys():
        known = await snapshot(tx, counts, version)
    return heaviest(counts, known, language=held.language or "en")


def _sharing(held: Article, weights: Mapping[str, float]) -> sa.Select[tuple[Any]]:
    """The stories with enough of these terms in reports near the article's time, by shared weight.

    A late article does not open again what is closed by now; backlog finds its like, however old.
    """
    at = held.at
    near = sa.and_(trace_term.c.at >= max(at, _FLOOR + OPEN) - OPEN, trace_term.c.at <= at + OPEN)
    shared = (
        sa.select(trace_term.c.story, trace_term.c.term)
        .where(trace_term.c.term.in_(list(weights)), near)
        .distinct()
        .subquery()
    )
    # an article of one or two words shares what it has
    enough = min(SHARED, max(1, len(weights)))
    # as many for each article, the last again, and all of one type (SQLAlchemy has one for ASCII alone): for
    # each number, and each order of types, it would keep a statement, of 0.1 MB
    padded = [*weights.items(), *list(weights.items())[-1:] * HEAVIEST][:HEAVIEST]
    cases: list[Any] = [(sa.literal(word, shared.c.term.type), weight) for word, weight in padded]
    weight = sa.func.sum(sa.case(*cases, value=shared.c.term, else_=0.0)) if cases else sa.literal(0.0)
    return (
        sa.select(story.c.id)
        .join(shared, shared.c.story == story.c.id)
        .where(story.c.merged_into.is_(None), sa.true() if held.silent else is_open(held.seen_at))
        .group_by(story.c.id)
        .having(sa.func.count() >= enough)
        .order_by(weight.desc(), story.c.id.desc())
    )
