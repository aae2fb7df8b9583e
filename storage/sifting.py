"""Which stories a digest of some actors or keywords may tell, before any reading of theirs is fetched."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from storage.among import sifted
from storage.engine import Transaction
from storage.schema import article, mention, trace
from summarise.editions.keywords import Keywords
from summarise.model import DigestPlan

TOGETHER: Final = 250
"""Stories whose texts are looked at before the next ones are fetched."""


async def sift(
    tx: Transaction, plan: DigestPlan, feeds: frozenset[int], stories: Sequence[int], most: int
) -> list[int]:
    """The first `most` of these stories, in order, in which an article of these feeds names one of the plan's
    actors or says one of its keywords; of a plan without any the first ones."""
    if not (plan.actors or plan.keywords):
        return list(stories[:most])
    keywords = Keywords(plan.keywords)
    kept: list[int] = []
    for start in range(0, len(stories), TOGETHER):
        some = stories[start : start + TOGETHER]
        found = await _naming(tx, plan, feeds, some) if plan.actors else set[int]()
        if plan.keywords:
            found |= await _saying(tx, keywords, feeds, [one for one in some if one not in found])
        kept += [one for one in some if one in found]
        if len(kept) >= most:
            break
    return kept[:most]


async def _naming(
    tx: Transaction, plan: DigestPlan, feeds: frozenset[int], stories: Sequence[int]
) -> set[int]:
    query = _of(feeds, stories, trace.c.story).join(mention, mention.c.article == article.c.id)
    return set(await tx.values(query.where(mention.c.actor.in_(plan.actors)).distinct()))


async def _saying(
    tx: Transaction, keywords: Keywords, feeds: frozenset[int], stories: Sequence[int]
) -> set[int]:
    found: set[int] = set()
    for row in await tx.rows(_of(feeds, stories, trace.c.story, article.c.title, article.c.text)):
        if row["story"] not in found:
            if keywords.found(f"{row['title']}\n{row['text']}"):
                found.add(row["story"])
            await asyncio.sleep(0)
    return found


def _of(feeds: frozenset[int], stories: Sequence[int], *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """What these feeds' articles in the stories have there."""
    return (
        sa.select(*columns)
        .select_from(trace)
        .join(article, article.c.id == trace.c.article)
        .where(trace.c.story.in_(stories), sifted(article.c.feed, feeds))
    )
