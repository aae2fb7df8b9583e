"""Shards sign in in their turns, and not at all where Discord allows none."""

import asyncio
from datetime import timedelta

import pytest
from discord import SessionStartLimits
from structlog.testing import capture_logs

from bot.shards import signing
from bot.shards.holding import Alone
from bot.shards.signing import SignIns
from config.settings.part import Part


class Noting(Alone):
    """Notes whose turn was asked for."""

    def __init__(self) -> None:
        super().__init__(Part(total=16), timedelta())
        self.turns: list[int] = []

    async def turn(self, number: int) -> timedelta:
        """No wait."""
        self.turns.append(number)
        return await super().turn(number)


def limits(remaining: int, concurrency: int = 1) -> SessionStartLimits:
    return SessionStartLimits(total=1000, remaining=remaining, reset_after=1, max_concurrency=concurrency)


async def test_shards_of_one_turn_are_those_that_discord_counts_together() -> None:
    asked = 0

    async def ask() -> SessionStartLimits:
        nonlocal asked
        asked += 1
        return limits(900, 4)

    sign_ins, holding = SignIns(ask), Noting()
    for shard in (0, 1, 4, 7, 15):
        await sign_ins.wait(shard, holding)
    assert holding.turns == [0, 1, 0, 3, 3]
    assert asked == 1, "Discord's word is gone by for a while"


async def test_no_shard_signs_in_until_discord_allows_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "SHORTEST", 0.0)
    said = [limits(0), limits(1)]

    async def ask() -> SessionStartLimits:
        return said.pop(0)

    sign_ins, holding = SignIns(ask), Noting()
    with capture_logs() as lines:
        await sign_ins.wait(0, holding)
    assert [line["event"] for line in lines] == ["Discord allows no further sign-in for now"]
    assert not said, "it was asked again before anything signed in"
    assert holding.turns == [0]


async def test_turns_of_one_process_are_apart() -> None:
    alone = Alone(apart=timedelta(seconds=60))
    await alone.begin(3)
    assert alone.shards is not None
    assert alone.shards.mine == {0, 1, 2}
    first, second, other = [await alone.turn(number) for number in (0, 0, 1)]
    assert (first, other) == (timedelta(), timedelta())
    assert timedelta(seconds=50) < second <= timedelta(seconds=60)
    await asyncio.wait_for(alone.lead(), 1)
