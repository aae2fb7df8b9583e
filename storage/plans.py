"""Digest plans: who wants a digest, when, and of what (implements summarise.ports.PlanStore)."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from storage.documents import PLANNED, Planned
from storage.due import gather
from storage.engine import Database, Transaction
from storage.outbox import put
from storage.rows import plan_of
from storage.schema import delivery, digest_plan
from summarise.editions.calendar import rescheduled
from summarise.model import Digest, DigestPlan, DuePlan, Origin, Post

EVERYTHING = Planned()


class Plans:
    """A guild's digest plans, and nobody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        *,
        guild: str,
        target: str,
        at: time,
        zone: str,
        stories: int,
        sentences: int,
        origin: Origin,
        next_due_at: datetime,
        now: datetime,
        wishes: Planned = EVERYTHING,
        asked_by: str | None = None,
    ) -> DigestPlan:
        """The guild's plan for this target and time.

        One that exists takes over sizes and wishes, and who asked where somebody did. Its next digest moves
        only where its weekdays changed, and not where it is due already.
        """
        named = {"guild": guild, "target": target, "at": at, "zone": zone}
        wanted: dict[str, Any] = {
            "stories": stories,
            "sentences": sentences,
            "wishes": None if wishes == EVERYTHING else PLANNED.dump(wishes),
        }
        if asked_by is not None:
            wanted["asked_by"] = asked_by
        async with self._database.writing() as tx:
            new = await tx.changed(
                tx.insert(digest_plan)
                .values(**named, **wanted, origin=origin, created_at=now, next_due_at=next_due_at)
                .on_conflict_do_nothing(index_elements=list(named))
            )
            if not new:
                await _take_over(tx, named, wanted, wishes, now)
            row = await tx.row(sa.select(digest_plan).filter_by(**named))
        assert row is not None
        return plan_of(row)

    async def remove(self, guild: str, plan_id: int) -> bool:
        """True if the guild had it."""
        async with self._database.writing() as tx:
            removed = await tx.changed(
                sa.delete(digest_plan).where(digest_plan.c.guild == guild, digest_plan.c.id == plan_id)
            )
        return removed == 1

    async def of_guild(self, guild: str) -> tuple[DigestPlan, ...]:
        """The guild's plans, oldest first."""
        query = sa.select(digest_plan).where(digest_plan.c.guild == guild).order_by(digest_plan.c.id)
        async with self._database.reading() as tx:
            return tuple(plan_of(row) for row in await tx.rows(query))

    async def keep(self, origin: Origin, ids: frozenset[int]) -> int:
        """Remove this origin's plans that are not in `ids`; how many went."""
        async with self._database.writing() as tx:
            return await tx.changed(
                sa.delete(digest_plan).where(
                    digest_plan.c.origin == origin, digest_plan.c.id.not_in(sorted(ids))
                )
            )

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

    async def save_digest(
        self, plan: DigestPlan, posts: tuple[Post, ...], next_due_at: datetime, now: datetime
    ) -> bool:
        """Save the pages' deliveries (if any) and the plan's next time in one transaction, and nudge.

        False, and nothing saved, where the plan was published by another run meanwhile, or removed. A local
        date that was told already is not told again: the next digest looks back as far as this one did.
        """
        bodies = (post.body for post in posts)
        until = max((body.until for body in bodies if isinstance(body, Digest)), default=now)
        async with self._database.writing() as tx:
            again = bool(posts) and await _is_told(tx, posts[0])
            told = {} if again else {"last_until": until}
            mine = await tx.changed(
                sa.update(digest_plan)
                .where(digest_plan.c.id == plan.id, digest_plan.c.next_due_at == plan.next_due_at)
                .values(next_due_at=next_due_at, wake_at=None, **told)
            )
            if mine and not again:
                for post in posts:
                    await put(tx, plan.guild, post, now)
        return mine == 1


async def hand_over_planned(tx: Transaction, feed_id: int, kept: int) -> None:
    """Digests of a feed that moved to where another one is are digests of that one."""
    named = sa.select(digest_plan).where(digest_plan.c.wishes.contains(f"{feed_id}"))
    for row in await tx.rows(named):
        wishes = PLANNED.load(row["wishes"])
        if feed_id in wishes.feeds:
            feeds = tuple(dict.fromkeys(kept if held == feed_id else held for held in wishes.feeds))
            told = PLANNED.dump(replace(wishes, feeds=feeds))
            await tx.execute(sa.update(digest_plan).where(digest_plan.c.id == row["id"]).values(wishes=told))


async def _take_over(
    tx: Transaction, named: dict[str, Any], wanted: dict[str, Any], wishes: Planned, now: datetime
) -> None:
    row = await tx.row(sa.select(digest_plan).filter_by(**named).with_for_update())
    assert row is not None
    plan = plan_of(row)
    next_due_at = rescheduled(plan, wishes.weekdays, now)
    moved = {} if next_due_at == plan.next_due_at else {"next_due_at": next_due_at, "wake_at": None}
    await tx.execute(sa.update(digest_plan).where(digest_plan.c.id == plan.id).values(**wanted, **moved))


async def _is_told(tx: Transaction, post: Post) -> bool:
    same = (delivery.c.target == post.target, delivery.c.subject == post.subject)
    return await tx.value(sa.select(delivery.c.id).where(*same).limit(1)) is not None
