"""Bytes in, entries out: feedparser reads what is new, plain values come back (for a worker process)."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.sax import SAXParseException

import feedparser

from config.phrase import Phrase, phrase, together
from feeds.clean import line
from feeds.model import NotAFeed, ParsedFeed
from feeds.parse.decode import Decoded, decoded, utf8
from feeds.parse.entries import (
    MAX_ENTRIES,
    Named,
    distinct,
    from_row,
    headline_of,
    language_of,
    link,
    said,
    sharing,
)
from feeds.parse.json_feed import read_json
from feeds.parse.prune import Pruned, passed_over, prune
from feeds.parse.sniff import seems_to_be, what_else
from feeds.parse.tame import tamed
from feeds.parse.wishes import hub_of, wishes

KINDS: Final = {
    "rss090": "RSS 0.90 (RDF)",
    "rss091n": "RSS 0.91",
    "rss091u": "RSS 0.91",
    "rss092": "RSS 0.92",
    "rss093": "RSS 0.93",
    "rss094": "RSS 0.94",
    "rss10": "RSS 1.0 (RDF)",
    "rss20": "RSS 2.0",
    "rss": "RSS",
    "atom01": "Atom 0.1",
    "atom02": "Atom 0.2",
    "atom03": "Atom 0.3",
    "atom10": "Atom 1.0",
    "atom": "Atom",
    "cdf": "CDF",
}
"""Feedparser's versions in words."""

_OPENING: Final = 64
feedparser.api.PREFERRED_XML_PARSERS.clear()  # expat alone, which feeds.parse.outline answers for
_UTF8: Final = {"content-type": "application/xml; charset=utf-8"}


def parse(
    body: bytes, address: str, content_type: str, known: bytes = b"", shares_guids: bool = False
) -> ParsedFeed | NotAFeed:
    """Read a feed as it came from `address` (the last one, after redirects).

    RSS, Atom and JSON Feed are read, in any encoding. The entries come back whose marks are not in `known`
    (feeds.parse.marks), the first MAX_ENTRIES of them, in the document's order, with relative links resolved.
    Malformed XML is read as far as possible and said in `note`. `shares_guids` says that the feed's ids were
    seen to name several entries; where that is seen for the first time, all entries come back. Never raises,
    whatever the bytes.
    """
    try:
        something_else = seems_to_be(body)
        if something_else:
            return something_else
        if body[:_OPENING].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith((b"{", b"[")):
            return read_json(utf8(body, content_type)[0], address, known, shares_guids)
        return _read_xml(decoded(body, content_type), address, known, shares_guids)
    except MemoryError:
        return NotAFeed(
            detail=phrase("The document at this address asks for more memory than a feed may have.")
        )
    except Exception as error:  # noqa: BLE001  feedparser raises many kinds on hostile input
        return NotAFeed(
            detail=phrase(
                "The document at this address cannot be read as a feed ({error}).", error=type(error).__name__
            )
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """A document as feedparser read it, after what is known was cut out of it."""

    document: Mapping[str, Any]
    pruned: Pruned
    surplus: int


def _read_xml(document: Decoded, address: str, known: bytes, shares_guids: bool) -> ParsedFeed | NotAFeed:
    look = _look(document, known)
    if known and not look.document.get("version"):  # what is known may be all that shows the version
        look = _look(document, b"")
    if not look.document.get("version"):
        return what_else(document.body)
    read = _named(look, address)
    if not shares_guids and sharing(read):
        shares_guids = True
        look = _look(document, b"") if known else look
        read = _named(look, address)
    feed = look.document.get("feed") or {}
    return ParsedFeed(
        title=headline_of(feed),
        url=link(said(feed, "link"), address),
        language=language_of(said(feed, "language")),
        entries=tuple(distinct(read, shares_guids=shares_guids)),
        note=_note(document, look),
        kind=KINDS.get(str(look.document["version"]), "RSS/Atom"),
        held=look.pruned.held or len(read) + look.surplus,
        known=look.pruned.known,
        shares_guids=shares_guids,
        wishes=wishes(feed, look.pruned.body),
        hub=hub_of(feed, address),
    )


def _look(document: Decoded, known: bytes) -> _Look:
    pruned, surplus = Pruned(body=document.body, error=""), 0
    if document.is_plain:
        pruned = prune(document.body, known)
        surplus = pruned.surplus
    body = pruned.body
    if pruned.error is not None:
        body, surplus = tamed(body)
    # No content-location: feedparser would resolve ids against it, and they must outlive a move.
    read = feedparser.parse(
        BytesIO(body), response_headers=_UTF8, resolve_relative_uris=False, sanitize_html=False
    )
    return _Look(document=read, pruned=pruned, surplus=surplus)


def _named(look: _Look, address: str) -> list[Named]:
    return [from_row(row, address) for row in look.document.get("entries", ())[:MAX_ENTRIES]]


def _note(document: Decoded, look: _Look) -> Phrase | None:
    """What was odd about the document, for people."""
    notes = list(document.notes)
    error = look.document.get("bozo_exception")
    if isinstance(error, SAXParseException):
        reason = line(error.getMessage(), 80)
        notes.append(
            phrase("The XML is not well-formed ({why}); it was read as far as possible.", why=reason)
        )
    if look.pruned.absurd:
        left = phrase(
            "Entries with hundreds of attributes or levels were left out: {number}.",
            number=look.pruned.absurd,
        )
        notes.append(left)
    if look.surplus:
        notes.append(passed_over(look.surplus, look.pruned.held or MAX_ENTRIES + look.surplus))
    return together(notes)
