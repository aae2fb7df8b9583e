"""The values of the wire, stage by stage: Feed → Fetched → ParsedFeed → Article."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Backlog = Literal["silent", "post"]
"""What the entries of a feed's first reading do: stay silent (searchable only) or count as news."""

FailureReason = Literal[
    "address refused",
    "no answer",
    "timed out",
    "certificate",
    "too large",
    "redirects",
    "status",
    "not a feed",
    "unreadable",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed as the archive knows it; `first_read_at` is None until it was read once (its backlog).

    `interval` is the wait that the last look without failure decided, or None where it is not known.
    """

    id: int
    address: str
    outlet: str
    title: str = ""
    backlog: Backlog = "silent"
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    failures: int = 0
    first_read_at: datetime | None = None
    next_due_at: datetime | None = None
    interval: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A body came. Validators are kept byte for byte (RFC 9110 §8.8); `body_hash` is SHA-256 in hex."""

    address: str
    body: bytes
    body_hash: str
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotModified:
    """304, or a body equal to the last one: nothing to parse. The validators, if any, are the newest."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchFailed:
    """Nothing usable came; `detail` is one sentence for people and never holds a secret."""

    reason: FailureReason
    detail: str
    status: int | None = None
    retry_after: timedelta | None = None


FetchOutcome = Fetched | NotModified | FetchFailed


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One item of a feed, cleaned: plain text, http(s) address or None, aware UTC times or None.

    `guid` is never empty: the feed's own id, else the canonical address, else a hash of title and text.
    `content_hash` changes when title or text do.
    """

    guid: str
    title: str
    text: str
    url: str | None
    author: str | None
    published_at: datetime | None
    content_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """What a document said; `note` is what was odd about it (malformed XML), for people, or None."""

    title: str
    url: str | None
    language: str | None
    entries: tuple[Entry, ...]
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotAFeed:
    """The body holds no feed; `detail` says what it seems to be."""

    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Poll:
    """What one look at a feed decided, ready to be saved in one transaction.

    `read` is None when nothing was parsed; validators and hash are saved with the entries, never before.
    """

    feed: Feed
    outcome: FetchOutcome
    read: ParsedFeed | None
    next_due_at: datetime
    failures: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """An entry that the archive holds. Offsets everywhere are characters of `text`.

    `published_at` is never later than `seen_at`. `silent` marks backlog: it alerts nobody.
    """

    id: int
    feed_id: int
    outlet: str
    guid: str
    title: str
    text: str
    url: str | None
    author: str | None
    published_at: datetime | None
    seen_at: datetime
    language: str | None = None
    silent: bool = False

    @property
    def at(self) -> datetime:
        """The article's time for order and decay: when it was published, else when it was seen."""
        return self.published_at or self.seen_at
