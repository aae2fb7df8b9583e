"""Pictures and files: the page fetches none, so a picture is its description in a frame."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.preview.inline import text
from bot.preview.parts import Json, words


def picture(held: Json, files: Sequence[Json]) -> str:
    """A frame with what is known of the picture; empty where there is none."""
    address = words(held, "url")
    if not address:
        return ""
    named = address.removeprefix("attachment://")
    described = [words(one, "description") for one in files if words(one, "filename") == named]
    said = words(held, "description") or next(filter(None, described), "") or _shortly(address)
    return f'<div class="picture">Picture: {text(said)}</div>'


def attached(held: Json) -> str:
    """A file below the message."""
    name, said = words(held, "filename"), words(held, "description")
    told = f'<span class="said">{text(said)}</span>' if said else ""
    return f'<div class="file"><span class="name">{text(name or "file")}</span>{told}</div>'


def _shortly(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts.hostname or address
