"""The floor of a held loop: one that has nothing to do."""

import asyncio

from benchmarks.measuring import watching_loop
from benchmarks.results import Sweeps


def run(*, seconds: float) -> Sweeps:
    """How late an idle loop wakes a sleeper."""
    return asyncio.run(_run(seconds))


async def _run(seconds: float) -> Sweeps:
    async with watching_loop() as late:
        await asyncio.sleep(seconds)
    return Sweeps(wall=[seconds], own=[], workers=[], late_99=late.at(0.99), late_worst=late.worst)
