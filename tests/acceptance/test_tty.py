"""In a real terminal, as a stranger has it: the first start, and what it leaves to the second."""

import asyncio
import os
import pty
import re
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.schema import delivery
from tests.acceptance.conftest import kept_in
from tests.acceptance.rows import writing
from tests.acceptance.wirewatch import finish, status

pytestmark = pytest.mark.both_databases

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;[^\x1b]*\x1b\\")
MEETING = ("António Guterres", "Vladimir Putin")
OFFLINE = {"WIREWATCH_FETCH_SECONDS": "60", "WIREWATCH_WORKERS": "1"}
NOBODYS = "http://127.0.0.1:9/nobody.xml"


async def seen_in_a_terminal(folder: Path) -> str:
    """All that `run --once` writes to a terminal, escape codes taken out."""
    master, slave = pty.openpty()
    data = {"WIREWATCH_DATA": str(folder / "data"), **OFFLINE}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--once"),
        cwd=folder,
        env={**os.environ, **data, "TERM": "xterm", "COLUMNS": "100"},
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


async def test_first_start_shows_an_alert_and_a_digest_without_internet_and_a_second_none_again(
    tmp_path: Path, home: str | None
) -> None:
    (tmp_path / "wirewatch.toml").write_text(f'[[feed]]\nurl = "{NOBODYS}"\nchannel = "terminal"\n')
    text = await seen_in_a_terminal(tmp_path)
    assert "Traceback" not in text
    assert text.count("─  ALERT  ─") >= 1
    assert "UPDATED ALERT" not in text, "what is told in one round is told once"
    assert text.count("DIGEST ·") == 1
    assert all(name in text for name in MEETING)
    assert "To connect Discord, set DISCORD_TOKEN" in text
    assert any("feed not read" in line and f"outlet={NOBODYS}" in line for line in text.splitlines())
    assert "1 feed, 1 of them not answering; 0 articles in 0 stories." in text
    see_that_panels_begin_and_end_on_lines_of_their_own(text)
    await see_that_each_event_is_one_message(kept_in(tmp_path, home))
    again = await finish(tmp_path, "run", "--once", **OFFLINE)
    assert status(again) == 0
    assert "ALERT" not in again.everything
    assert "DIGEST ·" not in again.everything


def see_that_panels_begin_and_end_on_lines_of_their_own(text: str) -> None:
    """Progress and panels do not write over one another."""
    assert "Reading articles" in text, "there is progress to see"
    lines = [line.rsplit("\r", 1)[-1] for line in text.replace("\r\n", "\n").split("\n")]
    tops = [line for line in lines if "─  ALERT  ─" in line or "DIGEST ·" in line]
    assert len(tops) >= 2
    assert all(line.startswith("╭─") and line.endswith("╮") for line in tops), tops
    assert sum(line.startswith("╰─") and line.endswith("╯") for line in lines) == len(tops)


async def see_that_each_event_is_one_message(url: str) -> None:
    """And that nothing is left to be sent."""
    async with writing(url) as tx:
        rows = await tx.rows(sa.select(delivery.c.subject, delivery.c.state))
    sent = [row["subject"] for row in rows if row["state"] == "sent"]
    assert len(sent) >= 3
    assert len(set(sent)) == len(sent), "one event, one message"
    assert {row["state"] for row in rows} <= {"sent", "superseded"}
