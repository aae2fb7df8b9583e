"""The stories about somebody or something, as a guild's feeds tell them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from storage.engine import Database
from storage.record.told import told_by, window
from storage.schema import article, mention, trace
from storage.telling import dated, tell, these
from summarise.model import Story

MOST: Final = 60
"""How many stories are looked at, those of most feeds: of more, the others are not among the weightiest."""


class Subjects:
    """Every question names the feeds that may answer it, and each story is told by these alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def naming(
        self, feeds: frozenset[int], actor: str, since: datetime, until: datetime, limit: int = MOST
    ) -> tuple[Story, ...]:
        """The stories whose articles dated in that time name the actor, those of most feeds first."""
        query = (
            told_by(feeds, mention, trace.c.story)
            .where(mention.c.actor == actor, *window(mention, since, until))
            .group_by(trace.c.story)
            .order_by(sa.func.count(article.c.feed.distinct()).desc(), sa.func.max(mention.c.at).desc())
            .order_by(trace.c.story.desc())
            .limit(limit)
        )
        async with self._database.reading() as tx:
            untold = await these(tx, feeds, await tx.values(query))
        return await untold.told()

    async def of_feeds(
        self, feeds: frozenset[int], since: datetime, until: datetime, limit: int = MOST
    ) -> tuple[Story, ...]:
        """The stories with an article of these feeds dated in that time, those of most feeds first."""
        async with self._database.reading() as tx:
            untold = await tell(tx, feeds, dated(since, until), limit, widest=True)
        return await untold.told()

    async def these(self, feeds: frozenset[int], stories: Sequence[int]) -> tuple[Story, ...]:
        """The stories of these ids, in this order, without those that these feeds do not tell."""
        async with self._database.reading() as tx:
            untold = await these(tx, feeds, stories)
        return await untold.told()
