"""What a process does with what it holds, and what it leaves to others."""

import asyncio
from datetime import timedelta
from math import inf

import pytest
from structlog.testing import capture_logs

from bot.presence import this_process
from bot.shards import leased
from bot.shards.leased import CUT, NEWCOMER, TRIES_AGAIN, Leased
from bot.shards.silent import Silent, Terminal
from config.settings.part import Part
from storage import wishes
from storage.archive import Archive
from storage.model import Shards

NOTHING: frozenset[int] = frozenset()


async def process(archive: Archive, part: Part | None = None) -> tuple[Leased, list[Shards]]:
    """One that speaks, and what its queue is told."""
    me, told = this_process(frozenset({"bot"})), list[Shards]()
    await archive.processes.hear(me)
    return Leased(me.id, archive.shards, part or Part(), told.append), told


async def test_queue_is_told_of_what_is_held_and_others_of_how_many_there_are(archive: Archive) -> None:
    silent = list[Shards]()
    scheduler = Silent(archive.shards, silent.append)
    await scheduler.beat()
    first, told = await process(archive)
    await first.beat()
    assert (silent, told) == ([], []), "nobody knows how many there are"
    await first.begin(3)
    await scheduler.beat()
    assert told == [Shards(total=3, mine=frozenset({0, 1, 2}))]
    assert silent == [Shards(total=3, mine=NOTHING)]
    assert first.changed.is_set()
    await asyncio.wait_for(first.lead(), 5)
    at_terminal = list[Shards]()
    await Terminal(archive.shards, at_terminal.append).beat()
    assert [(each.total, each.places) for each in at_terminal] == [(1, ("terminal",)), (3, ("terminal",))]
    assert at_terminal[-1].place_of("terminal") == "terminal"
    await first.beat()
    assert first.shards == told[0]
    await first.end()
    await first.beat()
    second, _ = await process(archive)
    await second.begin(3)
    assert second.shards is not None
    assert len(second.shards.mine) > 0, "who ends takes nothing back"


async def test_newcomer_asks_discord_little_until_others_have_heard_of_it(archive: Archive) -> None:
    first, _ = await process(archive)
    await first.begin(2)
    assert first.speakers == 1, "who is alone may ask all that Discord allows"
    second, _ = await process(archive)
    await second.begin(2)
    await first.beat()
    first._heard_at = second._heard_at = inf
    assert (first.speakers, second.speakers) == (NEWCOMER, NEWCOMER)
    first._heard_at = second._heard_at = 0.0
    assert (first.speakers, second.speakers) == (2, 2)


async def test_other_number_of_shards_waits_until_nobody_holds_any(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leased, "BEAT", timedelta())
    old, _ = await process(archive)
    await old.begin(2)
    other, _ = await process(archive, Part(total=4))
    with capture_logs() as lines:
        beginning = asyncio.create_task(other.begin(2))
        while not lines:  # noqa: ASYNC110 - what it says is all that is seen of it
            await asyncio.sleep(0)
        assert not beginning.done()
        assert other.shards is None
        await old.end()
        await asyncio.wait_for(beginning, 5)
    assert lines[0]["shards"] == 4
    assert other.shards is not None
    assert other.shards.total == 4


async def test_more_shards_are_begun_with_once_discord_advises_more(archive: Archive) -> None:
    bot, told = await process(archive)
    await bot.begin(1)
    await bot.begin(1)
    await bot.begin(2)
    assert [(each.total, sorted(each.mine)) for each in told] == [(1, [0]), (1, []), (2, [0, 1])]


async def test_bot_that_cannot_connect_leaves_its_shards_to_others_for_a_while(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "YOUNG", timedelta())
    cut_off, _ = await process(archive)
    other, _ = await process(archive)
    every = frozenset({0, 1})
    await other.begin(2)
    await cut_off.begin(2)
    await other.beat()
    await other.beat()
    await cut_off.beat()
    assert cut_off.shards == Shards(total=2, mine=frozenset({1}))
    other.connected = lambda: frozenset({0})
    cut_off._connected_at -= CUT.total_seconds()
    with capture_logs() as lines:
        await cut_off.beat()
        await cut_off.beat()
    assert cut_off.shards.mine == NOTHING
    assert cut_off.lacking, "who cannot connect is no spare one"
    assert [line["event"] for line in lines if line["log_level"] == "error"] == [
        "none of this process's shards is connected: others take them where they can"
    ]
    await other.beat()
    assert other.shards == Shards(total=2, mine=every)
    cut_off._connected_at -= TRIES_AGAIN.total_seconds()
    for each in (cut_off, other, other, cut_off):
        await each.beat()
    assert cut_off.shards.mine == {1}, "it tries again"
    assert not cut_off.lacking


async def test_who_waits_for_its_share_lacks_it_and_a_spare_one_does_not(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "YOUNG", timedelta())
    first, _ = await process(archive)
    await first.begin(2)
    assert not first.lacking
    late, _ = await process(archive)
    assert not late.lacking, "nothing is settled before it begins"
    await late.begin(2)
    assert late.shards == Shards(total=2, mine=NOTHING)
    assert late.lacking, "the first holds both as yet"
    for each in (first, first, late):
        await each.beat()
    assert late.shards.mine
    assert not late.lacking
    spare, _ = await process(archive)
    await spare.begin(2)
    await spare.beat()
    assert spare.shards == Shards(total=2, mine=NOTHING)
    assert not spare.lacking


async def test_shards_become_more_for_two_bots_once_discord_advises_more(archive: Archive) -> None:
    bots = [(await process(archive))[0] for _ in range(2)]
    for bot in bots:
        await bot.begin(2)
    for bot in bots:  # Discord ends both sessions
        await bot.begin(4)
    for bot in bots * 2:
        await bot.beat()
    held = [bot.shards for bot in bots if bot.shards is not None]
    assert [(each.total, len(each.mine)) for each in held] == [(4, 2), (4, 2)]
    assert held[0].mine.isdisjoint(held[1].mine)
