"""One look at a feed: due, fetched, parsed, decided, saved; whatever happens is a sentence."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.sample import SAMPLE_NOW, sample_feeds
from feeds.cadence import Pace
from feeds.holding import Budget, Hold
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, NotModified, Poll
from feeds.poll import AHEAD, Looks, PollReport, Rules, Wire, poll, poll_due
from feeds.ports import Fetch
from feeds.sample import SampleFetch
from tests.fakes.feeds import item, rss
from tests.fakes.workers import InlineWorkers

NOW = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)
PACE = Pace(floor=timedelta(minutes=5), ceiling=timedelta(hours=24))
FEED = Feed(id=7, address="https://outlet.example/feed?key=secret", outlet="Outlet")


class OneFeed:
    """A store that holds one feed and counts articles by guid."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.polls: list[Poll] = []
        self.guids: set[str] = set()

    async def due(self, feeds: Collection[int], now: datetime) -> tuple[Feed, ...]:
        is_due = self.feed.next_due_at is None or self.feed.next_due_at <= now
        return (self.feed,) if self.feed.id in feeds and is_due else ()

    async def save(self, poll: Poll, now: datetime) -> int:
        self.polls.append(poll)
        found = {entry.guid for entry in poll.read.entries} if poll.read else set()
        new = found - self.guids
        self.guids |= found
        self.feed = replace(self.feed, next_due_at=poll.standing.next_due_at)
        return len(new)


def answering(outcome: FetchOutcome) -> Fetch:
    async def fetch(feed: Feed, hold: Hold | None = None) -> FetchOutcome:
        return outcome

    return fetch


def body(document: bytes) -> Fetched:
    return Fetched(address=FEED.address, body=document, body_hash="h", content_type="text/xml", etag='"1"')


def wire(store: OneFeed, fetch: Fetch, workers: InlineWorkers | None = None, now: datetime = NOW) -> Wire:
    return Wire(
        store=store,
        fetch=fetch,
        workers=workers or InlineWorkers(),
        now=lambda: now,
        rules=Rules(pace=PACE),
        looks=Looks(4),
        jitter=lambda: 0.5,
    )


async def look(
    store: OneFeed, outcome: FetchOutcome, workers: InlineWorkers | None = None
) -> PollReport | None:
    reports: list[PollReport] = []
    await poll_due([store.feed.id], wire(store, answering(outcome), workers), reports.append)
    return reports[0] if reports else None


async def test_due_feed_is_read_and_saved() -> None:
    store = OneFeed(FEED)
    report = await look(store, body(rss(item("A", guid="1"), item("B", guid="2"))))
    assert report == PollReport(feed=FEED, new=2)
    (saved,) = store.polls
    assert saved.read is not None
    assert saved.standing.next_due_at is not None
    assert saved.standing.next_due_at > NOW


async def test_feed_that_is_not_due_is_left_alone() -> None:
    store = OneFeed(replace(FEED, next_due_at=NOW + timedelta(seconds=1)))
    assert await look(store, NotModified()) is None
    assert store.polls == []


async def test_second_run_finds_nothing_to_do() -> None:
    store = OneFeed(FEED)
    outcome = body(rss(item("A", guid="1")))
    assert await look(store, outcome) is not None
    assert await look(store, outcome) is None


async def test_unchanged_feed_is_not_parsed() -> None:
    store, workers = OneFeed(FEED), InlineWorkers()
    report = await look(store, NotModified(etag='"2"'), workers)
    assert report == PollReport(feed=FEED)
    assert workers.works == 0
    assert store.polls[0].outcome == NotModified(etag='"2"')


async def test_failure_is_saved_and_told() -> None:
    store = OneFeed(FEED)
    report = await look(store, FetchFailed(reason="no answer", detail="It did not answer."))
    assert report == PollReport(feed=FEED, failure="It did not answer.")
    assert store.polls[0].standing.failures == 1


