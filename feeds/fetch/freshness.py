"""For how long a server promises that its answer stays as it is (RFC 9111 §4.2; pure)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST: Final = timedelta(days=365)

_NEVER: Final = re.compile(r"(?:^|[\s,])no-(?:store|cache)\s*(?:$|,)", re.IGNORECASE)
_MAX_AGE: Final = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?(\d+)', re.IGNORECASE)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh from now on, between nothing and a year; None without a promise.

    `max-age` less Age, else Expires less Date. `s-maxage` is for caches that many share. `no-store` and a
    `no-cache` that names no header promise nothing. An Expires that is no date has passed. Header names are
    looked up in the spelling of the RFC: give a mapping that ignores case.
    """
    control = headers.get("Cache-Control", "")
    if control:
        if _NEVER.search(control):
            return None
        found = _MAX_AGE.search(control)
        if found:
            return _between(_seconds(found[1]) - _seconds(headers.get("Age", "")))
    expires = headers.get("Expires")
    if expires is None:
        return None
    until, since = http_date(expires), http_date(headers.get("Date", ""))
    return _between(until - (since or now)) if until else timedelta(0)


def http_date(text: str) -> datetime | None:
    """The moment in UTC that an HTTP date names (RFC 9110 §5.6.7, or near to it); None for no date."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _seconds(digits: str) -> timedelta:
    text = digits.strip()
    if not (text.isascii() and text.isdigit()):
        return timedelta(0)
    return timedelta(seconds=int(text)) if len(text) <= 9 else LONGEST


def _between(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta(0)), LONGEST)
