"""Digest plans: who wants a digest, when, and of what (implements summarise.ports.PlanStore)."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from storage.counting import in_turn
from storage.documents import PLANNED, Planned
from storage.engine import Transaction
from storage.model import Full, Same
from storage.publishing import Publishing, is_told
from storage.rows import plan_of
from storage.schema import digest_plan
from summarise.editions.calendar import date_of, next_time, rescheduled
from summarise.editions.digest import subject_of
from summarise.model import DigestPlan, Origin

EVERYTHING = Planned()


class Plans(Publishing):
    """A guild's digest plans, and nobody else's."""

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
        wanted = DigestPlan(
            id=0,
            guild=guild,
            target=target,
            at=at,
            zone=zone,
            stories=stories,
            sentences=sentences,
            origin=origin,
            next_due_at=next_due_at,
            created_at=now,
            asked_by=asked_by,
            **{name: getattr(wishes, name) for name in Planned.__slots__},
        )
        kept = await self._put(wanted, None)
        assert isinstance(kept, DigestPlan)
        return kept

    async def add_within(self, wanted: DigestPlan, most: int) -> DigestPlan | Full:
        """As `add` does with what is `wanted`, whose id counts for nothing.

        Full, and nothing changed, where it would be one more than `most` of the guild: of those by direct
        message to the same person, or of all others.
        """
        return await self._put(wanted, most)

    async def _put(self, plan: DigestPlan, most: int | None) -> DigestPlan | Full:
        named = {"guild": plan.guild, "target": plan.target, "at": plan.at, "zone": plan.zone}
        wanted = _wanted(plan) | ({} if plan.asked_by is None else {"asked_by": plan.asked_by})
        new = {"origin": plan.origin, "created_at": plan.created_at, "next_due_at": plan.next_due_at}
        async with self._database.writing() as tx:
            await in_turn(tx, "plans")
            if most is not None and await _is_full(tx, named, most):
                return Full(most=most)
            added = tx.insert(digest_plan).values(**named, **wanted, **new)
            if not await tx.changed(added.on_conflict_do_nothing(index_elements=list(named))):
                await _take_over(tx, named, wanted, plan)
            row = await tx.row(sa.select(digest_plan).filter_by(**named))
        assert row is not None
        return plan_of(row)

    async def change(self, before: DigestPlan, after: DigestPlan, now: datetime) -> DigestPlan | Same | None:
        """Let the plan that is as `before` be as `after`: place, time, sizes and wishes.

        None, and nothing changed, where it is no longer as `before`: changed meanwhile, or removed. Same
        where the guild has another plan of that place, time and zone. Its next digest moves with the
        schedule, past local dates that the place was told of already, but not where it is due already.
        """
        async with self._database.writing() as tx:
            await in_turn(tx, "plans")
            mine = sa.and_(digest_plan.c.id == before.id, digest_plan.c.guild == before.guild)
            row = await tx.row(sa.select(digest_plan).where(mine).with_for_update())
            if row is None or _settled(held := plan_of(row)) != _settled(before):
                return None
            named = {"guild": before.guild, "target": after.target, "at": after.at, "zone": after.zone}
            rival = sa.select(digest_plan.c.id).filter_by(**named).where(digest_plan.c.id != before.id)
            if (taken := await tx.value(rival)) is not None:
                return Same(id=taken)
            moved = await _moved(tx, held, after, now)
            changed = {**_wanted(after), "target": after.target, "at": after.at, "zone": after.zone}
            await tx.execute(
                sa.update(digest_plan).where(mine).values(**changed, next_due_at=moved, wake_at=None)
            )
            kept = await tx.row(sa.select(digest_plan).where(mine))
        assert kept is not None
        return plan_of(kept)

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

    async def of_person(self, person: str) -> tuple[DigestPlan, ...]:
        """The digests that the person has by direct message, in every guild, oldest first."""
        mine = digest_plan.c.target == f"user:{person}"
        async with self._database.reading() as tx:
            rows = await tx.rows(sa.select(digest_plan).where(mine).order_by(digest_plan.c.id))
        return tuple(map(plan_of, rows))

    async def keep(self, origin: Origin, ids: frozenset[int]) -> int:
        """Remove this origin's plans that are not in `ids`; how many went."""
        async with self._database.writing() as tx:
            return await tx.changed(
                sa.delete(digest_plan).where(
                    digest_plan.c.origin == origin, digest_plan.c.id.not_in(sorted(ids))
                )
            )


async def hand_over_planned(tx: Transaction, feed_id: int, kept: int) -> None:
    """Digests of a feed that moved to where another one is are digests of that one."""
    named = sa.select(digest_plan).where(digest_plan.c.wishes.contains(f"{feed_id}"))
    if await tx.row(named) is not None:
        await in_turn(tx, "plans")
    for row in await tx.rows(named):
        wishes = PLANNED.load(row["wishes"])
        if feed_id in wishes.feeds:
            feeds = tuple(dict.fromkeys(kept if held == feed_id else held for held in wishes.feeds))
            told = PLANNED.dump(replace(wishes, feeds=feeds))
            await tx.execute(sa.update(digest_plan).where(digest_plan.c.id == row["id"]).values(wishes=told))


async def _take_over(
    tx: Transaction, named: dict[str, Any], wanted: dict[str, Any], asked: DigestPlan
) -> None:
    row = await tx.row(sa.select(digest_plan).filter_by(**named).with_for_update())
    assert row is not None
    plan = plan_of(row)
    next_due_at = rescheduled(plan, replace(plan, weekdays=asked.weekdays), asked.created_at)
    moved = {} if next_due_at == plan.next_due_at else {"next_due_at": next_due_at, "wake_at": None}
    await tx.execute(sa.update(digest_plan).where(digest_plan.c.id == plan.id).values(**wanted, **moved))


async def _moved(tx: Transaction, plan: DigestPlan, after: DigestPlan, now: datetime) -> datetime:
    """When the plan is due next once it is as `after`: no local date is told twice at one place."""
    due = rescheduled(plan, after, now)
    if due == plan.next_due_at:
        return due
    while await is_told(tx, after.target, subject_of(plan, date_of(replace(after, next_due_at=due), due))):
        due = next_time(after.at, after.zone, due, after.weekdays)
    return due


async def _is_full(tx: Transaction, named: dict[str, Any], most: int) -> bool:
    """Whether the guild has no such plan, and no room for one."""
    if await tx.value(sa.select(digest_plan.c.id).filter_by(**named)) is not None:
        return False
    target: str = named["target"]
    places = digest_plan.c.target
    beside = places == target if target.startswith("user:") else places.not_like("user:%")
    query = sa.select(sa.func.count()).where(digest_plan.c.guild == named["guild"], beside)
    return bool(await tx.value(query) >= most)


def _wanted(plan: DigestPlan) -> dict[str, Any]:
    wishes = Planned(**{name: getattr(plan, name) for name in Planned.__slots__})
    return {"stories": plan.stories, "sentences": plan.sentences, "wishes": _dumped(wishes)}


def _dumped(wishes: Planned) -> str | None:
    return None if wishes == EVERYTHING else PLANNED.dump(wishes)


def _settled(plan: DigestPlan) -> DigestPlan:
    """The plan without what changes of it as it is published."""
    return replace(plan, next_due_at=plan.created_at, last_until=None)
