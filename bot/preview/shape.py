"""Whether JSON is a message at all: a page without words would not say what is wrong with it."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from bot.preview.parts import MOST, Json

SHOWN: Final = ("content", "embeds", "components", "attachments", "poll")

_NAMES: Final[Mapping[type, str]] = {str: "text", list: "a list", dict: "an object"}

_MESSAGE: Final[Mapping[str, type]] = {
    "content": str,
    "embeds": list,
    "components": list,
    "attachments": list,
    "poll": dict,
    "name": str,
    "message": dict,
}
"""What is drawn of a message or of a forum's first one, and what Discord takes there."""

_EMBED: Final[Mapping[str, type]] = {
    "title": str,
    "description": str,
    "url": str,
    "timestamp": str,
    "fields": list,
    "author": dict,
    "footer": dict,
    "image": dict,
    "thumbnail": dict,
}


def misshapen(payload: Json) -> str | None:
    """What is wrong with it, as a sentence; None where it is a message."""
    wrong = next(_wrong(payload, ""), None)
    if wrong is not None:
        return wrong
    held = payload.get("message") or payload
    if payload.get("name") or any(held.get(key) for key in SHOWN):
        return None
    return f"It holds nothing that is shown: {', '.join(SHOWN)}."


def _wrong(held: Json, above: str) -> Iterator[str]:
    yield from _of_kinds(held, _MESSAGE, above)
    for key in ("embeds", "components", "attachments"):
        for number, one in enumerate(islice(held.get(key) or (), MOST)):
            where = f"{above}{key}[{number}]"
            if not isinstance(one, dict):
                yield _told(where, dict, one)
            elif key == "embeds":
                yield from _of_kinds(one, _EMBED, f"{where}.")
    if not above and held.get("message"):
        yield from _wrong(held["message"], "message.")


def _of_kinds(held: Json, kinds: Mapping[str, type], above: str) -> Iterator[str]:
    for key, kind in kinds.items():
        found = held.get(key)
        if found is not None and not isinstance(found, kind):
            yield _told(f"{above}{key}", kind, found)


def _told(where: str, kind: type, found: Any) -> str:
    what = _NAMES.get(type(found), "null" if found is None else "a number, true or false")
    return f"Its {where} is {what}, and {_NAMES[kind]} is wanted."
