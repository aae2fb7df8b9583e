"""What comes too late for a suggestion is not waited for, and does no harm when it comes."""

import asyncio

import pytest

from bot.commands.patience import in_time


async def test_work_in_time_is_given_back_with_its_trouble() -> None:
    async def work() -> str:
        return "found"

    async def trouble() -> str:
        raise ValueError("no such thing")

    assert await in_time(work(), "nothing") == "found"
    with pytest.raises(ValueError, match="no such thing"):
        await in_time(trouble(), "nothing")


async def test_late_work_goes_on_unheard() -> None:
    going, ended = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        await going.wait()
        ended.set()
        raise ValueError("too late to tell")

    assert await in_time(work(), "nothing", seconds=0.01) == "nothing"
    assert not ended.is_set()
    going.set()
    await asyncio.wait_for(ended.wait(), 5)
