"""An entry makes one article, whatever its feed does to its guid, address or text, and loses none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from feeds.model import Entry, Feed, ParsedFeed
from feeds.parse.document import parse
from storage import retention
from storage.archive import Archive
from storage.edits import CALM, LONGEST_STORM
from storage.engine import Database, Transaction
from storage.queue import NoNudges
from storage.schema import article, revision
from tests.fakes.examples import HOUR, NOON, entry, look, reading
from tests.fakes.feeds import Item, item, rss
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
    twin = replace(entry("twin"), url=entry("e1").url)
    assert await bring(archive, feed, entry("e1"), twin, entry("e3")) == 2
    assert await bring(archive, feed, twin, entry("e1"), now=NOON + HOUR) == 0


def report(guid: str, day: int) -> Entry:
    """A market report: every day another guid, text and date, one headline and the home page as its link."""
    at = NOON + timedelta(days=day)
    said = entry(guid, title="Market report", text=f"Numbers of day {day}", published_at=at)
    return replace(said, url="https://wire.example/")


async def brought(archive: Archive, feed: Feed, body: bytes, day: int) -> int:
    """The feed's document is parsed and saved on that day; how many articles were new."""
    current = await archive.feeds.get(feed.id)
    assert current is not None
    read = parse(body, current.address, "", current.known, current.shares_guids)
    assert isinstance(read, ParsedFeed)
    now = NOON + timedelta(days=day)
    poll = look(current, next_due_at=now + HOUR)
    return await archive.feeds.save(replace(poll, read=read), now)


async def test_reports_under_one_headline_at_one_address_are_articles_each(archive: Archive) -> None:
    feed, days = await wire(archive), [report(f"r{day}", -day) for day in range(3)]
    assert await bring(archive, feed, *days) == 3
    assert await bring(archive, feed, report("r9", 1), *days, now=NOON + 24 * HOUR) == 1


async def test_report_that_takes_the_place_of_yesterdays_is_an_article_of_its_own(archive: Archive) -> None:
    feed = await wire(archive)
    new = [await bring(archive, feed, report(f"r{day}", day), now=NOON + day * 24 * HOUR) for day in range(4)]
    assert new == [1, 1, 1, 1]
    again = replace(report("other", 3), url="http://wire.example")
    assert await bring(archive, feed, again, now=NOON + 73 * HOUR) == 0, "a guid made anew"


async def test_entry_beside_an_article_of_its_headline_and_address_is_another(archive: Archive) -> None:
    feed = await wire(archive)
    one, other = (item("Market report", f"Report {n}", url="/", guid=f"r{n}", at=NOON) for n in range(2))
    assert await brought(archive, feed, rss(one), 0) == 1
    assert await brought(archive, feed, rss(other, one), 1) == 1, (
        "the first stands, though it is not read again"
    )


async def test_entry_under_a_new_guid_is_the_article_whose_guid_has_gone(archive: Archive) -> None:
    feed = await wire(archive)
    before, after = (item("Harbour opens", "Words", url="/1", guid=guid, at=NOON) for guid in ("a", "b"))
    assert await brought(archive, feed, rss(before), 0) == 1
    assert await brought(archive, feed, rss(after), 1) == 0
    beside = item("Harbour opens", "Other words", url="/1", guid="c", at=NOON)
    assert await brought(archive, feed, rss(beside, after), 2) == 1, "it stands under its second guid"


async def test_undated_entry_under_a_new_guid_is_the_article_it_was(archive: Archive) -> None:
    feed = await wire(archive)
    one, other = (replace(report(guid, 0), published_at=None) for guid in "ab")
    assert await bring(archive, feed, one) == 1
    assert await bring(archive, feed, other, now=NOON + 48 * HOUR) == 0


async def test_news_under_the_headline_of_what_has_gone_is_news(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, report("r0", 0))
    taken = await archive.stories.unread(1)
    assert taken is not None
    await founded(archive, taken)
    assert await archive.keeping.forget(NOON + HOUR) == 1
    assert await bring(archive, feed, report("r9", 90), now=NOON + timedelta(days=90)) == 1


def picture(day: int) -> Entry:
    at = NOON + timedelta(days=day)
    said = entry("picture", title=f"Picture {day}", text=f"About {day}", published_at=at)
    return replace(said, url=f"https://wire.example/{day}")


