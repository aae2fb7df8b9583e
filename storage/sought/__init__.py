"""The full text of articles in the archive: kept with what each was read to say, gone with the article."""

from collections.abc import Iterable
from zlib import compress, decompress

import sqlalchemy as sa

from feeds.model import Article
from storage.columns import sound
from storage.engine import Transaction
from storage.schema import searched
from storage.sought import postgresql, sqlite
from storage.sought.marks import actor_mark, feed_mark, marks_of
from summarise.model import Reading
from summarise.text.searching import Sought, sought

__all__ = [
    "actor_mark",
    "add",
    "feed_mark",
    "forget",
    "found_by",
    "keep",
    "lines",
    "marks_of",
    "packed",
    "unpacked",
]

_LEVEL = 3
"""Of compression: twice as quick as the usual one, and a tenth larger."""


def found_by(article: Article, reading: Reading) -> Sought:
    """What the article is found by, now that it was read."""
    actors = reading.actors | reading.added_actors
    language = reading.language or article.language or ""
    return sought(
        sound(article.title), sound(article.text), language, marks_of(article.feed_id, sorted(actors))
    )


async def keep(tx: Transaction, article: int, terms: Sought, *, again: bool) -> None:
    """From now on the article is found by these terms; `again` where it may be found by others already."""
    if again:
        await forget(tx, (article,))
    await add(tx, {article: terms})


async def add(tx: Transaction, found: dict[int, Sought]) -> None:
    """These articles, which are found by nothing yet, are found by these terms."""
    await tx.put(searched, ("article", "document"), [(of, packed(terms)) for of, terms in found.items()])
    index = sqlite if tx.is_sqlite else postgresql
    await index.add(tx, found)


async def forget(tx: Transaction, articles: Iterable[int]) -> None:
    """These articles are found no more."""
    rows = await tx.rows(sa.select(searched).where(searched.c.article.in_(list(articles))))
    if not rows:
        return
    known = {row["article"]: unpacked(row["document"]) for row in rows}
    index = sqlite if tx.is_sqlite else postgresql
    await index.remove(tx, known)
    await tx.execute(sa.delete(searched).where(searched.c.article.in_(list(known))))


def packed(terms: Sought) -> bytes:
    """The terms as they are kept: compressed, a line each for title, text and marks."""
    return compress(
        "\n".join(f" {' '.join(some)} " for some in (terms.title, terms.text, terms.marks)).encode(), _LEVEL
    )


def unpacked(document: bytes) -> Sought:
    """The terms again."""
    title, text, marks = map(str.split, lines(document))
    return Sought(title=tuple(title), text=tuple(text), marks=tuple(marks))


def lines(document: bytes) -> tuple[str, str, str]:
    """Title, text and marks as they are kept: each term between spaces."""
    title, text, marks = decompress(document).decode().split("\n")
    return title, text, marks
