"""What one look at a feed decided, ready to be saved in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.model.document import Hub, ParsedFeed
from feeds.model.feed import Feed, Health
from feeds.model.fetching import FetchOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How a feed stands after a look (feeds.cadence).

    `next_due_at` is None where it is not looked at any more. `announce` says that its readers are to be told
    of its trouble, once. `quiet` is how long its whole host is to be left alone, where the host asked.
    """

    next_due_at: datetime | None
    interval: timedelta | None
    health: Health = "well"
    failures: int = 0
    failing_since: datetime | None = None
    gone_times: int = 0
    announce: bool = False
    quiet: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """Where a feed was redirected for good, how many looks in a row, and whether that is believed now."""

    to: str | None = None
    times: int = 0
    believed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Poll:
    """What one look at a feed decided.

    `read` is None when nothing was parsed; validators, fingerprints and hash are saved with the entries,
    never before. `pages` are the guids of entries whose article page is to be read before they are. `hub` is
    where to subscribe, or None.
    """

    feed: Feed
    outcome: FetchOutcome
    read: ParsedFeed | None
    standing: Standing
    move: Move = Move()
    pages: frozenset[str] = frozenset()
    hub: Hub | None = None
