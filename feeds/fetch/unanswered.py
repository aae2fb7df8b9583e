"""Why no answer came: exceptions of aiohttp and of the sockets below it in, one sentence for people out."""

import errno
import socket
import ssl
from dataclasses import replace
from typing import Final

import aiohttp

from config.phrase import Phrase, Reason, phrase
from feeds.fetch.failures import refused, tried_again
from feeds.guard import NO_WEB_ADDRESS, NOT_PUBLIC, AddressRefusedError, led_to, not_asked, refusal, subject
from feeds.model import FetchFailed


def no_answer(address: str, error: Exception) -> FetchFailed:
    """The failure behind an exception of aiohttp's, or of the sockets below it."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, AddressRefusedError):
        return _shut_out(address, cause.ip)
    if isinstance(error, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError):
        return _no_proxy(address, error, cause)
    if isinstance(
        error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError
    ):
        detail = phrase(
            "{address} cannot prove who it is ({why}); its operator has to mend the certificate.",
            address=subject(address),
            why=_tls(cause),
        )
        return FetchFailed(reason="certificate", detail=detail)
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        detail = phrase(
            "{address}: no such host was found; check the spelling, and that this machine is online.",
            address=subject(address),
        )
        return FetchFailed(reason="no answer", detail=detail)
    if isinstance(error, aiohttp.InvalidURL):
        return refused(address, NO_WEB_ADDRESS)
    return tried_again("no answer", address, _WHAT.get(type(error)) or _connection(cause))


def _shut_out(address: str, ip: str) -> FetchFailed:
    why = led_to(ip, refusal(ip) or NOT_PUBLIC)
    allowed = phrase(
        "{why}; if it is yours, docs/configuration.md tells how its network is allowed (allow_networks)",
        why=why,
    )
    return replace(refused(address, allowed), unread=not_asked(address, why))


_WHAT: Final[dict[type[Exception], Phrase]] = {
    aiohttp.ClientPayloadError: phrase("broke off in the middle, or sent what cannot be unpacked"),
    aiohttp.ServerDisconnectedError: phrase("hung up without an answer"),
    aiohttp.ClientResponseError: phrase("sent an answer that cannot be read as HTTP"),
}


def _no_proxy(address: str, error: aiohttp.ClientError, cause: BaseException) -> FetchFailed:
    if isinstance(error, aiohttp.ClientHttpProxyError):
        what = phrase("will not lead there (HTTP {status})", status=str(error.status))
    else:
        what = _connection(cause)
    detail = phrase(
        "{address} was not asked: the proxy {what}; look at the setting proxy and at the proxy itself.",
        address=subject(address),
        what=what,
    )
    return FetchFailed(reason="no answer", detail=detail)


def _connection(cause: BaseException) -> Phrase:
    number = cause.errno if isinstance(cause, OSError) else None
    if number == errno.ECONNREFUSED:
        return phrase("refused the connection")
    if number in (errno.ECONNRESET, errno.EPIPE):
        return phrase("hung up in the middle")
    return phrase("could not be reached")


def _tls(cause: BaseException) -> Reason:
    """What OpenSSL says, in its words."""
    said = getattr(cause, "verify_message", "") or getattr(cause, "reason", "")
    return str(said).replace("_", " ").lower() if said else phrase("no valid TLS")
