"""Whose turn it is: work that people ask for must leave room for the feeds, and for one another."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, TypeVarTuple

from config.errors import WirewatchError
from feeds.ports import Workers

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_ASKED: ContextVar[tuple[int, int] | None] = ContextVar("asked", default=None)


class OccupiedError(WirewatchError):
    """The person's last question is not answered yet, and this one is not begun."""


def asked_by(person: int, question: int) -> None:
    """What this task, and those it starts, lets workers do is for this question of this person."""
    _ASKED.set((person, question))


class InTurn:
    """Workers for what people ask for, one work at a time; implements `feeds.ports.Workers`.

    Whoever waits does so in the order of asking. OccupiedError where the person has another question that is
    at work or waits: one question may have several works, one after another.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._turn = asyncio.Lock()
        self._open: dict[int, tuple[int, int]] = {}

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """What comes of the work, which may take so many seconds once it is its turn."""
        with self._admitted():
            async with self._turn:
                return await self._workers.run(work, *args, deadline=deadline)

    @contextmanager
    def _admitted(self) -> Iterator[None]:
        asked = _ASKED.get()
        if asked is None:
            yield
            return
        person, question = asked
        other, works = self._open.get(person, (question, 0))
        if other != question:
            raise OccupiedError(f"question {other} of {person} is not answered yet")
        self._open[person] = question, works + 1
        try:
            yield
        finally:
            left = self._open[person][1] - 1
            if left:
                self._open[person] = question, left
            else:
                del self._open[person]
