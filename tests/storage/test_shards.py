"""Shards are held by lease, by one process at a time, and shared out among those that live."""

import asyncio
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from storage.archive import Archive
from storage.model import Process
from storage.processes import SILENCE
from storage.schema import process, shard, signed_in
from storage.shards import FAR, LEASE, Held
from storage.wishes import YOUNG, Wish

APART = timedelta(seconds=5)
NOTHING: frozenset[int] = frozenset()


async def speak(archive: Archive, *names: str) -> None:
    """Let processes be heard of, one after the other."""
    for name in names:
        then = datetime(2001, 1, 1, tzinfo=UTC)
        described = {"host": "newsroom-1", "number": 1, "version": "0", "started_at": then, "heard_at": then}
        await archive.processes.hear(Process(id=name, roles=frozenset({"bot", "read"}), **described))  # type: ignore[arg-type]


async def grow_up(archive: Archive) -> None:
    """Let all processes have begun long ago."""
    async with archive._database.writing() as tx:
        for row in await tx.rows(sa.select(process)):
            older = sa.update(process).where(process.c.id == row["id"])
            await tx.execute(older.values(started_at=row["started_at"] - YOUNG))


async def age(archive: Archive, holder: str, by: timedelta) -> None:
    """Let so much time pass for what one process did, as if it had died."""
    async with archive._database.writing() as tx:
        for table, at, whose in (
            (process, process.c.heard_at, process.c.id),
            (shard, shard.c.held_until, shard.c.holder),
        ):
            for row in await tx.rows(sa.select(whose, at).where(whose == holder).distinct()):
                aged = sa.update(table).where(whose == holder)
                await tx.execute(aged.values({at.name: row[at.name] - by}))


async def hold(
    archive: Archive,
    holder: str,
    *keep: int,
    only: frozenset[int] | None = None,
    total: int = 0,
    cut: bool = False,
) -> Held:
    asks = Wish(total=total, only=only, cut=cut)
    held = await archive.shards.hold(holder, frozenset(keep), asks)
    assert held is not None
    return held


async def test_shards_are_shared_out_and_pass_on_when_a_process_dies_or_ends(archive: Archive) -> None:
    assert await archive.shards.total() is None
    assert await archive.shards.hold("a", NOTHING) is None, "nobody has said how many there are"
    assert await archive.shards.divide(5, firm=False) == 5
    await speak(archive, "a")
    assert await hold(archive, "a") == Held(total=5, mine=frozenset(range(5)), share=5, speakers=1)

    await speak(archive, "b")
    assert (await hold(archive, "b")).mine == NOTHING, "what is held is nobody else's"
    first = await hold(archive, "a", 0, 1, 2, 3, 4)
    assert (len(first.mine), first.share) == (5, 3), "what it still holds is its own until it lets go"
    assert (await hold(archive, "a", 0, 1, 2)).mine == {0, 1, 2}
    assert await hold(archive, "b") == Held(total=5, mine=frozenset({3, 4}), share=2, speakers=2)

    await age(archive, "a", LEASE / 2)
    assert (await hold(archive, "b", 3, 4)).mine == {3, 4}, "not before the lease of the dead one has passed"
    await age(archive, "a", max(LEASE, SILENCE))
    assert (await hold(archive, "b", 3, 4)).mine == {0, 1, 2, 3, 4}
    assert (await hold(archive, "a", 0, 1, 2)).mine == NOTHING, "who lost its lease has lost its shards"

    await archive.shards.release("b")
    await archive.processes.leave("b")
    await speak(archive, "a")
    assert (await hold(archive, "a")).mine == {0, 1, 2, 3, 4}


async def test_ranges_are_held_whole_and_by_one_process_at_a_time(archive: Archive) -> None:
    await speak(archive, "a", "b", "c")
    await archive.shards.divide(4, firm=True)
    low, high = frozenset({0, 1}), frozenset({2, 3})
    assert (await hold(archive, "a", only=low)).mine == low
    assert (await hold(archive, "b", only=low)).mine == NOTHING
    assert (await hold(archive, "c", only=high)).mine == high
    await age(archive, "a", LEASE + SILENCE)
    assert (await hold(archive, "b", only=low)).mine == low


