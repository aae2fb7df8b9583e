"""In a real terminal, progress and panels do not write over one another."""

import asyncio
import os
import pty
import re
import sys
from pathlib import Path

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;[^\x1b]*\x1b\\")


async def seen_in_a_terminal(folder: Path) -> str:
    """All that `run --once` writes to a terminal, escape codes taken out."""
    master, slave = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--once"),
        cwd=folder,
        env={**os.environ, "WIREWATCH_DATA": str(folder / "data"), "TERM": "xterm", "COLUMNS": "100"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    written = await asyncio.to_thread(read_to_the_end, master)
    assert await process.wait() == 0, written
    return ESCAPES.sub("", written)


def read_to_the_end(master: int) -> str:
    """What comes from the terminal until the last writer has gone."""
    parts: list[bytes] = []
    try:
        while part := os.read(master, 65536):
            parts.append(part)
    except OSError:  # Linux: the other side is closed
        pass
    os.close(master)
    return b"".join(parts).decode(errors="replace")


async def test_panels_begin_and_end_on_lines_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text(
        '[[feed]]\nurl = "http://127.0.0.1:9/nobody.xml"\nchannel = "terminal"\n'
    )
    text = await seen_in_a_terminal(tmp_path)
    assert "Reading articles" in text, "there is progress to see"
    lines = [line.rsplit("\r", 1)[-1] for line in text.replace("\r\n", "\n").split("\n")]
    tops = [line for line in lines if "─  ALERT  ─" in line or "DIGEST ·" in line]
    assert len(tops) >= 2
    assert all(line.startswith("╭─") and line.endswith("╮") for line in tops), tops
    assert sum(line.startswith("╰─") and line.endswith("╯") for line in lines) == len(tops)
