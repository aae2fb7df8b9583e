"""A file's addresses, as feeds have them today: feeds move, and people spell them in many ways."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel

from bot.exporting.knowing import key_of, kind_of
from bot.exporting.model import ServerDigest, ServerFeed, ServerFile, ServerWatch
from feeds.discover.spelling import spelled
from storage.archive import Archive

T = TypeVar("T", bound=BaseModel)


async def as_of_today(wanted: ServerFile, archive: Archive) -> ServerFile:
    """The file with each address that a feed is or once was at in the place where that feed is now."""
    named = addresses(wanted)
    typed = {address: (address, *spelled(address)) for address in named}
    ids = await archive.feeds.ids_at({one for several in typed.values() for one in several})
    places = await archive.feeds.addresses_of(ids.values())
    today = {}
    for address, several in typed.items():
        found = next((ids[one] for one in several if one in ids), None)
        today[address] = tidied(address) if found is None else places[found]
    return readdressed(wanted, today)


def tidied(address: str) -> str:
    """The address as a feed that nobody knows yet is kept under it."""
    return spelled(address)[0]


def addresses(file: ServerFile) -> frozenset[str]:
    """Every address that the file names."""
    named = {one.url for one in file.feed}
    named |= {address for row in file.watch for address in row.feeds}
    return frozenset(named | {address for row in file.digest for address in row.feeds})


def readdressed(wanted: ServerFile, today: Mapping[str, str]) -> ServerFile:
    """The file with these addresses in place of its own.

    Of two rows that are one by now, as two feeds that moved to one place, that which names today's stays.
    """
    return wanted.model_copy(
        update={name: _once(getattr(wanted, name), today) for name in ("feed", "watch", "digest")}
    )


def at(row: T, today: Mapping[str, str]) -> T:
    """The row with these addresses in place of its own; the row itself where they are its own."""
    said: dict[str, object] = {}
    if isinstance(row, ServerFeed):
        said = {"url": today[row.url]}
    elif isinstance(row, ServerWatch | ServerDigest):
        said = {"feeds": tuple(dict.fromkeys(today[one] for one in row.feeds))}
    same = all(getattr(row, name) == value for name, value in said.items())
    return row if same else row.model_copy(update=said)


def _once(rows: Iterable[T], today: Mapping[str, str]) -> tuple[T, ...]:
    kept: dict[tuple[Hashable, str], T] = {}
    for row in sorted(rows, key=lambda row: at(row, today) is not row):
        after = at(row, today)
        kept.setdefault((key_of(after), kind_of(after)), after)
    return tuple(kept.values())
