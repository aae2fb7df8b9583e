"""`wirewatch forget`, and what is forgotten of a server by itself some time after it removed the bot."""

import asyncio
from datetime import timedelta

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.archive import Archive
from storage.queue import NoNudges
from tests.fakes.examples import NOON

GUILD = "900100200300400001"


async def seen(url: str) -> None:
    """The bot is in a server, for which somebody chose a language."""
    archive = await Archive.open(url, NoNudges())
    await archive.guilds.seen(GUILD, "A newsroom", NOON)
    await archive.guilds.speak(GUILD, "de")
    await archive.close()


def asked(*words: str, said: str | None = None) -> Result:
    """What the command comes to."""
    return CliRunner().invoke(app, ["forget", *words], input=said)


def test_server_is_forgotten_once_that_is_confirmed(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREWATCH_DATABASE_URL", sqlite_url)
    asyncio.run(seen(sqlite_url))
    assert asked("--guild", GUILD, said="n\n").exit_code == 1
    done = asked("--guild", GUILD, said="y\n")
    assert done.exit_code == 0, done.output
    assert "is deleted: 1 rows" in done.stdout
    assert "still in that server" in done.stdout
    again = asked("--guild", GUILD, "--yes")
    assert (again.exit_code, again.stderr) == (1, f"Nothing is kept of server {GUILD}.\n")
    for words in ((), ("--guild", GUILD, "--user", GUILD), ("--user", "everybody"), ("--guild", "terminal")):
        assert asked(*words, "--yes").exit_code == 2


async def test_server_that_comes_back_in_time_keeps_all(sqlite_url: str) -> None:
    await seen(sqlite_url)
    archive = await Archive.open(sqlite_url, NoNudges())
    await archive.guilds.left(GUILD, NOON)
    await archive.guilds.left(GUILD, NOON + timedelta(days=9))
    assert await archive.guilds.left_before(NOON) == ()
    assert await archive.guilds.left_before(NOON + timedelta(days=1)) == (GUILD,), "when it was first noticed"
    await archive.guilds.seen(GUILD, "A newsroom", NOON + timedelta(days=2))
    assert await archive.guilds.left_before(NOON + timedelta(days=99)) == ()
    assert (await archive.guilds.settings(GUILD)).language == "de"
    await archive.close()
