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
    where, title = _without_scheme(entry.url or ""), " ".join(entry.title.casefold().split())
    guid = where if entry.guid == entry.url else _address(entry.guid)
    found = [_key("guid", guid or entry.guid)]
    if where and title:
        found.append(_key("link", where, title))
    return tuple(found)


def _address(text: str) -> str:
    """What of a web address tells it from others, or nothing where the text is none."""
    if not text.startswith(("http://", "https://", "HTTP://", "HTTPS://")):
        return ""
    return _without_scheme(canonical(text) or "")


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _key(*parts: str) -> bytes:
    said = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=SIZE).digest()
