"""What went wrong on the wire: status codes and bounds in, one sentence for people out."""

from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from typing import Final

from config.phrase import Phrase, phrase, with_parts
from feeds.fetch.freshness import http_date
from feeds.guard import host_of, not_asked, shown, subject
from feeds.model import FailureReason, FetchFailed

_STATUS: Final = {
    401: phrase("asks for a password; Wirewatch reads public feeds only"),
    402: phrase("wants to be paid; Wirewatch reads public feeds only"),
    403: phrase("refuses to answer Wirewatch; ask its operator, or use another feed"),
    404: phrase("is not there; check the address"),
    410: phrase("is gone for good; remove it, or look for a new address"),
    429: phrase("asks for fewer requests; it is left alone for a while"),
    451: phrase("is withheld for legal reasons"),
}


def refused(address: str, why: Phrase) -> FetchFailed:
    """The address may not be asked; `why` is a phrase that follows it."""
    return FetchFailed(reason="address refused", detail=not_asked(address, why))


def bad_status(address: str, status: int, retry_after: timedelta | None) -> FetchFailed:
    """The server answered, but not with a document."""
    what = _STATUS.get(status)
    if status >= 500:
        what = what or phrase("has trouble of its own; it is tried again later")
    unread = _unread(status, retry_after)
    return FetchFailed(
        reason="status",
        detail=_by_status(
            address, what or phrase("did not answer with a document; check the address"), status
        ),
        unread=_by_status(address, unread, status) if unread else None,
        status=status,
        retry_after=retry_after,
        host=host_of(address),
    )


def _unread(status: int, retry_after: timedelta | None) -> Phrase | None:
    """What differs for an address that is not read: nothing asks it again by itself."""
    if status == HTTPStatus.GONE:
        return phrase("is gone for good; look for a new address")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return phrase("asks for fewer requests; try again {later}", later=_later(retry_after))
    if status >= 500:
        return phrase("has trouble of its own; try again {later}", later=_later(retry_after))
    return None


def _by_status(address: str, what: Phrase, status: int) -> Phrase:
    return phrase(
        "{address} {what} (HTTP {status}).", address=subject(address), what=what, status=str(status)
    )


def too_large(address: str, max_bytes: int, *, setting: bool = True) -> FetchFailed:
    """The body is larger, decompressed, than is read; `setting` says that the operator sets how large."""
    what = phrase("{address} sends more than {most} MB, more than is read of a page.")
    if setting:
        what = phrase("{address} sends more than {most} MB, the setting fetch_megabytes; use a smaller feed.")
    detail = with_parts(what, address=subject(address), most=max_bytes / 1_000_000)
    return FetchFailed(reason="too large", detail=detail, host=host_of(address))


def not_unpacked(address: str, what: Phrase) -> FetchFailed:
    """The body did not come whole out of its packing; `what` is a phrase that follows the address."""
    return tried_again("unreadable", address, what, host_of(address))


def timed_out(address: str, seconds: float) -> FetchFailed:
    """The whole answer did not come before the deadline."""
    what = phrase("did not finish answering within {seconds} s", seconds=seconds)
    return tried_again("timed out", address, what)


def crowded(address: str) -> FetchFailed:
    """Its body found no room beside others."""
    what = phrase("is large, and other large feeds took all memory that is meant for them")
    return tried_again("timed out", address, what)


def rests(address: str, wait: timedelta, led_by: str) -> FetchFailed:
    """A redirect leads to a host that asked to be left alone for so long; it was not asked."""
    what = phrase(
        "{address} asked for rest, and is asked again after that ({other} led there).",
        address=subject(address),
        other=shown(led_by),
    )
    return FetchFailed(reason="status", detail=what, retry_after=wait, host=host_of(address), redirected=True)


def redirected_too_often(address: str, limit: int) -> FetchFailed:
    """The chain of redirects is a loop, or as good as one."""
    detail = phrase(
        "{address} redirects more than {most} times; find its present address in a browser.",
        address=subject(address),
        most=limit,
    )
    return FetchFailed(reason="redirects", detail=detail)


def tried_again(reason: FailureReason, address: str, what: Phrase, host: str = "") -> FetchFailed:
    """Trouble that may pass by itself; `what` is a phrase that follows the address."""
    return FetchFailed(
        reason=reason,
        detail=phrase("{address} {what}; it is tried again later.", address=subject(address), what=what),
        unread=phrase("{address} {what}; try again later.", address=subject(address), what=what),
        host=host,
    )


def _later(wait: timedelta | None) -> Phrase:
    """When to try again, where a server says how long it wants to rest."""
    if not wait:
        return phrase("later")
    minutes = ceil(wait / timedelta(minutes=1))
    if minutes < 120:
        return phrase("in {minutes} min", minutes=minutes)
    return phrase("in {hours} h", hours=ceil(minutes / 60))


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long a Retry-After header asks to wait (RFC 9110 §10.2.3: seconds or a date); None if unclear."""
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return timedelta(seconds=int(text))
    until = http_date(text) if text else None
    return max(until - now, timedelta(0)) if until else None
