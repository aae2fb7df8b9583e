"""`wirewatch feeds` as a person uses it: real processes, a loopback web, one database."""

import asyncio
import json
import os
import pty
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.forked import Forked
from tests.acceptance.test_tty import ESCAPES, read_to_the_end
from tests.acceptance.wirewatch import Process, finish, status
from tests.fakes.feeds import FeedServer, item, rss

pytestmark = pytest.mark.usefixtures("home")

LOOPBACK = {"WIREWATCH_ALLOW_NETWORKS": "127.0.0.0/8", "WIREWATCH_WORKERS": "1"}
TEXT = "The two men met in Moscow on Tuesday, the ministry said. It gave no further details. " * 12


@pytest.fixture
async def web() -> AsyncIterator[FeedServer]:
    """A page with two feeds, one with one, one with none, and the feeds."""
    async with FeedServer() as server:
        server.put(
            "/world.xml", rss(item("Talks in Moscow", TEXT, guid="1"), title="Harbour Courier"), etag='"1"'
        )
        server.put("/sport.xml", rss(item("A match", TEXT, guid="2"), title="Harbour Sport"))
        server.put("/", page("/world.xml"), content_type="text/html")
        server.put("/all", page("/world.xml", "/sport.xml"), content_type="text/html")
        yield server


def page(*feeds: str) -> str:
    """A page that names these feeds."""
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
    return f"<html><head>{links}</head><body><p>Welcome to the harbour.</p></body></html>"


async def feeds(folder: Path, *arguments: str, **settings: str) -> Process:
    """Run `wirewatch feeds …` to its end; it never shows a traceback."""
    done = await finish(folder, "feeds", *arguments, **LOOPBACK, **settings)
    assert "Traceback" not in done.everything
    return done


async def listed(folder: Path) -> list[dict[str, object]]:
    """What the list says, for machines."""
    rows: list[dict[str, object]] = json.loads("\n".join((await feeds(folder, "list", "--json")).out))
    return rows


async def test_feed_is_added_listed_exported_and_removed(tmp_path: Path, web: FeedServer) -> None:
    added = await feeds(tmp_path, "add", web.url("/"), "--full-text", "never")
    assert status(added) == 0
    assert any(f"its feed is {web.url('/world.xml')}" in line for line in added.out)
    assert any("Reading Harbour Courier (feed 1) from now on" in line for line in added.out)
    assert [row["address"] for row in await listed(tmp_path)] == [web.url("/world.xml")]
    exported = await feeds(tmp_path, "export")
    assert any(
        'text="Harbour Courier"' in line and 'wirewatch:fullText="never"' in line for line in exported.out
    )
    (tmp_path / "feeds.opml").write_text("\n".join(exported.out))
    again = await feeds(tmp_path, "import", "feeds.opml")
    assert (status(again), again.out[-1]) == (0, "0 feeds are new, 1 read already; 0 lines are wrong.")
    assert status(await feeds(tmp_path, "remove", "1")) == 0
    assert await listed(tmp_path) == []


async def test_page_with_several_feeds_lists_them_and_adds_none(tmp_path: Path, web: FeedServer) -> None:
    done = await feeds(tmp_path, "add", web.url("/all"))
    assert status(done) == 2
    assert web.url("/sport.xml") in done.everything
    assert "Choose one: wirewatch feeds add ADDRESS" in done.everything
    assert await listed(tmp_path) == []


async def test_in_a_terminal_the_person_chooses_by_number(tmp_path: Path, web: FeedServer) -> None:
    master, slave = pty.openpty()
    settings = {**LOOPBACK, "WIREWATCH_DATA": str(tmp_path / "data"), "TERM": "xterm"}
    process = await Forked.begin(
        tmp_path, ("feeds", "add", web.url("/all")), {**os.environ, **settings}, terminal=slave
    )
    os.close(slave)
    os.write(master, b"2\n")
    written = ESCAPES.sub("", await asyncio.to_thread(read_to_the_end, master))
    assert await process.wait() == 0, written
    assert "Which one (0 for none)" in written
    assert "Reading Harbour Sport (feed 1) from now on" in written


async def test_check_explains_a_feed_and_changes_nothing(tmp_path: Path, web: FeedServer) -> None:
    done = await feeds(tmp_path, "check", web.url("/world.xml"))
    said = "\n".join(done.out)
    assert status(done) == 0
    assert "Harbour Courier" in said
    assert "304: what has not changed is not sent again" in said
    assert "Talks in Moscow" in said
    assert web.count("/world.xml") == 2, "once, and once more to see whether it answers 304"
    assert await listed(tmp_path) == []


async def test_check_of_what_is_no_feed_says_what_to_do(tmp_path: Path, web: FeedServer) -> None:
    for known in ("/world.xml", "/sport.xml", "/", "/all"):
        web.remove(known)
    web.put("/page", page(), content_type="text/html")
    done = await feeds(tmp_path, "check", web.url("/page"))
    assert status(done) == 1
    assert web.url("/page") in done.told[-1]


async def test_mistakes_are_told_in_words(tmp_path: Path) -> None:
    for arguments, *words in (
        (("add", "http://169.254.169.254/feed"), "169.254.169.254", "WIREWATCH_ALLOW_NETWORKS"),
        (("check", "http://169.254.169.254/feed"), "WIREWATCH_ALLOW_NETWORKS"),
        (("add", "http://127.0.0.1:9/feed"), "Nothing was added."),
        (("add", "hello world"), "has a space in its host"),
        (("add", ""), "That is empty"),
        (("remove", "7"), "does not read feed 7"),
        (("remove", "Feed 7"), "does not read Feed 7"),
    ):
        done = await feeds(tmp_path, *arguments)
        assert status(done) in (1, 2)
        assert all(each in done.everything for each in words), done.everything


@pytest.mark.both_databases
async def test_running_bot_reads_what_is_added_beside_it(begun: Path, web: FeedServer) -> None:
    web.put("/first.xml", rss(title="First"))
    (begun / "wirewatch.toml").write_text(
        f'[[feed]]\nurl = "{web.url("/first.xml")}"\nchannel = "terminal"\n'
    )
    async with Process(begun, "run", **LOOPBACK) as bot:
        await bot.says("Ctrl-C ends it")
        assert status(await feeds(begun, "add", web.url("/world.xml"))) == 0
        await web.wait_for("/world.xml", 2)
        bot.terminate()
        assert await bot.ended() == 0, bot.everything
    (row,) = [row for row in await listed(begun) if row["outlet"] == "Harbour Courier"]
    assert row["articles"] == 1
    refused = await feeds(begun, "remove", web.url("/first.xml"))
    assert status(refused) == 2
    assert "declared in" in refused.everything
