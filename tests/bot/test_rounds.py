"""The timer's rounds go by the event loop's clock, whatever the machine's does."""

import asyncio
from collections import Counter

from bot.rounds import Rounds
from tests.bot.hurried import HurriedLoop


def test_rounds_go_on_while_the_machines_clock_stands_and_what_is_late_is_done_once() -> None:
    done: Counter[str] = Counter()
    going = asyncio.Event()

    async def noted(name: str) -> None:
        done[name] += 1
        if name == "long":
            await going.wait()

    async def live() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HurriedLoop)
        loop.hurried = lambda _: None  # the machine's clock is not told: for it all this is a moment
        rounds = Rounds()
        rounds.add_job(noted, args=("once",), id="once")
        for name in ("short", "long"):
            rounds.add_job(noted, "interval", seconds=1, args=(name,), id=name)
        rounds.start()
        await asyncio.sleep(3600.5)
        loop.skip(600)  # as where the process was stopped
        await asyncio.sleep(0.25)
        rounds.shutdown(wait=False)
        going.set()
        await asyncio.sleep(0)

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        runner.run(live())
    assert done == {"once": 1, "short": 3601, "long": 1}
