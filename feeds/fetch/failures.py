"""What went wrong on the wire: exceptions and status codes in, one sentence for people out."""

import errno
import socket
import ssl
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import Final

import aiohttp

from feeds.fetch.freshness import http_date
from feeds.guard import AddressRefusedError, host_of, refusal, shown
from feeds.model import FailureReason, FetchFailed

_STATUS: Final = {
    401: "asks for a password; Wirewatch reads public feeds only",
    402: "wants to be paid; Wirewatch reads public feeds only",
    403: "refuses to answer Wirewatch; ask its operator, or use another feed",
    404: "is not there; check the address",
    410: "is gone for good; remove it, or look for a new address",
    429: "asks for fewer requests; it is left alone for a while",
    451: "is withheld for legal reasons",
}
_UNREAD: Final = {
    410: "is gone for good; look for a new address",
    429: "asks for fewer requests; try again {later}",
}
"""What differs for an address that is not read: nothing asks it again by itself."""


def refused(address: str, why: str) -> FetchFailed:
    """The address may not be asked; `why` is a phrase that follows it."""
    return FetchFailed(reason="address refused", detail=f"{shown(address)} {why}.")


def bad_status(address: str, status: int, retry_after: timedelta | None) -> FetchFailed:
    """The server answered, but not with a document."""
    unread = _UNREAD.get(status, "")
    if status in _STATUS:
        what = _STATUS[status]
    elif status >= 500:
        what = "has trouble of its own; it is tried again later"
        unread = "has trouble of its own; try again {later}"
    else:
        what = "did not answer with a document; check the address"
    said = f"{shown(address)} {unread.format(later=_later(retry_after))} (HTTP {status})."
    return FetchFailed(
        reason="status",
        detail=f"{shown(address)} {what} (HTTP {status}).",
        unread=said if unread else "",
        status=status,
        retry_after=retry_after,
        host=host_of(address),
    )


def too_large(address: str, max_bytes: int, *, setting: bool = True) -> FetchFailed:
    """The body is larger, decompressed, than is read; `setting` says that the operator sets how large."""
    what = f"{shown(address)} sends more than {max_bytes / 1_000_000:g} MB"
    why = "the setting fetch_megabytes; use a smaller feed" if setting else "more than is read of a page"
    return FetchFailed(reason="too large", detail=f"{what}, {why}.", host=host_of(address))


def not_unpacked(address: str, what: str) -> FetchFailed:
    """The body did not come whole out of its packing; `what` is a phrase that follows the address."""
    return _tried_again("unreadable", f"{shown(address)} {what}", host_of(address))


def timed_out(address: str, seconds: float) -> FetchFailed:
    """The whole answer did not come before the deadline."""
    return _tried_again("timed out", f"{shown(address)} did not finish answering within {seconds:g} s")


def crowded(address: str) -> FetchFailed:
    """Its body found no room beside others."""
    what = f"{shown(address)} is large, and other large feeds took all memory that is meant for them"
    return _tried_again("timed out", what)


def rests(address: str, wait: timedelta, led_by: str) -> FetchFailed:
    """A redirect leads to a host that asked to be left alone for so long; it was not asked."""
    what = f"{shown(address)} asked for rest, and is asked again after that ({shown(led_by)} led there)."
    return FetchFailed(reason="status", detail=what, retry_after=wait, host=host_of(address), redirected=True)


def redirected_too_often(address: str, limit: int) -> FetchFailed:
    """The chain of redirects is a loop, or as good as one."""
    detail = f"{shown(address)} redirects more than {limit} times; find its present address in a browser."
    return FetchFailed(reason="redirects", detail=detail)


def no_answer(address: str, error: Exception) -> FetchFailed:
    """The failure behind an exception of aiohttp's, or of the sockets below it."""
    where = shown(address)
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, AddressRefusedError):
        why = refusal(cause.ip) or "is not a public address"
        setting = "docs/configuration.md tells how its network is allowed (allow_networks)"
        why = f"leads to {cause.ip}, which {why}"
        unread = f"{where} {why}."
        return replace(refused(address, f"{why}; if it is yours, {setting}"), unread=unread)
    if isinstance(error, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError):
        return _no_proxy(where, error, cause)
    if isinstance(
        error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError
    ):
        detail = f"{where} cannot prove who it is ({_tls(cause)}); its operator has to mend the certificate."
        return FetchFailed(reason="certificate", detail=detail)
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        advice = "check the spelling, and that this machine is online"
        return FetchFailed(reason="no answer", detail=f"{where}: no such host was found; {advice}.")
    if isinstance(error, aiohttp.InvalidURL):
        return refused(address, "is not a web address; check its spelling")
    what = _WHAT.get(type(error)) or _connection(cause)
    return _tried_again("no answer", f"{where} {what}")


def _tried_again(reason: FailureReason, what: str, host: str = "") -> FetchFailed:
    """Trouble that may pass by itself."""
    return FetchFailed(
        reason=reason,
        detail=f"{what}; it is tried again later.",
        unread=f"{what}; try again later.",
        host=host,
    )


def _later(wait: timedelta | None) -> str:
    """When to try again, where a server says how long it wants to rest."""
    if not wait:
        return "later"
    minutes = ceil(wait / timedelta(minutes=1))
    return f"in {minutes} min" if minutes < 120 else f"in {ceil(minutes / 60):,} h"


_WHAT: Final[dict[type[Exception], str]] = {
    aiohttp.ClientPayloadError: "broke off in the middle, or sent what cannot be unpacked",
    aiohttp.ServerDisconnectedError: "hung up without an answer",
    aiohttp.ClientResponseError: "sent an answer that cannot be read as HTTP",
}


def _no_proxy(where: str, error: aiohttp.ClientError, cause: BaseException) -> FetchFailed:
    if isinstance(error, aiohttp.ClientHttpProxyError):
        what = f"will not lead there (HTTP {error.status})"
    else:
        what = _connection(cause)
    advice = "look at the setting proxy and at the proxy itself"
    return FetchFailed(reason="no answer", detail=f"{where} was not asked: the proxy {what}; {advice}.")


def _connection(cause: BaseException) -> str:
    number = cause.errno if isinstance(cause, OSError) else None
    if number == errno.ECONNREFUSED:
        return "refused the connection"
    if number in (errno.ECONNRESET, errno.EPIPE):
        return "hung up in the middle"
    return "could not be reached"


def _tls(cause: BaseException) -> str:
    said = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or "no valid TLS"
    return str(said).replace("_", " ").lower()


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long a Retry-After header asks to wait (RFC 9110 §10.2.3: seconds or a date); None if unclear."""
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return timedelta(seconds=int(text))
    until = http_date(text) if text else None
    return max(until - now, timedelta(0)) if until else None
