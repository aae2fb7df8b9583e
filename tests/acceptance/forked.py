"""The real process without its second and a half of imports: forked where they are done (`nursery`)."""

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
DATABASE = "WIREWATCH_DATABASE_URL"
COUNTED = "COVERAGE_PROCESS_CONFIG"
"""There in `make coverage`, which counts the lines of every process."""

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", COUNTED, DATABASE)
"""What a process finds of the tests' own environment; the database is there as the test's fixtures say."""


@cache
def nursery() -> socket.socket:
    """Where to ask for processes; it ends with this one."""
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    with its:
        process = subprocess.Popen(
            (sys.executable, "-m", "tests.acceptance.nursery", str(its.fileno())),
            cwd=ROOT,
            env={**kept, "COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(its.fileno(),),
        )

    def end() -> None:
        mine.close()
        process.wait()

    atexit.register(end)
    return mine


async def reading(file: int) -> tuple[asyncio.StreamReader, asyncio.ReadTransport]:
    """What comes out of this end of a pipe, and what closes it."""
    stream = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(file, "rb", buffering=0)
    )
    return stream, transport


class Forked:
    """A process of the nursery, with what is used of `asyncio.subprocess.Process`."""

    def __init__(self, stdout: asyncio.StreamReader, stderr: asyncio.StreamReader, pid: int) -> None:
        self.stdout, self.stderr, self.pid = stdout, stderr, pid
        self.returncode: int | None = None
        self._waiting: asyncio.Task[int]
        self._heard: asyncio.ReadTransport

    @classmethod
    async def begin(
        cls,
        folder: Path,
        arguments: tuple[str, ...],
        environment: dict[str, str],
        terminal: int | None = None,
        module: str | None = None,
    ) -> Self:
        """`python -m bot ARGUMENTS`, or this module of the tests, in this folder and, if any, terminal."""
        told = {"folder": str(folder), "environment": environment, "arguments": arguments, "module": module}
        pipes = [os.pipe() for _ in range(3)]
        files = [written for _, written in pipes]
        if terminal is not None:
            files = [terminal, terminal, files[2], terminal]
        socket.send_fds(nursery(), [json.dumps(told).encode()], files)
        for _, written in pipes:
            os.close(written)
        (out, heard), (err, _), (ends, _) = [await reading(read) for read, _ in pipes]
        process = cls(out, err, await _number(ends))
        process._heard = heard
        process._waiting = asyncio.create_task(process._end(ends))
        return process

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def stop_reading(self) -> None:
        """Close the other end of its standard output."""
        self._heard.close()

    async def wait(self) -> int:
        """Its exit status; of a process that a signal ended the signal, negative."""
        return await asyncio.shield(self._waiting)

    async def _end(self, ends: asyncio.StreamReader) -> int:
        status = await _number(ends)
        await ends.read()  # its transport closes at its end
        self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


async def written(module: str, *arguments: str) -> list[str]:
    """The lines that `python -m MODULE ARGUMENTS`, of the tests, writes until it ends in good order."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    process = await Forked.begin(ROOT, arguments, kept, module=module)
    try:
        out, err = await asyncio.gather(process.stdout.read(), process.stderr.read())
        assert await process.wait() == 0, err.decode()
        return out.decode().splitlines()
    finally:
        process.kill()


async def _number(told: asyncio.StreamReader) -> int:
    line = await told.readline()
    if not line:
        raise RuntimeError("the nursery has ended; what it said last is on standard error")
    return int(line)
