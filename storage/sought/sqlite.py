"""SQLite's index of full text: FTS5, without contents of its own (it is told them again to remove them)."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from storage.among import as_json
from storage.columns import Moment
from storage.engine import Transaction
from storage.sought.merging import count_gone
from storage.sought.scope import Scope
from summarise.text.searching import Asked, Part, Sought

ADD: Final = sa.text(
    "INSERT INTO sought (rowid, title, text, marks) VALUES (:b_article, :b_title, :b_text, :b_marks)"
)
_REMOVE: Final = sa.text(
    "INSERT INTO sought (sought, rowid, title, text, marks)"
    " VALUES ('delete', :b_article, :b_title, :b_text, :b_marks)"
)
# the index is gone through from its newest article; CROSS JOIN keeps SQLite from beginning elsewhere
_FIND: Final = (
    "SELECT s.rowid AS article, t.story, t.at, d.document FROM sought AS s"
    " CROSS JOIN article AS a ON a.id = s.rowid"
    " CROSS JOIN trace AS t ON t.article = s.rowid"
    " CROSS JOIN searched AS d ON d.article = s.rowid"
    " WHERE s.sought MATCH :b_query AND s.rowid >= :b_first AND t.at > :b_since"
    " AND a.feed IN (SELECT value FROM json_each(:b_feeds))"
    " ORDER BY s.rowid DESC LIMIT :b_most"
)
_NEWEST: Final = (
    sa.text(_FIND)
    .bindparams(sa.bindparam("b_since", type_=Moment))
    .columns(article=sa.Integer, story=sa.Integer, at=Moment, document=sa.LargeBinary)
)


async def add(tx: Transaction, found: Mapping[int, Sought]) -> None:
    """Index these articles."""
    if found:
        await tx.execute(ADD, [row(article, terms) for article, terms in found.items()])


async def remove(tx: Transaction, found: Mapping[int, Sought]) -> None:
    """Take these articles out, which are indexed by just these terms."""
    if found:
        await tx.execute(_REMOVE, [row(article, terms) for article, terms in found.items()])
        await count_gone(tx, len(found))


async def find(tx: Transaction, query: Asked, scope: Scope) -> Sequence[sa.RowMapping]:
    """The newest articles in the scope that the index finds, newest first."""
    return await tx.rows(
        _NEWEST.bindparams(
            b_query=expression(query, scope.marks),
            b_first=scope.first,
            b_feeds=as_json(scope.feeds),
            b_since=scope.since,
            b_most=scope.most,
        )
    )


def expression(query: Asked, marks: tuple[tuple[str, ...], ...]) -> str:
    """The query in FTS5's words; of each of `marks` one must be there."""
    needed = [_any(clause) for clause in query.every]
    needed += [_any((Part(forms=tuple((mark,) for mark in some)),)) for some in marks]
    wanted = " AND ".join(needed)
    return f"({wanted}) NOT {_any(query.without)}" if query.without else wanted


def _any(parts: tuple[Part, ...]) -> str:
    runs = (f'"{" ".join(form)}"{" *" if part.opens else ""}' for part in parts for form in part.forms)
    return f"({' OR '.join(runs)})"


def row(article: int, terms: Sought) -> dict[str, int | str]:
    """What ADD takes."""
    return {
        "b_article": article,
        "b_title": " ".join(terms.title),
        "b_text": " ".join(terms.text),
        "b_marks": " ".join(terms.marks),
    }
