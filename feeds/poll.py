"""The shell of the wire: claim a feed, fetch it, parse it elsewhere, decide, save."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from config.errors import WorkerError
from feeds.cadence import next_due
from feeds.guard import shown
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, NotAFeed, ParsedFeed, Poll
from feeds.parse import parse
from feeds.ports import Clock, FeedStore, Fetch, Workers


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """The shortest and the longest time between two looks at a feed."""

    floor: timedelta
    ceiling: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """What one poll came to, for logs and people.

    `new` counts new articles; `failure` is one sentence, or None; `note` is what was odd about a document
    that was read all the same.
    """

    feed: Feed
    new: int = 0
    failure: str | None = None
    note: str | None = None


async def poll(
    feed_id: int,
    *,
    store: FeedStore,
    fetch: Fetch,
    workers: Workers,
    now: Clock,
    pace: Pace,
    jitter: Callable[[], float] = random.random,
) -> PollReport | None:
    """Look at a feed once; None where there is no such feed, it is not due, or another run has read it.

    May run twice: the store saves only what is still to be saved.
    """
    feed = await store.due(feed_id, now())
    if feed is None:
        return None
    outcome, read = await _read(await fetch(feed), feed, workers)
    at = now()
    due_at, failures = next_due(
        feed, outcome, read, at, floor=pace.floor, ceiling=pace.ceiling, jitter=jitter()
    )
    new = await store.save(
        Poll(feed=feed, outcome=outcome, read=read, next_due_at=due_at, failures=failures), at
    )
    return PollReport(
        feed=feed,
        new=new,
        failure=outcome.detail if isinstance(outcome, FetchFailed) else None,
        note=read.note if read else None,
    )


async def _read(
    outcome: FetchOutcome, feed: Feed, workers: Workers
) -> tuple[FetchOutcome, ParsedFeed | None]:
    """The outcome with what its body says; a body that says nothing is a failure like any other."""
    if not isinstance(outcome, Fetched):
        return outcome, None
    try:
        read = await workers.run(parse, outcome.body, outcome.address, outcome.content_type)
    except WorkerError as error:
        detail = f"{shown(feed.address)} could not be read in time or memory: {error}"
        return FetchFailed(reason="unreadable", detail=detail), None
    if isinstance(read, NotAFeed):
        return FetchFailed(
            reason="not a feed", detail=f"{shown(feed.address)} holds no feed. {read.detail}"
        ), None
    return outcome, read
