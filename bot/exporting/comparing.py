"""What a file would change of what a server has settled."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel

from bot.exporting.held import Held, Row
from bot.exporting.knowing import key_of, kind_of, name_of, settled, words
from bot.exporting.model import Server, ServerFeed, ServerFile
from bot.groups import CHANGES

TABLES: Final = ("feed", "actor", "watch", "digest")
"""In an order in which rows can be made: what is named comes before what names it."""

OF_SERVER: Final = frozenset(("topic", "paused"))
"""What of a feed is the server's own; its name and the like are the same for everybody who reads it."""

OF_EVERYBODY: Final = frozenset(("outlet", "backlog", "full_text"))

SIGNS: Final = {"add": "+", "change": "~", "remove": "-"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change: `add` what is not there, `change` what differs, `remove` what the file does not hold.

    `row` is what is there of it, with what a file would say of that; `wanted` what the file says. Of the
    table `server` both are values of `key`. What is `unsaid` takes away what the file does not hold.
    """

    what: Literal["add", "change", "remove"]
    table: str
    key: str = ""
    row: Any = None
    wanted: Any = None
    unsaid: bool = False

    def __str__(self) -> str:
        if self.table == "server":
            group = self.key.removeprefix("rights.")
            return f"~ server {self.key}: {words(group, self.row)} → {words(group, self.wanted)}"
        said = self.row.said if self.wanted is None else self.wanted
        told = f": {', '.join(self._differences())}" if self.what == "change" else ""
        return f"{SIGNS[self.what]} {self.table} {name_of(said)}{told}"

    def _differences(self) -> Iterator[str]:
        before, after = self.row.said.model_dump(), self.wanted.model_dump()
        for name in differing(self.row.said, self.wanted):
            if self.table == "actor":
                yield name
            else:
                yield f"{name} {words(name, before.get(name))} → {words(name, after.get(name))}"


def changes(held: Held, wanted: ServerFile, *, removes: bool) -> tuple[Change, ...]:
    """What has to be done, in an order in which it can be; nothing where both are alike.

    With `removes` what the file does not hold goes, last of all, and of the server goes back to what it was
    at first. The file's addresses are those that feeds have today.
    """
    of_server = tuple(_server(held.server, wanted.server))
    found = [one for one in of_server if not one.unsaid]
    gone: list[Change] = []
    for table in TABLES:
        rows, said = getattr(held, table), getattr(wanted, table)
        paired = list(_paired(rows, said))
        for before, after in paired:
            if before is None:
                found.append(Change(what="add", table=table, wanted=after))
            elif differing(before.said, after):
                found.append(Change(what="change", table=table, row=before, wanted=after))
        kept = {id(before) for before, _ in paired}
        gone[:0] = [
            Change(what="remove", table=table, row=one, unsaid=True) for one in rows if id(one) not in kept
        ]
    return (*found, *(one for one in of_server if one.unsaid), *gone) if removes else tuple(found)


def differing(before: BaseModel, after: BaseModel) -> tuple[str, ...]:
    """The keys by which two rows that are known by the same differ."""
    held, wanted = settled(before), settled(after)
    names = dict.fromkeys((*held, *wanted))
    is_feed = "url" in names
    return tuple(
        name
        for name in names
        if (not is_feed or name in OF_SERVER) and held.get(name, ...) != wanted.get(name, ...)
    )


def _server(held: Server, wanted: Server) -> Iterator[Change]:
    for name in ("language", "log"):
        before, after = getattr(held, name), getattr(wanted, name)
        if before != after:
            yield _set(name, before, after, unsaid=name not in wanted.model_fields_set)
    for group in CHANGES:
        roles, named = held.rights.get(group, ()), wanted.rights.get(group, ())
        if set(roles) != set(named):
            yield _set(f"rights.{group}", roles, named, unsaid=group not in wanted.rights)


def _set(key: str, before: object, after: object, *, unsaid: bool) -> Change:
    return Change(what="change", table="server", key=key, row=before, wanted=after, unsaid=unsaid)


def _paired(
    held: Iterable[Row[Any, Any]], wanted: Iterable[BaseModel]
) -> Iterator[tuple[Row[Any, Any] | None, BaseModel]]:
    """Each row of the file, once, with the one that it is, also where the kind of its channel is another."""
    there: dict[Hashable, dict[str, Row[Any, Any]]] = {}
    for row in held:
        there.setdefault(key_of(row.said), {})[kind_of(row.said)] = row
    named = {(key_of(one), kind_of(one)): one for one in wanted}
    exact = {known: there.get(known[0], {}).pop(known[1], None) for known in named}
    for known, one in named.items():
        left = there.get(known[0], {})
        yield exact[known] or (left.pop(min(left)) if left else None), one


def stays(held: ServerFeed, wanted: ServerFeed) -> Iterator[str]:
    """Sentences about what the file says of a feed otherwise, and no import changes."""
    said = [name for name in wanted.model_fields_set if getattr(held, name) != getattr(wanted, name)]
    if shared := sorted(OF_EVERYBODY.intersection(said)):
        yield (
            f"{name_of(held)} keeps its {', '.join(shared)}, the same for every server that reads it: "
            "`wirewatch feeds add` changes that."
        )
    if "vouched" in said:
        now = "is vouched for" if held.vouched else "is not vouched for"
        yield (
            f"{name_of(held)} {now}, and stays so. To change that, remove it (`wirewatch feeds remove`) "
            "and import again."
        )


def staying(held: Held, wanted: ServerFile) -> tuple[str, ...]:
    """The same of every feed that the server has."""
    there = {one.said.url: one.said for one in held.feed}
    return tuple(said for one in wanted.feed if one.url in there for said in stays(there[one.url], one))
