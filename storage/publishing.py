"""Digest plans that are due, and what publishing them leaves behind."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from storage.due import gather
from storage.engine import Database, Transaction
from storage.outbox import put
from storage.rows import plan_of
from storage.schema import delivery, digest_plan
from summarise.model import Digest, DigestPlan, DuePlan, Post


class Publishing:
    """What a run that publishes asks for and keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def postpone(self, plan_id: int, next_due_at: datetime) -> None:
        """The plan's next digest is then, whenever it was to be."""
        async with self._database.writing() as tx:
            await tx.execute(
                sa.update(digest_plan)
                .where(digest_plan.c.id == plan_id)
                .values(next_due_at=next_due_at, wake_at=None)
            )

    async def due_plan(self, plan_id: int, now: datetime) -> DuePlan | None:
        """The plan with what arrived for its guild since its last digest, if it is due at `now`.

        None where another run has published it.
        """
        return await gather(self._database, plan_id, now)

    async def next_plan(self, plan_id: int, now: datetime) -> DuePlan | None:
        """The plan as it would be if it were due at `now`; None where there is none."""
        return await gather(self._database, plan_id, now, whenever=True)

    async def save_digest(
        self, plan: DigestPlan, posts: tuple[Post, ...], next_due_at: datetime, now: datetime
    ) -> bool:
        """Save the pages' deliveries (if any) and the plan's next time in one transaction, and nudge.

        False, and nothing saved, where the plan was published by another run meanwhile, changed or removed:
        it is composed anew. A local date that was told already is not told again: the next digest looks back
        as far as this one.
        """
        bodies = (post.body for post in posts)
        until = max((body.until for body in bodies if isinstance(body, Digest)), default=now)
        async with self._database.writing() as tx:
            row = await tx.row(sa.select(digest_plan).where(digest_plan.c.id == plan.id).with_for_update())
            if row is None or _asked(plan_of(row)) != _asked(plan):
                return False
            again = bool(posts) and await is_told(tx, posts[0].target, posts[0].subject)
            told = {} if again else {"last_until": until}
            await tx.execute(
                sa.update(digest_plan)
                .where(digest_plan.c.id == plan.id)
                .values(next_due_at=next_due_at, wake_at=None, **told)
            )
            for post in () if again else posts:
                await put(tx, plan.guild, post, now)
        return True


async def is_told(tx: Transaction, target: str, subject: str) -> bool:
    """Whether the target was told of the subject, or is about to be."""
    same = (delivery.c.target == target, delivery.c.subject == subject)
    return await tx.value(sa.select(delivery.c.id).where(*same).limit(1)) is not None


def _asked(plan: DigestPlan) -> DigestPlan:
    """When it is due, and all that its digest is made by."""
    return replace(plan, last_until=None, origin="command", asked_by=None)
