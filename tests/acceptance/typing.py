"""A command in a real terminal, at which a person reads and types."""

import asyncio
import os
import pty
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.acceptance.forked import KEPT
from tests.acceptance.wirewatch import PATIENCE

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;[^\x1b]*\x1b\\")


class Terminal:
    """`python -m bot …` in a terminal of 80 columns; leaving the context ends it."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self._folder, self._arguments, self._settings = folder, arguments, settings
        self._written = bytearray()
        self._heard = asyncio.Condition()
        self._read_to = 0

    async def __aenter__(self) -> Self:
        self._master, slave = pty.openpty()
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        data = {"WIREWATCH_DATA": str(self._folder / "data")}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *self._arguments),
            cwd=self._folder,
            env={**kept, **data, "TERM": "xterm", "COLUMNS": "80", **self._settings},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self.ended()
        os.close(self._master)

    @property
    def text(self) -> str:
        """All that was to be seen so far, escape codes taken out."""
        return ESCAPES.sub("", self._written.decode(errors="replace")).replace("\r\n", "\n")

    async def sees(self, words: str) -> None:
        """Wait until the words are written, after those that were waited for last."""
        try:
            async with asyncio.timeout(PATIENCE), self._heard:
                await self._heard.wait_for(lambda: self.text.find(words, self._read_to) >= 0)
        except TimeoutError:
            raise AssertionError(f"it never said {words!r}; it said:\n{self.text}") from None
        self._read_to = self.text.find(words, self._read_to) + len(words)

    def types(self, line: str = "") -> None:
        """Type a line, and Enter."""
        os.write(self._master, f"{line}\n".encode())

    async def answers(self, question: str, line: str = "") -> None:
        """Wait for the question, then type."""
        await self.sees(question)
        self.types(line)

    async def ended(self) -> int:
        """Its exit status, once it has ended."""
        async with asyncio.timeout(PATIENCE):
            status = await self._process.wait()
            await self._reading
        return status

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                part = await loop.run_in_executor(None, os.read, self._master, 65536)
            except OSError:  # Linux: the other side is closed
                return
            if not part:
                return
            async with self._heard:
                self._written += part
                self._heard.notify_all()
