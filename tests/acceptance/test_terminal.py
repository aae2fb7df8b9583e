"""Without a token: an interpreter of one's own, every way to end it, and every mistake told in words.

The first start is in test_tty.py.
"""

import signal
from pathlib import Path

import pytest

from tests.acceptance.seeds import stand_ins
from tests.acceptance.wirewatch import Anew, Process, finish, status
from tests.fakes.feeds import FeedServer, item, rss

PATH = "/wire.xml"
ONE_WORKER = {"WIREWATCH_ALLOW_NETWORKS": "127.0.0.0/8", "WIREWATCH_WORKERS": "1"}


def settle_feeds(folder: Path, toml: str) -> None:
    """Configure the folder before the first start."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wirewatch.toml").write_text(toml)


def read(folder: Path, wire: FeedServer) -> None:
    """Let the terminal read a feed with an article on both whom it watches."""
    (seed, _) = stand_ins()
    feed = wire.put(PATH, rss(item(seed.title, seed.text, url=seed.url), title=seed.outlet))
    settle_feeds(folder, f'[[feed]]\nurl = "{feed}"\nchannel = "terminal"\nbacklog = "post"\n')


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


@pytest.mark.both_databases
async def test_sigterm_ends_it_in_good_order(begun: Path) -> None:
    settle_feeds(begun, '[[feed]]\nurl = "http://127.0.0.1:9/feed.xml"\nchannel = "terminal"\n')
    async with Process(begun, "run", **ONE_WORKER) as process:
        await process.says("Ctrl-C ends it")
        process.terminate()
        assert await process.ended() == 0, process.everything
        assert "Traceback" not in process.everything


async def test_reader_who_leaves_ends_it_quietly(begun: Path) -> None:
    async with FeedServer() as wire:
        read(begun, wire)
        gate = wire.hang(PATH)
        async with Process(begun, "run", "--once", **ONE_WORKER) as process:
            await process.says("To connect Discord")
            process.stop_reading()
            gate.set()
            await process.ended()
    assert "ALERT" not in process.everything
    assert "Traceback" not in process.everything


async def test_terminal_without_unicode_shows_what_it_can_until_ctrl_c_ends_it(begun: Path) -> None:
    async with FeedServer() as wire:
        read(begun, wire)
        async with Anew(begun, "run", PYTHONIOENCODING="ascii", **ONE_WORKER) as process:
            await process.says("Ctrl-C ends it")
            for words in ("ALERT", "Vladimir Putin", "Ant?nio Guterres"):
                await process.says(words)
            process.send(signal.SIGINT)
            assert await process.ended() == 0, process.everything
    assert "Traceback" not in process.everything
