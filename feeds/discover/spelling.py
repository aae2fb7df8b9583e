"""Addresses as people and pages spell them."""

import re
from ipaddress import ip_network
from typing import Final
from urllib.parse import urlsplit, urlunsplit

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
    """The address with its host in lower case and a path, for one spelling a feed (RFC 3986 §6.2)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not parts.netloc or "@" in parts.netloc:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/"))


def misspelled(address: str) -> str | None:
    """Why no feed can have this address, as a phrase that follows it; None where its spelling is that of one.

    Which networks are allowed is for whoever fetches it to know.
    """
    return address_refusal(address, _EVERY_NETWORK)