async def test_web_page_is_a_failure_that_names_the_address_without_its_secret() -> None:
    store = OneFeed(FEED)
    report = await look(store, body(b"<html>"))
    assert report is not None
    assert report.failure is not None
    assert "https://outlet.example/feed?…" in report.failure
    assert "web page" in report.failure
    assert "secret" not in report.failure
    assert isinstance(store.polls[0].outcome, FetchFailed)
    assert store.polls[0].read is None


async def test_worker_that_gives_up_is_a_failure_of_this_feed() -> None:
    store = OneFeed(FEED)
    report = await look(store, body(rss(item("A"))), InlineWorkers(fails="The work took longer than 3 s."))
    assert report is not None
    assert report.failure is not None
    assert "took longer" in report.failure
    assert store.polls[0].standing.failures == 1


async def test_malformed_feed_is_read_with_a_note() -> None:
    report = await look(OneFeed(FEED), body(rss(item("A", guid="1")).replace(b"</rss>", b"")))
    assert report is not None
    assert (report.new, report.failure) == (1, None)
    assert report.note is not None


async def test_sample_wire_is_read_without_a_network() -> None:
    fetch = SampleFetch(answering(FetchFailed(reason="no answer", detail="The network was asked.")))
    for sample in sample_feeds():
        store = OneFeed(Feed(id=1, address=sample.address, outlet=sample.outlet))
        report = await poll(store.feed, wire(store, fetch, now=SAMPLE_NOW), Budget(shares=1).hold())
        assert report.failure is None
        assert report.new > 0
        outcome = store.polls[0].outcome
        assert isinstance(outcome, Fetched)
        assert isinstance(await fetch(replace(store.feed, body_hash=outcome.body_hash)), NotModified)


async def test_unknown_sample_and_other_addresses_are_not_the_sample_wires() -> None:
    elsewhere = FetchFailed(reason="no answer", detail="The network was asked.")
    fetch = SampleFetch(answering(elsewhere))
    assert await fetch(FEED) == elsewhere
    unknown = await fetch(replace(FEED, address="wirewatch-sample:../settings.py"))
    assert isinstance(unknown, FetchFailed)
    assert "not a feed of the sample wire" in str(unknown.detail)


class Unsound(OneFeed):
    """A store that cannot keep what a document brought."""

    async def save(self, poll: Poll, now: datetime) -> int:
        if poll.read is not None:
            raise ValueError("a bug of the store")
        return await super().save(poll, now)


async def test_feed_that_cannot_be_kept_is_tried_ever_later_and_the_bug_is_seen() -> None:
    store = Unsound(FEED)
    with pytest.raises(ValueError, match="a bug of the store"):
        await look(store, body(rss(item("A", guid="1"))))
    (saved,) = store.polls
    assert isinstance(saved.outcome, FetchFailed)
    assert "could not be kept" in str(saved.outcome.detail)
    assert "secret" not in str(saved.outcome.detail)
    assert saved.standing.failures == 1


async def test_feeds_are_looked_at_so_many_at_a_time() -> None:
    looks, asked, go_on = Looks(1), asyncio.Event(), asyncio.Event()

    async def fetch(feed: Feed, hold: Hold | None = None) -> FetchOutcome:
        asked.set()
        await go_on.wait()
        return NotModified()

    stores = [OneFeed(replace(FEED, id=number)) for number in range(AHEAD + 1)]
    wires = [replace(wire(store, fetch), looks=looks) for store in stores]
    under_way = [
        asyncio.create_task(poll_due([store.feed.id], each, lambda _: None))
        for store, each in zip(stores, wires, strict=True)
    ]
    await asked.wait()
    await asyncio.sleep(0)
    assert looks.full
    assert all(store.polls == [] for store in stores)
    go_on.set()
    await asyncio.gather(*under_way)
    assert not looks.full
    assert [len(store.polls) for store in stores] == [1] * (AHEAD + 1)
