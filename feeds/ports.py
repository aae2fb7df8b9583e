"""What the wire needs of others: somewhere to keep feeds, and hands for CPU work."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar, TypeVarTuple

from feeds.model import Feed, FetchOutcome, Poll

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Clock = Callable[[], datetime]
"""Gives now, aware, in UTC."""


class Fetch(Protocol):
    """One conditional GET of a feed, bounded in time and bytes; every failure is a value."""

    async def __call__(self, feed: Feed) -> FetchOutcome: ...


class FeedStore(Protocol):
    """Where feeds and their articles are kept."""

    async def due(self, feed_id: int, now: datetime) -> Feed | None:
        """The feed if it is there and due at `now`; None where another run has already read it."""
        ...

    async def save(self, poll: Poll, now: datetime) -> int:
        """Save validators, new and changed articles, and the next time in one transaction.

        New and changed articles get a reading that is due, and the queue is nudged for each. Returns how
        many articles were new. Does nothing and returns 0 where the feed was read by another run meanwhile.
        """
        ...


class Workers(Protocol):
    """Killable processes for CPU work."""

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """Run an importable function in a worker process; raise WorkerError past `deadline` seconds."""
        ...
