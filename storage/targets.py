"""Targets: who holds one, which are stopped as they refuse what is sent there, and since when."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.model import StoppedTarget
from storage.outbox import put
from storage.schema import UNFINISHED, delivery, digest_plan, guild, watch
from storage.schema import target as place
from summarise.editions.notice import stopped_notice

WARY: Final = 3
"""After so many messages that were deleted in a target it is better to look before editing one there."""

REFUSALS: Final = 8
"""A target that refused us so often is resumed by somebody who asks for it, and not by itself."""

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
                reason=row["reason"] or "",
                since=row["stopped_at"],
                refusals=row["refusals"],
                probe_at=row["probe_at"],
            )
            for row in rows
        )

    async def resume(self, target: str, now: datetime, *, changed: bool | None = None) -> bool:
        """Send to the target again what waits for it; False where it is not stopped, or may not be tried yet.

        Whoever asks for it gets it. By itself it is done where permissions have `changed`, else (False) from
        `probe_at` on, and neither after REFUSALS refusals.
        """
        async with self._database.writing() as tx:
            row = await tx.row(
                sa.select(place)
                .where(place.c.target == target, place.c.stopped_at.is_not(None))
                .with_for_update()
            )
            if row is None or (changed is not None and not _may_be_tried(row, now, changed=changed)):
                return False
            free = dict.fromkeys(("stopped_at", "reason", "probe_at", "told_at"))
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


async def stop(tx: Transaction, target: str, of_guild: str, reason: str, now: datetime) -> None:
    """The target refuses what is sent there: nothing is until it is resumed, and who set it up is told.

    That is who made its watches and digest plans, once for each time that it stops. Of somebody who takes no
    direct messages nobody is told.
    """
    await _known(tx, target, of_guild)
    row = await tx.row(sa.select(place).where(place.c.target == target).with_for_update())
    assert row is not None
    refusals = row["refusals"] + 1
    probe = None if refusals >= REFUSALS else now + min(LONGEST_PROBE, FIRST_PROBE * 2 ** (refusals - 1))
    stopped = {
        "stopped_at": row["stopped_at"] or now,
        "reason": reason,
        "refusals": refusals,
        "probe_at": probe,
    }
    if row["stopped_at"] is None and await _tell(tx, target, of_guild, reason, now):
        stopped["told_at"] = now
    await tx.execute(sa.update(place).where(place.c.target == target).values(stopped))


async def _tell(tx: Transaction, target: str, of_guild: str, reason: str, now: datetime) -> bool:
    """Whether there is anybody to tell."""
    if target.startswith("user:"):
        return False
    askers: set[str] = set()
    for table in (watch, digest_plan):
        mine = sa.and_(table.c.target == target, table.c.asked_by.is_not(None))
        askers |= set(await tx.values(sa.select(table.c.asked_by).where(mine)))
    name = await tx.value(sa.select(guild.c.name).where(guild.c.guild == of_guild)) or ""
    for asker in sorted(askers):
        await put(tx, of_guild, stopped_notice(target, f"user:{asker}", name, reason, now), now)
    return bool(askers)


def _may_be_tried(row: sa.RowMapping, now: datetime, *, changed: bool) -> bool:
    if row["refusals"] >= REFUSALS:
        return False
    return changed or (row["probe_at"] is not None and row["probe_at"] <= now)


async def _known(tx: Transaction, target: str, of_guild: str) -> None:
    fresh = {"target": target, "guild": of_guild, "refusals": 0, "misses": 0}
    await tx.execute(tx.insert(place).values(fresh).on_conflict_do_nothing())
