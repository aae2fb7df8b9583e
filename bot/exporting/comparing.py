"""What a file would change of what a server has settled."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from bot.exporting.model import ServerDigest, ServerFile, ServerWatch

TOLD = frozenset(
    ("ping", "quiet", "zone", "urgent", "cooldown", "publish", "timeline", "tags", "paused", "kind")
)
"""What of a watch says how it is told; all else is what it is told of, by which it is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change: `add` what is not there, `change` what differs, `remove` what the file does not hold."""

    what: Literal["add", "change", "remove"]
    table: str
    name: str
    wanted: Any


def changes(held: ServerFile, wanted: ServerFile, *, removes: bool) -> tuple[Change, ...]:
    """What has to be done, in an order in which it can be; nothing where both are alike.

    With `removes` what the file does not hold goes.
    """
    found = list(_server(held, wanted))
    keys: tuple[tuple[str, Callable[[Any], str]], ...] = (
        ("feed", lambda one: one.url),
        ("actor", lambda one: one.id),
        ("watch", watch_name),
        ("digest", digest_name),
    )
    for table, key in keys:
        found += _rows(table, getattr(held, table), getattr(wanted, table), key)
    gone = (_gone(table, getattr(held, table), getattr(wanted, table), key) for table, key in reversed(keys))
    return (*found, *(change for some in gone for change in some)) if removes else tuple(found)


def watch_name(watch: ServerWatch) -> str:
    """By what a watch is known: where it is told, and of what."""
    asked = watch.model_dump(exclude=set(TOLD), exclude_defaults=True, exclude_none=True)
    said = {name: value for name, value in asked.items() if name != "channel"}
    sides = (f"{name} {_said(value)}" for name, value in sorted(said.items()))
    return f"in {watch.channel}: {'; '.join(sides)}"


def digest_name(digest: ServerDigest) -> str:
    """By what a digest is known: where and when it comes."""
    return f"in {digest.channel} at {digest.at:%H:%M} {digest.zone}"


def _said(value: Any) -> str:
    return ", ".join(sorted(map(str, value))) if isinstance(value, tuple | list) else str(value)


def _server(held: ServerFile, wanted: ServerFile) -> Iterable[Change]:
    for name in ("language", "log"):
        if name in wanted.server.model_fields_set and getattr(held.server, name) != getattr(
            wanted.server, name
        ):
            value = getattr(wanted.server, name)
            yield Change(what="change", table="server", name=name, wanted=value)
    for group, roles in sorted(wanted.server.rights.items()):
        if sorted(held.server.rights.get(group, ())) != sorted(roles):
            yield Change(what="change", table="server", name=f"rights.{group}", wanted=roles)


def _rows(
    table: str, held: Iterable[BaseModel], wanted: Iterable[BaseModel], key: Callable[[Any], str]
) -> Iterable[Change]:
    known: Mapping[str, BaseModel] = {key(one): one for one in held}
    for one in {key(one): one for one in wanted}.values():
        before = known.get(key(one))
        if before is None:
            yield Change(what="add", table=table, name=key(one), wanted=one)
        elif _differ(table, before, one):
            yield Change(what="change", table=table, name=key(one), wanted=one)


def _differ(table: str, before: BaseModel, after: BaseModel) -> bool:
    # a feed's name and backlog are the same for every server that reads it, an actor is removed and added
    if table == "actor":
        return False
    chosen = {"topic", "paused"} if table == "feed" else None
    return _sorted(before.model_dump(include=chosen)) != _sorted(after.model_dump(include=chosen))


def _sorted(values: dict[str, Any]) -> dict[str, Any]:
    """Lists are compared whatever their order."""
    return {
        name: sorted(value) if isinstance(value, tuple) and name != "quiet" else value
        for name, value in values.items()
    }


def _gone(
    table: str, held: Iterable[BaseModel], wanted: Iterable[BaseModel], key: Callable[[Any], str]
) -> Iterable[Change]:
    kept = {key(one) for one in wanted}
    for one in held:
        if key(one) not in kept:
            yield Change(what="remove", table=table, name=key(one), wanted=one)
