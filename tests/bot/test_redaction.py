"""Whatever a library logs, and whatever nobody caught, no secret is in it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import HIDDEN, Redaction
from config.settings import Settings
from storage.trouble.place import wrong_url

TOKEN = "MTAxNTg4OTM3NTkxNjI2MTM4MQ.GhXyZ1.abcdefghijklmnopqrstuvwxyz0123456789ABCD"
OTHER = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.zyxwvutsrqponmlkjihgfedcba9876543210ABCD"
INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg"
CALLBACK = "pQ7dX2mV9sLk3TzR8wYb4NcJ6hGf1aEu"

SCRIPT = """
import asyncio, gc, json, logging, sys, threading, warnings
import structlog
from bot import logs

TOKEN, OTHER, INTERACTION, CALLBACK = sys.argv[1:]
PASSWORD = 's3"cr\\\\et-of-db'
URLS = (
    "https://reader:hunter2@wire.example/feed?apikey=k3y-of-feed&n=1",
    f"https://discord.com/api/v10/webhooks/123456789012345678/{INTERACTION}/messages/@original",
    f"https://discord.com/api/v10/interactions/123456789012345678/{INTERACTION}/callback",
    f"https://news.example/here/websub/{CALLBACK}",
    "postgresql+asyncpg://wirewatch:pa55-in-url@db.example/news",
)
SAID = (*URLS, f"Authorization: Bot {OTHER}", f"token={TOKEN}", PASSWORD, repr(PASSWORD),
        json.dumps({"authorization": "Bearer abcdefghijklmnop1234"}))

class Failure(Exception):
    def __init__(self, said):
        super().__init__(said)
        self.said = said

class Broken:
    def __del__(self):
        raise Failure(SAID[0])

def raising(said):
    local = said
    try:
        raise Failure(said)
    except Failure as error:
        raise RuntimeError(f"while at {local}") from error

def all_of_it():
    for name in ("discord.http", "discord.gateway", "aiohttp.client", "aiohttp.server", "sqlalchemy.pool",
                 "sqlalchemy.engine.Engine", "asyncpg", "apscheduler.executors.default", "pgqueuer",
                 "asyncio", "wirewatch"):
        for said in SAID:
            try:
                raising(said)
            except RuntimeError:
                logging.getLogger(name).exception("lost %s in %r", said, {"url": said}, stack_info=True)
    log = structlog.get_logger()
    for said in SAID:
        log.error("it broke", url=said, nested={"said": [said]}, raw=said.encode())
        warnings.warn(said)
        thread = threading.Thread(target=raising, args=(said,))
        thread.start()
        thread.join()
    Broken()
    gc.collect()

    async def forgotten():
        asyncio.create_task(failing())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gc.collect()

    async def failing():
        raising(SAID[0])

    asyncio.run(forgotten())

for form in ("console", "json"):
    logs.set_up("debug", form, (TOKEN, PASSWORD))
    all_of_it()
    sys.stderr.write("----\\n")
raising(" ".join(SAID))
"""


def test_no_secret_is_in_what_libraries_log_or_nobody_caught() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, TOKEN, OTHER, INTERACTION, CALLBACK],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.stdout == ""
    assert done.returncode == 1
    console, machine, end = done.stderr.split("----\n")
    assert console.count("Failure") > 100
    assert "Exception ignored" not in done.stderr
    for line in machine.splitlines():
        json.loads(line)
    assert "a fault of Wirewatch's own" in end
    for part in (
        *(TOKEN, OTHER, INTERACTION, CALLBACK, "hunter2", "k3y-of-feed", "pa55-in-url"),
        *("et-of-db", "abcdefghijklmnop1234", TOKEN[:20], "MTIzNDU2"),
    ):
        assert part not in done.stderr, next(line for line in done.stderr.splitlines() if part in line)[:300]


FAULT = """
import asyncio, sys
from bot import faults, process
from bot.cli import app

