"""Bytes in, entries out: feedparser does the reading, plain values come back (meant for a worker process)."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any, Final
from urllib.parse import urljoin
from xml.sax import SAXParseException

import feedparser

from feeds.clean import canonical, headline, line, prose
from feeds.model import Entry, NotAFeed, ParsedFeed
from feeds.sniff import seems_to_be

MAX_ENTRIES: Final = 500
MAX_GUID: Final = 500
YEARS: Final = range(1990, 2101)

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_REFERENCE: Final = re.compile(rb"&#(?:0*([0-9]{1,12})|[xX]0*([0-9a-fA-F]{1,8}));")


def parse(
    body: bytes, address: str, content_type: str, known: bytes = b"", shares_guids: bool = False  # noqa: ARG001
) -> ParsedFeed | NotAFeed:
    """Read RSS or Atom as it came from `address` (the last one, after redirects).

    At most MAX_ENTRIES entries come back, in the document's order, with relative links resolved. Malformed
    XML is read as far as possible and said in `note`. Never raises, whatever the bytes.
    """
    something_else = seems_to_be(body)
    if something_else:
        return NotAFeed(detail=something_else)
    try:
        # No content-location: feedparser would resolve ids against it, and they must outlive a move.
        document = feedparser.parse(
            BytesIO(_REFERENCE.sub(_possible, body)),
            response_headers={"content-type": _declared(body, content_type)},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        return _read(document, address)
    except Exception as error:  # noqa: BLE001  feedparser raises many kinds on hostile input
        return NotAFeed(
            detail=f"The document at this address cannot be read as a feed ({type(error).__name__})."
        )


def _read(document: Mapping[str, Any], address: str) -> ParsedFeed | NotAFeed:
    if not document.get("version"):
        return NotAFeed(detail="It is neither RSS nor Atom; give the address of a feed.")
    feed = document.get("feed") or {}
    language = line(_text(feed, "language"), 40)
    rows = document.get("entries", ())[:MAX_ENTRIES]
    return ParsedFeed(
        title=_headline(feed, "title"),
        url=_link(_text(feed, "link"), address),
        language=language.lower() if _LANGUAGE.fullmatch(language) else None,
        entries=tuple(_distinct(_entry(row, address) for row in rows)),
        note=_note(document.get("bozo_exception")),
    )


def _entry(row: Mapping[str, Any], address: str) -> Entry:
    title, text = _headline(row, "title"), _longest(row)
    url = _link(_text(row, "feedburner_origlink"), address) or _link(_text(row, "link"), address)
    content_hash = _digest(title, text)
    guid = line(_text(row, "id"), MAX_GUID * 2) or url or content_hash
    return Entry(
        guid=guid if len(guid) <= MAX_GUID else _digest(guid),
        title=title,
        text=text,
        url=url,
        author=line(_text(row, "author"), 200) or None,
        published_at=_moment(row, "published_parsed") or _moment(row, "updated_parsed"),
        content_hash=content_hash,
    )


def _distinct(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries that say something, once each; one that only borrows another's guid gets one of its own."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if not entry.title and not entry.text:
            continue
        other = seen.get(entry.guid)
        if other is not None:
            if (other.url, other.content_hash) == (entry.url, entry.content_hash):
                continue
            entry = replace(entry, guid=_digest(entry.guid, entry.url or "", entry.title))
            if entry.guid in seen:
                continue
        seen[entry.guid] = entry
        yield entry


def _longest(row: Mapping[str, Any]) -> str:
    """The fullest of what the entry says of itself (content:encoded, content, summary), as plain text."""
    markup = [_text(part, "value") for part in row.get("content") or ()]
    markup.append(_text(row, "summary"))
    fullest = sorted(set(markup), key=len, reverse=True)[:3]
    return max((prose(part) for part in fullest), key=len, default="")


def _headline(row: Mapping[str, Any], key: str) -> str:
    kind = _text(row.get(f"{key}_detail") or {}, "type")
    return headline(_text(row, key), is_html="html" in kind)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _link(link: str, address: str) -> str | None:
    if not link:
        return None
    try:
        return canonical(urljoin(address, link.strip()))
    except ValueError:
        return None


def _moment(row: Mapping[str, Any], key: str) -> datetime | None:
    """The entry's time in UTC, or None where there is none or its year cannot be meant."""
    when = dict.get(row, key) if isinstance(row, dict) else None
    if not isinstance(when, struct_time) or when.tm_year not in YEARS:
        return None
    try:
        return datetime(*when[:5], min(when.tm_sec, 59), tzinfo=UTC)
    except ValueError:
        return None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _possible(reference: re.Match[bytes]) -> bytes:
    """The character reference, or U+FFFD's where XML has no such character (feedparser raises on it)."""
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    is_character = number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF
    return reference[0] if is_character else b"&#xFFFD;"


def _declared(body: bytes, content_type: str) -> str:
    """The content type to believe: valid UTF-8 beyond ASCII beats a wrong declaration."""
    if body.isascii():
        return content_type
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return content_type
    return "application/xml; charset=utf-8"


def _note(error: object) -> str | None:
    if not isinstance(error, SAXParseException):
        return None
    return f"The XML is not well-formed ({line(error.getMessage(), 80)}); it was read as far as possible."
