"""A stranger's first minutes: no token, perhaps no network, and every mistake told in words."""

import signal
import sqlite3
from pathlib import Path

import pytest

from tests.acceptance.wirewatch import Anew, Process, ended, finish, status

MEETING = ("António Guterres", "Vladimir Putin")


def settle_feeds(folder: Path, toml: str) -> None:
    """Configure the folder before the first start."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wirewatch.toml").write_text(toml)


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """The terminal reads one feed, which cannot be reached, instead of the starter feeds."""
    settle_feeds(tmp_path, '[[feed]]\nurl = "http://127.0.0.1:9/feed.xml"\nchannel = "terminal"\n')
    return {"WIREWATCH_FETCH_SECONDS": "2", "WIREWATCH_WORKERS": "1"}


async def test_first_start_shows_an_alert_and_a_digest_without_internet(
    tmp_path: Path, offline: dict[str, str]
) -> None:
    done = await ended(Anew(tmp_path, "run", "--once", **offline))
    text = "\n".join(done.out)
    assert status(done) == 0, done.everything
    assert "Traceback" not in done.everything
    assert text.count("─  ALERT  ─") >= 1
    assert "UPDATED ALERT" not in text, "what is told in one round is told once"
    assert text.count("DIGEST ·") == 1
    assert all(name in text for name in MEETING)
    assert "To connect Discord, set DISCORD_TOKEN" in text
    assert any("feed not read" in line and "outlet=http://127.0.0.1:9/feed.xml" in line for line in done.told)
    assert "1 feed, 1 of them not answering; 0 articles in 0 stories." in text


async def test_each_event_of_the_sample_is_one_message_and_a_second_start_tells_none_again(
    tmp_path: Path, offline: dict[str, str]
) -> None:
    await finish(tmp_path, "run", "--once", **offline)
    with sqlite3.connect(tmp_path / "data" / "wirewatch.sqlite3") as database:
        sent = database.execute("SELECT subject FROM delivery WHERE state = 'sent'").fetchall()
        waiting = database.execute(
            "SELECT count(*) FROM delivery WHERE state NOT IN ('sent', 'superseded')"
        ).fetchone()
    database.close()
    assert len(sent) >= 3
    assert len(set(sent)) == len(sent), "one event, one message"
    assert waiting == (0,)
    again = await finish(tmp_path, "run", "--once", **offline)
    text = "\n".join(again.out)
    assert status(again) == 0
    assert "ALERT" not in text
    assert "DIGEST ·" not in text


async def test_wrong_setting_is_one_clear_line(tmp_path: Path) -> None:
    done = await finish(tmp_path, "run", "--once", WIREWATCH_WORKERS="lots")
    assert status(done) == 2
    assert "environment variable WIREWATCH_WORKERS" in done.everything
    assert "Traceback" not in done.everything


async def test_unknown_actor_in_the_configuration_is_told_with_the_nearest(tmp_path: Path) -> None:
    settle_feeds(tmp_path, '[[watch]]\nchannel = "terminal"\nactors = ["vladmir-putin"]\n')
    done = await finish(tmp_path, "run", "--once")
    assert status(done) == 2
    assert "no actor has the id `vladmir-putin`" in done.everything
    assert "vladimir-putin" in done.everything


async def test_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    done = await finish(tmp_path, "run", "--once")
    assert status(done) == 2
    assert "WIREWATCH_DATA" in done.everything
    assert "Traceback" not in done.everything


async def test_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "wirewatch.sqlite3"
    file.write_text("this is no database, whatever its name says" * 50)
    done = await finish(tmp_path, "run", "--once")
    assert status(done) == 2
    assert "Traceback" not in done.everything


@pytest.mark.parametrize(("kind", "number"), [(Process, signal.SIGTERM), (Anew, signal.SIGINT)])
async def test_ctrl_c_and_sigterm_end_it_in_good_order(
    tmp_path: Path, offline: dict[str, str], kind: type[Process], number: signal.Signals
) -> None:
    async with kind(tmp_path, "run", **offline) as process:
        await process.says("Ctrl-C ends it")
        process.send(number)
        assert await process.ended(5) == 0, process.everything
        assert "Traceback" not in process.everything


async def test_reader_who_leaves_ends_it_quietly(tmp_path: Path, offline: dict[str, str]) -> None:
    async with Anew(tmp_path, "run", "--once", **offline) as process:
        await process.says("First start")
        process.stop_reading()
        await process.ended()
    assert "Traceback" not in process.everything


async def test_terminal_without_unicode_shows_what_it_can(tmp_path: Path, offline: dict[str, str]) -> None:
    done = await ended(Anew(tmp_path, "run", "--once", PYTHONIOENCODING="ascii", **offline))
    assert status(done) == 0, done.everything
    assert "Vladimir Putin" in "\n".join(done.out)
    assert "Traceback" not in done.everything
