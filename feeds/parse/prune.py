"""Entries that are known already are cut out of a document, so that only what is new is parsed in full.

What is left is the same document without some of its bytes: its encoding, namespaces, base and language
stay. Entries are cut only where that cannot change what feedparser makes of the others.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import ExpatError

from feeds.parse.marks import Shortened, id_of, mark, marks_of, news_of, outer_tags, shortened
from feeds.parse.outline import LONG_AUTHOR, Found, Outline, Piece, outline

MAX_ENTRIES: Final = 1_000

_SHORT_AUTHOR: Final = 300
_MARKUP: Final = re.compile(rb"<!\[CDATA\[|\]\]>|<[^<>]*>?|&[#\w]*;?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pruned:
    """What is left of a document.

    `known` are the marks of its first MAX_ENTRIES entries (`marks`), empty where nothing may be cut.
    `held` counts all entries, `absurd` those left out for their hundreds of attributes or levels. `error`
    says why it is no well-formed XML; then nothing was cut and nothing counted.
    """

    body: bytes
    known: bytes = b""
    held: int = 0
    absurd: int = 0
    error: str | None = None


def prune(body: bytes, known: bytes) -> Pruned:
    """The document (UTF-8, no entities of its own) without the entries whose marks are in `known`.

    What changes without news (counts of comments and views) makes no other mark. Entries that share an id
    with another are never cut. Of more than MAX_ENTRIES entries the first are kept. Authors of more than
    LONG_AUTHOR bytes are shortened: feedparser takes quadratic time for them.
    """
    short = shortened(body, known) if known else None
    pruned = _pruned_further(short, known) if short else None
    return pruned or _pruned(body, known)


def _pruned(body: bytes, known: bytes) -> Pruned:
    try:
        found = outline(body)
    except ExpatError as error:
        return Pruned(body=body, error=str(error))
    return _cut(body, found, known)


def _pruned_further(short: Shortened, known: bytes) -> Pruned | None:
    """Prune what is left of a shortened document; None where what was cut may matter to what is left."""
    try:
        found = outline(short.body)
    except ExpatError:
        return None
    pruned = _cut(short.body, found, known)
    held = pruned.held + len(short.marks)
    lost = {own for own in map(id_of, short.marks) if own}
    if (
        held > MAX_ENTRIES
        or pruned.absurd
        or found.is_entangled
        or (found.needs_first and short.lost_first)
        or not lost.isdisjoint(map(id_of, marks_of(pruned.known)))
    ):
        return None
    return Pruned(body=pruned.body, known=b"".join(short.marks) + pruned.known, held=held)


def _cut(body: bytes, found: Outline, known: bytes) -> Pruned:
    sane = [entry for entry in found.entries if not entry.is_absurd]
    kept = sane[:MAX_ENTRIES]
    within = outer_tags(body)
    marks = [] if found.is_entangled else [_mark(body, entry, within) for entry in kept]
    edits = [(long.opened, long.closed, _shorter(body, long)) for long in found.long_authors]
    edits += [(entry.start, entry.end, b"") for entry in found.entries if entry.is_absurd]
    edits += [(entry.start, entry.end, b"") for entry in sane[MAX_ENTRIES:]]
    edits += _cuts(found, kept, marks, known)
    return Pruned(
        body=_edited(body, edits),
        known=b"".join(marks),
        held=len(found.entries),
        absurd=len(found.entries) - len(sane),
    )


def _cuts(
    found: Outline, kept: list[Found], marks: list[bytes], known: bytes
) -> list[tuple[int, int, bytes]]:
    """The entries to cut, and what stands in for each."""
    if not known or not marks:
        return []
    before, ids = {news_of(each) for each in marks_of(known)}, Counter(entry.id for entry in kept)
    cuts = [
        (entry.start, entry.end, b"")
        for entry, each in zip(kept, marks, strict=True)
        if news_of(each) in before and (not entry.id or ids[entry.id] == 1)
    ]
    first = found.entries[0]
    if found.needs_first and cuts and cuts[0][0] == first.start and first.closed < first.end:
        # its empty shell stays, to end what feedparser takes the feed's second description for
        cuts[0] = (first.opened, first.closed, b"")
    return cuts


def _mark(body: bytes, entry: Found, within: bytes) -> bytes:
    """The entry's mark; what it inherits is news, what changes in passing is not."""
    news = [entry.inherited.encode("utf-8", "replace")]
    start = entry.start
    for piece in entry.passing:
        news.append(body[start : piece.start])
        start = piece.end
    news.append(body[start : entry.end])
    return mark(b"".join(news), body[entry.start : entry.end], entry.id, within)


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
