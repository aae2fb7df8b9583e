"""What is kept of an entry to know it again: a mark of MARK bytes."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from feeds.identity import guid_key
from feeds.parse.entries import kept_id

MARK: Final = 16
"""Bytes: six of what is news in an entry, six of all its bytes, four of its id (zero where it has none)."""

_PART: Final = 6
_ID: Final = 4
_ENTRY: Final = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:item|entry))[\s>]", re.IGNORECASE)
_ROOTS: Final = re.compile(
    rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\b(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE
)
_XHTML: Final = b'xmlns="http://www.w3.org/1999/xhtml"'
_OPENERS: Final = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"), (b"<?", b"?>"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortened:
    """A document without the entries that are byte for byte what they were, and their marks.

    `lost_first` says that the document's first entry is among them.
    """

    body: bytes
    marks: tuple[bytes, ...]
    lost_first: bool


def marks_of(known: bytes) -> list[bytes]:
    """The marks one by one."""
    return [known[at : at + MARK] for at in range(0, len(known), MARK)]


def news_of(mark: bytes) -> bytes:
    """What a mark holds of the entry without what changes without news."""
    return mark[:_PART]


def id_of(mark: bytes) -> bytes:
    """What a mark holds of the entry's id, empty where it has none."""
    own = mark[2 * _PART :]
    return own if any(own) else b""


def ids_of(known: bytes) -> frozenset[bytes]:
    """What marks hold of the ids in a document."""
    return frozenset(own for own in map(id_of, marks_of(known)) if own)


@lru_cache(maxsize=8192)
def _own(kept: str) -> bytes:
    # a document's ids are the same at each look, and taking an address apart costs more than all else here
    return mark_of_key(guid_key(kept))


def mark_of_key(key: bytes) -> bytes:
    """What a mark holds of an id by whose key an entry is known (feeds.identity)."""
    return key[:_ID]


def mark(news: bytes, entry: bytes, own_id: str, within: bytes) -> bytes:
    """The mark of an entry: its news (bytes to be hashed), its bytes, its id, its document's outer tags."""
    kept = kept_id(own_id)
    own = _own(kept) if kept else bytes(_ID)
    return _hash(news, _PART) + _hash(within + entry, _PART) + own


def outer_tags(body: bytes) -> bytes:
    """The start tags that a document's entries stand in: what they inherit is in there."""
    first = _ENTRY.search(body)
    return b"".join(_ROOTS.findall(body, 0, first.start() if first else len(body)))


def shortened(body: bytes, known: bytes) -> Shortened | None:
    """Cut entries whose bytes are known, without reading them; None where that might go wrong.

    What is equal to a whole entry of a well-formed document is one, unless it stands in CDATA, a comment or
    an instruction. Entries that bind prefixes or set a base are left, as they may mean something to others.
    """
    within, before = outer_tags(body), {each[_PART : 2 * _PART]: each for each in marks_of(known)}
    pieces: list[bytes] = []
    cut: list[bytes] = []
    at, lost_first, entry = 0, False, _ENTRY.search(body)
    is_first = True
    while entry is not None:
        closing = b"</" + entry[1] + b">"
        end = body.find(closing, entry.end()) + len(closing)
        if end < len(closing):
            break
        start = entry.start()
        found = before.get(_hash(within + body[start:end], _PART))
        if found is not None and _stands_alone(body[at:start], body[start:end]):
            lost_first |= is_first
            pieces.append(body[at:start])
            cut.append(found)
            at = end
        is_first = False
        entry = _ENTRY.search(body, end)
    ids = [own for own in map(id_of, cut) if own]
    if not cut or len(set(ids)) < len(ids):
        return None
    return Shortened(body=b"".join((*pieces, body[at:])), marks=tuple(cut), lost_first=lost_first)


def _stands_alone(gap: bytes, entry: bytes) -> bool:
    is_open = any(gap.rfind(opener) > gap.rfind(closer) for opener, closer in _OPENERS)
    binds = entry.count(b"xmlns") > entry.count(_XHTML) or b"base=" in entry
    return not is_open and not binds


def _hash(data: bytes, size: int) -> bytes:
    return blake2b(data, digest_size=size).digest()
