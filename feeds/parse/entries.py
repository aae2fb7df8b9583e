"""What feedparser read of an item becomes an Entry: plain text, web addresses, times in UTC."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import struct_time
from typing import Any, Final
from urllib.parse import urljoin

from feeds.clean import canonical, headline, is_canonical, line, prose
from feeds.model import Entry

MAX_ENTRIES: Final = 1_000
"""How many entries of a document are read at one look."""

MAX_HELD: Final = 10_000
"""How many entries of a document are known again; those after them count for nothing."""

MAX_GUID: Final = 500
MAX_AUTHOR: Final = 200
YEARS: Final = range(1990, 2101)

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_VIDEO: Final = "https://www.youtube.com/watch?v="


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An entry, the id that the feed gave it (empty where it gave none) and when it was last touched."""

    id: str
    entry: Entry
    touched_at: datetime | None


def from_row(row: Mapping[str, Any], address: str) -> Named:
    """The entry of one of feedparser's rows; relative links are resolved against `address`."""
    published, updated = _moment(row, "published_parsed"), _moment(row, "updated_parsed")
    return named(
        own_id=said(row, "id"),
        title=headline_of(row),
        text=_fullest(row),
        url=_url(row, address),
        author=said(row, "author"),
        published_at=published or updated,
        touched_at=updated or published,
    )


def named(
    *,
    own_id: str,
    title: str,
    text: str,
    url: str | None,
    author: str,
    published_at: datetime | None,
    touched_at: datetime | None,
) -> Named:
    """An entry under its own id, else its address, else a hash of its title and time (or text)."""
    own_id = kept_id(own_id)
    content_hash = digest(title, text)
    nameless = digest(title, published_at.isoformat()) if title and published_at else content_hash
    guid = own_id or url or nameless
    entry = Entry(
        guid=guid if len(guid) <= MAX_GUID else digest(guid),
        title=title,
        text=text,
        url=url,
        author=line(author, MAX_AUTHOR) or None,
        published_at=published_at,
        content_hash=content_hash,
    )
    return Named(id=own_id, entry=entry, touched_at=touched_at)


def kept_id(own_id: str) -> str:
    """The id that a feed gave, in one line; one that is too long is replaced by its hash."""
    own_id = line(own_id, MAX_GUID * 2)
    return own_id if len(own_id) <= MAX_GUID else digest(own_id)


def sharing(read: Iterable[Named]) -> bool:
    """Whether one id stands on several entries; at one address they are one's versions (RFC 4287 §4.1.1)."""
    seen: dict[str, str] = {}
    return any(
        seen.setdefault(each.id, _place(each.entry)) != _place(each.entry)
        for each in read
        if each.id and _says_something(each.entry)
    )


def distinct(read: Iterable[Named], *, shares_guids: bool) -> Iterator[Entry]:
    """The entries that say something, once each, in their newest version.

    Where ids are shared they are under ids of their own, which edits of headlines do not change.
    """
    newest: dict[str, Named] = {}
    for each in read:
        entry = each.entry
        if not _says_something(entry):
            continue
        guid = digest(each.id, _place(entry)) if shares_guids and each.id else entry.guid
        held = newest.setdefault(guid, each)
        if each.touched_at and held.touched_at and each.touched_at > held.touched_at:
            newest[guid] = each
    return (replace(each.entry, guid=guid) if shares_guids else each.entry for guid, each in newest.items())


def language_of(text: str) -> str | None:
    """A language's tag in lower case (BCP 47), or None where the text is none."""
    tag = line(text, 40)
    return tag.lower() if _LANGUAGE.fullmatch(tag) else None


def said(row: Mapping[str, Any], key: str) -> str:
    """What feedparser read under this key, or the empty string."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def headline_of(row: Mapping[str, Any]) -> str:
    """The title of an entry or a feed."""
    detail = row.get("title_detail")
    kind = said(detail, "type") if isinstance(detail, Mapping) else ""
    return headline(said(row, "title"), is_html="html" in kind)


def link(address: str, base: str) -> str | None:
    """The canonical web address of a link, or None where it is none."""
    if not address.strip():
        return None
    if is_canonical(address):
        return address
    try:
        return canonical(urljoin(base, address.strip()))
    except ValueError:
        return None


def digest(*parts: str) -> str:
    """A SHA-256 of the parts, in hex."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def is_meant(moment: datetime) -> bool:
    """Whether a feed can mean a time of this year."""
    return moment.year in YEARS


def _place(entry: Entry) -> str:
    """What tells entries apart that share an id."""
    return entry.url or entry.title


def _says_something(entry: Entry) -> bool:
    return bool(entry.title or entry.text)


def _fullest(row: Mapping[str, Any]) -> str:
    """The fullest of what the entry says of itself (content, summary, else subtitle), as plain text."""
    parts = row.get("content")
    markup = (
        {said(part, "value") for part in parts if isinstance(part, Mapping)}
        if isinstance(parts, list)
        else set()
    )
    markup |= {said(row, "summary")}
    fullest = ""
    for part in sorted(markup, key=len, reverse=True)[:3]:
        if len(part) <= len(fullest):
            break
        fullest = max(fullest, prose(part), key=len)
    return fullest or prose(said(row, "subtitle"))


def _url(row: Mapping[str, Any], address: str) -> str | None:
    """The article's page, else what is enclosed (podcasts)."""
    page = said(row, "link")
    if page == row.get("id") and row.get("guidislink") and "/" not in page:
        page = ""  # an id is a permalink unless it says otherwise, but this one cannot be
    url = link(said(row, "feedburner_origlink"), address) or link(page, address)
    if url:
        return url
    if video := said(row, "yt_videoid"):
        return link(_VIDEO + video, address)
    links = row.get("links")
    enclosed = (each for each in links if each.get("rel") == "enclosure") if isinstance(links, list) else ()
    return next(filter(None, (link(said(each, "href"), address) for each in enclosed)), None)


def _moment(row: Mapping[str, Any], key: str) -> datetime | None:
    """The entry's time in UTC, or None where there is none or its year cannot be meant."""
    when = dict.get(row, key) if isinstance(row, dict) else None
    if not isinstance(when, struct_time) or when.tm_year not in YEARS:
        return None
    try:
        return datetime(*when[:5], min(when.tm_sec, 59), tzinfo=UTC)
    except ValueError:
        return None
