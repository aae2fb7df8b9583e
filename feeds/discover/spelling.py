"""Addresses as people and pages spell them."""

import re
from ipaddress import ip_network
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from config.phrase import Phrase
from feeds.guard import address_refusal

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_EVERY_NETWORK: Final = (ip_network("0.0.0.0/0"), ip_network("::/0"))


def spelled(address: str) -> tuple[str, ...]:
    """The addresses that a person may have meant, likeliest first; never empty."""
    typed = address.strip().strip("<>\"'").partition("#")[0].strip()
    for other in ("feed:", "rss:"):
        if typed.lower().startswith(other):
            typed = typed[len(other) :].removeprefix("//")
    if _SCHEME.match(typed):
        return (tidy(typed),)
    typed = typed.removeprefix("//")
    return (tidy(f"https://{typed}"), tidy(f"http://{typed}"))


def tidy(address: str) -> str:
    """The address with its host in lower case and a path, for one spelling a feed (RFC 3986 §6.2).

    What is not ASCII in its path and query is percent-encoded, as it is when the address is asked for
    (RFC 3987 §3.1).
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not parts.netloc or "@" in parts.netloc:
        return address
    tidied = {"netloc": parts.netloc.lower(), "path": _uri(parts.path) or "/", "query": _uri(parts.query)}
    return urlunsplit(parts._replace(**tidied))


def _uri(part: str) -> str:
    return "".join(sign if sign.isascii() else quote(sign, errors="replace") for sign in part)


def misspelled(address: str) -> Phrase | None:
    """Why no feed can have this address, as a phrase that follows it; None where its spelling is that of one.

    Which networks are allowed is for whoever fetches it to know.
    """
    return address_refusal(address, _EVERY_NETWORK)
