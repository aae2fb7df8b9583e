"""What a document said: a feed's own facts and its entries, or that it is no feed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from config.phrase import Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One item of a feed, cleaned: plain text, http(s) address or None, aware UTC times or None.

    `guid` is never empty: the feed's own id, else the canonical address, else a hash of title and time, or of
    title and text; where a feed's ids name several entries at once, a hash of id and address
    (or title).
    `content_hash` changes when title or text do.
    """

    guid: str
    title: str
    text: str
    url: str | None
    author: str | None
    published_at: datetime | None
    content_hash: str

    def __reduce__(self) -> tuple[object, ...]:
        # what dataclasses do by themselves looks at every field's type, for each of a document's entries
        said = (self.guid, self.title, self.text, self.url, self.author, self.published_at, self.content_hash)
        return _entry, said


def _entry(
    guid: str,
    title: str,
    text: str,
    url: str | None,
    author: str | None,
    published_at: datetime | None,
    content_hash: str,
) -> Entry:
    return Entry(
        guid=guid,
        title=title,
        text=text,
        url=url,
        author=author,
        published_at=published_at,
        content_hash=content_hash,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """When a feed asks not to be asked: `ttl` is its longest wish of ttl and sy:updatePeriod/Frequency.

    `skip_hours` are hours of the day in UTC, 0 to 23; `skip_days` are weekdays, Monday 0 (RSS 2.0).
    """

    ttl: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hub:
    """Where a feed's changes are pushed from (WebSub §4): the hub's address, and the topic to ask it for."""

    address: str
    topic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """What a document said; `note` is what was odd about it (malformed XML), for people, or None.

    `entries` are those that were not known already; `held` counts all that the document holds. `known` are
    the fingerprints of all of them, for the next look. `kind` names the format ("RSS 2.0", "Atom 1.0", "JSON
    Feed 1.1").
    """

    title: str
    url: str | None
    language: str | None
    entries: tuple[Entry, ...]
    note: Reason | None = None
    kind: str = ""
    held: int = 0
    known: bytes = b""
    shares_guids: bool = False
    wishes: Wishes = field(default_factory=Wishes)
    hub: Hub | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotAFeed:
    """The body holds no feed; `detail` says what it seems to be and what to do.

    `is_page` says that it is a web page, which may name its feeds (feeds.discover.candidates); `is_error`
    that the page tells of an error, or lets nobody in.
    """

    detail: Reason
    is_page: bool = False
    is_error: bool = False