async def test_processes_that_begin_at_once_never_hold_the_same(archive: Archive) -> None:
    names = [f"bot-{number}" for number in range(4)]
    await speak(archive, *names)
    assert await asyncio.gather(*(archive.shards.divide(9, firm=False) for _ in names)) == [9] * 4
    held = await asyncio.gather(*(hold(archive, name) for name in names))
    assert sorted(number for each in held for number in each.mine) == list(range(9))
    assert [len(each.mine) for each in held] == [3, 2, 2, 2]


async def test_number_of_shards_changes_only_while_nobody_holds_any(archive: Archive) -> None:
    await speak(archive, "a")
    await archive.shards.divide(4, firm=False)
    await hold(archive, "a")
    assert await archive.shards.divide(8, firm=False) == 4, "who has no wish of its own does as the others"
    assert await archive.shards.divide(8, firm=True) is None
    assert await archive.shards.total() == 4
    await age(archive, "a", LEASE)
    assert await archive.shards.divide(2, firm=True) == 2
    await speak(archive, "a")
    assert await hold(archive, "a") == Held(total=2, mine=frozenset({0, 1}), share=2, speakers=1)
    await archive.shards.release("a")
    assert await archive.shards.divide(3, firm=False) == 3
    assert (await hold(archive, "a")).mine == {0, 1, 2}


async def test_sign_ins_of_one_turn_come_one_after_the_other(archive: Archive) -> None:
    waits = await asyncio.gather(*(archive.shards.turn(0, APART) for _ in range(4)))
    first, *others = sorted(waits)
    assert first == timedelta()
    for number, wait in enumerate(others, 1):
        assert APART * (number - 1) < wait <= APART * number
    assert await archive.shards.turn(1, APART) == timedelta(), "another turn waits for none of these"
    async with archive._database.writing() as tx:
        wrong = (await tx.time()) + 2 * FAR
        await tx.execute(sa.update(signed_in).values(at=wrong))
    assert await archive.shards.turn(0, APART) == timedelta(), "a clock that was wrong holds up nobody"


async def test_share_is_only_for_who_asks(archive: Archive) -> None:
    every, low = frozenset(range(16)), frozenset({0, 1, 2, 3})
    await speak(archive, "a", "waits")
    await archive.shards.divide(16, firm=True)
    assert len((await hold(archive, "a")).mine) == 8, "who has just begun may ask in a moment"
    await grow_up(archive)
    held = await hold(archive, "a", *range(8))
    assert held == Held(total=16, mine=every, share=16, speakers=1), "who waits silences nobody"

    await speak(archive, "ranged")
    assert (await hold(archive, "ranged", only=low)).mine == NOTHING
    first = await hold(archive, "a", *every)
    assert (first.share, first.named) == (12, low), "what another names is left to it"
    await hold(archive, "a", *every - low)
    assert (await hold(archive, "ranged", only=low)).mine == low
    await speak(archive, "b")
    await hold(archive, "b")
    assert (await hold(archive, "a", *every - low)).share == 6
    await hold(archive, "a", *range(4, 10))
    assert (await hold(archive, "b")).mine == set(range(10, 16))

    assert (await hold(archive, "b", *range(10, 16), cut=True)).share == 0, "others can connect"
    await hold(archive, "b", cut=True)
    assert (await hold(archive, "a", *range(4, 10))).mine == every - low
    assert (await hold(archive, "a", *every, cut=True)).share == 6, "nobody can: all go on trying"
    assert (await hold(archive, "ranged", *low, only=low, cut=True)).mine == low


async def test_more_shards_are_begun_with_once_all_have_left_theirs(archive: Archive) -> None:
    await speak(archive, "a", "b")
    await archive.shards.divide(2, firm=False)
    await hold(archive, "a")
    assert (await hold(archive, "b")).mine == {1}
    await archive.shards.release("a")
    wished = await hold(archive, "a", total=4)
    assert (wished.total, wished.mine, wished.share) == (2, NOTHING, 0), "the other holds one still"
    assert (await hold(archive, "b", 1)).share == 0, "which it is to leave"
    assert (await hold(archive, "b")).mine == {0, 1}, "and takes its share of four"
    assert await hold(archive, "a", total=4) == Held(total=4, mine=frozenset({2, 3}), share=2, speakers=2)
