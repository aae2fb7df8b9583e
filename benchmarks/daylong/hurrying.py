"""The event loop of a bot whose day passes in minutes."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar, TypeVarTuple

from benchmarks.daylong.common_time import CommonTime
from benchmarks.daylong.under_way import UnderWay
from tests.bot.hurried import HurriedLoop

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")


class DayLoop(HurriedLoop):
    """Puts the common time forward to its next timer, but never while anything is under way."""

    def __init__(self, common: CommonTime, under_way: UnderWay) -> None:
        super().__init__()
        self._common, self._under_way = common, under_way
        self.hurried = common.skip
        self._parent = os.getppid()

    def leap(self, most: float) -> float:
        """How much of the seconds to the next timer may be skipped; ends with who began this process."""
        if os.getppid() != self._parent:
            raise SystemExit
        if self._under_way.anything:
            return 0.0
        left = self._common.until - self._common.seconds
        if left <= 0:
            self._common.tasks = len(asyncio.all_tasks(self))
        return min(most, left)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Given], Answer], *args: *Given
    ) -> asyncio.Future[Answer]:
        """As any loop does; it is under way until it is done."""
        running = super().run_in_executor(executor, func, *args)
        self._under_way.until(running)
        return running
