"""Targets: who holds one, which are stopped as they refuse what is sent there, and since when."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from config.phrase import Reason
from storage.documents import kept_reason, reason_of
from storage.engine import Database, Transaction
from storage.model import StoppedTarget
from storage.outbox import put
from storage.outgoing import MESSAGES
from storage.schema import UNFINISHED, delivery, digest_plan, guild, watch
from storage.schema import target as place
from summarise.editions.notice import Stop, stopped_notice

WARY: Final = 3
"""After so many messages that were deleted in a target it is better to look before editing one there."""

REFUSALS: Final = 8
"""A target that answered so many requests with 403 or 404 is resumed by somebody who asks, not by itself."""

FIRST_PROBE: Final = timedelta(minutes=10)
LONGEST_PROBE: Final = timedelta(days=7)


class Targets:
    """Where things are sent, and where not at the moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stopped(self, guild: str | None = None) -> tuple[StoppedTarget, ...]:
        """The guild's targets (None: all) to which nothing is sent, the longest stopped first."""
        query = sa.select(place).where(place.c.stopped_at.is_not(None)).order_by(place.c.stopped_at)
        if guild is not None:
            query = query.where(place.c.guild == guild)
        async with self._database.reading() as tx:
            rows = await tx.rows(query)
        return tuple(
            StoppedTarget(
                target=row["target"],
                guild=row["guild"],
                reason=reason_of(row["reason"]) or "",
                since=row["stopped_at"],
                refusals=row["refusals"],
                probe_at=row["probe_at"],
            )
            for row in rows
        )

    async def resume(self, target: str, now: datetime, *, changed: bool | None = None) -> bool:
        """Send to the target again what waits for it; False where it is not stopped, or may not be tried yet.

        Whoever asks for it gets it. By itself it is done where permissions have `changed`, else (False) from
        `probe_at` on, and neither after REFUSALS refusals unless the last stop cost no request.
        """
        async with self._database.writing() as tx:
            row = await tx.row(
                sa.select(place)
                .where(place.c.target == target, place.c.stopped_at.is_not(None))
                .with_for_update()
            )
            if row is None or (changed is not None and not _may_be_tried(row, now, changed=changed)):
                return False
            free = dict.fromkeys(("stopped_at", "reason", "probe_at"))
            await tx.execute(sa.update(place).where(place.c.target == target).values(free))
            tx.nudge("deliver", target)
        return True


async def hold(tx: Transaction, target: str) -> sa.RowMapping | None:
    """The target's row, held until the transaction ends; None where nothing waits for the target.

    One at a time holds it, so that what is counted of the target stays so.
    """
    query = sa.select(place).where(place.c.target == target).with_for_update()
    row = await tx.row(query)
    if row is not None:
        return row
    of_guild: str | None = await tx.value(
        sa.select(delivery.c.guild).where(UNFINISHED, delivery.c.target == target).limit(1)
    )
    if of_guild is None:
        return None
    await _known(tx, target, of_guild)
    return await tx.row(query)


async def miss(tx: Transaction, target: str, of_guild: str) -> None:
    """One more message of the target was found deleted."""
    await _known(tx, target, of_guild)
    counted = {"misses": place.c.misses + 1}
    await tx.execute(sa.update(place).where(place.c.target == target).values(counted))


def is_wary(row: sa.RowMapping) -> bool:
    """Whether to look before editing in the target: another deleted message could be one 404 too many."""
    return bool(row["misses"] >= WARY or row["refusals"] + row["misses"] >= REFUSALS)


async def relieve(tx: Transaction, delivery_id: int) -> None:
    """A message of a target that only somebody who asked could resume arrived: its refusals are forgotten."""
    sender = sa.select(delivery.c.target).where(
        delivery.c.id == delivery_id, delivery.c.state != "sent", delivery.c.action.in_(MESSAGES)
    )
    used_up = sa.and_(place.c.target == sender.scalar_subquery(), _spent() >= REFUSALS)
    await tx.execute(sa.update(place).where(used_up).values(refusals=0))


async def stop(
    tx: Transaction,
    target: str,
    of_guild: str,
    reason: Reason,
    now: datetime,
    *,
    asked: bool = True,
    whole_guild: bool = False,
) -> None:
    """The target refuses what is sent there: nothing is until it is resumed, and who set it up is told.

    That is who made its watches and digest plans, once for each time that it stops; where the `whole_guild`
    refuses, once a day for all of it. Of somebody who takes no direct messages nobody is told. A refusal
    counts where Discord was `asked`.
    """
    await _known(tx, target, of_guild)
    counted = {"refusals": place.c.refusals + int(asked)}
    row = await tx.row(
        sa.update(place).where(place.c.target == target).values(counted).returning(place, _spent())
    )
    assert row is not None
    spent = row["spent"]
    probe = now + min(LONGEST_PROBE, FIRST_PROBE * 2 ** max(0, min(spent, REFUSALS) - 1))
    stays = row["stopped_at"] is not None and row["probe_at"] is None
    by_itself = not stays and (not asked or spent < REFUSALS)
    stopped = {
        "stopped_at": row["stopped_at"] or now,
        "reason": kept_reason(reason),
        "probe_at": probe if by_itself else None,
    }
    await tx.execute(sa.update(place).where(place.c.target == target).values(stopped))
    if row["stopped_at"] is None and not target.startswith("user:"):
        name = await tx.value(sa.select(guild.c.name).where(guild.c.guild == of_guild)) or ""
        where = Stop(
            target=target,
            guild=of_guild if whole_guild else None,
            server=name,
            reason=reason,
            by_itself=by_itself,
            at=now,
        )
        for asker in await _askers(tx, target):
            await put(tx, of_guild, stopped_notice(where, f"user:{asker}"), now)


async def _askers(tx: Transaction, target: str) -> list[str]:
    """Who made the target's watches and digest plans, where that was a person."""
    askers: set[str] = set()
    for table in (watch, digest_plan):
        mine = sa.and_(table.c.target == target, table.c.asked_by.is_not(None))
        askers |= set(await tx.values(sa.select(table.c.asked_by).where(mine)))
    return sorted(askers)


def _spent() -> sa.ColumnElement[int]:
    """How many 403 and 404 the target has cost; the misses beyond WARY were looked for and cost none."""
    misses = sa.case((place.c.misses > WARY, WARY), else_=place.c.misses)
    return (place.c.refusals + misses).label("spent")


def _may_be_tried(row: sa.RowMapping, now: datetime, *, changed: bool) -> bool:
    return row["probe_at"] is not None and (changed or row["probe_at"] <= now)


async def _known(tx: Transaction, target: str, of_guild: str) -> None:
    fresh = {"target": target, "guild": of_guild, "refusals": 0, "misses": 0}
    await tx.execute(tx.insert(place).values(fresh).on_conflict_do_nothing())
