"""By what a row of the file is known, and what it is called when people are told of it."""

from collections.abc import Container, Hashable
from typing import Any, Final

from pydantic import BaseModel

from bot.exporting.gathering import days_of
from bot.exporting.model import ServerActor, ServerDigest, ServerFeed, ServerFile, ServerWatch
from feeds.clean import line
from feeds.guard import shown

CONDITIONS: Final = ("actors", "every", "role", "keywords", "feeds", "outlets", "languages", "voices")
"""What of a watch says what it is told of; all else is how it is told."""

LISTS: Final = ("actors", "keywords", "feeds", "outlets", "languages", "tags")
"""What counts whatever its order, and each once."""

LONGEST: Final = 300


def key_of(row: BaseModel) -> Hashable:
    """What two rows of a table have in common where they are one; the kind of a channel is not of it."""
    if isinstance(row, ServerFeed):
        return row.url
    if isinstance(row, ServerActor):
        return row.id
    if isinstance(row, ServerDigest):
        return row.channel, row.at, row.zone
    assert isinstance(row, ServerWatch)
    asked = settled(row)
    # keywords match whatever their case
    asked["keywords"] = frozenset(" ".join(keyword.casefold().split()) for keyword in row.keywords)
    return row.channel, *(asked[name] for name in CONDITIONS)


def without(file: ServerFile, keys: Container[tuple[str, Hashable]]) -> ServerFile:
    """The file without the feeds and actors of these keys, each beside its table."""
    return file.model_copy(
        update={
            table: tuple(row for row in getattr(file, table) if (table, key_of(row)) not in keys)
            for table in ("feed", "actor")
        }
    )


def kind_of(row: BaseModel) -> str:
    """What the channel is, where the row has one."""
    return getattr(row, "kind", "")


def settled(row: BaseModel) -> dict[str, Any]:
    """What the row says, alike for two that mean the same."""
    said = row.model_dump()
    if isinstance(row, ServerActor):
        return said
    said |= {name: frozenset(said[name]) for name in LISTS if name in said}
    if isinstance(row, ServerWatch):
        said["every"] = row.every and len(said["actors"]) > 1
        said["zone"] = row.zone if row.quiet else "UTC"
    return said


def name_of(row: BaseModel) -> str:
    """What the row is called in a line, without what of an address may be secret."""
    if isinstance(row, ServerFeed):
        outlet = line(row.outlet, 80)
        return f"{shown(row.url)} ({outlet})" if outlet else shown(row.url)
    if isinstance(row, ServerActor):
        return row.id
    if isinstance(row, ServerDigest):
        return f"in {row.channel} at {row.at:%H:%M} {row.zone}"
    assert isinstance(row, ServerWatch)
    plain = ServerWatch.model_fields
    said = {name: getattr(row, name) for name in sorted(CONDITIONS)}
    sides = (f"{name} {words(name, held)}" for name, held in said.items() if held != plain[name].default)
    return line(f"in {row.channel}: {'; '.join(sides)}", LONGEST)


def words(name: str, value: Any) -> str:
    """A key's value in words."""
    if value is None or value == () or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "quiet":
        return "-".join(f"{one:%H:%M}" for one in value)
    if name == "days":
        return days_of(value)
    if isinstance(value, tuple | list | frozenset):
        said = sorted((_one(name, one) for one in value), key=str.casefold)
        return line(", ".join(said), LONGEST)
    return line(str(value), LONGEST)


def _one(name: str, value: Any) -> str:
    if name == "feeds":
        return shown(value)
    return f'"{value}"' if "," in str(value) else str(value)
