"""An entry makes one article, whatever its feed does to its guid, address or text, and loses none."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from feeds.model import Entry, Feed
from storage.archive import Archive
from storage.edits import CALM, LONGEST_STORM
from storage.engine import Database
from storage.queue import NoNudges
from storage.schema import article, revision
from tests.fakes.examples import HOUR, NOON, entry, look, reading
from tests.storage.conftest import Noted
from tests.storage.scenes import article as taken_up
from tests.storage.scenes import bring, founded, joined, wire

MINUTE = timedelta(minutes=1)
TITLE, TEXT = entry().title, entry().text
READ = frozenset({"read"})


async def count(archive: Archive) -> int:
    return (await archive.status(None)).articles


async def edited(archive: Archive, feed: Feed, minutes: int, title: str = TITLE, text: str = TEXT) -> None:
    await bring(archive, feed, entry("e1", title=title, text=text), now=NOON + minutes * MINUTE)


async def read_due(archive: Archive, nudges: Noted, minutes: float) -> bool:
    nudges.take()
    await archive.nudge_unfinished(NOON + minutes * MINUTE, frozenset({"read"}))
    return ("read", "1") in nudges.take()


@pytest.mark.parametrize(
    "again",
    [
        entry("e2"),
        replace(entry("e2"), url="http://wire.example/e1"),
        replace(entry("e1"), url="https://wire.example/moved", title="Another headline"),
    ],
    ids=["changed guid", "http", "changed address and title"],
)
async def test_entry_that_comes_in_another_dress_is_no_new_article(archive: Archive, again: Entry) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry("e1"))
    again = replace(
        again, url=again.url if again.guid == "e1" or "e2" not in str(again.url) else entry("e1").url
    )
    assert await bring(archive, feed, again, now=NOON + HOUR) == 0
    assert await bring(archive, feed, again, now=NOON + 2 * HOUR) == 0
    assert await count(archive) == 1


async def test_changed_guid_is_known_from_then_on(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry("e1"))
    await bring(archive, feed, replace(entry("new"), url=entry("e1").url), now=NOON + HOUR)
    moved = replace(entry("new"), url="https://wire.example/elsewhere", title="Another headline")
    assert await bring(archive, feed, moved, now=NOON + 2 * HOUR) == 0


async def test_article_of_another_feed_is_another_article(archive: Archive) -> None:
    one, two = await wire(archive, "One"), await wire(archive, "Two")
    assert await bring(archive, one, entry("e1")) == 1
    assert await bring(archive, two, entry("e1")) == 1


async def test_two_entries_of_one_document_that_are_one_article_make_one(archive: Archive) -> None:
    feed = await wire(archive)
    twin = replace(entry("twin", text="Other words."), url=entry("e1").url)
    assert await bring(archive, feed, entry("e1"), twin, entry("e3")) == 2
    assert await bring(archive, feed, twin, entry("e1"), now=NOON + HOUR) == 0


async def test_many_entries_are_all_kept(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    nudges.take()
    many = [entry(f"e{number}", title=f"Headline {number}") for number in range(350)]
    assert await bring(archive, feed, *many) == 350
    assert len(nudges.take()) == 350
    assert await bring(archive, feed, *many, now=NOON + HOUR) == 0


async def test_what_has_gone_from_the_archive_does_not_come_back(archive: Archive) -> None:
    feed = await wire(archive)
    held = await taken_up(archive, feed, "old")
    await founded(archive, held)
    assert await archive.forget(NOON) == 0, "it is not older than noon"
    assert await archive.forget(NOON + HOUR) == 1
    assert await archive.forget(NOON + HOUR) == 0
    assert await count(archive) == 0
    assert await bring(archive, feed, entry("old"), entry("new"), now=NOON + HOUR) == 1
    assert await bring(archive, feed, replace(entry("other"), url=held.url), now=NOON + 2 * HOUR) == 0


async def test_edited_article_is_read_once_when_the_storm_is_over(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    held = await taken_up(archive, feed, "e1")
    await founded(archive, held)
    for minutes in (60, 61, 62):
        await edited(archive, feed, minutes, title=f"Envoy meets president, {minutes}")
    calm = 62 + CALM / MINUTE
    assert not await read_due(archive, nudges, calm - 1)
    assert await read_due(archive, nudges, calm)
    latest = await archive.stories.unread(1)
    assert latest is not None
    assert latest.title == "Envoy meets president, 62"


async def test_storm_without_end_is_read_once_an_hour(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await founded(archive, await taken_up(archive, feed, "e1"))
    last = 60 + int(LONGEST_STORM / MINUTE)
    for minutes in range(60, last + 1, 3):
        await edited(archive, feed, minutes, title=f"Envoy meets president, {minutes}")
        assert await read_due(archive, nudges, minutes) == (minutes >= last)


async def test_words_taken_back_are_no_edit(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await founded(archive, await taken_up(archive, feed, "e1"))
    await edited(archive, feed, 60, title="Envoy meets prime minister")
    await edited(archive, feed, 61)
    assert not await read_due(archive, nudges, 600)


async def test_edited_article_keeps_what_it_said_before(archive: Archive, url: str) -> None:
    feed = await wire(archive)
    held = await taken_up(archive, feed, "e1")
    story = await founded(archive, held)
    await edited(archive, feed, 60, title="Envoy met president", text="They have met.")
    changed = await archive.stories.unread(1)
    assert changed is not None
    assert await joined(archive, changed, story, 1, reading("met"))
    database = Database(url, NoNudges())
    async with database.reading() as tx:
        now_says = await tx.row(sa.select(article.c.title, article.c.text))
        said = await tx.rows(sa.select(revision.c.article, revision.c.title, revision.c.text))
    await database.close()
    assert now_says is not None
    assert dict(now_says) == {"title": "Envoy met president", "text": "They have met."}
    assert [dict(row) for row in said] == [{"article": held.id, "title": held.title, "text": held.text}]


async def test_article_edited_before_it_was_read_is_read_in_its_new_words_at_once(
    archive: Archive, nudges: Noted
) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry("e1"))
    await edited(archive, feed, 1, title="Envoy met president")
    assert await read_due(archive, nudges, 3)
    unread = await archive.stories.unread(1)
    assert unread is not None
    assert unread.title == "Envoy met president"


async def test_entries_whose_page_is_wanted_wait_for_it(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    nudges.take()
    brought = replace(look(feed, entry("e1"), entry("e2")), pages=frozenset({"e2"}))
    await archive.feeds.save(brought, NOON)
    assert nudges.take() == [("read", "1")]
    await archive.nudge_unfinished(NOON + MINUTE, frozenset({"page"}))
    assert nudges.take() == [("page", "2")]


async def test_backlog_waits_for_no_page(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive, backlog="silent")
    await archive.feeds.save(replace(look(feed, entry("e1")), pages=frozenset({"e1"})), NOON)
    assert nudges.take() == [], "news does not wait behind it"
    await archive.nudge_unfinished(NOON, frozenset({"page", "read"}))
    assert nudges.take() == [("read", "1")]
