"""A guild's own actor goes out of what was read: nobody has them any more."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from pydantic_core import from_json, to_json

from storage.engine import Database, Transaction
from storage.readings import hold
from storage.schema import appointment_actor, mention, quote, reading

BATCH: Final = 200
"""Articles of one transaction: others wait for it."""

_NAMED: Final = (mention.c.actor, appointment_actor.c.actor)
"""Rows that are there because of an actor."""


May = Callable[[Transaction], Awaitable[bool]]
"""Whether a transaction may delete, asked within it; where it may not, those after it do nothing either."""


async def strike(database: Database, one: str, may: May) -> None:
    """Take an actor that the guild had added out of what was read, with the name that the guild gave them."""
    found: set[int] = set()
    async with database.reading() as tx:
        for column in (*_NAMED, quote.c.actor, quote.c.behalf_actor):
            found.update(await tx.values(sa.select(column.table.c.article).where(column == one)))
    articles = sorted(found)
    for start in range(0, len(articles), BATCH):
        async with database.writing() as tx:
            if not await may(tx):
                return
            await _strike_from(tx, one, articles[start : start + BATCH])


async def _strike_from(tx: Transaction, one: str, articles: Sequence[int]) -> None:
    await hold(tx, articles)
    for column in _NAMED:
        mine = sa.and_(column == one, column.table.c.article.in_(articles))
        await tx.execute(sa.delete(column.table).where(mine))
    for actor_id, name in ((quote.c.actor, quote.c.speaker), (quote.c.behalf_actor, quote.c.behalf)):
        mine = sa.and_(actor_id == one, quote.c.article.in_(articles))
        await tx.execute(sa.update(quote).where(mine).values({actor_id: None, name: None}))
    read = sa.select(reading.c.article, reading.c.document).where(
        reading.c.article.in_(articles), reading.c.document.is_not(None)
    )
    for row in await tx.rows(read):
        try:
            document = to_json(_without(from_json(row["document"]), one)).decode()
        except ValueError:  # damaged: nobody can read it
            document = ""
        here = reading.c.article == row["article"]
        await tx.execute(sa.update(reading).where(here).values(document=document))


def _without(value: Any, one: str) -> Any:
    """What a reading holds without this actor: not mentioned, and as whoever speaks without a name."""
    if isinstance(value, list):
        return [_without(item, one) for item in value if item != one and not _is(item, one)]
    if _is(value, one):
        return {**value, "actor": None, "name": None}
    if isinstance(value, dict):
        return {key: _without(held, one) for key, held in value.items()}
    return value


def _is(value: Any, one: str) -> bool:
    return isinstance(value, dict) and value.get("actor") == one
