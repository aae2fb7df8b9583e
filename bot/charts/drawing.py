"""The shell that has charts drawn: each by a process of its own, which ends and takes its memory along."""

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog

import bot
from bot.charts.chart import Chart, as_json

log = structlog.get_logger()

DEADLINE: Final = 30.0
"""Seconds for a drawing; the first one of an installation also looks at every font of the system."""

MOST_WAITING: Final = 6

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR")
"""Of the environment: it holds secrets, which a drawing has no use for."""


class Drawer:
    """Draws one chart at a time while a few wait; `folder` is where matplotlib may keep what it learnt."""

    def __init__(
        self, folder: Path, *, deadline: float = DEADLINE, command: Sequence[str] = ("-m", "bot.charts")
    ) -> None:
        self._folder = folder
        self._deadline = deadline
        self._command = (sys.executable, *command)
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def __call__(self, chart: Chart) -> bytes | None:
        """The chart as a PNG; None where it cannot be drawn, or where too many are asked for at once."""
        if self._waiting >= MOST_WAITING:
            log.warning("no chart drawn", reason="too many are asked for at once")
            return None
        self._waiting += 1
        try:
            async with self._turn:
                return await self._drawn(as_json(chart))
        finally:
            self._waiting -= 1

    async def _drawn(self, data: bytes) -> bytes | None:
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipe, stdout=pipe, stderr=pipe, env=self._environment()
            )
        except OSError as error:
            log.warning("no chart drawn", reason=str(error))
            return None
        said, drawn = b"", b""
        try:
            async with asyncio.timeout(self._deadline):
                drawn, said = await process.communicate(data)
        except TimeoutError:
            said = f"it took longer than {self._deadline:g} s".encode()
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.communicate()
        if process.returncode == 0 and drawn.startswith(_PNG):
            return drawn
        log.warning("no chart drawn", reason=said.decode(errors="replace").strip()[-500:])
        return None

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        package = str(Path(bot.__file__).parents[1])
        return kept | {"MPLCONFIGDIR": str(self._folder), "PYTHONPATH": package, "MPLBACKEND": "agg"}
