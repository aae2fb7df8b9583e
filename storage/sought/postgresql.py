"""PostgreSQL's index of full text: vectors that we make ourselves, so that both databases find the same.

A GIN index tells all that it finds, in no order. The marks of a few feeds keep that to little; else the mark
of an article's stretch keeps it to the newest.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from storage.columns import Moment, number
from storage.engine import Transaction
from storage.schema import vectors
from storage.sought.marks import feed_of
from storage.sought.scope import Scope
from storage.sought.stretches import Looked, end_of, mark, next_look, stretch_of
from summarise.text.searching import FILLER, Asked, Part, Sought

MOST_READ: Final = 8_000
"""Of a phrase, so many of the newest articles that have its words are read for it, 10 µs each."""

GAP: Final = 10
"""Places between title and text, so that no phrase begins in one and ends in the other."""

_ADD: Final = sa.text(
    "INSERT INTO sought (article, feed, vector)"
    " VALUES (:b_article, :b_feed, CAST(CAST(:b_vector AS text) AS tsvector))"
)
_NEWEST: Final = sa.select(sa.func.max(vectors.c.article))

# however common PostgreSQL believes a word to be: it does not know what reading a vector costs
_BY_INDEX: Final = sa.text("SELECT set_config('enable_seqscan', 'off', true)")

# s is what the index says of the words; + 0 leaves it to do so alone. The vector of an article is read for
# phrases, of those alone that count. Then the newest come first, until there are enough. unnest is hashed,
# where = ANY is gone through for every article once the plan is kept
FIND: Final = (
    "WITH s AS MATERIALIZED (SELECT article, CASE WHEN feed IN (SELECT unnest(:b_feeds))"
    " THEN CAST(:b_exact AS text) IS NULL OR ts_match_vq(vector, CAST(CAST(:b_exact AS text) AS tsquery))"
    " ELSE false END AS is_found"
    " FROM sought WHERE vector @@ CAST(CAST(:b_words AS text) AS tsquery)"
    " AND article + 0 BETWEEN :b_first AND :b_last)"
    " SELECT f.*, c.seen FROM (SELECT count(*) AS seen FROM s) AS c LEFT JOIN"
    " (SELECT n.article, t.story, t.at, d.document"
    " FROM (SELECT article FROM s WHERE is_found ORDER BY article DESC) AS n"
    " CROSS JOIN LATERAL (SELECT story, at FROM trace WHERE article = n.article OFFSET 0) AS t"
    " CROSS JOIN LATERAL (SELECT document FROM searched WHERE article = n.article OFFSET 0) AS d"
    " WHERE t.at > :b_since ORDER BY n.article DESC LIMIT :b_most) AS f ON true ORDER BY f.article DESC"
)
_FIND: Final = (
    sa.text(FIND)
    .bindparams(
        sa.bindparam("b_feeds", type_=ARRAY(sa.BigInteger)),
        sa.bindparam("b_first", type_=number()),
        sa.bindparam("b_last", type_=number()),
        sa.bindparam("b_since", type_=Moment),
        sa.bindparam("b_most", type_=number()),
    )
    .columns(article=sa.Integer, story=sa.Integer, at=Moment, document=sa.LargeBinary, seen=sa.Integer)
)


async def add(tx: Transaction, found: Mapping[int, Sought]) -> None:
    """Index these articles."""
    rows = [
        {"b_article": article, "b_feed": feed_of(terms), "b_vector": vector(article, terms)}
        for article, terms in found.items()
    ]
    if rows:
        await tx.execute(_ADD, rows)


async def remove(tx: Transaction, found: Mapping[int, Sought]) -> None:
    """Take these articles out."""
    await tx.execute(sa.delete(vectors).where(vectors.c.article.in_(list(found))))


async def find(tx: Transaction, query: Asked, scope: Scope) -> Sequence[sa.RowMapping]:
    """The newest articles in the scope that the index finds, newest first."""
    await tx.execute(_BY_INDEX)
    newest = await tx.value(_NEWEST) or 0
    if scope.by_feed:
        rows, _ = await _look(tx, query, scope, (), newest)
        return rows
    oldest = stretch_of(scope.first)
    left = stretch_of(newest) - oldest + 1
    looked, found = Looked(), list[sa.RowMapping]()
    while left > 0 and len(found) < scope.most:
        step = next_look(looked, scope.most, left, None if exact(query) is None else MOST_READ)
        if step == 0:
            break
        many = left if step is None else step
        marks = () if step is None else (tuple(mark(oldest + left - one) for one in range(1, step + 1)),)
        last = min(newest, end_of(oldest + left - 1))
        rows, seen = await _look(tx, query, scope, marks, last)
        looked = looked.further(last - end_of(oldest + left - 1 - many), seen, len(rows))
        found += rows
        left -= many
    return found[: scope.most]


async def _look(
    tx: Transaction, query: Asked, scope: Scope, marks: tuple[tuple[str, ...], ...], last: int
) -> tuple[Sequence[sa.RowMapping], int]:
    """What is found up to this article, where it has one of `marks` each; and how many have the words."""
    rows = await tx.rows(
        _FIND.bindparams(
            b_words=words(query, (*scope.marks, *marks)),
            b_exact=exact(query),
            b_feeds=list(scope.feeds),
            b_first=scope.first,
            b_last=last,
            b_since=scope.since,
            b_most=scope.most,
        )
    )
    return [row for row in rows if row["article"] is not None], rows[0]["seen"]


def words(query: Asked, marks: tuple[tuple[str, ...], ...] = ()) -> str:
    """In the words of tsquery, what an article has that the query finds: of each of `marks` one, and of a
    phrase all words, wherever they stand."""
    needed = [_any(clause, "&") for clause in query.every]
    needed += [_any((Part(forms=tuple((mark,) for mark in some)),), "&") for some in marks]
    wanted = " & ".join(needed)
    without = tuple(part for part in query.without if not _is_phrase(part))
    return f"{wanted} & !{_any(without, '&')}" if without else wanted


def exact(query: Asked) -> str | None:
    """The query whole, in the words of tsquery; None where it has no phrase: then `words` are enough."""
    if not any(map(_is_phrase, (*(part for clause in query.every for part in clause), *query.without))):
        return None
    wanted = " & ".join(_any(clause, "<->") for clause in query.every)
    return f"{wanted} & !{_any(query.without, '<->')}" if query.without else wanted


def _is_phrase(part: Part) -> bool:
    return any(len(form) > 1 for form in part.forms)


def _any(parts: tuple[Part, ...], beside: str) -> str:
    return f"({' | '.join(_run(form, part.opens, beside) for part in parts for form in part.forms)})"


def _run(form: tuple[str, ...], opens: bool, beside: str) -> str:
    lexemes = [f"'{term}'" for term in form]
    if opens:
        lexemes[-1] += ":*"
    return f"({f' {beside} '.join(lexemes)})"


def vector(article: int, terms: Sought) -> str:
    """What an article is found by, as PostgreSQL reads a tsvector."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, term in enumerate(terms.title, 1):
        places[term].append(place)
    for place, term in enumerate(terms.text, len(terms.title) + GAP):
        places[term].append(place)
    places.pop(FILLER, None)
    held = [f"'{term}':{','.join(map(str, at))}" for term, at in places.items()]
    return " ".join([*held, *(f"'{one}'" for one in (*terms.marks, mark(stretch_of(article))))])
