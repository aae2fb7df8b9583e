"""The shell of the wire: take due feeds, fetch each, parse it elsewhere, decide, save."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

from config.errors import WirewatchError, WorkerError
from config.phrase import phrase
from feeds.cadence import Pace, standing
from feeds.guard import shown, subject
from feeds.holding import Budget, Hold
from feeds.look import Paper, look_into
from feeds.model import (
    Feed,
    Fetched,
    FetchFailed,
    FetchOutcome,
    FullText,
    Hub,
    NotAFeed,
    ParsedFeed,
    Poll,
)
from feeds.moves import move_of
from feeds.ports import Clock, FeedStore, Fetch, Workers

T = TypeVar("T")

AHEAD: Final = 4
"""How many looks there may be for each turn before more of them would only wait."""

MOST_KNOWN: Final = 16_000
"""Bytes of fingerprints that are kept of a feed that sends only what is new (RFC 3229)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What the operator wants of every feed: how often, whether article pages are read, and whether hubs may
    push (WebSub)."""

    pace: Pace
    full_text: FullText = "auto"
    push: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """What one poll came to, for the log.

    `new` counts new articles; `failure` is one sentence, or None; `note` is what was odd about a document
    that was read all the same.
    """

    feed: Feed
    new: int = 0
    failure: str | None = None
    note: str | None = None


class Looks:
    """Turns for looking at feeds: at most so many have one, from the first byte asked for to the last saved.

    That bounds connections; what the bodies hold together is bounded by `budget`.
    """

    def __init__(self, most: int, budget: Budget | None = None) -> None:
        self._turns = asyncio.Semaphore(most)
        self._budget = budget or Budget(shares=most)
        self._most = most
        self._under_way = 0

    @property
    def full(self) -> bool:
        """Whether so many have or await their turn that more would only wait."""
        return self._under_way >= AHEAD * self._most

    async def take(self, look: Callable[[Hold], Awaitable[T]]) -> T:
        """Do this look in its turn; what it holds at its end is given back."""
        self._under_way += 1
        hold = self._budget.hold()
        try:
            async with self._turns:
                return await look(hold)
        finally:
            hold.give_back()
            self._under_way -= 1


@dataclass(frozen=True, kw_only=True)
class Wire:
    """What polling needs: where feeds are kept, the network, hands for CPU work, turns, a clock, rules."""

    store: FeedStore
    fetch: Fetch
    workers: Workers
    now: Clock
    rules: Rules
    looks: Looks
    jitter: Callable[[], float] = random.random


async def poll_due(feeds: Collection[int], wire: Wire, tell: Callable[[PollReport], None]) -> None:
    """Look once at those of these feeds that are due, side by side, and tell of each.

    May run twice: the store saves only what is still to be saved. One feed's error is raised after the
    others were looked at.
    """
    due = await wire.store.due(feeds, wire.now())

    async def look(feed: Feed) -> None:
        tell(await wire.looks.take(partial(poll, feed, wire)))

    ended = await asyncio.gather(*(look(feed) for feed in due), return_exceptions=True)
    for trouble in ended:
        if trouble is not None:
            raise trouble


async def poll(feed: Feed, wire: Wire, hold: Hold) -> PollReport:
    """Look at a feed once and save what came of it; its body is held no longer than it takes to read it."""
    rules = wire.rules
    outcome, read, pages = await _read(await wire.fetch(feed, hold), feed, wire.workers, rules)
    if isinstance(outcome, Fetched):
        outcome = replace(outcome, body=b"")
    hold.give_back()
    at = wire.now()
    decided = Poll(
        feed=feed,
        outcome=outcome,
        read=read,
        standing=standing(feed, outcome, read, at, pace=rules.pace, jitter=wire.jitter()),
        move=move_of(feed, outcome),
        pages=pages,
        hub=_hub(outcome, read) if rules.push else None,
    )
    try:
        new = await wire.store.save(decided, at)
    except WirewatchError:
        raise
    except Exception:
        # a bug, but of this feed alone: it is tried ever later, and its readers hear of it
        await wire.store.save(_unkept(feed, at, wire), at)
        raise
    return PollReport(
        feed=feed,
        new=new,
        failure=str(outcome.detail) if isinstance(outcome, FetchFailed) else None,
        note=str(read.note) if read and read.note else None,
    )


def _unkept(feed: Feed, now: datetime, wire: Wire) -> Poll:
    detail = phrase(
        "What {address} brought could not be kept; the log says why.", address=shown(feed.address)
    )
    outcome = FetchFailed(reason="unreadable", detail=detail)
    stands = standing(feed, outcome, None, now, pace=wire.rules.pace, jitter=wire.jitter())
    return Poll(feed=feed, outcome=outcome, read=None, standing=stands)


async def _read(
    outcome: FetchOutcome, feed: Feed, workers: Workers, rules: Rules
) -> tuple[FetchOutcome, ParsedFeed | None, frozenset[str]]:
    """The outcome, what its body says, and whose pages are wanted; a body that says nothing is a failure."""
    if not isinstance(outcome, Fetched):
        return outcome, None, frozenset()
    is_backlog = feed.first_read_at is None and feed.backlog == "silent"
    paper = Paper(
        body=outcome.body,
        address=outcome.address,
        content_type=outcome.content_type,
        known=feed.known,
        shares_guids=feed.shares_guids,
        full_text=None if is_backlog else feed.full_text or rules.full_text,
    )
    try:
        read, pages = await workers.run(look_into, paper)
    except WorkerError as error:
        detail = phrase(
            "{address} could not be read in time or memory ({why}).",
            address=subject(feed.address),
            why=error.why,
        )
        return FetchFailed(reason="unreadable", detail=detail), None, frozenset()
    if isinstance(read, NotAFeed):
        detail = phrase("{address} holds no feed. {why}", address=subject(feed.address), why=read.detail)
        return FetchFailed(reason="not a feed", detail=detail), None, frozenset()
    if outcome.partial:
        read = replace(read, known=(feed.known + read.known)[-MOST_KNOWN:])
    return outcome, read, pages


def _hub(outcome: FetchOutcome, read: ParsedFeed | None) -> Hub | None:
    """Where changes are pushed from: Link headers win over the document (WebSub §4)."""
    if isinstance(outcome, Fetched) and outcome.hub and outcome.topic:
        return Hub(address=outcome.hub, topic=outcome.topic)
    return read.hub if read else None
