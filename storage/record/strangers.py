"""Who is named often and is in no catalogue."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from storage.among import sifted
from storage.engine import Transaction
from storage.model import Stranger
from storage.schema import article, unknown

CONTEXTS: Final = 3
"""How many contexts a stranger is shown with."""

AROUND: Final = 80
"""Characters of context before and after a name."""


async def strangers(
    tx: Transaction, feeds: frozenset[int] | None, since: datetime, limit: int
) -> tuple[Stranger, ...]:
    """Those whom articles after `since` name and the catalogue did not know, in most articles first."""
    mine = [unknown.c.at > since, *([] if feeds is None else [sifted(article.c.feed, feeds)])]
    articles, times = sa.func.count().label("articles"), sa.func.sum(unknown.c.times).label("times")
    most = (
        sa.select(unknown.c.name, articles, times)
        .join(article, article.c.id == unknown.c.article)
        .where(*mine)
        .group_by(unknown.c.name)
        .order_by(articles.desc(), times.desc(), unknown.c.name)
        .limit(limit)
    )
    rows = await tx.rows(most)
    contexts = await _contexts(tx, [row["name"] for row in rows], mine)
    return tuple(
        Stranger(
            name=row["name"],
            articles=row["articles"],
            times=int(row["times"]),
            contexts=tuple(contexts[row["name"]]),
        )
        for row in rows
    )


async def _contexts(
    tx: Transaction, names: Sequence[str], mine: Sequence[sa.ColumnElement[bool]]
) -> dict[str, list[str]]:
    """The words around each name where it first stands, in the newest articles that have it."""
    newest = sa.func.row_number().over(partition_by=unknown.c.name, order_by=unknown.c.article.desc())
    held = (
        sa.select(unknown.c.article, unknown.c.name, unknown.c.begins, unknown.c.ends, newest.label("place"))
        .join(article, article.c.id == unknown.c.article)
        .where(unknown.c.name.in_(names), *mine)
        .subquery()
    )
    begins = sa.case((held.c.begins > AROUND, held.c.begins - AROUND), else_=0)
    length = held.c.ends - begins + AROUND
    around = sa.func.substr(article.c.text, sa.cast(begins + 1, sa.Integer), sa.cast(length, sa.Integer))
    rows = await tx.rows(
        sa.select(held.c.name, held.c.begins, around.label("context"), length.label("length"))
        .join(article, article.c.id == held.c.article)
        .where(held.c.place <= CONTEXTS)
        .order_by(held.c.name, held.c.place)
    )
    contexts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        is_cut = row["begins"] > AROUND, len(row["context"]) == row["length"]
        contexts[row["name"]].append(_whole_words(row["context"], *is_cut))
    return contexts


def _whole_words(context: str, cut_before: bool, cut_after: bool) -> str:
    """The context in one line, without the words that are cut at its ends."""
    words = context.split()
    return " ".join(
        words[1 if cut_before and len(words) > 2 else 0 : -1 if cut_after and len(words) > 2 else None]
    )
