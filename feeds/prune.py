"""Entries that are known already are cut out of a document, so that only what is new is parsed in full.

What is left is the same document without some of its bytes: its encoding, namespaces, base and language
stay. Entries are cut only where that cannot change what feedparser makes of the others.
"""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from xml.parsers.expat import ExpatError

from feeds.outline import LONG_AUTHOR, Found, Outline, Piece, outline

MAX_ENTRIES: Final = 1_000
FINGERPRINT: Final = 8
"""Bytes of the fingerprint of an entry."""

_SHORT_AUTHOR: Final = 300
_MARKUP: Final = re.compile(rb"<!\[CDATA\[|\]\]>|<[^<>]*>?|&[#\w]*;?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pruned:
    """What is left of a document.

    `known` are the fingerprints of its first MAX_ENTRIES entries, FINGERPRINT bytes each, empty where
    nothing may be cut. `held` counts all entries, `absurd` those left out for their hundreds of attributes
    or levels. `error` says why it is no well-formed XML; then nothing was cut and nothing counted.
    """

    body: bytes
    known: bytes = b""
    held: int = 0
    absurd: int = 0
    error: str | None = None


def prune(body: bytes, known: bytes) -> Pruned:
    """The document (UTF-8, no entities of its own) without the entries whose fingerprints are in `known`.

    A fingerprint leaves out what changes without news: counts of comments and views. Entries that share an
    id with another are never cut. Of more than MAX_ENTRIES entries the first are kept. Authors of more than
    LONG_AUTHOR bytes are shortened: feedparser takes quadratic time for them.
    """
    try:
        found = outline(body)
    except ExpatError as error:
        return Pruned(body=body, error=str(error))
    sane = [entry for entry in found.entries if not entry.is_absurd]
    kept = sane[:MAX_ENTRIES]
    prints = [] if found.is_entangled else [_fingerprint(body, entry) for entry in kept]
    edits = [(long.opened, long.closed, _shorter(body, long)) for long in found.long_authors]
    edits += [(entry.start, entry.end, b"") for entry in found.entries if entry.is_absurd]
    edits += [(entry.start, entry.end, b"") for entry in sane[MAX_ENTRIES:]]
    edits += _cuts(found, kept, prints, known)
    return Pruned(
        body=_edited(body, edits),
        known=b"".join(prints),
        held=len(found.entries),
        absurd=len(found.entries) - len(sane),
    )


def fingerprints(known: bytes) -> frozenset[bytes]:
    """The fingerprints one by one."""
    return frozenset(known[at : at + FINGERPRINT] for at in range(0, len(known), FINGERPRINT))


def _cuts(
    found: Outline, kept: list[Found], prints: list[bytes], known: bytes
) -> list[tuple[int, int, bytes]]:
    """The entries to cut, and what stands in for each."""
    if not known or not prints:
        return []
    before, ids = fingerprints(known), Counter(entry.id for entry in kept)
    cuts = [
        (entry.start, entry.end, b"")
        for entry, mark in zip(kept, prints, strict=True)
        if mark in before and (not entry.id or ids[entry.id] == 1)
    ]
    first = found.entries[0]
    if found.needs_first and cuts and cuts[0][0] == first.start and first.closed < first.end:
        # its empty shell stays, to end what feedparser takes the feed's second description for
        cuts[0] = (first.opened, first.closed, b"")
    return cuts


def _fingerprint(body: bytes, entry: Found) -> bytes:
    mark = blake2b(entry.inherited.encode("utf-8", "replace"), digest_size=FINGERPRINT)
    start = entry.start
    for piece in entry.passing:
        mark.update(body[start : piece.start])
        start = piece.end
    mark.update(body[start : entry.end])
    return mark.digest()


def _shorter(body: bytes, author: Piece) -> bytes:
    """The beginning of an author's text, without tags and character references."""
    start = body[author.opened : min(author.closed, author.opened + LONG_AUTHOR)]
    return _MARKUP.sub(b"", start)[:_SHORT_AUTHOR].decode("utf-8", "ignore").encode()


def _edited(body: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """The body with each stretch replaced; what lies within another stretch is gone with it."""
    if not edits:
        return body
    pieces: list[bytes] = []
    at = 0
    for start, end, instead in sorted(edits):
        if start < at:
            continue
        pieces += (body[at:start], instead)
        at = end
    return b"".join((*pieces, body[at:]))
