"""Which process holds which shard of Discord's gateway, by leases, and when the next may sign in."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.processes import SILENCE
from storage.schema import process, shard, signed_in

LEASE: Final = timedelta(seconds=20)
"""How long a shard is held without being held anew: so long a dead process's is nobody's."""

FAR: Final = timedelta(minutes=10)
"""A sign-in that is noted for later than that was noted by a clock that was wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a process holds of so many shards, how many it should, and how many processes speak."""

    total: int
    mine: frozenset[int]
    share: int
    speakers: int


class ShardLeases:
    """The gateway divided among processes; all times are the database's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def total(self) -> int | None:
        """How many shards the processes have agreed on; None before anybody has."""
        async with self._database.reading() as tx:
            found: int | None = await tx.value(sa.select(sa.func.max(shard.c.total)))
        return found

    async def divide(self, total: int, *, firm: bool) -> int | None:
        """Agree on so many shards; how many there are then.

        As long as any of another number is held that number stays, which is None where ours is `firm`.
        """
        async with self._database.writing() as tx:
            await _lay(tx, total, only_first=True)
            rows, now = await _shards(tx), await tx.time()
            kept: int = rows[0]["total"]
            if kept != total and any(_is_held(row, now) for row in rows):
                return None if firm else kept
            if kept != total or len(rows) != total:
                await tx.execute(sa.delete(shard).where(shard.c.number >= total))
                await tx.execute(sa.update(shard).values(total=total, holder=None, held_until=None))
                await _lay(tx, total)
        return total

    async def hold(self, holder: str, keep: Set[int], only: Set[int] | None = None) -> Held | None:
        """Hold what is to be kept for a further LEASE, release the rest, and take what is free.

        It takes no more than its share: as many as the others that speak, those that run longest one more.
        With `only`, it takes these alone and all of them. None where nothing is divided yet.
        """
        async with self._database.writing() as tx:
            rows, now = await _shards(tx), await tx.time()
            speakers = await _speakers(tx, now)
            if not rows:
                return None
            total: int = rows[0]["total"]
            share = _share(total, speakers, holder) if only is None else len(only)
            kept = {row["number"] for row in rows if row["holder"] == holder} & keep
            free = [
                row["number"]
                for row in rows
                if (row["holder"] == holder or not _is_held(row, now))
                and row["number"] not in kept
                and (only is None or row["number"] in only)
            ]
            mine = kept | set(free[: max(0, share - len(kept))])
            ours = shard.c.holder == holder
            await tx.execute(
                sa.update(shard).where(ours, shard.c.number.not_in(mine)).values(holder=None, held_until=None)
            )
            await tx.execute(
                sa.update(shard).where(shard.c.number.in_(mine)).values(holder=holder, held_until=now + LEASE)
            )
        return Held(total=total, mine=frozenset(mine), share=share, speakers=max(1, len(speakers)))

    async def speakers(self) -> int:
        """How many processes speak with Discord."""
        async with self._database.reading() as tx:
            return len(await _speakers(tx, await tx.time()))

    async def release(self, holder: str) -> None:
        """Leave all that a process holds to others."""
        async with self._database.writing() as tx:
            await tx.execute(
                sa.update(shard).where(shard.c.holder == holder).values(holder=None, held_until=None)
            )

    async def turn(self, number: int, apart: timedelta) -> timedelta:
        """How long to wait until one may sign in whose turn this is: the moment is then taken."""
        async with self._database.writing() as tx:
            ages_ago = await tx.time() - FAR
            await tx.execute(
                tx.insert(signed_in)
                .values(turn=number, at=ages_ago)
                .on_conflict_do_nothing(index_elements=["turn"])
            )
            chosen = signed_in.c.turn == number
            last: datetime = await tx.value(sa.select(signed_in.c.at).where(chosen).with_for_update())
            now = await tx.time()
            at = now if last > now + FAR else max(now, last + apart)
            await tx.execute(sa.update(signed_in).where(chosen).values(at=at))
        return at - now


async def _lay(tx: Transaction, total: int, *, only_first: bool = False) -> None:
    """Rows for the shards that have none."""
    numbers = range(1 if only_first else total)
    await tx.execute(
        tx.insert(shard).on_conflict_do_nothing(index_elements=["number"]),
        [{"number": number, "total": total, "holder": None, "held_until": None} for number in numbers],
    )


async def _shards(tx: Transaction) -> list[sa.RowMapping]:
    """Every shard's row, nobody else's until this transaction ends."""
    return list(await tx.rows(sa.select(shard).order_by(shard.c.number).with_for_update()))


async def _speakers(tx: Transaction, now: datetime) -> list[str]:
    """The processes that live and speak with Discord, the longest running first."""
    rows = await tx.rows(
        sa.select(process.c.id, process.c.roles)
        .where(process.c.heard_at > now - SILENCE)
        .order_by(process.c.started_at, process.c.id)
    )
    return [row["id"] for row in rows if "bot" in row["roles"].split(",")]


def _is_held(row: sa.RowMapping, now: datetime) -> bool:
    return bool(row["holder"] is not None and row["held_until"] > now)


def _share(total: int, speakers: list[str], holder: str) -> int:
    if holder not in speakers:
        return 0
    each, more = divmod(total, len(speakers))
    return each + (speakers.index(holder) < more)
