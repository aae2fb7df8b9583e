"""Which process holds which shard of Discord's gateway, by leases, and when the next may sign in.

A share is only given to who asked for one: a process that waits, or that never reaches Discord, has none.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from storage.engine import Database, Transaction
from storage.processes import SILENCE
from storage.schema import shard, signed_in
from storage.sharing import Place, wanted
from storage.wishes import Wish, speaking, wish

LEASE: Final = timedelta(seconds=20)
"""How long a shard is held without being held anew: so long a dead process's is nobody's."""

FAR: Final = timedelta(minutes=10)
"""A sign-in that is noted for later than that was noted by a clock that was wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a process holds of so many shards, how many it should, and how many processes speak.

    None of its share is what others ask for by number (`named`).
    """

    total: int
    mine: frozenset[int]
    share: int
    speakers: int
    named: frozenset[int] = frozenset()


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
                await _divide_anew(tx, total)
        return total

    async def hold(self, holder: str, keep: Set[int], asks: Wish | None = None) -> Held | None:
        """Hold what is to be kept for a further LEASE, release the rest, and take what is free.

        It takes no more than its share of what nobody asks for by number: as many as the others that ask,
        those that run longest one more. Where one asks for more shards in all, nobody takes any until nobody
        holds any; then there are so many. None where nothing is divided yet.
        """
        async with self._database.writing() as tx:
            rows, now = await _shards(tx), await tx.time()
            await wish(tx, holder, asks or Wish())
            bots = await speaking(tx, now, SILENCE)
            if not rows:
                return None
            total: int = rows[0]["total"]
            if (more := wanted(bots)) > total:
                if keep or any(_is_held(row, now) and row["holder"] != holder for row in rows):
                    return await _leave_all(tx, holder, keep, rows, now, len(bots.asking))
                rows = await _divide_anew(tx, total := more)
            place = Place.of(holder, total, bots)
            kept = {row["number"] for row in rows if row["holder"] == holder} & keep
            free = [
                row["number"]
                for row in rows
                if (row["holder"] == holder or not _is_held(row, now))
                and row["number"] not in kept
                and row["number"] in place.open_to
            ]
            # who has just begun may ask in a moment
            room = place.share_beside(*bots.silent) - len(kept)
            mine = kept | set(free[: max(0, room)])
            await _hold(tx, holder, mine, now)
        return Held(
            total=total,
            mine=frozenset(mine),
            share=place.share,
            speakers=max(1, len(bots.asking)),
            named=place.named,
        )

    async def speakers(self) -> int:
        """How many processes speak with Discord."""
        async with self._database.reading() as tx:
            return len((await speaking(tx, await tx.time(), SILENCE)).asking)

    async def release(self, holder: str) -> None:
        """Leave all that a process holds to others, and ask for no share until the next `hold`."""
        async with self._database.writing() as tx:
            await wish(tx, holder, None)
            await _hold(tx, holder, frozenset(), await tx.time())

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


async def _divide_anew(tx: Transaction, total: int) -> list[sa.RowMapping]:
    """So many rows from now on, of shards that nobody holds."""
    await tx.execute(sa.delete(shard).where(shard.c.number >= total))
    await tx.execute(sa.update(shard).values(total=total, holder=None, held_until=None))
    await _lay(tx, total)
    return await _shards(tx)


async def _leave_all(
    tx: Transaction, holder: str, keep: Set[int], rows: list[sa.RowMapping], now: datetime, speakers: int
) -> Held:
    """Hold what is not left yet, and is to be."""
    mine = {row["number"] for row in rows if row["holder"] == holder} & keep
    await _hold(tx, holder, mine, now)
    return Held(total=rows[0]["total"], mine=frozenset(mine), share=0, speakers=max(1, speakers))


async def _hold(tx: Transaction, holder: str, mine: Set[int], now: datetime) -> None:
    """These for a further LEASE, and none else."""
    ours = shard.c.holder == holder
    await tx.execute(
        sa.update(shard).where(ours, shard.c.number.not_in(mine)).values(holder=None, held_until=None)
    )
    await tx.execute(
        sa.update(shard).where(shard.c.number.in_(mine)).values(holder=holder, held_until=now + LEASE)
    )


def _is_held(row: sa.RowMapping, now: datetime) -> bool:
    return bool(row["holder"] is not None and row["held_until"] > now)
