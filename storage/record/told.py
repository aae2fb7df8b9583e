"""Rows of what articles tell with the articles that tell it, and those rows as values."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.among import sifted
from storage.engine import Transaction
from storage.model import Announced, Cited, Named, Said
from storage.schema import article, feed, trace
from storage.telling import resolve

ARTICLE = (
    article.c.id,
    article.c.feed,
    article.c.title,
    article.c.url,
    article.c.language,
    article.c.at.label("told_at"),
)
SOURCE = (*ARTICLE, feed.c.outlet, trace.c.story)
"""What of `Cited` the article itself has, and all that it is made of."""


def told_by(feeds: frozenset[int], told: sa.Table, *columns: Any) -> sa.Select[Any]:
    """These columns of the table's rows, where the article that tells them is of one of these feeds."""
    # the feeds sift what the table's own index finds; SQLite would go through all their articles instead
    own = sifted(article.c.feed, feeds)
    return (
        sa.select(*columns)
        .join(article, article.c.id == told.c.article)
        .join(feed, feed.c.id == article.c.feed)
        .join(trace, trace.c.article == told.c.article)
        .where(own)
    )


def known_to(guild: str, actor: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Actors that the guild may hear of: everybody's, and those that it added for itself (`owner`)."""
    return sa.or_(actor.not_like("%@%"), actor.endswith(f"@{guild}", autoescape=True))


def window(told: sa.Table, since: datetime | None, until: datetime | None) -> list[sa.ColumnElement[bool]]:
    """Articles whose own time lies after `since`, up to and including `until`."""
    bounds = [] if since is None else [told.c.at > since]
    return bounds if until is None else [*bounds, told.c.at <= until]


async def of_story(tx: Transaction, story: int | None) -> list[sa.ColumnElement[bool]]:
    """Articles of this story, or of the one that it became; None is any."""
    return [] if story is None else [trace.c.story == await resolve(tx, story)]


def said_of(row: sa.RowMapping) -> Said:
    """A row of `quote` with its source."""
    return Said(
        source=cited_of(row),
        kind=row["kind"],
        quote=row["quote"],
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        actor=row["actor"],
        speaker=row["speaker"],
        behalf_actor=row["behalf_actor"],
        behalf=row["behalf"],
    )


def announced_of(row: sa.RowMapping, actors: tuple[str, ...]) -> Announced:
    """A row of `appointment` with its source."""
    return Announced(
        source=cited_of(row),
        date=row["date"],
        last=row["last"],
        clock=row["clock"],
        at=row["moment"],
        start=row["begins"],
        end=row["ends"],
        text=row["text"],
        what=row["what"],
        actors=actors,
    )


def named_of(row: sa.RowMapping) -> Named:
    """A row of `mention` with its source."""
    return Named(
        source=cited_of(row),
        actor=row["actor"],
        role=row["role"],
        times=row["times"],
        salience=row["salience"],
    )


def cited_of(row: sa.RowMapping) -> Cited:
    """The article of a row of SOURCE."""
    return Cited(
        article=row["id"],
        story=row["story"],
        feed=row["feed"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        at=row["told_at"],
        language=row["language"],
    )
