"""How an entry is known again when its feed changes its guid, scheme or tracking parameters."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from feeds.clean import canonical
from feeds.model import Entry

SIZE: Final = 16
"""Bytes of a key."""

NEAR: Final = timedelta(hours=12)
"""Entries under one headline at one address whose dates are farther apart are two articles."""

LATER: Final = timedelta(hours=1)
"""A guid with another address, another headline and a date this much later names another article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """What tells articles apart that share a guid, or address and title."""

    title: str
    url: str | None
    published_at: datetime | None
    content_hash: str


def keys(entry: Entry) -> tuple[bytes, ...]:
    """The keys by which an entry of one feed is known, the strongest first; none are ever empty.

    Its guid, and its address together with its title. Scheme, host's case, tracking parameters and a closing
    slash do not count in addresses, nor do case and blanks in titles. A guid's fragment counts: the posts of
    a live blog differ in nothing else.
    """
    where, title = _without_scheme(entry.url or ""), _plain(entry.title)
    by_guid = _key("guid", where) if where and entry.guid == entry.url else guid_key(entry.guid)
    return (by_guid, _key("link", where, title)) if where and title else (by_guid,)


def guid_key(guid: str) -> bytes:
    """The key of a guid."""
    return _key("guid", _address(guid) or guid)


def is_recycled(entry: Face, held: Face) -> bool:
    """Whether a guid that was this article's now names another (a picture of the day, say)."""
    if entry.published_at is None or held.published_at is None:
        return False
    return (
        _without_scheme(entry.url or "") != _without_scheme(held.url or "")
        and _plain(entry.title) != _plain(held.title)
        and entry.published_at - held.published_at > LATER
    )


def is_near(entry: Face, held: Face) -> bool:
    """Whether the dates let both be one article: close by, or one of them missing."""
    if entry.published_at is None or held.published_at is None:
        return True
    return abs(entry.published_at - held.published_at) <= NEAR


def is_twin(entry: Face, held: Face) -> bool:
    """Whether both say the same words at the same time."""
    return (entry.content_hash, entry.published_at) == (held.content_hash, held.published_at)


def _address(text: str) -> str:
    """What of a web address tells it from others, or nothing where the text is none."""
    if not text.startswith(("http://", "https://", "HTTP://", "HTTPS://")):
        return ""
    page, _, fragment = text.partition("#")
    found = _without_scheme(canonical(page) or "")
    return f"{found}#{fragment}" if found and fragment else found


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _key(*parts: str) -> bytes:
    said = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=SIZE).digest()
