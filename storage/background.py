"""How many articles held each term, as daily snapshots: a story is weighed by the one that it began with.

A version is a day on which something was read, or a part of one while the archive is young. Its rows hold
what had been counted by its end, of the terms that came up in it; while it lasts, everybody weighs by the
versions before it.
"""

import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from storage.engine import Transaction
from storage.schema import article, background, story, term_count, trace
from storage.terms import indexed, spoken
from summarise.model import Background
from summarise.stories.evidence import SILENCE
from summarise.text.background import is_grown

OPEN = SILENCE
"""How far apart in time an article and a report of its story may be."""

_FLOOR = datetime(1970, 1, 1, tzinfo=UTC)

MOST = 10_000
"""How many counts go in one transaction: others wait for it."""

_COUNTED = ("term", "version", "articles")


def _counts_of(term: sa.ColumnElement[str]) -> sa.Select[tuple[str, int]]:
    newest = (
        sa.select(term_count.c.articles)
        .where(term_count.c.term == term, term_count.c.version < sa.bindparam("before", type_=sa.BigInteger))
        .order_by(term_count.c.version.desc())
        .limit(1)
    )
    return sa.select(term.label("term"), newest.scalar_subquery().label("articles"))


# the terms as one value: each number of parameters would be a statement of its own, built and planned anew
_TERMS = sa.bindparam("terms", type_=ARRAY(sa.Text).with_variant(sa.Text, "sqlite"))
_IN_ARRAY = _counts_of(sa.func.unnest(_TERMS).table_valued("term").render_derived().c.term)
_IN_JSON = _counts_of(sa.func.json_each(_TERMS).table_valued("value").c.value)


async def newest(tx: Transaction) -> int:
    """The version of the last day on which something was read; 0 where nothing ever was."""
    return await tx.value(sa.select(sa.func.max(background.c.version))) or 0


async def snapshot(tx: Transaction, terms: Iterable[str], version: int) -> Background:
    """How many of the articles that were counted before this version's day held each of these terms.

    Of a version that is forgotten, what the oldest that is kept says.
    """
    oldest = sa.select(sa.func.min(background.c.version)).scalar_subquery()
    kept = sa.and_(background.c.version == oldest, background.c.version > 1)
    before = sa.select(background).where(sa.or_(background.c.version < version, kept))
    ended = await tx.row(before.order_by(background.c.version.desc()).limit(1))
    documents, version = (ended["articles"], max(version, ended["version"] + 1)) if ended else (0, version)
    asked = set(terms)
    counts = await _counts(tx, {indexed(term) for term in asked}, version)
    return spoken(asked, Background(documents=documents, counts=counts))


async def begin(tx: Transaction, now: datetime) -> int:
    """The version that counts at `now`, begun if need be; only who holds the tally's row may.

    A new one begins with a new day, and while the archive is young whenever it has grown enough.
    """
    rows = await tx.rows(sa.select(background).order_by(background.c.version.desc()).limit(2))
    before = rows[1]["articles"] if len(rows) > 1 else 0
    if rows and rows[0]["day"] >= now.date() and not is_grown(before, rows[0]["articles"]):
        version: int = rows[0]["version"]
        return version
    version, articles = (rows[0]["version"] + 1, rows[0]["articles"]) if rows else (1, 0)
    await tx.execute(tx.insert(background).values(version=version, day=now.date(), articles=articles))
    return version


async def count(
    tx: Transaction, version: int, *, came: Collection[str], went: Collection[str], is_new: bool
) -> None:
    """Count an article's terms, as the indices hold them, on the day that was begun; `went` counts back.

    Of an article that `is_new` none was counted before.
    """
    if is_new:
        day = background.c.version == version
        await tx.execute(sa.update(background).where(day).values(articles=background.c.articles + 1))
    held = await _counts(tx, {*came, *went}, version + 1)
    rows = [(term, version, held.get(term, 0) + 1) for term in sorted(came)]
    rows += [(term, version, max(0, held.get(term, 0) - 1)) for term in sorted(went)]
    await tx.put(term_count, _COUNTED, rows, over=True)


async def forget_versions(tx: Transaction, now: datetime) -> int:
    """Drop counts that no open story is weighed by, so many at a time; how many rows went: call again."""
    needed = await tx.value(sa.select(sa.func.min(story.c.background)).where(is_open(now)))
    oldest = await newest(tx) if needed is None else needed
    later = term_count.alias()
    is_past = sa.exists().where(
        later.c.term == term_count.c.term,
        later.c.version > term_count.c.version,
        later.c.version < oldest,
    )
    key = (term_count.c.term, term_count.c.version)
    past = await tx.rows(sa.select(*key).where(term_count.c.version < oldest, is_past).limit(MOST))
    if past:
        one = sa.and_(key[0] == sa.bindparam("b_term"), key[1] == sa.bindparam("b_version"))
        rows = [{"b_term": row["term"], "b_version": row["version"]} for row in past]
        await tx.execute(sa.delete(term_count).where(one), rows)
    else:
        await tx.execute(sa.delete(background).where(background.c.version < oldest - 1))
    return len(past)


def is_open(now: datetime) -> sa.ColumnElement[bool]:
    """Whether something came to a story of late: dates may be old or wrong, arrival is not."""
    came = sa.select(trace.c.article).join(article, article.c.id == trace.c.article)
    lately = article.c.seen_at >= max(now, _FLOOR + OPEN) - OPEN
    return came.where(trace.c.story == story.c.id, lately).exists()


async def _counts(tx: Transaction, terms: Collection[str], before: int) -> dict[str, int]:
    """Each term's newest count before this version; none of what nobody counted."""
    asked = sorted(terms)
    values = {"terms": json.dumps(asked) if tx.is_sqlite else asked, "before": before}
    found = await tx.execute(_IN_JSON if tx.is_sqlite else _IN_ARRAY, values)
    return {row["term"]: row["articles"] for row in found.mappings() if row["articles"] is not None}
