# ruff: noqa: ASYNC109 - a test says how long it waits where it waits
"""The real process as a test holds it: started, listened to, ended or killed."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.acceptance.forked import KEPT, Forked
from tests.fakes.quick import SETTING

PATIENCE = 240.0
"""Seconds that a test waits for a process, however slow the machine, before it says what it missed."""


class Process:
    """`python -m bot …` in a folder of its own; leaving the context ends it, if need be by SIGKILL.

    It is told the database that the environment names (`home` in conftest). With a packed QUICK_CLOCK
    (tests.fakes.quick) among its settings, its minutes pass in seconds. Where `anew`, it is a new
    interpreter, as it is for people; else one that has done its imports (`forked`).
    """

    anew = False

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.folder = folder
        self.arguments = arguments
        self.settings = settings
        self.told: list[str] = []
        self.out: list[str] = []
        self._heard = asyncio.Condition()
        self._readers: list[asyncio.Task[None]] = []
        self._process: asyncio.subprocess.Process | Forked | None = None

    async def __aenter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._process = await self._begin()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._readers = [
            asyncio.create_task(self._listen(self._process.stdout, self.out)),
            asyncio.create_task(self._listen(self._process.stderr, self.told)),
        ]
        return self

    async def _begin(self) -> asyncio.subprocess.Process | Forked:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        data = str(self.folder / "data")
        environment = {**kept, "WIREWATCH_DATA": data, "COLUMNS": "100", **self.settings}
        if not self.anew:
            return await Forked.begin(self.folder, self.arguments, environment)
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.fakes.quick" if SETTING in self.settings else "bot"),
            *self.arguments,
            cwd=self.folder,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.returncode is None:
            self.kill()
        await self.ended()

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def everything(self) -> str:
        """All it has said on both outputs."""
        return "\n".join((*self.out, *self.told))

    async def says(self, words: str, timeout: float = PATIENCE) -> str:
        """The first line, on either output, with these words."""

        def line() -> str | None:
            return next((line for line in (*self.out, *self.told) if words in line), None)

        try:
            async with asyncio.timeout(timeout), self._heard:
                await self._heard.wait_for(lambda: line() is not None)
        except TimeoutError:
            raise AssertionError(f"it never said {words!r}; it said:\n{self.everything}") from None
        found = line()
        assert found is not None
        return found

    async def ended(self, timeout: float = PATIENCE) -> int:
        """Its exit status, once it has ended."""
        assert self._process is not None
        try:
            async with asyncio.timeout(timeout):
                status = await self._process.wait()
                await asyncio.gather(*self._readers)
        except TimeoutError:
            raise AssertionError(f"it did not end; it said:\n{self.everything}") from None
        return status

    def kill(self) -> None:
        """SIGKILL: it gets no chance to save anything."""
        assert self._process is not None
        self._process.kill()

    def terminate(self) -> None:
        """SIGTERM: it ends in good order."""
        self.send(signal.SIGTERM)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def stop_reading(self) -> None:
        """Close its standard output, as `| head` does; only where it was forked."""
        assert isinstance(self._process, Forked)
        self._process.stop_reading()

    async def _listen(self, stream: asyncio.StreamReader, lines: list[str]) -> None:
        async for raw in stream:
            async with self._heard:
                lines.append(raw.decode(errors="replace").rstrip("\n"))
                self._heard.notify_all()


class Anew(Process):
    """A new interpreter."""

    anew = True


async def finish(folder: Path, *arguments: str, **settings: str) -> Process:
    """Run it to its end; its exit status is `status`."""
    async with Process(folder, *arguments, **settings) as process:
        await process.ended()
        return process


def status(process: Process) -> int | None:
    """The exit status of a process that has ended."""
    assert process._process is not None
    return process._process.returncode
