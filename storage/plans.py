"""Digest plans: who wants a digest, when, and of what (implements summarise.ports.PlanStore)."""

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from storage.documents import POST
from storage.engine import Database, Transaction
from storage.outbox import put
from storage.rows import plan_of, watch_of
from storage.schema import delivery, digest_plan, subscription, watch
from storage.telling import arrived, tell
from summarise.model import Digest, DigestPlan, DuePlan, Origin, Post

FIRST = timedelta(days=1)
"""How far back a plan's first digest looks."""

LONGEST = timedelta(days=3)
"""How far back any digest looks: what is older is no news after a long silence."""

REMEMBERED = timedelta(days=7)
"""For so long a digest's story comes again only with what is new."""

MOST = 200
"""How many stories a digest chooses from."""


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
    ) -> DigestPlan:
        """The guild's plan for this target and time.

        One that exists takes over the numbers of stories and sentences and nothing else.
        """
        sizes = {"stories": stories, "sentences": sentences}
        named = {"guild": guild, "target": target, "at": at, "zone": zone}
        async with self._database.writing() as tx:
            await tx.execute(
                tx.insert(digest_plan)
                .values(
                    **named,
                    **sizes,
                    origin=origin,
                    created_at=now,
                    next_due_at=next_due_at,
                )
                .on_conflict_do_update(index_elements=list(named), set_=sizes)
            )
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

        None where another run has published it. The first digest looks back one day, none more than three.
        """
        async with self._database.reading() as tx:
            row = await tx.row(
                sa.select(digest_plan).where(digest_plan.c.id == plan_id, digest_plan.c.next_due_at <= now)
            )
            if row is None:
                return None
            plan = plan_of(row)
            since = now - FIRST if plan.last_until is None else max(plan.last_until, now - LONGEST)
            feeds = frozenset(
                await tx.values(sa.select(subscription.c.feed).where(subscription.c.guild == plan.guild))
            )
            watches = await tx.rows(sa.select(watch).where(watch.c.guild == plan.guild))
            untold = await tell(tx, feeds, arrived(since, now), MOST)
            earlier = await _earlier(tx, plan, now)
        return DuePlan(
            plan=plan,
            earlier=earlier,
            since=since,
            feeds=feeds,
            watched=frozenset(actor for held in watches for actor in watch_of(held).actors),
            stories=await untold.told(),
        )

    async def save_digest(
        self, plan: DigestPlan, post: Post | None, next_due_at: datetime, now: datetime
    ) -> bool:
        """Save the post's delivery (if any) and the plan's next time in one transaction, and nudge.

        False, and nothing saved, where the plan was published by another run meanwhile, or removed.
        """
        until = post.body.until if post is not None and isinstance(post.body, Digest) else now
        async with self._database.writing() as tx:
            mine = await tx.changed(
                sa.update(digest_plan)
                .where(digest_plan.c.id == plan.id, digest_plan.c.next_due_at == plan.next_due_at)
                .values(next_due_at=next_due_at, last_until=until, wake_at=None)
            )
            if mine and post is not None:
                await put(tx, plan.guild, post, now)
        return mine == 1


async def _earlier(tx: Transaction, plan: DigestPlan, now: datetime) -> tuple[Digest, ...]:
    """What the plan told of late, sent or still to be sent, in order: it is not told again."""
    documents = await tx.values(
        sa.select(delivery.c.document)
        .where(
            delivery.c.guild == plan.guild,
            delivery.c.target == plan.target,
            delivery.c.subject.startswith(f"digest:{plan.id}:", autoescape=True),
            delivery.c.state != "failed",
            delivery.c.created_at > now - REMEMBERED,
        )
        .order_by(delivery.c.id)
    )
    bodies = (POST.load(document).body for document in documents)
    return tuple(body for body in bodies if isinstance(body, Digest))
