"""Digest plans that are due, and what publishing them leaves behind."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfoNotFoundError

import sqlalchemy as sa
import structlog

from config.errors import StorageError
from storage.due import gather
from storage.engine import Database, Transaction
from storage.model import AsideDigest
from storage.outbox import put
from storage.rows import plan_of
from storage.schema import delivery, digest_plan
from summarise.editions.calendar import next_time
from summarise.model import Digest, DigestPlan, DuePlan, Post

log = structlog.get_logger()

TRIES: Final = 20
"""After so many tries in vain a digest is set aside: most of a day for one that takes too long."""

LATER: Final = timedelta(days=1)
"""When a plan is due again whose next time cannot be told."""


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

    async def fail(self, plan_id: int, reason: str, again: datetime, now: datetime) -> None:
        """The plan's digest came to nothing, and why: it is due again then.

        After TRIES it is set aside with the reason, and the plan is due at its next time; that digest looks
        back as far as this one would have, within bounds.
        """
        async with self._database.writing() as tx:
            mine = digest_plan.c.id == plan_id
            row = await tx.row(sa.select(digest_plan).where(mine).with_for_update())
            if row is None:
                return
            is_over = row["tries"] + 1 >= TRIES
            failed = (
                {"tries": 0, "aside": reason, "aside_at": now, "next_due_at": _next_of(row, now)}
                if is_over
                else {"tries": row["tries"] + 1, "next_due_at": again}
            )
            await tx.execute(sa.update(digest_plan).where(mine).values(wake_at=None, **failed))
        if is_over:
            log.warning(
                "digest set aside until its next time",
                plan=plan_id,
                guild=row["guild"],
                target=row["target"],
                reason=reason,
            )

    async def aside(self, most: int) -> tuple[AsideDigest, ...]:
        """The plans whose last digest was set aside, the newest so many of them."""
        columns = [digest_plan.c[name] for name in ("id", "guild", "target", "next_due_at", "aside_at")]
        query = (
            sa.select(*columns, digest_plan.c.aside.label("reason"))
            .where(digest_plan.c.aside.is_not(None))
            .order_by(digest_plan.c.aside_at.desc(), digest_plan.c.id)
            .limit(most)
        )
        async with self._database.reading() as tx:
            return tuple(AsideDigest(**row) for row in await tx.rows(query))

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
                .values(next_due_at=next_due_at, wake_at=None, tries=0, aside=None, aside_at=None, **told)
            )
            for post in () if again else posts:
                await put(tx, plan.guild, post, now)
        return True


def _next_of(row: sa.RowMapping, now: datetime) -> datetime:
    try:
        plan = plan_of(row)
        return next_time(plan.at, plan.zone, now, plan.weekdays)
    except (StorageError, ZoneInfoNotFoundError):
        return now + LATER


async def is_told(tx: Transaction, target: str, subject: str) -> bool:
    """Whether the target was told of the subject, or is about to be."""
    same = (delivery.c.target == target, delivery.c.subject == subject)
    return await tx.value(sa.select(delivery.c.id).where(*same).limit(1)) is not None


def _asked(plan: DigestPlan) -> DigestPlan:
    """When it is due, and all that its digest is made by."""
    return replace(plan, last_until=None, origin="command", asked_by=None)
