"""Logs are one line an event, and no secret is ever in one."""

import json
import logging
import os
import subprocess
import sys

import pytest

TOKEN = "MTAxNTg4OTM3NTkxNjI2MTM4MQ.GhXyZ1.abcdefghijklmnopqrstuvwxyz0123456789ABCD"

SCRIPT = """
import logging, structlog
from bot import logs
logs.set_up("info", "{form}", ("s3same", "", "{token}"))
log = structlog.get_logger()
log.info("feed read", title="two\\nlines s3same")
logging.getLogger("discord").warning("login with s3same failed")
logging.getLogger("aiohttp").info("not wanted")
logging.getLogger("asyncio").warning("Unknown child process pid %d, will report returncode 255", 24698)
logging.getLogger("asyncio").warning("something else")

def ask(headers):
    raise ValueError("s3same")

try:
    ask({"Authorization": "Bot {token}"})
except ValueError:
    log.exception("it broke")
"""


def told(form: str) -> str:
    script = SCRIPT.replace("{form}", form).replace("{token}", TOKEN)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.stdout == ""
    return done.stderr


def test_console_lines_hide_secrets_and_line_breaks() -> None:
    text = told("console")
    assert "s3same" not in text
    assert TOKEN[:12] not in text, "a traceback shows no local variables"
    assert "two lines [secret]" in text
    assert "login with [secret] failed" in text
    assert "not wanted" not in text
    assert "child process" not in text, "the end of a killed worker is no warning"
    assert "something else" in text


def test_json_lines_are_one_object_each() -> None:
    lines = [json.loads(line) for line in told("json").splitlines()]
    expected = ["feed read", "login with [secret] failed", "something else", "it broke"]
    assert [line["event"] for line in lines] == expected
    assert lines[0]["title"] == "two lines [secret]"
    assert "ValueError" in lines[-1]["exception"]


FORGING = """
import logging, structlog
from bot import logs
logs.set_up("info", "{form}", ("info", "event", "e"))
log = structlog.get_logger()
try:
    raise ValueError("one\\nFORGED 12:00 [info] x\x1b[2J\u2028FORGED https://u:p@h/?k=K3Y")
except ValueError:
    log.exception("it broke", held={"a": ["\x1b[2J", {"b": "\x9b31m"}]})
logging.getLogger("aiohttp").warning("lib %s", "one\\nFORGED\x1b[2J\u202e")
"""


@pytest.mark.parametrize("form", ["console", "json"])
def test_line_is_never_forged_and_keeps_its_keys_whatever_the_secrets(form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORGING.replace("{form}", form)], capture_output=True, text=True, check=True
    )
    lines = done.stderr.split("\n")
    assert not [line for line in lines if line.startswith("FORGED")]
    assert not set("\x1b\x9b\u2028\u202e") & set(done.stderr)
    assert "K3Y" not in done.stderr
    if form == "json":
        broke, lib = map(json.loads, lines[:-1])
        assert (broke["level"], lib["level"]) == ("error", "warning")
        assert {"event", "timestamp", "held", "exception"} <= set(broke)
    else:
        assert "\n    Traceback" in done.stderr.replace("[secret]", "e")


def test_this_process_keeps_its_own_logging() -> None:
    assert all(type(handler).__name__ != "_Masking" for handler in logging.getLogger().handlers)
