"""The processes that are the bot together: one that does everything, or each with its role."""

import asyncio
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from config.settings import ROLES, Role
from tests.fakes.quick import QuickClock
from tests.soak.nursery import Begun, Nursery
from tests.soak.plan import Life


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """A place for a process, which is begun anew there whenever it has died; with no roles it has all."""

    roles: tuple[Role, ...] = ()

    @property
    def settings(self) -> dict[str, str]:
        """What makes its process know its roles."""
        return {"WIREWATCH_ROLE": ",".join(self.roles)} if self.roles else {}

    def does(self, role: Role) -> bool:
        """Whether it has the role."""
        return role in (self.roles or ROLES)


ALONE: Final = (Seat(),)
TOGETHER: Final = tuple(
    Seat(roles=(role,)) for role in ("schedule", "poll", "poll", "read", "read", "bot", "bot")
)


class House:
    """Lives of the bot, each begun where the one before left dead seats, and ended by the death of some."""

    def __init__(self, nursery: Nursery, seats: Sequence[Seat]) -> None:
        self._nursery = nursery
        self._seats = seats
        self._held: dict[int, Begun] = {}
        self._mortal: frozenset[int] = frozenset()
        self._aimed: frozenset[int] = frozenset()
        self._watched: list[Begun] = []

    @property
    def anew(self) -> bool:
        """Whether it begins all anew with each life, so that Discord sees it go and come."""
        return len(self._seats) == 1

    async def begin(self, clock: QuickClock, life: Life | None) -> None:
        """Begin whatever is dead but who is missed in this life; where time has leapt, everything anew.

        None is a life in which nobody is to die, at another time.
        """
        every = frozenset(range(len(self._seats)))
        self._aimed = every if life is None else frozenset(self._of(life.role))
        if life is None or life.after:
            await self._end(every, signal.SIGKILL)
        if life is not None and life.aim is not None:
            await self._end(self._aimed, signal.SIGKILL)
        absent = self._mortal if life is not None and life.short_handed else frozenset()
        for number in sorted(every - absent):
            if not self._lives(number):
                point = life.point if life is not None and number in self._aimed else None
                self._held[number] = await self._nursery.begin(clock, point, self._seats[number].settings)
        self._watched = [self._held[number] for number in sorted(self._aimed) if self._lives(number)]
        self._mortal = every
        if life is not None and len(every) > 1:
            self._mortal = frozenset(life.seats) if life.aim is None else self._aimed

    async def ended(self, within: float) -> bool:
        """Whether a life ends in these seconds by itself: one that was aimed at a point, if there is one."""
        waited = {begun.ended for begun in self._watched}
        done, _ = await asyncio.wait(waited, timeout=max(0.0, within), return_when=asyncio.FIRST_COMPLETED)
        return bool(done)

    async def kill(self) -> None:
        """SIGKILL to whoever is to die in this life, and has not."""
        await self._end(self._mortal, signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM to all; the first wait status that is not 0, else that."""
        statuses = await self._end(range(len(self._seats)), signal.SIGTERM)
        return next((status for status in statuses if status), 0)

    def _of(self, role: Role | None) -> Iterable[int]:
        """Seats of this role; all that live, where there is none."""
        for number, seat in enumerate(self._seats):
            if role is None or seat.does(role):
                yield number

    def _lives(self, number: int) -> bool:
        return number in self._held and not self._held[number].ended.done()

    async def _end(self, seats: Iterable[int], number: signal.Signals) -> list[int]:
        living = [self._held[seat] for seat in sorted(seats) if self._lives(seat)]
        return list(await asyncio.gather(*(begun.end(number) for begun in living)))
