"""Processes that a contestant starts and speaks with by lines."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

LONGEST_LINE: Final = 1 << 24
"""Bytes."""


@asynccontextmanager
async def started(*command: str) -> AsyncIterator[Process]:
    """A process that has said its first line; it is killed in the end."""
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE)
    assert process.stdout is not None
    try:
        await process.stdout.readline()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
