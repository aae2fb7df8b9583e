"""PostgreSQL's index of full text: vectors that we make ourselves, so that both databases find the same."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from storage.columns import Moment
from storage.engine import Transaction
from storage.schema import vectors
from summarise.text.searching import FILLER, Asked, Part, Sought

GAP: Final = 10
"""Places between title and text, so that no phrase begins in one and ends in the other."""

_ADD: Final = sa.text(
    "INSERT INTO sought (article, vector) VALUES (:b_article, CAST(CAST(:b_vector AS text) AS tsvector))"
)
_MATCH: Final = "vector @@ CAST(CAST(:b_query AS text) AS tsquery) AND article >= :b_first"
# + 0: the feeds sift what the index finds; PostgreSQL would go through all their articles instead
_FIND: Final = (
    "SELECT s.article, t.story, t.at, d.document FROM s"
    " JOIN article AS a ON a.id = s.article"
    " JOIN trace AS t ON t.article = s.article"
    " JOIN searched AS d ON d.article = s.article"
    " WHERE a.feed + 0 IN :b_feeds AND t.at > :b_since"
    " ORDER BY s.article DESC LIMIT :b_most"
)


async def add(tx: Transaction, found: Mapping[int, Sought]) -> None:
    """Index these articles."""
    rows = [{"b_article": article, "b_vector": _vector(terms)} for article, terms in found.items()]
    if rows:
        await tx.execute(_ADD, rows)


async def remove(tx: Transaction, found: Mapping[int, Sought]) -> None:
    """Take these articles out."""
    await tx.execute(sa.delete(vectors).where(vectors.c.article.in_(list(found))))


def finding(*, by_feed: bool) -> sa.TextualSelect:
    """The newest articles that the index finds; `by_feed` where it is asked for these feeds' marks."""
    return (
        sa.text(statement(by_feed=by_feed))
        .bindparams(sa.bindparam("b_feeds", expanding=True), sa.bindparam("b_since", type_=Moment))
        .columns(article=sa.Integer, story=sa.Integer, at=Moment, document=sa.LargeBinary)
    )


def statement(*, by_feed: bool) -> str:
    """What `finding` says."""
    # of what few feeds have, the index tells all at once; else the newest articles may be gone through:
    # left to itself, PostgreSQL goes through a few feeds' articles and reads every vector of theirs
    how = "AS MATERIALIZED" if by_feed else "AS NOT MATERIALIZED"
    return f"WITH s {how} (SELECT article FROM sought WHERE {_MATCH}) {_FIND}"  # noqa: S608


def expression(query: Asked, marks: tuple[tuple[str, ...], ...]) -> str:
    """The query in the words of tsquery; of each of `marks` one must be there."""
    needed = [_any(clause) for clause in query.every]
    needed += [_any((Part(forms=tuple((mark,) for mark in some)),)) for some in marks]
    wanted = " & ".join(needed)
    return f"{wanted} & !{_any(query.without)}" if query.without else wanted


def _any(parts: tuple[Part, ...]) -> str:
    return f"({' | '.join(_run(form, part.opens) for part in parts for form in part.forms)})"


def _run(form: tuple[str, ...], opens: bool) -> str:
    lexemes = [f"'{term}'" for term in form]
    if opens:
        lexemes[-1] += ":*"
    return f"({' <-> '.join(lexemes)})"


def _vector(terms: Sought) -> str:
    places: dict[str, list[int]] = defaultdict(list)
    for place, term in enumerate(terms.title, 1):
        places[term].append(place)
    for place, term in enumerate(terms.text, len(terms.title) + GAP):
        places[term].append(place)
    places.pop(FILLER, None)
    held = [f"'{term}':{','.join(map(str, at))}" for term, at in places.items()]
    return " ".join([*held, *(f"'{mark}'" for mark in terms.marks)])
