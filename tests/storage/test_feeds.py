"""Feeds are kept once, and what they bring is saved whole or not at all."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from config.errors import StorageError
from feeds.model import NotModified, Poll
from storage.archive import Archive
from storage.edits import CALM
from storage.known import LONGEST_GUID
from storage.moves import LONGEST_ADDRESS
from summarise.model import Origin
from tests.fakes.examples import HOUR, NOON, entry, failed_look, look, parsed, well
from tests.storage.conftest import Noted
from tests.storage.scenes import bring, wire


async def test_feed_is_added_once_and_not_due_before_somebody_reads_it(archive: Archive) -> None:
    first = await archive.feeds.add(address="https://a.example", outlet="A", title="The A", now=NOON)
    again = await archive.feeds.add(address="https://a.example", outlet="B", now=NOON + HOUR)
    assert again == first
    assert (first.outlet, first.title, first.backlog, first.next_due_at) == ("A", "The A", "silent", None)
    assert await archive.feeds.find("https://a.example") == first
    assert await archive.feeds.get(first.id) == first
    assert await archive.feeds.all() == (first,)
    assert await archive.feeds.find("https://b.example") is None


async def test_declared_feed_takes_over_its_outlet_and_backlog(archive: Archive) -> None:
    first = await archive.feeds.add(address="https://a.example", outlet="A", title="The A", now=NOON)
    add = partial(archive.feeds.add, address="https://a.example", declared=True, now=NOON + HOUR)
    changed = await add(outlet="B", backlog="post")
    assert changed == replace(first, outlet="B", backlog="post")
    unnamed = await add(outlet="")
    assert unnamed == replace(first, outlet="B", backlog="silent")
    assert await archive.feeds.get(first.id) == unnamed


async def test_address_too_long_for_an_index_is_refused_with_its_limit(archive: Archive) -> None:
    with pytest.raises(StorageError, match="2048"):
        await archive.feeds.add(address="https://a.example/" + "x" * 2048, outlet="A", now=NOON)


async def test_address_of_few_characters_and_many_bytes_is_refused_too(archive: Archive) -> None:
    with pytest.raises(StorageError, match="bytes"):
        await archive.feeds.add(address="https://a.example/" + "新" * 1000, outlet="A", now=NOON)


async def test_address_as_long_as_an_index_takes_is_kept(archive: Archive) -> None:
    endless = "https://a.example/" + "".join(f"{number:x}" for number in range(900))
    longest = endless[:LONGEST_ADDRESS]
    added = await archive.feeds.add(address=longest, outlet="A", now=NOON)
    assert await archive.feeds.find(longest) == added


async def test_archive_closes_once_every_question_is_answered(archive: Archive) -> None:
    feed = await wire(archive)
    asking = asyncio.create_task(archive.feeds.due([feed.id], NOON))
    await asyncio.sleep(0)
    asking.cancel()
    await archive.close()
    assert [task for task in asyncio.all_tasks() if task.get_name() == "together"] == []


async def test_feed_is_due_from_its_time_on(archive: Archive) -> None:
    feed = await wire(archive)
    assert await archive.feeds.due([feed.id], NOON - timedelta(microseconds=1)) == ()
    assert await archive.feeds.due([feed.id, feed.id + 1], NOON) == (feed,)


async def test_poll_saves_validators_articles_and_the_next_time_together(
    archive: Archive, nudges: Noted
) -> None:
    feed = await wire(archive)
    nudges.take()
    assert await archive.feeds.save(look(feed, entry("e1"), entry("e2")), NOON) == 2
    saved = await archive.feeds.get(feed.id)
    assert saved is not None
    assert (saved.etag, saved.body_hash, saved.title) == ('"v1"', "0" * 64, "Wire")
    assert (saved.first_read_at, saved.next_due_at) == (NOON, NOON + HOUR)
    assert nudges.take() == [("read", "1"), ("read", "2")]


async def test_feed_without_an_outlets_name_takes_its_own_title_or_its_host(archive: Archive) -> None:
    for number, (title, outlet) in enumerate([("The Courier", "The Courier"), ("", "b1.example")]):
        feed = await archive.feeds.add(address=f"https://b{number}.example/rss", outlet="", now=NOON)
        await archive.feeds.save(replace(look(feed, entry()), read=parsed(entry(), title=title)), NOON)
        named = await archive.feeds.get(feed.id)
        assert named is not None
        assert named.outlet == outlet


async def test_poll_that_runs_twice_saves_once(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    saved = await asyncio.gather(
        *(archive.feeds.save(look(feed, entry("e1"), entry("e2")), NOON) for _ in range(4))
    )
    assert sorted(saved) == [0, 0, 0, 2]
    assert len(nudges.take()) == 2
    assert (await archive.status(None)).articles == 2


async def test_poll_of_a_feed_retired_meanwhile_saves_nothing(archive: Archive) -> None:
    feed = await wire(archive)
    await archive.feeds.retire(feed.id)
    assert await archive.feeds.save(look(feed, entry()), NOON) == 0
    assert (await archive.status(None)).articles == 0


async def test_same_guid_of_two_feeds_makes_two_articles(archive: Archive) -> None:
    one, two = await wire(archive, "One"), await wire(archive, "Two")
    assert await bring(archive, one, entry("same"), entry("same", title="Again")) == 1
    assert await bring(archive, two, entry("same")) == 1
    first = await archive.stories.unread(1)
    assert first is not None
    assert (first.outlet, first.title) == ("One", "Envoy meets president")


async def test_known_entry_is_not_an_article_again(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    assert await bring(archive, feed, entry("e1")) == 1
    nudges.take()
    assert await bring(archive, feed, entry("e1"), entry("e2"), now=NOON + HOUR) == 1
    assert nudges.take() == [("read", "2")]


async def test_edited_entry_is_read_again_in_its_new_words(archive: Archive, nudges: Noted) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry("e1"))
    await archive.stories.set_aside(1, "its text was empty", NOON)
    nudges.take()
    assert await bring(archive, feed, entry("e1", title="Envoy left"), now=NOON + HOUR) == 0
    await archive.nudge_unfinished(NOON + HOUR + CALM, frozenset({"read"}))
    assert nudges.take() == [("read", "1")]
    article = await archive.stories.unread(1)
    assert article is not None
    assert (article.title, article.seen_at) == ("Envoy left", NOON)


async def test_date_in_the_future_is_the_moment_it_was_seen(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(
        archive,
        feed,
        entry("later", published_at=NOON + HOUR),
        entry("never", published_at=None),
        entry("rome", published_at=datetime(1, 1, 1, tzinfo=UTC)),
    )
    later, never, rome = [await archive.stories.unread(number) for number in (1, 2, 3)]
    assert later is not None
    assert (later.published_at, later.seen_at) == (NOON, NOON)
    assert never is not None
    assert (never.published_at, never.at) == (None, NOON)
    assert rome is not None
    assert rome.published_at == datetime(1970, 1, 1, tzinfo=UTC)


async def test_first_reading_is_silent_and_what_follows_is_news(archive: Archive) -> None:
    feed = await wire(archive, backlog="silent")
    await bring(archive, feed, entry("old"))
    await bring(archive, feed, entry("old"), entry("new"), now=NOON + HOUR)
    old, new = await archive.stories.unread(1), await archive.stories.unread(2)
    assert old is not None
    assert new is not None
    assert (old.silent, new.silent) == (True, False)


async def test_first_reading_of_a_feed_whose_backlog_posts_is_news(archive: Archive) -> None:
    feed = await wire(archive, backlog="post")
    await bring(archive, feed, entry("old"))
    old = await archive.stories.unread(1)
    assert old is not None
    assert not old.silent


async def test_failure_keeps_the_validators_and_is_told(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    current = await archive.feeds.get(feed.id)
    assert current is not None
    assert await archive.feeds.save(failed_look(current, next_due_at=NOON + 2 * HOUR), NOON + HOUR) == 0
    failed = await archive.feeds.get(feed.id)
    assert failed is not None
    assert (failed.failures, failed.etag, failed.next_due_at) == (1, '"v1"', NOON + 2 * HOUR)
    (subscription,) = await archive.subscriptions.of_guild("a")
    assert subscription.last_error == "Nobody answers at wire.example."
    assert subscription.last_read_at == NOON


async def test_feed_remembers_the_wait_of_its_last_good_look(archive: Archive) -> None:
    feed = await wire(archive)
    assert feed.interval is None
    good = replace(look(feed, entry("e1")), standing=well(NOON + 3 * HOUR, 2 * HOUR))
    await archive.feeds.save(good, NOON)
    (later,) = await archive.feeds.due([feed.id], NOON + 3 * HOUR)
    assert later.interval == 2 * HOUR
    await archive.feeds.save(failed_look(later, next_due_at=NOON + 4 * HOUR), NOON + 3 * HOUR)
    failing = await archive.feeds.get(feed.id)
    assert failing is not None
    assert failing.interval == 2 * HOUR


async def test_failure_before_the_first_reading_leaves_the_backlog_silent(archive: Archive) -> None:
    feed = await wire(archive, backlog="silent")
    await archive.feeds.save(failed_look(feed), NOON)
    await bring(archive, feed, entry("old"), now=NOON + HOUR)
    old = await archive.stories.unread(1)
    assert old is not None
    assert old.silent


async def test_unchanged_feed_takes_over_newer_validators_only(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry())
    current = await archive.feeds.get(feed.id)
    assert current is not None
    unchanged = Poll(
        feed=current,
        outcome=NotModified(last_modified="Tue, 26 Apr 2022 13:00:00 GMT"),
        read=None,
        standing=well(NOON + 2 * HOUR),
    )
    assert await archive.feeds.save(unchanged, NOON + HOUR) == 0
    kept = await archive.feeds.get(feed.id)
    assert kept is not None
    assert (kept.etag, kept.last_modified) == ('"v1"', "Tue, 26 Apr 2022 13:00:00 GMT")


async def test_text_that_no_database_takes_is_made_sound(archive: Archive) -> None:
    feed = await wire(archive)
    await bring(archive, feed, entry("nul\0", title="A\0B", text="lone \ud83d surrogate"))
    article = await archive.stories.unread(1)
    assert article is not None
    assert (article.guid, article.title, article.text) == ("nul", "AB", "lone � surrogate")


async def test_guid_too_long_for_an_index_is_still_known_again(archive: Archive) -> None:
    feed = await wire(archive)
    endless = "x" * 9000
    assert await bring(archive, feed, entry(endless), entry(endless + "y")) == 2
    assert await bring(archive, feed, entry(endless), now=NOON + HOUR) == 0
    article = await archive.stories.unread(1)
    assert article is not None
    assert len(article.guid) <= LONGEST_GUID


async def test_ids_are_never_given_again(archive: Archive) -> None:
    first = await archive.watches.add(guild="a", target="t", actors=("x",), origin="command", now=NOON)
    assert await archive.watches.remove("a", first.id, NOON)
    second = await archive.watches.add(guild="a", target="t", actors=("x",), origin="command", now=NOON)
    assert second.id > first.id


@pytest.mark.parametrize(
    ("origin", "vouched"),
    [("command", False), ("shipped", False), ("operator", True), ("configuration", True)],
)
async def test_operator_vouches_for_what_it_declares_or_adds_itself(
    archive: Archive, origin: Origin, vouched: bool
) -> None:
    feed = await wire(archive)
    await archive.subscriptions.subscribe("b", feed.id, origin, NOON)
    (due,) = await archive.feeds.due([feed.id], NOON)
    assert due.vouched is vouched
