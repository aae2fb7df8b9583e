"""What a host's robots.txt wishes (RFC 9309), by protego."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from feeds.model import Fetched, FetchFailed

NAME: Final = "Wirewatch"
"""The product token by which a robots.txt may name us."""

MAX_BYTES: Final = 500 * 1024
"""How much of a robots.txt is read (RFC 9309 §2.5)."""

LIFETIME: Final = timedelta(hours=24)
RETRY: Final = timedelta(hours=1)
"""After so long a host is asked again whose robots.txt could not be had."""

LONGEST_PAUSE: Final = timedelta(seconds=60)

UNREACHABLE: Final = "User-agent: *\nDisallow: /\n# the file itself could not be had\n"
"""Stands for the file where its host gave no answer: nothing may be asked for now (§2.3.1.4)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Permission:
    """Whether an address may be asked for, and how long its host wants to rest after a request."""

    allowed: bool
    pause: timedelta = timedelta(0)


def robots_address(url: str) -> str:
    """Where the robots.txt lies that speaks for this address (§2.3)."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def robots_text(outcome: Fetched | FetchFailed) -> str:
    """What asking for a robots.txt came to, as the text that holds from now on (§2.3.1).

    A file that is not there (4xx), or cannot be reached through its redirects, forbids nothing; a host with
    trouble of its own forbids everything. 429 is such a trouble: whoever asks for fewer requests gets none.
    """
    if isinstance(outcome, Fetched):
        return outcome.body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
    absent = outcome.reason == "status" and 400 <= (outcome.status or 0) < 500 and outcome.status != 429
    return "" if absent or outcome.reason == "redirects" else UNREACHABLE


def still_holds(text: str, at: datetime, now: datetime) -> bool:
    """Whether a robots.txt that was had at `at` need not be asked for again."""
    return now - at < (RETRY if text == UNREACHABLE else LIFETIME)


def permission(text: str, url: str) -> Permission:
    """What this robots.txt says of an address (for a worker process: half a megabyte takes 0.3 s)."""
    # here, not above: only workers need it
    from protego import Protego

    rules = Protego.parse(text)
    wished = timedelta(seconds=min(rules.crawl_delay(NAME) or 0.0, LONGEST_PAUSE.total_seconds()))
    return Permission(allowed=bool(rules.can_fetch(url, NAME)), pause=wished)