async def fail(settings, **_):
    async def fault():
        raise RuntimeError("cannot reach https://feeds.example/x?api_key=k3y via proxy: hunter2-hunter2")
    task = asyncio.create_task(fault(), name="queue")
    await asyncio.wait({task})
    faults.raise_fault(task)

process.run = fail
sys.argv = ["wirewatch", "run", "--once"]
app()
"""


def test_last_message_of_a_process_holds_no_secret(tmp_path: Path) -> None:
    proxy = {
        "WIREWATCH_PROXY": "http://u:hunter2-hunter2@proxy.example:3128",
        "WIREWATCH_DATA": str(tmp_path),
    }
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", FAULT],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, **proxy, "PYTHONPATH": root},
    )
    assert done.returncode == 2
    assert f"https://feeds.example/x?api_key=… via proxy: {HIDDEN}" in done.stderr
    assert "k3y" not in done.stderr
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    "leaky",
    [
        "https://a.example/x?a=f(b)&api_key=SECRET",
        "https://a.example/x?q=it's&api_key=SECRET",
        "URL('https://a.example/it's?filter[x]=1&api_key=SECRET')",
        "https://a.example/x?token=ge/he+im&api_key=SECRET",
        "https://a.example/?u=https://u:pw@b.example/?k=SECRET",
        "https://u:pa'SECRET@feeds.example/x",
        "https://u:pa@SECRET@feeds.example/x",
        "https://user:password@host:SECRET@feeds.example/x",
        "https://user:password@SECRET@feeds.example/x",
        "https://[user:password@]host:portSECRET@feeds.example/x",
        r"https:\/\/u:SECRET@feeds.example\/x?api_key=SECRET",
        "asked for /x/ge%2Fhe%2Bim (SECRET)".replace("SECRET", quote("ge/he+im")),
        f"https://a.example/x?a={'y' * 9000}SECRET",
    ],
)
def test_address_is_hidden_to_its_end(leaky: str) -> None:
    hidden = Redaction(("ge/he+im",)).hide(leaky)
    assert "SECRET" not in hidden
    assert "he%2Bim" not in hidden
    assert hidden.endswith((")", "…", "x")), "what stands around it stays"
    assert Redaction(("ge/he+im",)).hide(hidden) == hidden


@pytest.mark.parametrize(
    "harmless",
    [
        "https://discord.com/oauth2/authorize?client_id=1&scope=bot+applications.commands&permissions=17",
        "ws://127.0.0.1:1/?v=10&encoding=json&compress=zlib-stream",
        "https://wire.example/feed?…",
        "feed read feed=1 address='https://wire.example/a@b/c' articles=2",
        "António Guterres: “We are at a turning point”, he said. e.g. 12:30, and/or http://",
        "sqlite+aiosqlite:////var/lib/wirewatch/wirewatch.sqlite3",
        "The database postgresql+asyncpg://wirewatch:***@db.example/news does not answer",
        "the bearer of bad news",
        f"Allowed: {Settings.model_fields['proxy'].description}",
        str(wrong_url(ValueError("port 99999"))),
        "wirewatch 0.1.0.dev1+gabcdef0.d20261122 on 2026-05-01T08:00:03.214Z",
    ],
)
def test_what_is_no_secret_stays(harmless: str) -> None:
    assert Redaction((TOKEN,)).hide(harmless) == harmless


@given(st.text(min_size=1, max_size=40), st.text(max_size=200), st.text(max_size=200))
def test_secret_of_the_settings_is_hidden_wherever_it_stands(secret: str, before: str, after: str) -> None:
    hidden = Redaction((secret, "")).hide(before + secret + after)
    # a secret may be part of what stands for it
    assert secret not in hidden.replace(HIDDEN, "\n") or secret == "\n" or secret in HIDDEN


@given(st.text(max_size=3000))
def test_hiding_never_fails_and_is_the_same_twice(text: str) -> None:
    redaction = Redaction((TOKEN,))
    assert redaction.hide(redaction.hide(text)) == redaction.hide(text)
