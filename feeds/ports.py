"""What the wire needs of others: somewhere to keep feeds, and hands for CPU work."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeVar, TypeVarTuple

from feeds.holding import Hold
from feeds.model import Feed, Fetched, FetchFailed, FetchOutcome, HubRequest, LeadsTo, PageLook, Poll, Wanted

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Clock = Callable[[], datetime]
"""Gives now, aware, in UTC."""


Rests = Callable[[str], Awaitable[timedelta | None]]
"""How long the host of this name is still to be left alone, as it asked; None where it is not."""


class Fetch(Protocol):
    """One conditional GET of a feed, bounded in time and bytes; every failure is a value.

    The body that comes takes its room of `hold`; whoever asked gives it back.
    """

    async def __call__(self, feed: Feed, hold: Hold | None = None) -> FetchOutcome: ...


class Post(Protocol):
    """One POST of a form, bounded in time; the status that answers, and every failure, is a value."""

    async def __call__(self, url: str, form: Mapping[str, str]) -> int | FetchFailed: ...


class FeedStore(Protocol):
    """Where feeds and their articles are kept."""

    async def due(self, feeds: Collection[int], now: datetime) -> tuple[Feed, ...]:
        """Those of these feeds that are due at `now`; those that another run has looked at are not."""
        ...

    async def save(self, poll: Poll, now: datetime) -> int:
        """Save validators, new and changed articles, and the next time in one transaction.

        New and changed articles get a reading that is due, and the queue is nudged for each. Returns how
        many articles were new. Does nothing and returns 0 where the feed was read by another run meanwhile.
        Concurrent calls may share a transaction.
        """
        ...


class PageFetch(Protocol):
    """One GET of a page of at most so many bytes, bounded in time; every failure is a value."""

    async def page(self, url: str, max_bytes: int) -> Fetched | FetchFailed:
        """Wherever its redirects lead."""
        ...

    async def page_of_host(self, url: str, max_bytes: int) -> Fetched | FetchFailed | LeadsTo:
        """No other address is asked: where a redirect leads comes back instead, to be judged first."""
        ...


class PageStore(Protocol):
    """Where it is kept which articles wait for their page, and what pages held."""

    async def wanted(self, article_id: int, now: datetime) -> Wanted | None:
        """The article if it waits for its page and may have it now; its host is claimed for one request.

        None where another run has done it, where the host is busy, and where the article has waited or was
        tried too long: then it is read without its page.
        """
        ...

    async def learn(self, wanted: Wanted, robots: str, now: datetime, *, quiet: timedelta | None) -> None:
        """Keep the host's robots.txt and give the host back; the article's turn comes again."""
        ...

    async def keep(self, look: PageLook, now: datetime) -> None:
        """Save page and article in one transaction, give the host back and nudge the queue to read it."""
        ...


class HubStore(Protocol):
    """Where it is kept which hubs push which feeds."""

    async def wanted(self, feed_id: int, public_url: str, now: datetime) -> HubRequest | None:
        """What the feed's hub is to be asked now, noted as asked; its host is claimed for one request.

        None where nothing is to be asked: another run did, the host is busy, or nobody reads the feed.
        """
        ...

    async def keep(self, request: HubRequest, refusal: str | None, now: datetime) -> None:
        """Save what the hub answered (None: it took the request), and give its host back."""
        ...


class Workers(Protocol):
    """Killable processes for CPU work."""

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        """Run an importable function in a worker process; raise WorkerError past `deadline` seconds."""
        ...
