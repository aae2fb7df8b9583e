"""Entries that are known already are cut out of a document, so that only what is new is parsed in full.

What is left is the same document without some of its bytes: its encoding, namespaces, base and language
stay. Entries are cut only where that cannot change what feedparser makes of the others.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import ExpatError

from config.phrase import Phrase, phrase
from feeds.parse.entries import MAX_ENTRIES, MAX_HELD
from feeds.parse.marks import Shortened, id_of, mark, marks_of, news_of, outer_tags, shortened
from feeds.parse.outline import LONG_AUTHOR, Found, Outline, Piece, outline

_SHORT_AUTHOR: Final = 300
_MARKUP: Final = re.compile(rb"<!\[CDATA\[|\]\]>|<[^<>]*>?|&[#\w]*;?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pruned:
    """What is left of a document.

    `known` are the marks of its first MAX_HELD entries (`marks`), empty where nothing may be cut. `held`
    counts all entries, `absurd` those left out for their hundreds of attributes or levels, `surplus` those
    that are passed over as too many. `error` says why it is no well-formed XML; then nothing was cut and
    nothing counted.
    """

    body: bytes
    known: bytes = b""
    held: int = 0
    absurd: int = 0
    surplus: int = 0
    error: str | None = None


def prune(body: bytes, known: bytes) -> Pruned:
    """The document (UTF-8, no entities of its own) without the entries whose marks are in `known`.

    What changes without news (counts of comments and views) makes no other mark. Entries that share an id
    with another are never cut. Of more than MAX_ENTRIES entries that are left the first that are not known
    are kept; the others are passed over, and known from then on. Authors of more than LONG_AUTHOR bytes are
    shortened: feedparser takes quadratic time for them.
    """
    short = shortened(body, known) if known else None
    pruned = _pruned_further(short, known) if short else None
    return pruned or _pruned(body, known)


def passed_over(surplus: int, held: int) -> Phrase:
    """The note, for people, of entries that are too many to be read at once."""
    if surplus == held - MAX_ENTRIES:
        return phrase(
            "Only the first {most} of its {number} entries were read.", most=MAX_ENTRIES, number=held
        )
    return phrase(
        "Of its {number} entries {surplus} were passed over: they are too many at once.",
        number=held,
        surplus=surplus,
    )


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
        held > MAX_HELD
        or pruned.surplus
        or pruned.absurd
        or found.is_entangled
        or (found.needs_first and short.lost_first)
        or not lost.isdisjoint(map(id_of, marks_of(pruned.known)))
    ):
        return None
    return Pruned(body=pruned.body, known=b"".join(short.marks) + pruned.known, held=held)


def _cut(body: bytes, found: Outline, known: bytes) -> Pruned:
    sane = [entry for entry in found.entries if not entry.is_absurd]
    counted, within = sane[:MAX_HELD], outer_tags(body)
    marks = [] if found.is_entangled else [_mark(body, entry, within) for entry in counted]
    new, shared = _sorted(counted, marks, known)
    left = {entry.start for entry in (new + shared)[:MAX_ENTRIES]}
    edits = [(long.opened, long.closed, _shorter(body, long)) for long in found.long_authors]
    edits += [(entry.start, entry.end, b"") for entry in found.entries if entry.is_absurd]
    edits += [_cut_out(found, entry) for entry in sane if entry.start not in left]
    return Pruned(
        body=_edited(body, edits),
        known=b"".join(marks),
        held=len(found.entries),
        absurd=len(found.entries) - len(sane),
        surplus=len(sane) - len(counted) + max(0, len(new) - MAX_ENTRIES),
    )


def _sorted(counted: list[Found], marks: list[bytes], known: bytes) -> tuple[list[Found], list[Found]]:
    """The entries that are not known, and those that are but share their id."""
    if not known or not marks:
        return counted, []
    before, ids = {news_of(each) for each in marks_of(known)}, Counter(entry.id for entry in counted)
    new: list[Found] = []
    shared: list[Found] = []
    for entry, each in zip(counted, marks, strict=True):
        if news_of(each) not in before:
            new.append(entry)
        elif entry.id and ids[entry.id] > 1:
            shared.append(entry)
    return new, shared


def _cut_out(found: Outline, entry: Found) -> tuple[int, int, bytes]:
    """The stretch of an entry that goes."""
    if found.needs_first and entry is found.entries[0] and entry.closed < entry.end:
        # its empty shell stays, to end what feedparser takes the feed's second description for
        return (entry.opened, entry.closed, b"")
    return (entry.start, entry.end, b"")


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
