"""Who changes an article's words or its reading: one after the other."""

from collections.abc import Iterable
from itertools import islice

import sqlalchemy as sa

from storage.engine import CHUNK, Transaction
from storage.schema import reading


async def hold(tx: Transaction, articles: Iterable[int]) -> None:
    """Lock these articles' readings until the transaction ends; whoever changes either table does so first.

    Look at them in a statement after this one: PostgreSQL joins a row that it waited for with the other
    tables' rows as they were before.
    """
    waiting = iter(sorted(articles))
    while some := list(islice(waiting, CHUNK)):
        held = sa.select(reading.c.article).where(reading.c.article.in_(some))
        await tx.execute(held.order_by(reading.c.article).with_for_update())
