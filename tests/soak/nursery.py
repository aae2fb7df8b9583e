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

FAREWELL = 30.0
"""Seconds that a life which was asked to end may take."""


class Nursery:
    """One life at a time; leaving the context ends the one that there is, by SIGKILL."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._life: int | None = None
        self._ending: asyncio.Task[int] | None = None

    async def __aenter__(self) -> Self:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.soak.life"),
            cwd=Path(__file__).parents[2],
            env={**kept, "COLUMNS": "100"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        if self._life is not None:
            await self.kill()
        self._process.stdin.close()
        await self._process.wait()

    async def begin(self, clock: QuickClock, point: str | None) -> None:
        """Begin a life that ends by itself at the point, if there is one."""
        assert self._process is not None
        assert self._process.stdin is not None
        told: dict[str, Any] = {
            "folder": str(self._folder),
            "environment": self._environment,
            "clock": clock.packed(),
            "point": point,
        }
        self._process.stdin.write(f"{json.dumps(told)}\n".encode())
        self._life = await self._heard()
        self._ending = asyncio.create_task(self._end())

    async def ended(self, within: float) -> bool:
        """Whether the life ends in these seconds by itself."""
        assert self._ending is not None
        await asyncio.wait({self._ending}, timeout=max(0.0, within))
        return self._ending.done()

    async def kill(self) -> None:
        """SIGKILL, if it has not ended."""
        await self._send(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM; its wait status."""
        return await self._send(signal.SIGTERM)

    async def _send(self, number: signal.Signals) -> int:
        assert self._ending is not None
        if self._life is not None:
            with suppress(ProcessLookupError):
                os.kill(self._life, number)
        async with asyncio.timeout(FAREWELL):
            return await self._ending

    async def _end(self) -> int:
        status = await self._heard()
        self._life = None
        return status

    async def _heard(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has ended; what it said last is on standard error")
        return int(line)
