"""Which entries of a document are articles of the feed already, and which are new."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

import sqlalchemy as sa

from feeds.dates import dated
from feeds.identity import Face, is_near, is_recycled, is_twin
from feeds.model import Entry, ParsedFeed
from feeds.parse.marks import ids_of, mark_of_key
from storage.columns import sound
from storage.engine import Transaction
from storage.schema import article, feed, identity

_K = TypeVar("_K", bytes, int)

LONGEST_GUID = 500
KEYS = 1000
"""How many keys a statement asks for: the loop waits while it is put together."""

TODAYS = timedelta(days=1)
"""What is dated so near is no article that has gone from the archive for its age."""

_NONE: Final = -1

Keyed = Sequence[tuple[Entry, tuple[bytes, ...]]]
"""A document's entries, each with its keys."""

_FACE = (article.c.id, article.c.title, article.c.url, article.c.published_at, article.c.content_hash)

# a feed that is new has nothing: there is no need to ask for each of its keys
_HOLDING = sa.select(feed.c.id).where(
    feed.c.id.in_(sa.bindparam("b_feeds", expanding=True)),
    sa.exists().where(identity.c.feed == feed.c.id),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """What is held of a feed's articles.

    What the keys that are sought stand for (None: an article that has gone), and what tells those articles
    apart; `by` are all the keys of those that an entry comes to by address and title alone.
    """

    keys: dict[bytes, int | None] = field(default_factory=dict)
    faces: dict[int, Face] = field(default_factory=dict)
    by: dict[int, list[bytes]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorted:
    """A document's entries: those that are new, by the guid that is kept of them; those that are articles
    already; and what keys stand for from now on."""

    fresh: Mapping[str, Entry]
    known: Mapping[int, Entry]
    keys: Mapping[bytes, str | int]


async def holdings(tx: Transaction, keyed: Mapping[int, Keyed]) -> Mapping[int, Holding]:
    """What is held of these feeds' articles that matters to these entries."""
    held = {of: Holding() for of in sorted(keyed)}
    known = await tx.values(_HOLDING, {"b_feeds": list(held)})
    sought = {key for of in known for _, some in keyed[of] for key in some}
    for keys in _parts(sought):
        query = sa.select(identity).where(identity.c.feed.in_(known), identity.c.key.in_(keys))
        for row in await tx.rows(query):
            held[row["feed"]].keys[bytes(row["key"])] = row["article"]
    owners = {each: one for one in held.values() for each in one.keys.values() if each is not None}
    for ids in _parts(owners):
        for row in await tx.rows(sa.select(*_FACE).where(article.c.id.in_(ids))):
            owners[row["id"]].faces[row["id"]] = _face_of_row(row)
    by_link = {each for of, entries in keyed.items() for each in _by_link(entries, held[of])}
    for ids in _parts(by_link):
        query = sa.select(identity.c.key, identity.c.article).where(identity.c.article.in_(ids))
        for row in await tx.rows(query):
            owners[row["article"]].by.setdefault(row["article"], []).append(bytes(row["key"]))
    return held


def sort(parsed: ParsedFeed, entries: Keyed, held: Holding, now: datetime) -> Sorted:
    """Tell new entries from known ones; of two in one document that are one article the first counts.

    One whose article has gone from the archive is neither: it does not come back.
    """
    present = {mark_of_key(some[0]) for _, some in entries}
    if not parsed.shares_guids:
        present |= ids_of(parsed.known)
    sorting = _Sorting(held, present, now)
    for entry, some in entries:
        sorting.take(entry, *some)
    keys = {key: who for key, who in sorting.keys.items() if isinstance(who, str) or key not in held.keys}
    return Sorted(fresh=sorting.fresh, known=sorting.known, keys=keys)


class _Sorting:
    """Entries of one document, one after the other; `present` are the ids that the document holds."""

    def __init__(self, held: Holding, present: Collection[bytes], now: datetime) -> None:
        self.fresh: dict[str, Entry] = {}
        self.known: dict[int, Entry] = {}
        self.keys: dict[bytes, str | int] = {}
        self._links: dict[bytes, Face] = {}
        self._held = held
        self._present = present
        self._now = now

    def take(self, entry: Entry, by_guid: bytes, by_link: bytes | None = None) -> None:
        """Sort in the next entry."""
        if by_guid in self.keys:
            return
        face = _face(entry, self._now)
        stored = self._of_guid(face, by_guid, by_link)
        if stored == _NONE and by_link in self._links:
            if is_twin(face, self._links[by_link]):
                self.keys[by_guid] = self.keys[by_link]
                return
        elif stored == _NONE and by_link is not None:
            stored = self._of_link(face, by_guid, by_link)
        if stored is None:
            return
        whose: int | str = stored
        if stored == _NONE:
            whose = _kept_guid(entry, face, is_recycled=by_guid in self._held.keys)
            self.fresh[whose] = entry
        else:
            self.known.setdefault(stored, entry)
        self.keys[by_guid] = whose
        if by_link is not None and by_link not in self._links:
            self.keys[by_link] = whose
            self._links[by_link] = face

    def _of_guid(self, face: Face, by_guid: bytes, by_link: bytes | None) -> int | None:
        """The article of this guid, or an earlier one; None where it has gone, _NONE where there is none."""
        stored = self._held.keys.get(by_guid, _NONE)
        if stored is None or stored == _NONE:
            return stored
        earlier = self._held.keys.get(by_link) if by_link is not None else None
        if earlier is not None and is_twin(face, self._held.faces[earlier]):
            return earlier
        return _NONE if is_recycled(face, self._held.faces[stored]) else stored

    def _of_link(self, face: Face, by_guid: bytes, by_link: bytes) -> int | None:
        """The article of this address and title, unless it stands beside the entry or is of another day."""
        stored = self._held.keys.get(by_link, _NONE)
        if stored == _NONE:
            return _NONE
        if stored is None:
            is_todays = face.published_at is not None and self._now - face.published_at < TODAYS
            return _NONE if is_todays else None
        other = self._held.faces[stored]
        if is_twin(face, other) or (is_near(face, other) and not self._stands(stored, by_guid)):
            return stored
        return _NONE

    def _stands(self, stored: int, by_guid: bytes) -> bool:
        """Whether the document still holds the article under one of its guids, another than this."""
        return any(
            key != by_guid and mark_of_key(key) in self._present for key in self._held.by.get(stored, ())
        )


def _by_link(entries: Keyed, held: Holding) -> Iterable[int]:
    """The articles to which an entry's address and title lead, but not its guid."""
    for _, (by_guid, *by_link) in entries:
        for key in by_link:
            stored = held.keys.get(key)
            if stored is not None and stored != held.keys.get(by_guid):
                yield stored


def _kept_guid(entry: Entry, face: Face, *, is_recycled: bool) -> str:
    """The guid that is kept of an entry; one too long for an index, or of another article, is hashed."""
    guid = sound(entry.guid)
    if is_recycled:
        guid = "\0".join((guid, entry.url or "", sound(entry.title), str(face.published_at)))
    elif len(guid) <= LONGEST_GUID:
        return guid
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


def _face(entry: Entry, now: datetime) -> Face:
    published, _ = dated(entry.published_at, now)
    return Face(title=entry.title, url=entry.url, published_at=published, content_hash=entry.content_hash)


def _face_of_row(row: sa.RowMapping) -> Face:
    return Face(
        title=row["title"],
        url=row["url"],
        published_at=row["published_at"],
        content_hash=row["content_hash"],
    )


def _parts(wanted: Collection[_K]) -> Iterable[list[_K]]:
    """So many at a time, in order."""
    every = sorted(wanted)
    return (every[at : at + KEYS] for at in range(0, len(every), KEYS))
