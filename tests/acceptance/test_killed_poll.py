"""A process that is killed at any await between claim and commit loses no article and doubles none."""

import asyncio
import json
import sys
from pathlib import Path

from storage.archive import Archive
from storage.edits import CALM
from storage.queue import NoNudges
from summarise.model import Founds
from tests.acceptance.dying import look
from tests.fakes.examples import HOUR, NOON, edition, reading
from tests.fakes.feeds import FeedServer, item, rss

FIRST = rss(item("One", "The first report.", guid="1"), item("Two", "The second report.", guid="2"))
SECOND = rss(
    item("Three", "The third report.", guid="3"),
    item("One", "The first report.", guid="1"),
    item("Two, corrected", "The second report, corrected.", guid="2"),
)


async def prepared(folder: Path, wire: FeedServer) -> tuple[Path, int]:
    """A database whose feed was read once, its articles too; now the feed has news and a correction."""
    database = folder / "prepared.sqlite3"
    archive = await Archive.open(f"sqlite+aiosqlite:///{database}", NoNudges())
    feed = await archive.feeds.add(
        address=wire.put("/feed", FIRST, etag='"1"'), outlet="Wire", backlog="post", now=NOON
    )
    await archive.subscriptions.subscribe("a", feed.id, "command", NOON)
    await archive.close()
    await look(database, feed.id, NOON)
    archive = await Archive.open(f"sqlite+aiosqlite:///{database}", NoNudges())
    for number in (1, 2):
        article = await archive.stories.unread(number)
        assert article is not None
        read = edition(article, reading(f"term{number}"), decision=Founds(nearest=0.0), snapshot=number - 1)
        assert await archive.stories.save(read, NOON)
    await archive.close()
    wire.put("/feed", SECOND, etag='"2"')
    return database, feed.id


async def test_killed_poll_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    async with FeedServer() as wire:
        database, feed = await prepared(tmp_path, wire)
        moment = NOON + HOUR + 2 * CALM
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.acceptance.dying", str(database), str(feed), moment.isoformat()),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    runs = [json.loads(line) for line in out.splitlines()]
    assert [run["died"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) > 20, "there are more awaits than that between claim and commit"
    whole = {"1": "One", "2": "Two, corrected", "3": "Three"}
    wrong = [run for run in runs if (run["articles"], run["said"], run["etag"]) != (3, whole, '"2"')]
    assert wrong == []
