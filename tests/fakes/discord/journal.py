# ruff: noqa: ASYNC109 - a test says how long it waits where it waits
"""What happened: requests, violations, and a bell that rings on every change."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """A rule of Discord's that was broken, by the bot or by the fake itself."""

    kind: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind} at {self.where}: {self.detail}"


@dataclass(kw_only=True, slots=True)
class Request:
    """One REST request; `status` stays None until it is answered, and when its answer is lost."""

    method: str
    path: str
    route: str
    body: Any
    query: dict[str, str]
    at: datetime
    status: int | None = None
    answer: Any = None


@dataclass(slots=True)
class Journal:
    """The log of a run."""

    requests: list[Request] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    def ring(self) -> None:
        """Wake everyone who waits on a condition."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def blame(self, kind: str, where: str, detail: str) -> Violation:
        """Record a violation."""
        violation = Violation(kind=kind, where=where, detail=detail)
        self.violations.append(violation)
        self.ring()
        return violation

    async def until(
        self, condition: Callable[[], T | None], timeout: float, what: str = "the condition"
    ) -> T:
        """Return the condition's first true value; TimeoutError tells what had happened instead."""
        try:
            async with asyncio.timeout(timeout):
                while not (found := condition()):
                    future = asyncio.get_running_loop().create_future()
                    self._waiting.append(future)
                    await future
                return found
        except TimeoutError:
            raise TimeoutError(f"{what} did not come true in {timeout} s; {self.summary()}") from None

    def summary(self) -> str:
        """Say in a few lines what was asked last and what was wrong."""
        last = [f"{r.method} {r.path} → {r.status}" for r in self.requests[-8:]]
        wrong = [str(v) for v in self.violations[-4:]]
        return f"last requests: {last}; violations: {wrong}"