async def test_guid_that_never_changes_names_a_new_article_each_day(archive: Archive) -> None:
    feed = await wire(archive)
    for day in range(3):
        now = NOON + timedelta(days=day)
        assert await bring(archive, feed, picture(day), now=now) == 1
        retitled = replace(picture(day), title="Retitled", content_hash="x")
        assert await bring(archive, feed, retitled, now=now + HOUR) == 0
    assert await bring(archive, feed, picture(1), now=NOON + timedelta(days=4)) == 0, (
        "an older one is no news"
    )
    assert await count(archive) == 3


async def test_picture_of_yesterday_from_a_slow_cache_is_no_edit_of_todays(archive: Archive) -> None:
    feed = await wire(archive)
    for hours, day in ((0, 0), (24, 1), (25, 0)):
        await bring(archive, feed, picture(day), now=NOON + hours * HOUR)
    held = [await archive.stories.unread(number) for number in (1, 2)]
    assert [each and each.title for each in held] == ["Picture 0", "Picture 1"]


@pytest.mark.parametrize(
    "edit",
    [{"title": "Picture 0"}, {"url": "https://wire.example/0"}, {"published_at": NOON + HOUR}],
    ids=["same title", "same address", "near date"],
)
async def test_guid_with_something_else_the_same_is_the_same_article(
    archive: Archive, edit: dict[str, Any]
) -> None:
    feed = await wire(archive)
    assert await bring(archive, feed, picture(0)) == 1
    assert await bring(archive, feed, replace(picture(1), **edit), now=NOON + 24 * HOUR) == 0


async def test_posts_of_a_live_blog_are_articles_each(archive: Archive) -> None:
    feed = await wire(archive)
    page = "https://wire.example/live"
    posts = [item("Update", f"Words {n}", url=f"{page}#{n}", guid=f"{page}#{n}", at=NOON) for n in range(5)]
    assert await brought(archive, feed, rss(*posts[1:]), 0) == 4
    assert await brought(archive, feed, rss(*posts), 1) == 1
    assert await brought(archive, feed, rss(*posts).replace(b"https", b"http"), 2) == 0


def storm(words: str) -> Item:
    return item(f"Storm {words}", url="/s", guid="s", at=NOON)


def vote(words: str) -> Item:
    return item(f"Vote {words}", url="/v", guid="v", at=NOON)


async def test_id_that_was_listed_twice_doubles_no_edited_headline(archive: Archive) -> None:
    feed = await wire(archive)
    assert await brought(archive, feed, rss(storm("nears"), storm("hits"), vote("today")), 0) == 2
    assert await brought(archive, feed, rss(vote("today: first results")), 1) == 0
    elsewhere = item("Dam bursts", url="/d", guid="s", at=NOON)
    assert await brought(archive, feed, rss(elsewhere, storm("nears")), 2) == 1, "an id of two from now on"
    assert await brought(archive, feed, rss(elsewhere, storm("has gone")), 3) == 0


async def test_many_entries_are_all_kept(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    nudges.take()
    many = [entry(f"e{number}", title=f"Headline {number}") for number in range(350)]
    assert await bring(archive, feed, *many) == 350
    assert len(nudges.take()) == 350
    assert await bring(archive, feed, *many, now=NOON + HOUR) == 0


async def test_old_articles_go_a_few_in_each_transaction(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = await wire(archive)
    for number in range(5):
        await founded(archive, await taken_up(archive, feed, f"old{number}"))
    batches: list[int] = []
    delete = retention._delete

    async def noted(tx: Transaction, articles: Sequence[int]) -> None:
        batches.append(len(articles))
        await delete(tx, articles)

    monkeypatch.setattr(retention, "BATCH", 2)
    monkeypatch.setattr(retention, "_delete", noted)
    assert await archive.keeping.forget(NOON + HOUR) == 5
    assert batches == [2, 2, 1]
    assert await count(archive) == 0


async def test_what_has_gone_from_the_archive_does_not_come_back(archive: Archive) -> None:
    feed = await wire(archive)
    held = await taken_up(archive, feed, "old")
    await founded(archive, held)
    assert await archive.keeping.forget(NOON) == 0, "it is not older than noon"
    assert await archive.keeping.forget(NOON + HOUR) == 1
    assert await archive.keeping.forget(NOON + HOUR) == 0
    assert await count(archive) == 0
    assert await bring(archive, feed, entry("old"), entry("new"), now=NOON + HOUR) == 1
    assert await bring(archive, feed, replace(entry("other"), url=held.url), now=NOON + 25 * HOUR) == 0


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
