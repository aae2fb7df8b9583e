"""Work that is done in this process, for a bot without worker processes."""

import asyncio
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from bot.charts.chart import Chart
from config.errors import WorkerError
from config.phrase import phrase

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Here:
    """Works in threads; implements `feeds.ports.Workers`. Work that takes too long is given up, not ended."""

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """What comes of the work; WorkerError past `deadline` seconds."""
        try:
            return await asyncio.wait_for(asyncio.to_thread(work, *args), deadline)
        except TimeoutError:
            said = f"{work.__name__} took longer than {deadline:g} s"
            raise WorkerError(said, phrase("it took longer than {seconds} s", seconds=deadline)) from None


async def drawn(chart: Chart) -> bytes | None:
    """The chart as a PNG."""
    from bot.charts.picture import png  # matplotlib: only where a chart is asked for

    return await asyncio.to_thread(png, chart)
