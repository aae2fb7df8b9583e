"""Where lives are begun and ended: one process that forks them (`tests.soak.life`), spoken to over pipes."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.fakes.quick import QuickClock

FAREWELL = 240.0
"""Seconds that a life which was asked to end may take."""


class Begun:
    """A life; `ended` is its wait status, once it has one."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.born: asyncio.Future[int] = loop.create_future()
        self.ended: asyncio.Future[int] = loop.create_future()

    def hear(self, number: int) -> None:
        """First its process id is said, then its wait status."""
        (self.ended if self.born.done() else self.born).set_result(number)

    async def end(self, number: signal.Signals) -> int:
        """Send it this signal, if it has not ended; its wait status."""
        if not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.born.result(), number)
        async with asyncio.timeout(FAREWELL):
            return await asyncio.shield(self.ended)


class Nursery:
    """Lives in one folder; leaving the context ends those that there are, by SIGKILL."""

    def __init__(self, folder: Path, environment: dict[str, str], *, hurried: bool = False) -> None:
        """With `hurried` the waits of processes for each other are as short as time is fast."""
        self._folder, self._environment, self._hurried = folder, environment, hurried
        self._begun: list[Begun] = []

    async def __aenter__(self) -> Self:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.soak.life"),
            cwd=Path(__file__).parents[2],
            env={**kept, "COLUMNS": "100"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        for life in self._begun:
            if life.born.done():
                await life.end(signal.SIGKILL)
        self._process.stdin.close()
        await self._hearing
        await self._process.wait()

    async def begin(self, clock: QuickClock, point: str | None, settings: dict[str, str]) -> Begun:
        """Begin a life that ends by itself at the point, if there is one."""
        assert self._process.stdin is not None
        told: dict[str, Any] = {
            "life": len(self._begun),
            "folder": str(self._folder),
            "environment": {**self._environment, **settings},
            "clock": clock.packed(),
            "point": point,
            "hurried": self._hurried,
        }
        life = Begun()
        self._begun.append(life)
        self._process.stdin.write(f"{json.dumps(told)}\n".encode())
        await life.born
        return life

    async def _hear(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            life, number = map(int, line.split())
            self._begun[life].hear(number)
        for begun in self._begun:
            for awaited in (begun.born, begun.ended):
                if not awaited.done():
                    awaited.set_exception(
                        RuntimeError("the nursery has ended; what it said last is on standard error")
                    )
