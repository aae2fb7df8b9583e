"""JSON Feed 1.0 and 1.1 (jsonfeed.org), known items left out."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from config.phrase import Phrase, phrase, together
from feeds.clean import headline, line, plain, prose
from feeds.model import NotAFeed, ParsedFeed
from feeds.parse.entries import (
    MAX_ENTRIES,
    MAX_HELD,
    Named,
    distinct,
    is_meant,
    language_of,
    link,
    named,
    sharing,
)
from feeds.parse.marks import mark, marks_of
from feeds.parse.prune import passed_over
from feeds.parse.wishes import hub

_VERSION: Final = "jsonfeed.org/version/"
_MAX_ID: Final = 4_000
_KINDS: Final = ("1.1", "1")


def read_json(text: bytes, address: str, known: bytes, shares_guids: bool) -> ParsedFeed | NotAFeed:
    """Read a JSON document (UTF-8) that came from `address`, as feeds.parse.document.parse does for XML."""
    try:
        document = json.loads(text)
    except ValueError as error:
        detail = phrase(
            "It begins like JSON but is none ({why}); give the address of a feed.", why=line(str(error), 80)
        )
        return NotAFeed(detail=detail)
    except RecursionError:
        return NotAFeed(detail=phrase("It is JSON nested too deeply to be a feed."))
    if not isinstance(document, dict) or _VERSION not in _said(document, "version"):
        return NotAFeed(detail=phrase("It is JSON, but no JSON Feed; give the address of a feed."))
    rows = document.get("items")
    items = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    counted = items[:MAX_HELD]
    marks = [_mark(item) for item in counted]
    left, surplus = _left(counted, marks, known)
    read = [_named(item, address) for item in left]
    if sharing(read) and not shares_guids:
        left, surplus = _left(counted, marks, b"")
        shares_guids, read = True, [_named(item, address) for item in left]
    surplus += len(items) - len(counted)
    return ParsedFeed(
        title=headline(_said(document, "title"), is_html=False),
        url=link(_said(document, "home_page_url"), address),
        language=language_of(_said(document, "language")),
        entries=tuple(distinct(read, shares_guids=shares_guids)),
        note=_note(document, surplus, len(items)),
        kind=f"JSON Feed {next(kind for kind in (*_KINDS, '') if _said(document, 'version').endswith(kind))}",
        held=len(items),
        known=b"".join(marks),
        shares_guids=shares_guids,
        hub=hub(_hubs(document), _said(document, "feed_url"), address),
    )


def _left(items: list[dict[str, Any]], marks: list[bytes], known: bytes) -> tuple[list[dict[str, Any]], int]:
    """The items to read, those that share an id always among them, and how many are too many.

    The others come first where there are too many.
    """
    before, ids = set(marks_of(known)), Counter(_id(item) for item in items)
    new = [item for item, each in zip(items, marks, strict=True) if each not in before]
    if len(new) >= MAX_ENTRIES:
        return new[:MAX_ENTRIES], len(new) - MAX_ENTRIES
    both = [
        item
        for item, each in zip(items, marks, strict=True)
        if each not in before or (_id(item) and ids[_id(item)] > 1)
    ]
    return both if len(both) <= MAX_ENTRIES else new, 0


def _named(item: Mapping[str, Any], address: str) -> Named:
    markup, text = _said(item, "content_html"), _said(item, "content_text")
    written = (prose(markup), plain(text), plain(_said(item, "summary")))
    attached = [_said(each, "url") for each in _listed(item, "attachments")]
    addresses = (_said(item, "url"), _said(item, "external_url"), *attached)
    published, modified = _moment(_said(item, "date_published")), _moment(_said(item, "date_modified"))
    return named(
        own_id=_id(item),
        title=headline(_said(item, "title"), is_html=False),
        text=max(written, key=len),
        url=next(filter(None, (link(each, address) for each in addresses)), None),
        author=_author(item),
        published_at=published or modified,
        touched_at=modified or published,
    )


def _id(item: Mapping[str, Any]) -> str:
    """The item's id; numbers are taken too, as the format asks."""
    own = item.get("id")
    return (
        str(own)[:4_000].strip() if isinstance(own, str | int | float) and not isinstance(own, bool) else ""
    )


def _author(item: Mapping[str, Any]) -> str:
    single = item.get("author")
    people = _listed(item, "authors") or ([single] if isinstance(single, dict) else [])
    return ", ".join(filter(None, (line(_said(person, "name"), 100) for person in people[:10])))


def _moment(text: str) -> datetime | None:
    """An RFC 3339 time in UTC; one without an offset is taken for UTC."""
    try:
        moment = datetime.fromisoformat(text.strip()[:40])
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0) if is_meant(moment) else None


def _hubs(document: Mapping[str, Any]) -> tuple[str, ...]:
    pairs = ((_said(each, "type").lower(), _said(each, "url")) for each in _listed(document, "hubs"))
    return tuple(url for kind, url in pairs if kind == "websub")


def _note(document: Mapping[str, Any], surplus: int, items: int) -> Phrase | None:
    notes = []
    if document.get("expired") is True:
        notes.append(phrase("The feed says that it has ended and will not change any more."))
    if surplus:
        notes.append(passed_over(surplus, items))
    return together(notes)


def _mark(item: Mapping[str, Any]) -> bytes:
    canonical = json.dumps(item, sort_keys=True, separators=(",", ":")).encode()
    return mark(canonical, canonical, _id(item), b"")


def _said(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _listed(row: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = row.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
