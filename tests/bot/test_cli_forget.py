"""`wirewatch forget`, and what is forgotten of a server by itself some time after it removed the bot."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.archive import Archive
from storage.queue import NoNudges
from tests.fakes.examples import NOON
from tests.storage.scenes import guild_seen

GUILD = "900100200300400001"
NOBODY = "Nobody was there to answer, and nothing was changed"


async def seen(url: str) -> None:
    """The bot is in a server, for which somebody chose a language."""
    archive = await Archive.open(url, NoNudges())
    await guild_seen(archive.guilds, GUILD, "A newsroom", NOON)
    await archive.guilds.speak(GUILD, "de")
    await archive.close()


def asked(*words: str, said: str | None = None) -> Result:
    """What the command comes to."""
    return CliRunner().invoke(app, ["forget", *words], input=said)


def test_server_is_forgotten_once_that_is_confirmed(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREWATCH_DATABASE_URL", sqlite_url)
    asyncio.run(seen(sqlite_url))
    assert asked("--guild", GUILD, said="n\n").exit_code == 1
    unasked = asked("--guild", GUILD, said="")
    assert (unasked.exit_code, unasked.stderr.split("\n")[-2].split(":")[0]) == (2, NOBODY)
    done = asked("--guild", GUILD, said="y\n")
    assert done.exit_code == 0, done.output
    assert "is deleted: 1 rows" in done.stdout
    assert "still in that server" in done.stdout
    again = asked("--guild", GUILD, "--yes")
    assert (again.exit_code, again.stderr) == (1, f"Nothing is kept of server {GUILD}.\n")
    for words in ((), ("--guild", GUILD, "--user", GUILD), ("--user", "everybody"), ("--guild", "terminal")):
        refused = asked(*words, "--yes")
        assert refused.exit_code == 2
        assert len(words) != 2 or "Developer Mode; then right-click" in " ".join(refused.stderr.split())


def test_what_may_hold_it_still_is_named(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WIREWATCH_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("WIREWATCH_BACKUP_FOLDER", str(tmp_path / "shelf"))
    asyncio.run(seen(sqlite_url))
    place = Path(make_url(sqlite_url).database or "")
    aside = place.with_name(f"{place.name}.before-restore-20261123T024956Z")
    aside.write_text("the database before")
    (tmp_path / "shelf").mkdir()
    for name in ("before-0009-20261122T083000Z.zip", "wirewatch-20261122T083000Z.zip", "holiday.zip"):
        (tmp_path / "shelf" / name).write_text("a backup")
    reading = sqlite3.connect(place)
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM guild").fetchall()
    done = asked("--guild", GUILD, "--yes")
    reading.close()
    assert done.exit_code == 0, done.output
    assert f"2 in {tmp_path / 'shelf'}" in done.stdout
    assert str(aside) in done.stdout
    assert "-wal file" in done.stdout
    assert "Logs name ids" in done.stdout


async def test_server_that_comes_back_in_time_keeps_all(sqlite_url: str) -> None:
    await seen(sqlite_url)
    archive = await Archive.open(sqlite_url, NoNudges())
    await archive.guilds.left(GUILD, NOON)
    await archive.guilds.left(GUILD, NOON + timedelta(days=9))
    assert await archive.guilds.left_before(NOON) == ()
    assert await archive.guilds.left_before(NOON + timedelta(days=1)) == (GUILD,), "when it was first noticed"
    await guild_seen(archive.guilds, GUILD, "A newsroom", NOON + timedelta(days=2))
    assert await archive.guilds.left_before(NOON + timedelta(days=99)) == ()
    assert (await archive.guilds.settings(GUILD)).language == "de"
    await archive.close()
