"""How an entry is known again when its feed changes its guid, scheme or tracking parameters."""

import hashlib
from typing import Final

from feeds.clean import canonical
from feeds.model import Entry

SIZE: Final = 16
"""Bytes of a key."""


def keys(entry: Entry) -> tuple[bytes, ...]:
    """The keys by which an entry of one feed is known, the strongest first; none are ever empty.

    Its guid, and its address together with its title: an entry that shares either with an article of the
    same feed is that article. Scheme, host's case, tracking parameters, fragment and a closing slash do not
    count in addresses, nor do case and blanks in titles.
    """
    found = [_key("guid", _address(entry.guid) or entry.guid)]
    where, title = _address(entry.url or ""), " ".join(entry.title.casefold().split())
    if where and title:
        found.append(_key("link", where, title))
    return tuple(found)


def _address(text: str) -> str:
    """What of a web address tells it from others, or nothing where the text is none."""
    if not text.startswith(("http://", "https://", "HTTP://", "HTTPS://")):
        return ""
    return (canonical(text) or "").partition("://")[2].rstrip("/")


def _key(*parts: str) -> bytes:
    said = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=SIZE).digest()
