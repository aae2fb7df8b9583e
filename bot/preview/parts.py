"""What a payload holds, read without trust: of the wrong type is as good as not there."""

from collections.abc import Mapping
from typing import Any, Final

Json = Mapping[str, Any]

MOST: Final = 40
"""Things in one list: no message has more of anything."""

BLACK, WHITE = 0x000000, 0xFFFFFF


def words(holder: Json, key: str) -> str:
    """A text; empty where there is none."""
    found = holder.get(key)
    return found if isinstance(found, str) else ""


def inner(holder: Json, key: str) -> Json:
    """An object; an empty one where there is none."""
    found = holder.get(key)
    return found if isinstance(found, dict) else {}


def each(holder: Json, key: str) -> tuple[Json, ...]:
    """The objects of a list."""
    found = holder.get(key)
    return tuple(one for one in found if isinstance(one, dict))[:MOST] if isinstance(found, list) else ()


def whole(holder: Json, key: str) -> int | None:
    """A whole number."""
    found = holder.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def colour(holder: Json, key: str) -> str:
    """The name of the style class that draws this colour's bar; empty where there is no colour."""
    found = whole(holder, key)
    return f"c{found:06x}" if found is not None and BLACK <= found <= WHITE else ""
