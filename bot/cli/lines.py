"""JSON lines as the filters take them: one object a line, made an Article or refused with a reason."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from feeds.model import Article

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes of one line."""

_HALF = re.compile("[\ud800-\udfff]")


class BadLineError(ValueError):
    """The line cannot be answered; the message says what is wrong with it and what is wanted."""


def row_of(line: bytes) -> Mapping[str, Any]:
    """The object on a line of UTF-8 JSON with its `id`. Raises BadLineError."""
    if len(line) > LONGEST_LINE:
        raise BadLineError(f"the line is longer than {LONGEST_LINE >> 20} MB")
    try:
        row = json.loads(line)
    except UnicodeDecodeError as trouble:
        raise BadLineError(f"not UTF-8 at byte {trouble.start}") from None
    except (ValueError, RecursionError) as trouble:
        raise BadLineError(f"not JSON: {str(trouble) or 'nested too deeply'}") from None
    if not isinstance(row, dict):
        raise BadLineError('not an object: a line is {"id": …, "text": …}')
    if not _is_name(row.get("id")):
        raise BadLineError('"id" must be a string or a whole number')
    return row


def articles_of(row: Mapping[str, Any], now: datetime) -> tuple[Article, ...]:
    """The articles under `articles`, numbered from 0. Raises BadLineError."""
    listed = row.get("articles")
    if not isinstance(listed, list):
        raise BadLineError('"articles" must be a list of articles')
    found = []
    for number, entry in enumerate(listed):
        if not isinstance(entry, dict) or not _is_name(entry.get("id")):
            raise BadLineError(
                f'article {number + 1} must be an object with an "id", a string or a whole number'
            )
        try:
            found.append(article_of(entry, number, now))
        except BadLineError as trouble:
            raise BadLineError(f"article {number + 1}: {trouble}") from None
    return tuple(found)


def article_of(row: Mapping[str, Any], number: int, now: datetime) -> Article:
    """The article {title?, text, url?, published?, language?} under that number. Raises BadLineError.

    Its outlet is its address's host; without an address every article has an outlet of its own. Half a
    surrogate pair becomes U+FFFD, which moves no offset.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise BadLineError('"text" must be a string')
    title, url = _text(row, "title"), _text(row, "url")
    published = _moment(_text(row, "published"))
    return Article(
        id=number,
        feed_id=0,
        outlet=_host(url) or f"article {number + 1}",
        guid=str(row.get("id")),
        title=_whole(title or ""),
        text=_whole(text),
        url=url,
        author=None,
        published_at=published,
        seen_at=max(now, published) if published else now,
        language=_text(row, "language"),
    )


def _is_name(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise BadLineError(f'"{key}" must be a string')


def _moment(text: str | None) -> datetime | None:
    """An ISO 8601 date or moment as UTC; one without an offset is taken as UTC."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadLineError(f'"published" must be an ISO 8601 moment, not {text[:40]!r}') from None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
