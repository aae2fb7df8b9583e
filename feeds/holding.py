"""How many bytes all bodies may hold together: what comes waits for room, and one can always be ended."""

import asyncio
from collections import deque
from typing import Final

TOGETHER: Final = 64_000_000
"""Bytes for all bodies at once, where one of them may not take more than half of that."""

PATIENCE: Final = 30.0
"""Seconds that a body waits for room."""


class CrowdedError(Exception):
    """Other bodies held all the room for as long as a body waits."""


class Budget:
    """Room for bodies, in bytes.

    A quarter of it is split into `shares`: so much a body may always hold, and small ones never wait. What
    is beyond comes from the rest, first come, first served. As much as the `largest` body is kept back for
    one at a time that finds no room: it comes to its end and gives all back, so that no two wait for each
    other for ever.
    """

    def __init__(self, *, shares: int, largest: int = TOGETHER // 2) -> None:
        most = max(TOGETHER, 2 * largest)
        self.share = most // 4 // shares
        self._left = most - most // 4 - largest
        self._last: Hold | None = None
        self._waiting: deque[tuple[Hold, int, asyncio.Future[None]]] = deque()

    def hold(self) -> "Hold":
        """What one body holds: nothing yet."""
        return Hold(self)

    async def take(self, hold: "Hold", size: int) -> None:
        """So much more for this body, once there is room; CrowdedError where there is none for PATIENCE."""
        if self._last is hold or (not self._waiting and self._grant(hold, size)):
            return
        waiting = (hold, size, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        try:
            async with asyncio.timeout(PATIENCE):
                await waiting[2]
        except TimeoutError:
            raise CrowdedError from None
        finally:
            self._serve()

    def put_back(self, hold: "Hold", size: int) -> None:
        """A body that took so much is at its end; who waits goes on."""
        self._left += size
        if self._last is hold:
            self._last = None
        self._serve()

    def _serve(self) -> None:
        """Let those go on who waited longest, as far as there is room; who waits no more is forgotten."""
        while self._waiting:
            hold, size, granted = self._waiting[0]
            if not granted.done():
                if not self._grant(hold, size):
                    return
                granted.set_result(None)
            self._waiting.popleft()

    def _grant(self, hold: "Hold", size: int) -> bool:
        """Take so much for it if it may; the last one's room is kept back already."""
        if self._left >= size:
            self._left -= size
            hold.taken += size
        elif self._last is None:
            self._last = hold
        else:
            return False
        return True


class Hold:
    """What one body holds of the budget. `deadline` stands still while it waits for room."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.taken = 0
        self.deadline: asyncio.Timeout | None = None

    async def grow(self, size: int) -> None:
        """Hold `size` bytes in all; waits for room, and raises CrowdedError where there is none."""
        more = size - self._budget.share - self.taken
        if more > 0:
            await self._unhurried(more)

    def give_back(self) -> None:
        """Hold nothing any more."""
        taken, self.taken = self.taken, 0
        self._budget.put_back(self, taken)

    async def _unhurried(self, more: int) -> None:
        deadline, now = self.deadline, asyncio.get_running_loop().time
        until = deadline.when() if deadline else None
        if deadline is None or until is None:
            await self._budget.take(self, more)
            return
        left = until - now()
        deadline.reschedule(None)
        try:
            await self._budget.take(self, more)
        finally:
            deadline.reschedule(now() + left)
